// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/detail/config.hpp"
#include "assay/json/detail/read/member_functions.hpp"
#include "assay/json/detail/value/value_text.hpp"
#include "assay/json/text_buffer.hpp"

#include <boost/json/value.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <string_view>
#include <vector>

namespace assay::detail {

/// Checks values against the rules of their members, with the functions that readers call for texts
/// of single values. True means that a reader would report nothing; false means that the text must
/// be checked.
class value_rules : protected reader {
 protected:
  using json_value = boost::json::value;

  explicit value_rules(const options& o) : reader(o, nullptr) { set_unknown_policy(o); }

  /// Returns whether no rule has reported anything.
  bool is_clean() const noexcept { return !verdict_.rejected() && !verdict_.left_out(); }

  static std::string_view view_of(const boost::json::string& s) noexcept {
    return {s.data(), s.size()};
  }

  ASSAY_ALWAYS_INLINE bool keeps_rules(const member_entry& m, const boost::json::string& s,
                                       const json_value& v) {
    if (s.size() >= m.min_length && !verdict_.asks_for(m.rules_from)) [[likely]]
      return true;
    return keeps_plain_rules(m, view_of(s)) || keeps_text_rules(m, v);
  }
  /// Returns whether the characters follow all rules. Returns false also if a rule needs the JSON
  /// text.
  ASSAY_NOINLINE bool keeps_plain_rules(const member_entry& m, std::string_view s) const noexcept {
    for (const rule& r : m.schema->rules) {
      if (!verdict_.asks_for(r.from)) continue;
      const bool is_kept = (r.kind == rule_kind::format && r.accepts(s)) ||
                           (r.kind == rule_kind::min_length && s.size() >= r.size) ||
                           (r.kind == rule_kind::max_length && s.size() <= r.size) ||
                           (r.kind == rule_kind::max_characters && s.size() <= r.size) ||
                           (r.kind == rule_kind::one_of &&
                            std::find(r.choices.begin(), r.choices.end(), s) != r.choices.end());
      if (!is_kept) return false;
    }
    return true;
  }
  ASSAY_NOINLINE bool keeps_text_rules(const member_entry& m, const json_value& v) {
    const std::string_view text = text_alone(v);
    const std::string_view between_quotes = text.substr(1, text.size() - 2);
    const bool is_escaped = between_quotes.find('\\') != text.npos;
    return check_text_rules(m, between_quotes, is_escaped) != nullptr && is_clean();
  }

  ASSAY_ALWAYS_INLINE bool signed_number(const member_entry& m, const json_value& v) {
    constexpr auto max = static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
    if (!v.is_int64() && (!v.is_uint64() || v.get_uint64() > max)) return false;
    const std::int64_t n = v.is_int64() ? v.get_int64() : static_cast<std::int64_t>(v.get_uint64());
    return (n >= static_cast<std::int64_t>(m.low) && n <= static_cast<std::int64_t>(m.high)) ||
           keeps_number_rules(m, v);
  }
  ASSAY_ALWAYS_INLINE bool unsigned_number(const member_entry& m, const json_value& v) {
    if (v.is_int64() ? v.get_int64() < 0 : !v.is_uint64()) return false;
    const std::uint64_t n =
        v.is_uint64() ? v.get_uint64() : static_cast<std::uint64_t>(v.get_int64());
    return (n >= m.low && n <= m.high) || keeps_number_rules(m, v);
  }
  ASSAY_NOINLINE bool keeps_number_rules(const member_entry& m, const json_value& v) {
    const std::string_view text = text_alone(v);
    return check_number_rules(m, text.data(), text.data() + text.size()) != nullptr && is_clean();
  }

  ASSAY_ALWAYS_INLINE bool real_number(const type_schema& type, const member_entry& m,
                                       const json_value& v) {
    if (!v.is_number()) return false;
    constexpr double max_float = std::numeric_limits<float>::max();
    const bool is_float = type.size == sizeof(float);
    if (v.is_double() &&
        !(std::abs(v.get_double()) <= (is_float ? max_float : std::numeric_limits<double>::max())))
      return false;
    return m.schema->rules.empty() || keeps_real_rules(type, m, v);
  }
  ASSAY_NOINLINE bool keeps_real_rules(const type_schema& type, const member_entry& m,
                                       const json_value& v) {
    if (type.size == 0) return keeps_number_rules(m, v);
    const std::string_view text = text_alone(v);
    const char* const end = text.data() + text.size();
    const char* next = nullptr;
    if (type.size == sizeof(float))
      next = check_real_rules(m, text.data(), end, nearest_float(text));
    else next = check_real_rules(m, text.data(), end, nearest_double(text));
    return next != nullptr && is_clean();
  }

  /// Checks the rules of a member whose value was checked without them.
  ///
  /// For a container, only rules on the number of elements are checked. Each rule that needs its
  /// text would scan it again, and a nested container once for each container around it.
  ASSAY_NOINLINE bool keeps_value_rules(const member_entry& m, const json_value& v) {
    const bool is_container = v.is_structured();
    const std::size_t count = v.is_array()    ? v.get_array().size()
                              : v.is_object() ? v.get_object().size()
                                              : 0;
    bool needs_text = false;
    for (const rule& r : m.schema->rules) {
      if (!verdict_.asks_for(r.from)) continue;
      const bool is_kept = is_container && ((r.kind == rule_kind::min_count && count >= r.size) ||
                                            (r.kind == rule_kind::max_count && count <= r.size));
      needs_text |= !is_kept;
    }
    if (!needs_text) return true;
    if (is_container) return false;
    const std::string_view text = text_alone(v);
    return check_value_rules(m, text.data(), text.data() + text.size(), count) != nullptr &&
           is_clean();
  }

  /// Returns whether a rule needs the texts of the whole object.
  bool asks_for_object(const object_layout& layout) const noexcept {
    for (const placed_check* c = layout.checks; c != layout.checks + layout.check_count; ++c)
      if (c->find != nullptr && verdict_.asks_for(c->from)) return true;
    return false;
  }

  /// Checks the rules across members, but none about a member that is a container. `first` is the
  /// index of the object's first member in `members_`.
  ASSAY_NOINLINE bool members_agree(const object_layout& layout, std::size_t first) {
    for (const placed_check* c = layout.checks; c != layout.checks + layout.check_count; ++c) {
      if (!verdict_.asks_for(c->from)) continue;
      std::array<std::size_t, max_checked_members + 1> ends;
      text_.clear();
      for (std::uint16_t i = 0; i < c->count; ++i) {
        ends[i] = text_.size();
        const json_value* const v =
            c->members[i] != not_there ? members_[first + c->members[i]] : nullptr;
        if (v == nullptr) continue;
        if (v->is_structured()) return false;
        append_alone(*v, text_);
      }
      ends[c->count] = text_.size();
      // The buffer's text does not move any more from here on.
      for (std::size_t i = 0; i < c->count; ++i)
        texts_[i] = ends[i + 1] == ends[i]
                        ? std::string_view()
                        : text_.view().substr(ends[i], ends[i + 1] - ends[i] - after_alone);
      if (!c->agree({texts_.data(), first_places.data()}, c->predicate)) return false;
    }
    return true;
  }

  /// The members of the open objects that have rules across members.
  std::vector<const json_value*> members_;

 private:
  /// Returns the text of a value. The byte after it is readable, and does not belong to it.
  std::string_view text_alone(const json_value& v) {
    text_.clear();
    append_alone(v, text_);
    return text_.view().substr(0, text_.size() - after_alone);
  }

  /// The indexes of the texts that a rule gets: 0, 1, 2 and so on.
  static constexpr auto first_places = [] {
    std::array<std::uint16_t, max_checked_members> out{};
    for (std::size_t i = 0; i < out.size(); ++i) out[i] = static_cast<std::uint16_t>(i);
    return out;
  }();

  /// The texts of the values that a rule gets.
  text_buffer text_;
};

} // namespace assay::detail
