// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/analysis/detail/coverage_plan.hpp"
#include "assay/analysis/detail/late_tags.hpp"
#include "assay/json/encoding.hpp"
#include "assay/json/escapes.hpp"
#include "assay/json/json_scanner.hpp"
#include "assay/json/raw_json.hpp"
#include "assay/json/walk.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <limits>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace assay::analysis::detail {

/// Returns the event without a byte order mark and white space around it.
inline std::string_view event_in(std::string_view text) noexcept {
  if (text.starts_with(byte_order_mark)) text.remove_prefix(byte_order_mark.size());
  return trimmed(text);
}

/// A member that its object's schema does not name.
struct unknown_member {
  std::uint32_t object;
  std::string_view name; ///< as written between its quotes
};

/// Scans an event and records which counters it increments. It does not count, so that nothing must
/// be undone if memory runs out. Memory is reused.
class coverage_walk {
 public:
  explicit coverage_walk(const coverage_plan& plan) : plan_(&plan), scanner_(any_accepted()) {
    const auto add = [&](std::string_view tag) {
      if (!tag.empty() && std::find(tags_.begin(), tags_.end(), tag) == tags_.end())
        tags_.push_back(tag);
    };
    for (const coverage_object& o : plan.objects()) {
      add(o.schema->tag);
      for (const coverage_member& m : o.members) add_tags(m.place, add);
    }
    add_tags(plan.root(), add);
  }

  /// Returns whether the text is one JSON object. If not, nothing or a part of it is recorded.
  bool run(std::string_view text) {
    forget();
    text = event_in(text);
    const coverage_place& root = plan_->place(plan_->root());
    if (!text.starts_with('{') || !text.ends_with('}')) return false;
    scanner_.start(text, text_end::bracket);
    end_ = text.data() + text.size();
    late_.start(tags_);
    const char* const p = root.kind == type_kind::tagged ? tagged_inside(text.data(), root)
                                                         : object(text.data(), root.object, {});
    return p != nullptr && p + 1 == end_;
  }
  void forget() noexcept {
    hits_.clear();
    unknown_.clear();
    open_ = 0;
  }

  std::span<const std::uint32_t> hits() const noexcept { return hits_; }
  std::span<const unknown_member> unknown() const noexcept { return unknown_; }

 private:
  static constexpr unsigned unread = no_place - 1; ///< a tag that was not met yet
  static constexpr unsigned deepest = 256; ///< readers also reject deeper nesting of structs

  /// Accepts everything that a reader's limits and policies may accept.
  static options any_accepted() noexcept {
    options o;
    o.lone_surrogates = surrogate_policy::replace;
    o.null_characters = null_character_policy::accept;
    o.limits.max_depth = json_scanner::depth_limit;
    o.limits.max_string_bytes = std::numeric_limits<std::size_t>::max();
    return o;
  }

  template <class Add>
  void add_tags(std::uint32_t place, Add add) const {
    const coverage_place& at = plan_->place(place);
    add(at.tag);
    const std::uint32_t inner = at.inner == no_place ? 0 : at.inner_count != 0 ? at.inner_count : 1;
    for (std::uint32_t i = 0; i < inner; ++i) add_tags(at.inner + i, add);
  }

  void hit(std::uint32_t counter) { hits_.push_back(counter); }
  const char* skip(const char* p) {
    return *p == '"' ? after_string(p) : scanner_.value(p, json_scanner::depth_limit);
  }
  const char* misfit(const char* p, const coverage_place& at) {
    hit(at.misfits);
    return skip(p);
  }

  const char* value(const char* p, const coverage_place& at) {
    const kind found = kind_of(*p);
    if ((at.kinds & bit_of(found)) == 0) [[unlikely]]
      return misfit(p, at);
    switch (at.kind) {
    case type_kind::array: return elements(p, at);
    case type_kind::map:
      return inside(values(p, [&](const char* v) { return value(v, plan_->place(at.inner)); }));
    case type_kind::object: return inside(object(p, at.object, {}));
    case type_kind::tagged: return inside(tagged_inside(p, at));
    case type_kind::typed_or_any: {
      const bool fits = found == kind::object;
      hit(at.counts + !fits);
      return fits ? value(p, plan_->place(at.inner)) : skip(p);
    }
    case type_kind::one_of: return one_of(p, at, found);
    case type_kind::string:
    case type_kind::enumeration: return at.has_choices ? choice(p, at) : after_string(p);
    default: return skip(p);
    }
  }

  /// Returns the position after a bracket that closes a nested array or object.
  const char* inside(const char* p) {
    return p == nullptr ? nullptr : scanner_.must_continue(p + 1);
  }

  const char* elements(const char* p, const coverage_place& at) {
    const coverage_place& element = plan_->place(at.inner);
    return inside(scanner_.elements(p, [&](const char* v) { return value(v, element); }));
  }

  const char* one_of(const char* p, const coverage_place& at, kind found) {
    std::uint32_t i = 0;
    while ((plan_->place(at.inner + i).kinds & bit_of(found)) == 0) ++i; // one of them allows it
    hit(at.counts + i);
    return value(p, plan_->place(at.inner + i));
  }

  const char* choice(const char* p, const coverage_place& at) {
    const char* const end = after_string(p);
    std::string_view characters;
    if (!characters_of(p, end, characters)) return nullptr;
    const std::uint32_t i = at.names.find(characters);
    hit(at.counts + (i != no_place ? i : static_cast<std::uint32_t>(at.names.size())));
    return end;
  }

  /// Finds the alternative that a tag names, or `no_place`. `p` is the position of the tag, or
  /// null.
  const char* read_tag(const char* p, const coverage_place& tagged, std::uint32_t& out) {
    out = no_place;
    if (p == nullptr || *p != '"') return p == nullptr ? nullptr : skip(p);
    const char* const end = after_string(p);
    std::string_view characters;
    if (!characters_of(p, end, characters)) return nullptr;
    out = tagged.names.find(characters);
    return end;
  }

  /// Returns the position of the closing brace, or null.
  const char* tagged_inside(const char* p, const coverage_place& at) {
    const char* tag = nullptr;
    const char* const first = scanner_.skip_space(p + 1);
    if (const char* const after = *first == '"' ? guessed(first, at.tag) : nullptr) {
      tag = scanner_.skip_space(after);
      tag = *tag == ':' ? scanner_.skip_space(tag + 1) : nullptr;
    } else if (!late_.find(scanner_, p, end_, at.tag, tag)) {
      return nullptr;
    }
    std::uint32_t i = no_place;
    if (tag != nullptr && read_tag(tag, at, i) == nullptr) return nullptr;
    hit(at.counts + (i != no_place ? i : at.inner_count));
    if (i == no_place) return members_of_unknown(p);
    return object(p, plan_->place(at.inner + i).object, at.tag);
  }

  /// Returns the position of the closing brace, or null.
  const char* members_of_unknown(const char* p) {
    return values(p, [&](const char* v) { return skip(v); });
  }

  /// Scans a union whose tag is beside it. `tag` is the alternative, unless the tag comes later.
  const char* tagged_beside(const char* p, const coverage_place& at, const char* around,
                            std::string_view name, std::uint32_t tag) {
    if (*p != '{') return misfit(p, at);
    if (tag == unread) {
      const char* where = nullptr;
      if (!late_.find(scanner_, around, end_, name, where)) return nullptr;
      tag = no_place;
      if (where != nullptr && read_tag(where, at, tag) == nullptr) return nullptr;
    }
    hit(at.counts + (tag != no_place ? tag : at.inner_count));
    return tag == no_place ? skip(p) : value(p, plan_->place(at.inner + tag));
  }

  /// Returns the end of the string that opens at `p`, or null. A reader has accepted the string, so
  /// it is not checked again.
  const char* after_string(const char* p) const noexcept {
    const char* const first = ++p;
    for (;;) {
      p = static_cast<const char*>(std::memchr(p, '"', static_cast<std::size_t>(end_ - p)));
      if (p == nullptr) return nullptr;
      const char* before = p;
      while (before != first && before[-1] == '\\') --before;
      ++p;
      if ((p - before) % 2 != 0) return p; // after an even number of backslashes
    }
  }

  /// Sets `out` to the characters of a string, unescaped into `room_` if necessary. Returns false
  /// if the string is invalid.
  bool characters_of(const char* p, const char* end, std::string_view& out) {
    if (end == nullptr) return false;
    out = std::string_view(p + 1, static_cast<std::size_t>(end - p) - 2);
    if (out.find('\\') == out.npos) [[likely]]
      return true;
    if (scanner_.string(p) != end) return false;
    unescape(out, room_);
    out = room_;
    return true;
  }

  /// Scans the members of the object at `p`. `find(at)` returns a member and the end of its name;
  /// `use(member, value)` returns the end of the value. Returns the position of the closing brace.
  template <class Find, class Use>
  const char* members(const char* p, Find find, Use use) {
    p = scanner_.skip_space(p + 1);
    if (*p == '}') return p;
    for (;;) {
      if (*p != '"') return nullptr;
      std::uint32_t member = no_place;
      if ((p = find(p, member)) == nullptr) return nullptr;
      p = scanner_.skip_space(p);
      if (*p != ':') return nullptr;
      if ((p = use(member, scanner_.skip_space(p + 1))) == nullptr) return nullptr;
      p = scanner_.skip_space(p);
      if (*p == '}') return p;
      if (*p != ',') return nullptr;
      p = scanner_.skip_space(p + 1);
    }
  }
  template <class Use>
  const char* values(const char* p, Use use) {
    return members(
        p, [&](const char* name, std::uint32_t&) { return after_string(name); },
        [&](std::uint32_t, const char* v) { return use(v); });
  }

  /// Scans the members of an object. `own_tag` is the name of the tag that it contains as an
  /// alternative. Returns the position of the closing brace, or null.
  const char* object(const char* p, std::uint32_t which, std::string_view own_tag) {
    const coverage_object& o = plan_->object(which);
    if (open_ == deepest) return nullptr;
    ++open_;
    hit(o.count);
    std::uint32_t next = 0, tag = unread;
    const auto find = [&](const char* name, std::uint32_t& i) {
      // Members are usually in the order of the schema, with some missing.
      for (i = next; i < o.members.size() && i < next + 3; ++i)
        if (const char* const end = guessed(name, o.members[i].guess)) return end;
      const char* const end = after_string(name);
      std::string_view characters;
      if (!characters_of(name, end, characters)) return static_cast<const char*>(nullptr);
      i = o.names.find(characters);
      if (i == no_place && (own_tag.empty() || characters != own_tag))
        note_unknown(which, name, end);
      return end;
    };
    const char* const end = members(p, find, [&](std::uint32_t i, const char* v) {
      if (i == no_place) return skip(v);
      const coverage_member& m = o.members[i];
      next = i + 1;
      hit(m.counts);
      const coverage_place& at = plan_->place(m.place);
      if (i == o.tag && tag == unread) {
        const char* const after = read_tag(v, plan_->place(o.members[o.tagged].place), tag);
        if (*v == '"') return after;
      }
      if (*v == 'n') {
        hit(m.counts + 1);
        return skip(v);
      }
      return i == o.tagged ? tagged_beside(v, at, p, o.schema->tag, tag) : value(v, at);
    });
    --open_;
    return end;
  }

  /// Returns the position after the name at `p` if it is `name`; otherwise, or if `name` is empty,
  /// null.
  const char* guessed(const char* p, std::string_view name) const noexcept {
    const std::size_t size = name.size();
    if (static_cast<std::size_t>(end_ - p) < size + 2 || p[size + 1] != '"' || size == 0)
      return nullptr;
    return std::memcmp(p + 1, name.data(), size) == 0 ? p + size + 2 : nullptr;
  }

  void note_unknown(std::uint32_t object, const char* name, const char* end) {
    unknown_.push_back({object, {name + 1, static_cast<std::size_t>(end - name) - 2}});
  }

  const coverage_plan* plan_;
  json_scanner scanner_;
  std::vector<std::string_view> tags_; ///< the names of all tags
  late_tags late_;
  const char* end_ = nullptr; ///< of the text
  unsigned open_ = 0;         ///< the number of objects around the position
  std::string room_;          ///< for names with escapes
  std::vector<std::uint32_t> hits_;
  std::vector<unknown_member> unknown_;
};

} // namespace assay::analysis::detail
