// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/detail/config.hpp"
#include "assay/json/detail/raw_access.hpp"
#include "assay/json/detail/read/scalars.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

namespace assay::detail {

/// Checks or reads an object with its table: one loop for all described structs.
///
/// `Fill` means that values are stored; otherwise targets are null.
class object_reader : public scalar_reader {
 public:
  using scalar_reader::scalar_reader;

  /// Returns the raw text of the root's member with that index, in the last event. Empty if it is
  /// missing.
  std::string_view text(std::size_t index) const noexcept {
    if (root_is_full_) [[unlikely]]
      return index < object_texts_.size() ? object_texts_[index] : std::string_view();
    return seen_ >> index & 1 ? texts_[index] : std::string_view();
  }
  /// Makes all of these texts empty.
  void forget() noexcept {
    seen_ = 0;
    object_texts_.clear();
  }
  /// Moves these texts from `copy`, the text that was read, to `original`.
  ASSAY_COLD ASSAY_NOINLINE void move_texts(const char* copy, const char* original) noexcept {
    const auto move = [&](std::string_view& text) {
      if (!text.empty()) text = {original + (text.data() - copy), text.size()};
    };
    for (std::string_view& text : object_texts_) move(text);
    for (std::uint64_t left = seen_; left != 0; left &= left - 1)
      move(texts_[static_cast<std::size_t>(std::countr_zero(left))]);
  }

  /// Keeps a member that the current struct does not hold. The name is as written in the text.
  void keep(const string_token& name, std::string_view text) {
    object_state& object = *filled_;
    if (object.layout.additional == nullptr) return; // the struct drops such members
    auto& list = object.layout.additional(object.target)->list;
    if (object.kept == list.size()) list.emplace_back();
    assign(list[object.kept].first, name);
    store_raw(list[object.kept].second, text);
    ++object.kept;
  }

 protected:
  /// Returns the member whose key is at p, if it is the expected one or one of the two after it.
  /// Otherwise null.
  ASSAY_ALWAYS_INLINE const member_entry* expected_member(const char* p,
                                                          const member_entry* m) const noexcept {
    if (has_window(p)) [[likely]] {
      if (m->key.matches(p)) [[likely]]
        return m;
      if ((++m)->key.matches(p)) return m;
      if ((++m)->key.matches(p)) return m;
      return nullptr;
    }
    return last_member(p, m);
  }

  /// `expected_member` without a window: fewer bytes remain than one comparison reads, or names
  /// must be measured.
  ASSAY_NOINLINE const member_entry* last_member(const char* p,
                                                 const member_entry* m) const noexcept {
    for (const member_entry* const after = m + object_layout::lookahead; m != after; ++m)
      if (m->key.size != 0 && has_bytes(p, m->key.size) &&
          m->key.view() == std::string_view(p, m->key.size))
        return m->key.size - quoted_key::around_name <= max_string_bytes_ ? m : nullptr;
    return nullptr;
  }

  /// Returns the member that the name at p names, and moves p to its value. Returns null if the
  /// schema has no such member, or if reading stopped (p is null then). `expected` is the most
  /// likely member.
  ASSAY_NOINLINE const member_entry* member_in_any_order(const char*& p,
                                                         const object_layout& layout,
                                                         const member_entry* expected,
                                                         string_token& name) {
    if ((p = scanner::name(p, name)) == nullptr) [[unlikely]]
      return nullptr;
    char room[decoded_room];
    std::string long_name;
    std::string_view decoded = name.escaped ? unescape_within(name.text, room) : name.text;
    if (name.escaped && decoded.data() == nullptr) [[unlikely]] {
      unescape(name.text, long_name);
      decoded = long_name;
    }
    if (decoded.empty() || (layout.names & name_bit(decoded)) == 0) return nullptr;
    const member_entry* const end = layout.members + layout.count;
    const std::size_t quoted_size = decoded.size() + quoted_key::around_name;
    if (quoted_size > quoted_key::capacity) return find_long_name(decoded, layout, expected);
    for (const member_entry* m = layout.members; m != end; ++m)
      if (m->key.size == quoted_size && m->key.name() == decoded) return m;
    return nullptr;
  }

  /// Returns the member with a name that is too long to be a key. Searches from the expected one
  /// on, then the others.
  static const member_entry* find_long_name(std::string_view name, const object_layout& layout,
                                            const member_entry* expected) noexcept {
    const member_entry* const end = layout.members + layout.count;
    for (const member_entry* m = expected; m < end; ++m)
      if (m->schema->name == name) return m;
    for (const member_entry* m = layout.members; m != expected; ++m)
      if (m->schema->name == name) return m;
    return nullptr;
  }

  /// The state of the object that is being read, for its end.
  struct object_state {
    const char* begin;
    const object_layout& layout;
    void* target;
    /// The bits of the members that were found, among the first 64.
    std::uint64_t seen = 0;
    /// The index of its members' texts in `object_texts_`.
    std::size_t texts = 0;
    /// The number of texts collected before it.
    std::size_t collected_before = 0;
    /// The number of additional members so far.
    std::size_t kept = 0;
    /// The object around it that is being filled.
    object_state* outer = nullptr;
  };

  /// Checks or reads an object. `Full` means that the texts of its members are needed: for its
  /// rules across members, for its tag, or because it has more members than there are bits.
  template <bool Fill, bool Root, bool Full = false>
  ASSAY_NOINLINE const char* object(const char* p, const object_layout& layout, void* target,
                                    unsigned depth) {
    if (depth <= min_struct_depth_) [[unlikely]]
      return fail(code::depth_exceeded, p,
                  depth == 0 ? "" : "at most 256 nested containers that become C++ objects");
    object_state state{.begin = p, .layout = layout, .target = target};
    const member_entry* next = layout.members;
    std::uint64_t seen = 0;
    std::size_t unknown = 0;
    string_token name;
    if constexpr (Full) {
      state.collected_before = collected_.size();
      state.texts = object_texts_.size();
      object_texts_.resize(state.texts + layout.count);
    }
    if constexpr (Fill) {
      state.outer = std::exchange(filled_, &state);
    }
    p = skip_space(p + 1);
    if (*p != '}') [[likely]]
      for (;;) {
        const char* const key = p;
        const member_entry* m = expected_member(p, next);
        if (m != nullptr) [[likely]] {
          p = skip_space(p + m->key.size);
        } else {
          const char* value = p; // keeps p itself, whose address is not taken, in a register
          m = member_in_any_order(value, layout, next, name);
          if ((p = value) == nullptr) [[unlikely]]
            return nullptr;
        }
        const char* const text = p;
        if (m == nullptr) [[unlikely]] {
          if ((p = unknown_member(key, p, layout, ++unknown, depth - 1)) == nullptr) return nullptr;
          if constexpr (Fill) keep(name, {text, p});
        } else if (was_seen<Full>(seen, *m, state)) [[unlikely]] {
          if ((p = value(p, depth - 1)) == nullptr ||
              duplicate(state.begin, key, *m, Root) == nullptr)
            return nullptr;
        } else {
          seen |= m->bit;
          next = m + 1;
          if constexpr (Root) verdict_.must_fit = m->must_fit;
          if constexpr (Fill) p = read(*m, p, target, depth - 1);
          else p = check(*m, p, depth - 1);
          if (p == nullptr) [[unlikely]]
            return nullptr;
          if constexpr (Full) object_texts_[state.texts + m->index] = {text, p};
          else if constexpr (Root) {
            texts_[m->index] = {text, p};
            seen_ = seen;
          }
          if constexpr (Root && Fill)
            if (verdict_.misfit) [[unlikely]]
              keep_misfit(*m, {text, p});
        }
        if (*p == ',' && p[1] == '"') [[likely]] { // the usual case
          ++p;
          continue;
        }
        p = skip_space(p);
        if (*p == ',') {
          p = skip_space(p + 1);
          continue;
        }
        if (*p == '}') [[likely]]
          break;
        return fail(code::invalid_syntax, p, "',' or '}'");
      }
    state.seen = seen;
    return end_of_object<Fill, Root, Full>(p + 1, state);
  }

  /// Handles the end of an object after its brace: missing members, rules across members, absent
  /// values.
  template <bool Fill, bool Root, bool Full>
  ASSAY_ALWAYS_INLINE const char* end_of_object(const char* p, const object_state& state) {
    const object_layout& layout = state.layout;
    if constexpr (!Root)
      if ((p = must_continue(p)) == nullptr) [[unlikely]]
        return nullptr;
    if constexpr (Root) verdict_.must_fit = true;
    if ((state.seen & layout.required) != layout.required) [[unlikely]]
      if (missing(state.begin, p, layout, layout.required & ~state.seen) == nullptr) return nullptr;
    if constexpr (Full)
      if (layout.is_wide() && wide_missing<Fill>(p, state) == nullptr) [[unlikely]]
        return nullptr;
    if constexpr (Full && !Root) {
      if (check_rules(state.begin, p, layout, object_texts_.data() + state.texts,
                      state.collected_before) == nullptr) [[unlikely]]
        return nullptr;
      object_texts_.resize(state.texts);
    }
    if constexpr (Fill) {
      layout.finish(state.target, 0, ~state.seen, state.kept);
      filled_ = state.outer;
    }
    return p;
  }

  template <bool Full>
  ASSAY_ALWAYS_INLINE bool was_seen(std::uint64_t seen, const member_entry& m,
                                    const object_state& state) const noexcept {
    if constexpr (Full)
      if (m.bit == 0) [[unlikely]]
        return !object_texts_[state.texts + m.index].empty();
    return (seen & m.bit) != 0;
  }

  /// Handles missing and absent members that have no bit.
  template <bool Fill>
  ASSAY_NOINLINE const char* wide_missing(const char* end, const object_state& state) {
    for (unsigned i = 64; i < state.layout.count; ++i) {
      const member_entry& m = state.layout.members[i];
      if (!object_texts_[state.texts + i].empty() || m.schema->forbidden) continue;
      if (!m.optional || m.schema->required_from != never)
        if (missing(state.begin, end, m) == nullptr) return nullptr;
      if constexpr (Fill)
        state.layout.finish(state.target, i / 64, std::uint64_t{1} << i % 64, all_kept);
    }
    return end;
  }

  ASSAY_NOINLINE const char* unknown_member(const char* key, const char* p,
                                            const object_layout& layout, std::size_t how_many,
                                            unsigned depth) {
    if (how_many > max_members_) [[unlikely]]
      return fail(code::too_many_members, key);
    const char* const next = value(p, depth);
    const level from = std::min(unknown_members_from_, layout.closed_from);
    if (next == nullptr || !verdict_.asks_for(std::min(from, level::strict))) [[likely]]
      return next;
    return verdict_.violate(from, next, {.what = code::unknown_member, .at = key});
  }

  /// Notes that the member at `key` is a duplicate. Its object is at `begin`; `is_root` means that
  /// it is the root.
  ASSAY_COLD ASSAY_NOINLINE const char* duplicate(const char* begin, const char* key,
                                                  const member_entry& m, bool is_root) {
    const char* first = nullptr;
    if (verdict_.report() != nullptr && verdict_.report()->takes_errors()) {
      if (is_root && m.key.size != 0) first = key_before(text(m.index).data(), begin, m);
      const auto distance = static_cast<std::size_t>(key - begin);
      if (first == nullptr && distance <= walkable_) {
        walkable_ -= distance;
        first = first_key(begin, key, m);
      }
    }
    return verdict_.violate(level::reference, key,
                            {.what = code::duplicate_member,
                             .at = key,
                             .first = first,
                             .member = &m,
                             .is_name_in_root = is_root});
  }

  /// Returns where the key of the member with this value begins. Null if the key is written with
  /// escapes.
  const char* key_before(const char* value, const char* begin, const member_entry& m) noexcept {
    const auto back = [&](const char* p) { // ends at the object's brace at the latest
      for (; static_cast<unsigned char>(p[-1]) <= ' ' && walkable_ != 0; --walkable_) --p;
      return p;
    };
    const std::string_view name =
        m.key.view().substr(0, m.key.size - std::size_t{1}); // without its colon
    const char* const end = back(back(value) - 1);
    const bool has_room = end - begin > static_cast<std::ptrdiff_t>(name.size());
    return has_room && std::string_view(end - name.size(), name.size()) == name ? end - name.size()
                                                                                : nullptr;
  }

  /// Returns where the first key of the member is in the object at `begin`, whose text up to `key`
  /// is valid. Scans the object again.
  const char* first_key(const char* begin, const char* key, const member_entry& m) {
    const bool outer_rereading = std::exchange(verdict_.rereading, true);
    const char* first = skip_space(begin + 1);
    for (const char* p = first; p < key; first = p) {
      string_token name;
      p = scanner::name(p, name);
      if (name.escaped ? spells(name.text, m.schema->name) : name.text == m.schema->name) break;
      p = skip_space(skip_space(value(p, nesting::max_depth)) + 1);
    }
    verdict_.rereading = outer_rereading;
    return first;
  }

  ASSAY_COLD ASSAY_NOINLINE const char*
  missing(const char* object, const char* end, const object_layout& layout, std::uint64_t members) {
    for (; members != 0; members &= members - 1)
      if (missing(object, end, layout.members[std::countr_zero(members)]) == nullptr)
        return nullptr;
    return end;
  }
  ASSAY_COLD ASSAY_NOINLINE const char* missing(const char* object, const char* end,
                                                const member_entry& m) {
    const level from = m.schema->required_from;
    if (m.optional && !verdict_.asks_for(from)) return end;
    return verdict_.violate(from, end, {.what = code::missing_member, .at = object, .member = &m});
  }

  /// Checks the rules across members of an object from `begin` to `end`, and collects the texts
  /// that the objects around it need.
  ///
  /// `texts` are those of all its members. `collected_before` is the number of texts collected
  /// before it.
  ASSAY_NOINLINE const char* check_rules(const char* begin, const char* end,
                                         const object_layout& layout, const std::string_view* texts,
                                         std::size_t collected_before) {
    if (!verdict_.calls_predicates) return end;
    for (const placed_check* c = layout.checks; c != layout.checks + layout.check_count; ++c) {
      if (!verdict_.asks_for(c->from)) continue;
      if (c->agree != nullptr ? check_members(begin, end, *c, texts) == nullptr
                              : check_object(end, layout, *c, texts, collected_before) == nullptr)
        return nullptr;
    }
    if (!verdict_.asks_for(layout.checked_from)) return end; // it collects nothing
    collected_.resize(collected_before);
    if (!verdict_.rereading) // on a second read the texts have been collected already
      for (unsigned i = 0; i < layout.collected_count; ++i)
        collected_.push_back(layout.collected[i] != not_there ? texts[layout.collected[i]]
                                                              : std::string_view());
    return end;
  }

  /// Checks one rule across members. A violation is at the last of these members that is present.
  const char* check_members(const char* begin, const char* end, const placed_check& c,
                            const std::string_view* texts) {
    const checked_texts checked{texts, c.members};
    if (c.agree(checked, c.predicate)) [[likely]]
      return end;
    const char* place = begin;
    for (unsigned i = 0; i < c.count; ++i)
      if (!checked[i].empty()) place = checked[i].data();
    return verdict_.violate(c.from, end, {.what = c.what, .at = place, .expected = c.words});
  }

  /// Checks a rule on the whole object.
  const char* check_object(const char* end, const object_layout& layout, const placed_check& c,
                           const std::string_view* texts, std::size_t collected_before) {
    rule_violations found(verdict_.report() != nullptr ? verdict_.report()->capacity() : 1);
    c.find({texts, std::span(collected_).subspan(collected_before), layout.structs}, found);
    for (std::size_t i = 0; i < found.size(); ++i)
      if (verdict_.violate(
              c.from, end,
              {.what = c.what, .at = found.place(i).data(), .expected = found.expected(i)}) ==
          nullptr)
        return nullptr;
    if (found.truncated() && verdict_.report() != nullptr) verdict_.report()->set_truncated();
    return end;
  }

  /// Keeps a member of the event itself that does not fit among the additional members, if the
  /// level accepts it.
  ASSAY_COLD ASSAY_NOINLINE void keep_misfit(const member_entry& m, std::string_view text) {
    verdict_.misfit = false;
    filled_->layout.finish(filled_->target, m.index / 64u, std::uint64_t{1} << m.index % 64u,
                           all_kept);
    keep({m.schema->name}, text);
  }

  template <class Raw>
  void store_raw(Raw& raw, std::string_view text) {
    raw_access::assign(raw, text);
    if (framing_ != framing::lines) put_on_one_line(raw_access::text_of(raw));
    if (replaces_surrogates_) [[unlikely]]
      replace_lone_surrogates(raw_access::text_of(raw));
  }

  /// The number of bytes of one event that may be scanned again to find first occurrences of
  /// duplicates. Keeps the time linear.
  static constexpr std::size_t max_rewalk = std::size_t{1} << 20;
  /// The remaining part of `max_rewalk`.
  std::size_t walkable_ = max_rewalk;
  /// The level from which unknown members are errors.
  level unknown_members_from_ = never;
  /// The struct that is being filled.
  object_state* filled_ = nullptr;
  /// The bits of the root's members that are present.
  std::uint64_t seen_ = 0;
  /// The texts of these members.
  std::array<std::string_view, 64> texts_;
  /// The members' texts of the full objects that are open.
  std::vector<std::string_view> object_texts_;
  /// Whether the root's texts are the first in `object_texts_`.
  bool root_is_full_ = false;
  /// What nested objects collect for the objects around them.
  std::vector<std::string_view> collected_;

  /// Reads the event's payload if it came before its tag.
  const char* read_late_payload();

 private:
  // The table's functions take the whole reader; these functions pass it (reader.hpp).
  const char* check(const member_entry& m, const char* p, unsigned depth);
  const char* read(const member_entry& m, const char* p, void* target, unsigned depth);
};

} // namespace assay::detail
