// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/detail/config.hpp"
#include "assay/json/detail/read/element_rules.hpp"
#include "assay/json/detail/text/assign.hpp"
#include "assay/json/detail/text/scanner.hpp"
#include "assay/json/detail/table/table.hpp"
#include "assay/schema/decimal.hpp"
#include "assay/schema/format.hpp"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace assay::detail {

/// Sets `out` to the characters of a string.
inline void assign_string(std::string& out, const string_token& t) {
  if (t.escaped) [[unlikely]]
    unescape(t.text, out);
  else detail::assign(out, t.text);
}

/// Reads scalars, and checks them against the rules of their members.
class scalar_reader : public scanner {
 public:
  using scanner::scanner;

 protected:
  /// Notes that a value has the wrong type, after it has been scanned.
  ///
  /// Null counts as a missing member: it is an error from `null_from` on. Nothing is noted for an
  /// optional member that does not forbid null and is required only at a higher level.
  ASSAY_COLD ASSAY_NOINLINE const char* mismatch(const char* p, const member_entry& m,
                                                 unsigned depth, std::string_view expected) {
    const char* const next = value(p, depth);
    if (next == nullptr) return nullptr;
    const member_schema& s = *m.schema;
    const bool counts_as_absent =
        *p == 'n' && (expected == s.type->name || expected == whole_number);
    const bool may_be_null = m.optional && s.required_from != never && s.not_null_from == never;
    if (counts_as_absent && may_be_null && !verdict_.asks_for(m.null_from)) return next;
    const level from = counts_as_absent ? m.null_from : m.enforced_from;
    if (counts_as_absent && s.type->kind == type_kind::any) expected = "any value except null";
    return verdict_.violate(
        from, next, {.what = code::type_mismatch, .at = p, .expected = expected, .member = &m});
  }

  /// Checks a string against its member's rules. `text` is between its quotes. Returns the position
  /// after the string.
  ASSAY_NOINLINE const char* check_text_rules(const member_entry& m, std::string_view text,
                                              bool escaped) {
    const char* const at = text.data() - 1;
    const char* const next = text.data() + text.size() + 1;
    std::size_t bytes = text.size();
    if (escaped) [[unlikely]]
      bytes = unescaped_size(text);
    for (const rule& r : m.schema->rules) {
      if (!verdict_.asks_for(r.from)) continue;
      switch (r.kind) {
      case rule_kind::min_length:
        if (bytes < r.size) return violate_rule(code::too_short, m, r, at, next);
        continue;
      case rule_kind::max_length:
        if (bytes > r.size) return violate_rule(code::too_long, m, r, at, next);
        continue;
      case rule_kind::min_characters:
        if (count_characters(text) < r.size) return violate_rule(code::too_short, m, r, at, next);
        continue;
      case rule_kind::max_characters:
        if (bytes > r.size && count_characters(text) > r.size)
          return violate_rule(code::too_long, m, r, at, next);
        continue;
      case rule_kind::one_of:
        if (!is_one_of(text, escaped, r)) return violate_rule(code::not_one_of, m, r, at, next);
        continue;
      case rule_kind::format:
        if (!escaped && r.accepts(text)) [[likely]]
          continue;
        if (const auto fault = find_format_fault(r, text, escaped)) {
          const bool has_position = r.format == text_format::date_time;
          const finding f{.what = code::invalid_format,
                          .at = has_position ? at + 1 + fault->position : at,
                          .value = at,
                          .expected = fault->reason,
                          .member = &m};
          return verdict_.violate(std::max(r.from, m.enforced_from), next, f);
        }
        continue;
      case rule_kind::satisfies:
        if (!holds(r, {at, next})) return violate_rule(code::predicate_failed, m, r, at, next);
        continue;
      default: continue; // rules of numbers and arrays
      }
    }
    return next;
  }

  /// Reads an integer of a signed type. `check_number_rules` checks whether it is in the type's
  /// range.
  const char* signed_integer(const char* p, const member_entry& m, unsigned depth,
                             std::int64_t& out) {
    number_token n;
    const char* const next = integer_token(p, m, depth, n);
    if (next == nullptr || !n.integral) [[unlikely]]
      return next;
    constexpr std::uint64_t top = std::uint64_t{1} << 63;
    if (n.overflow || n.magnitude > top - !n.negative) [[unlikely]]
      return too_large(m, n, p, next);
    out = static_cast<std::int64_t>(n.negative ? 0 - n.magnitude : n.magnitude);
    if (out < static_cast<std::int64_t>(m.low) || out > static_cast<std::int64_t>(m.high))
        [[unlikely]]
      return check_number_rules(m, p, next);
    return next;
  }

  const char* unsigned_integer(const char* p, const member_entry& m, unsigned depth,
                               std::uint64_t& out) {
    number_token n;
    const char* const next = integer_token(p, m, depth, n);
    if (next == nullptr || !n.integral) [[unlikely]]
      return next;
    if (n.negative && (n.overflow || n.magnitude != 0)) [[unlikely]]
      return out_of_range(m, p, next);
    if (n.overflow) [[unlikely]]
      return too_large(m, n, p, next);
    out = n.magnitude;
    if (out < m.low || out > m.high) [[unlikely]]
      return check_number_rules(m, p, next);
    return next;
  }

  /// Reads a number of any size, without its member's rules. If `is_number` is false afterwards,
  /// another value was noted as a mismatch.
  const char* real(const char* p, const member_entry& m, unsigned depth, bool& is_number) {
    is_number = *p == '-' || is_digit(*p);
    if (!is_number) [[unlikely]]
      return mismatch(p, m, depth, number_name(m));
    number_token n;
    return scanner::number(p, n);
  }

  /// Checks the number from p to `next` against the range of its integer type and the rules of its
  /// member.
  ASSAY_NOINLINE const char* check_number_rules(const member_entry& m, const char* p,
                                                const char* next) {
    return check_number_rules(m, p, next, {p, next});
  }
  /// Checks the rules for `text`, which is what is stored of the number at p.
  ASSAY_NOINLINE const char* check_number_rules(const member_entry& m, const char* p,
                                                const char* next, std::string_view text) {
    const type_schema& type = *m.schema->type;
    if (type.kind == type_kind::integer &&
        (compare_decimals(text, type.minimum) < 0 || compare_decimals(text, type.maximum) > 0))
      return out_of_range(m, p, next);
    for (const rule& r : m.schema->rules) {
      if (!verdict_.asks_for(r.from)) continue;
      if (is_beyond(r, text)) return violate_rule(code::out_of_range, m, r, p, next);
      if (r.kind == rule_kind::multiple_of && !is_multiple_of(text, r.limit.text()))
        return violate_rule(code::not_multiple_of, m, r, p, next);
      if (r.kind == rule_kind::whole && !is_whole(text))
        return verdict_.violate(
            std::max(r.from, m.enforced_from), next,
            {.what = code::type_mismatch, .at = p, .expected = number_name(m), .member = &m});
      if (r.kind == rule_kind::satisfies && !holds(r, text))
        return violate_rule(code::predicate_failed, m, r, p, next);
    }
    return next;
  }

  /// Checks the rules for a number that is stored as `nearest`. If that is a different number, it
  /// must follow the rules too. Otherwise a reader would reject the event when it is written again.
  template <class Real>
  const char* check_real_rules(const member_entry& m, const char* p, const char* next,
                               Real nearest) {
    const bool outer_misfit = std::exchange(verdict_.misfit, false);
    const char* const after = check_number_rules(m, p, next);
    const bool fits = after != nullptr && !verdict_.misfit;
    verdict_.misfit |= outer_misfit;
    const std::string_view text(p, next);
    const bool is_same =
        text.size() <= std::numeric_limits<Real>::digits10 && text.find_first_of("eE") == text.npos;
    if (!fits || is_same) [[likely]]
      return after;
    char room[32];
    const char* const end = std::to_chars(room, room + sizeof room, nearest).ptr;
    return check_number_rules(m, p, next, {room, end});
  }

  /// Checks the value from p to `next` against the rules of its member. `count` is the number of
  /// its elements. A template, like `check_names` and `check_size`, so that it is compiled only if
  /// there are such rules.
  template <class Entry>
  ASSAY_NOINLINE const char* check_value_rules(const Entry& m, const char* p, const char* next,
                                               std::size_t count) {
    const std::string_view json(p, next);
    for (const rule& r : m.schema->rules) {
      if (!verdict_.asks_for(r.from)) continue;
      const char* at = next;
      if (r.kind == rule_kind::min_count && count < r.size)
        at = violate_rule(code::too_few_elements, m, r, p, next);
      else if (r.kind == rule_kind::max_count && count > r.size)
        at = violate_rule(code::too_many_elements, m, r, p, next);
      else if (r.kind == rule_kind::unique_elements)
        for_each_repeated_element(json, bytes_of_reals(m), [&](std::string_view element) {
          if (at != nullptr) at = violate_rule(code::repeated_element, m, r, element.data(), next);
        });
      else if (r.kind == rule_kind::satisfies && !holds(r, json))
        at = violate_rule(code::predicate_failed, m, r, p, next);
      if (at == nullptr) return nullptr;
    }
    return next;
  }

  /// Returns the size of a member's floating-point elements, or 0 if its elements have another
  /// type.
  static std::size_t bytes_of_reals(const member_entry& m) noexcept {
    const type_schema* const element = m.schema->type->element;
    const bool are_reals = element != nullptr && element->kind == type_kind::number;
    return are_reals ? static_cast<std::size_t>(element->size) : 0;
  }

  /// Notes duplicate names in an object that becomes a map.
  template <class Entry>
  const char* check_names(std::span<const string_token> names, const char* next, const Entry& m) {
    const char* at = next;
    for_each_repeated_name(names, [&](std::string_view name, std::string_view first) {
      const finding f{
          .what = code::duplicate_member, .at = name.data() - 1, .first = first.data() - 1};
      if (at != nullptr) at = verdict_.violate(m.enforced_from, next, f);
    });
    return at;
  }

  /// Notes an array whose number of elements differs from that of its C++ type.
  template <class Entry>
  const char* check_size(const char* p, const char* next, const Entry& m, std::size_t count,
                         std::size_t size) {
    if (count == size) [[likely]]
      return next;
    const code what = count < size ? code::too_few_elements : code::too_many_elements;
    return verdict_.violate(m.enforced_from, next, {.what = what, .at = p, .member = &m});
  }

  const char* boolean(const char* p, const member_entry& m, unsigned depth, bool& out) {
    out = *p == 't';
    if (out) return literal(p, "true");
    if (*p == 'f') [[likely]]
      return literal(p, "false");
    return mismatch(p, m, depth, type_name<bool>);
  }

  static void assign(std::string& out, const string_token& t) { assign_string(out, t); }

  /// The size of the buffer for a decoded name or timestamp. A longer text is decoded into a
  /// std::string.
  static constexpr std::size_t decoded_room = 128;

  ASSAY_COLD ASSAY_NOINLINE const char*
  violate_rule(code what, const member_entry& m, const rule& r, const char* at, const char* next) {
    return verdict_.violate(std::max(r.from, m.enforced_from), next,
                            {.what = what, .at = at, .expected = r.words, .member = &m});
  }

  /// Notes a value that is out of its type's range.
  ASSAY_COLD ASSAY_NOINLINE const char* out_of_range(const member_entry& m, const char* at,
                                                     const char* next) {
    return verdict_.violate(m.enforced_from, next,
                            {.what = code::out_of_range, .at = at, .member = &m});
  }

  /// Returns what is wrong with a text that does not have a format, and where in the text between
  /// the quotes. Empty if it has the format.
  ASSAY_NOINLINE static std::optional<rfc3339_fault>
  find_format_fault(const rule& r, std::string_view text, bool escaped) {
    char room[decoded_room];
    std::string decoded;
    const std::string_view characters = escaped ? decoded_within(text, room, decoded) : text;
    if (r.accepts(characters)) return std::nullopt;
    if (r.format != text_format::date_time) return rfc3339_fault{0, {}};
    return find_date_time_fault(text, characters, escaped);
  }
  /// Returns what is wrong with a date-time. `characters` is the decoded text.
  static std::optional<rfc3339_fault>
  find_date_time_fault(std::string_view text, std::string_view characters, bool escaped) {
    std::optional<rfc3339_fault> fault = find_rfc3339_fault(characters);
    if (fault && escaped) fault->position = escaped_position(text, fault->position);
    return fault;
  }
  /// Decodes a text with escapes, into `room` if it fits.
  static std::string_view decoded_within(std::string_view text, std::span<char> room,
                                         std::string& decoded) {
    const std::string_view characters = unescape_within(text, room);
    if (characters.data() != nullptr) return characters;
    unescape(text, decoded);
    return decoded;
  }

 private:
  bool holds(const rule& r, std::string_view json) const {
    return !verdict_.calls_predicates || r.holds(json);
  }

  static bool is_beyond(const rule& r, std::string_view number) noexcept {
    switch (r.kind) {
    case rule_kind::minimum: return compare_decimals(number, r.limit.text()) < 0;
    case rule_kind::exclusive_minimum: return compare_decimals(number, r.limit.text()) <= 0;
    case rule_kind::maximum: return compare_decimals(number, r.limit.text()) > 0;
    case rule_kind::exclusive_maximum: return compare_decimals(number, r.limit.text()) >= 0;
    default: return false;
    }
  }

  static bool is_one_of(std::string_view text, bool escaped, const rule& r) noexcept {
    for (const std::string_view choice : r.choices)
      if (escaped ? spells(text, choice) : choice == text) return true;
    return false;
  }

  /// Returns the name of the number's type for messages.
  std::string_view number_name(const member_entry& m) const noexcept {
    for (const rule& r : m.schema->rules)
      if (r.kind == rule_kind::whole && verdict_.asks_for(r.from)) return whole_number;
    return m.schema->type->name;
  }

  ASSAY_COLD ASSAY_NOINLINE const char* too_large(const member_entry& m, const number_token& n,
                                                  const char* at, const char* next) {
    const bool is_narrow = m.schema->type->size < sizeof(std::int64_t);
    bool is_bounded = is_narrow;
    for (const rule& r : m.schema->rules)
      is_bounded |= verdict_.asks_for(r.from) &&
                    (n.negative ? is_lower_bound(r.kind) : is_upper_bound(r.kind));
    if (is_bounded) return out_of_range(m, at, next);
    return verdict_.violate(
        never, next,
        {.what = code::integer_overflow, .at = at, .expected = "integer of at most 64 bits"});
  }

  const char* integer_token(const char* p, const member_entry& m, unsigned depth, number_token& n) {
    n.integral = false;
    if (*p != '-' && !is_digit(*p)) [[unlikely]]
      return mismatch(p, m, depth, m.schema->type->name);
    n.integral = true;
    const char* const next = scanner::number(p, n);
    if (next != nullptr && !n.integral) [[unlikely]]
      return verdict_.violate(m.enforced_from, next,
                              {.what = code::type_mismatch,
                               .at = p,
                               .expected = "integer without fraction or exponent",
                               .member = &m});
    return next;
  }
};

} // namespace assay::detail
