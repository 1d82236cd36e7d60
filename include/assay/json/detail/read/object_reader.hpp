#pragma once

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

/// Checks or reads an object by walking its schema: one loop for all described structs.
///
/// `Fill` says whether values are stored; when not, targets are null.
class object_reader : public scalar_reader {
 public:
  using scalar_reader::scalar_reader;

  /// The raw text of the root's member with that index, in the event read last; empty when it is
  /// absent.
  std::string_view text(std::size_t index) const noexcept {
    return seen_ >> index & 1 ? texts_[index] : std::string_view();
  }
  /// Makes all of them empty.
  void forget() noexcept { seen_ = 0; }
  /// Makes them views into `original`, of which `copy` was the text that was read.
  [[gnu::cold, gnu::noinline]] void move_texts(const char* copy, const char* original) noexcept {
    for (std::uint64_t left = seen_; left != 0; left &= left - 1) {
      std::string_view& text = texts_[static_cast<std::size_t>(std::countr_zero(left))];
      text = {original + (text.data() - copy), text.size()};
    }
  }

  /// Keeps a member that the struct being read does not hold. The name is as it stands in the text.
  void keep(const string_token& name, std::string_view text) {
    auto& list = additional_->list;
    if (kept_ == list.size()) list.emplace_back();
    assign(list[kept_].first, name);
    store_raw(list[kept_].second, text);
    ++kept_;
  }

 protected:
  /// The member whose key stands at p, when it is the expected one or one of the two after it.
  [[gnu::always_inline]] const member_schema*
  expected_member(const char* p, const member_schema* m) const noexcept {
    if (has_window(p)) [[likely]] {
      if (m->key.matches(p)) [[likely]]
        return m;
      if ((++m)->key.matches(p)) return m;
      if ((++m)->key.matches(p)) return m;
      return nullptr;
    }
    return last_member(p, m);
  }

  /// The same where fewer bytes are left than are compared in one step, or where names are
  /// measured.
  [[gnu::noinline]] const member_schema* last_member(const char* p,
                                                     const member_schema* m) const noexcept {
    for (const member_schema* const behind = m + object_schema::lookahead; m != behind; ++m)
      if (m->key.size != 0 && has_bytes(p, m->key.size) &&
          m->key.view() == std::string_view(p, m->key.size))
        return m->key.size - quoted_key::around_name <= max_string_bytes_ ? m : nullptr;
    return nullptr;
  }

  /// The member that the name at p means, p moving to its value; null when the schema has none of
  /// that name, or p is null.
  [[gnu::noinline]] const member_schema*
  member_in_any_order(const char*& p, const object_schema& schema, string_token& name) {
    if ((p = scanner::name(p, name)) == nullptr) [[unlikely]]
      return nullptr;
    char room[decoded_room];
    const std::string_view decoded = name.escaped ? unescape_within(name.text, room) : name.text;
    if (decoded.empty() || (schema.names & name_bit(decoded)) == 0) return nullptr;
    const std::size_t quoted_size = decoded.size() + quoted_key::around_name;
    for (const member_schema *m = schema.members, *const end = m + schema.count; m != end; ++m)
      if (m->key.size == quoted_size && m->key.name() == decoded) return m;
    return nullptr;
  }

  /// `Ruled`: whether the texts of an object inside the event are remembered for its rules across
  /// members.
  template <bool Fill, bool Root, bool Ruled = false>
  [[gnu::noinline]] const char* object(const char* p, const object_schema& schema, void* target,
                                       unsigned depth) {
    if (depth <= min_struct_depth_) [[unlikely]]
      return fail(code::depth_exceeded, p,
                  depth == 0 ? "" : "fewer described objects inside one another");
    const char* const begin = p;
    const member_schema* next = schema.members;
    std::uint64_t seen = 0;
    [[maybe_unused]] std::array<std::string_view, Ruled ? max_member_count : 0> texts{};
    [[maybe_unused]] const std::size_t collected_before = collected_.size();
    std::size_t unknown = 0;
    string_token name;
    std::size_t outer_kept = 0;
    additional_members* outer_additional = nullptr;
    if constexpr (Fill) {
      outer_kept = std::exchange(kept_, 0);
      outer_additional = std::exchange(additional_, schema.additional(target));
    }
    p = skip_space(p + 1);
    if (*p != '}') [[likely]]
      for (;;) {
        const char* const key = p;
        const member_schema* m = expected_member(p, next);
        if (m != nullptr) [[likely]] {
          p = skip_space(p + m->key.size);
        } else {
          const char* value = p; // so that p itself, which has no address, is kept in a register
          m = member_in_any_order(value, schema, name);
          if ((p = value) == nullptr) [[unlikely]]
            return nullptr;
        }
        const char* const text = p;
        if (m == nullptr) [[unlikely]] {
          if ((p = unknown_member(key, p, schema, ++unknown, depth - 1)) == nullptr) return nullptr;
          if constexpr (Fill) keep(name, {text, p});
        } else if (seen & m->bit) [[unlikely]] {
          if ((p = value(p, depth - 1)) == nullptr || duplicate(begin, key, *m, Root) == nullptr)
            return nullptr;
        } else {
          seen |= m->bit;
          next = m + 1;
          if constexpr (Root) must_fit_ = !m->optional;
          if constexpr (Fill) p = read(*m, p, target, depth - 1);
          else p = check(*m, p, depth - 1);
          if (p == nullptr) [[unlikely]]
            return nullptr;
          if constexpr (Root) {
            texts_[m->index] = {text, p};
            seen_ = seen;
          }
          if constexpr (Ruled) texts[m->index] = {text, p};
          if constexpr (Root && Fill)
            if (misfit_) [[unlikely]]
              keep_misfit(target, *m, {text, p});
        }
        if (*p == ',' && p[1] == '"') [[likely]] { // as nearly always
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
    ++p;
    if constexpr (!Root)
      if ((p = must_continue(p)) == nullptr) [[unlikely]]
        return nullptr;
    if constexpr (Root) must_fit_ = true;
    if ((seen & schema.required) != schema.required) [[unlikely]]
      if (missing(begin, p, schema, schema.required & ~seen) == nullptr) return nullptr;
    if constexpr (Ruled)
      if (rules_across(begin, p, schema, texts.data(), collected_before) == nullptr) [[unlikely]]
        return nullptr;
    if constexpr (Fill) {
      for (std::uint64_t absent = schema.optional & ~seen; absent != 0; absent &= absent - 1)
        schema.members[std::countr_zero(absent)].make_absent(target);
      additional_->list.resize(kept_);
      kept_ = outer_kept;
      additional_ = outer_additional;
    }
    return p;
  }

  [[gnu::noinline]] const char* unknown_member(const char* key, const char* p,
                                               const object_schema& schema, std::size_t how_many,
                                               unsigned depth) {
    if (how_many > max_members_) [[unlikely]]
      return fail(code::too_many_members, key);
    const char* const next = value(p, depth);
    const level from = std::min(unknown_members_from_, schema.closed_from);
    if (next == nullptr || level_ < std::min(from, level::strict)) [[likely]]
      return next;
    return violate(from, next, {.what = code::unknown_member, .at = key});
  }

  /// Notes that the member at `key` of the object at `begin`, which is the root or not, is there
  /// for the second time.
  [[gnu::cold, gnu::noinline]] const char* duplicate(const char* begin, const char* key,
                                                     const member_schema& m, bool is_root) {
    const char* first = nullptr;
    if (report_ != nullptr && report_->takes_errors()) {
      if (is_root) first = key_before(texts_[m.index].data(), begin, m);
      const auto distance = static_cast<std::size_t>(key - begin);
      if (first == nullptr && distance <= walkable_) {
        walkable_ -= distance;
        first = first_key(begin, key, m);
      }
    }
    return violate(level::reference, key,
                   {.what = code::duplicate_member,
                    .at = key,
                    .first = first,
                    .member = &m,
                    .is_name_in_root = is_root});
  }

  /// Where the key of the member stands whose value this is, unless it is spelled with escapes;
  /// else null.
  const char* key_before(const char* value, const char* begin, const member_schema& m) noexcept {
    const auto back = [&](const char* p) { // the object's brace ends it
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

  /// Where the first key of a member stands in the object at `begin`, which is valid up to `key`:
  /// found by walking it again.
  const char* first_key(const char* begin, const char* key, const member_schema& m) {
    const bool outer_rereading = std::exchange(rereading_, true);
    const char* first = skip_space(begin + 1);
    for (const char* p = first; p < key; first = p) {
      string_token name;
      p = scanner::name(p, name);
      char room[decoded_room];
      if (m.key.name() == (name.escaped ? unescape_within(name.text, room) : name.text)) break;
      p = skip_space(skip_space(value(p, nesting::max_depth)) + 1);
    }
    rereading_ = outer_rereading;
    return first;
  }

  [[gnu::cold, gnu::noinline]] const char*
  missing(const char* object, const char* end, const object_schema& schema, std::uint64_t members) {
    for (; members != 0; members &= members - 1) {
      const member_schema& m = schema.members[std::countr_zero(members)];
      if (m.optional && level_ < m.required_from) continue;
      if (violate(m.required_from, end,
                  {.what = code::missing_member, .at = object, .member = &m}) == nullptr)
        return nullptr;
    }
    return end;
  }

  /// Holds the object, which begins and ends there, against its rules across members, and collects
  /// what those around it ask for. `texts`: those of all its members; `collected_before`: how many
  /// texts were collected before it.
  [[gnu::noinline]] const char* rules_across(const char* begin, const char* end,
                                             const object_schema& schema,
                                             const std::string_view* texts,
                                             std::size_t collected_before) {
    for (const placed_rule* r = schema.across; r != schema.across + schema.across_count; ++r) {
      const object_rule& rule = r->rule;
      if (level_ < rule.from) continue;
      const member_texts own = texts + schema.has_tag;
      if (rule.holds != nullptr) {
        if (rule.holds(own)) [[likely]]
          continue;
        const std::string_view place =
            r->reported_at != not_there ? texts[r->reported_at] : std::string_view();
        const finding f{.what = rule.code,
                        .at = place.empty() ? begin : place.data(),
                        .expected = rule.expected};
        if (violate(rule.from, end, f) == nullptr) return nullptr;
        continue;
      }
      rule_violations found;
      rule.find({own, std::span(collected_).subspan(collected_before)}, found);
      for (std::size_t i = 0; i < found.size(); ++i)
        if (violate(
                rule.from, end,
                {.what = rule.code, .at = found.place(i).data(), .expected = found.expected(i)}) ==
            nullptr)
          return nullptr;
    }
    collected_.resize(collected_before);
    if (!rereading_) // what is read again was collected the first time
      for (unsigned i = 0; i < schema.collected_count; ++i)
        collected_.push_back(schema.collected[i] != not_there ? texts[schema.collected[i]]
                                                              : std::string_view());
    return end;
  }

  /// An envelope member that does not fit, at a level that lets it pass, is kept among the
  /// additional ones.
  [[gnu::cold, gnu::noinline]] void keep_misfit(void* target, const member_schema& m,
                                                std::string_view text) {
    misfit_ = false;
    if (m.make_absent != nullptr) m.make_absent(target);
    keep({m.key.name()}, text);
  }

  template <class Raw>
  void store_raw(Raw& raw, std::string_view text) {
    raw.assign_valid(text);
    if (framing_ != framing::lines) put_on_one_line(raw.mutable_text());
    if (replaces_surrogates_) [[unlikely]]
      replace_lone_surrogates(raw.mutable_text());
  }

  /// How many bytes of one event are gone through once more to find where repeated members stood
  /// first, so that time is linear.
  static constexpr std::size_t max_rewalk = std::size_t{1} << 20;
  std::size_t walkable_ = max_rewalk;        ///< what is left of it
  level unknown_members_from_ = never;       ///< the level from which such a member is an error
  additional_members* additional_ = nullptr; ///< of the struct being read
  std::size_t kept_ = 0;                     ///< how many of them this event has so far
  std::uint64_t seen_ = 0;                   ///< the root's members that were there
  std::array<std::string_view, max_member_count> texts_; ///< their texts
  std::vector<std::string_view>
      collected_; ///< what the objects inside the event collect for those around them

 private:
  // The table's functions take the whole reader; these pass it to them (reader.hpp).
  const char* check(const member_schema& m, const char* p, unsigned depth);
  const char* read(const member_schema& m, const char* p, void* target, unsigned depth);
};

} // namespace assay::detail
