#pragma once

#include "assay/json/detail/text/assign.hpp"
#include "assay/json/detail/text/scanner.hpp"
#include "assay/json/detail/table/table.hpp"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace assay::detail {

/// Reads scalars and holds them against the rules of their member.
class scalar_reader : public scanner {
 public:
  using scanner::scanner;

 protected:
  /// A value of another kind than expected: scanned, then noted.
  ///
  /// Where a member may still be absent, null stands for absent, and in an optional one that is
  /// needed at a higher level only, and does not refuse null besides, is no misfit.
  [[gnu::cold, gnu::noinline]] const char* mismatch(const char* p, const member_schema& m,
                                                    unsigned depth, std::string_view expected) {
    const char* const next = value(p, depth);
    if (next == nullptr) return nullptr;
    const bool stands_for_absent = *p == 'n' && (expected == m.type || expected == whole_number);
    if (stands_for_absent && m.rules->required_from && m.rules->not_null_from == never &&
        level_ < m.null_from)
      return next;
    const level from = stands_for_absent ? m.null_from : m.enforced_from;
    return violate(from, next,
                   {.what = code::type_mismatch, .at = p, .expected = expected, .member = &m});
  }

  /// Holds a string, as it stands between its quotes, against its member's rules. Returns the
  /// position behind it.
  [[gnu::noinline]] const char* check_text_rules(const member_schema& m, std::string_view text,
                                                 bool escaped) {
    const char* const at = text.data() - 1;
    const char* const next = text.data() + text.size() + 1;
    const member_rules& r = *m.rules;
    char room[decoded_room];
    if (escaped) [[unlikely]] {
      if (r.min_length > 1 && unescaped_size(text) < r.min_length)
        return violate_rule(code::too_short, m, at, next);
      // A date-time that does not fit is looked at once more.
      if (r.format != text_format::any) text = unescape_within(text, room);
    } else if (text.size() < r.min_length) [[unlikely]] {
      return violate_rule(code::too_short, m, at, next);
    }
    if (r.format == text_format::rfc3339 && level_ >= r.format_from && !is_rfc3339(text))
        [[unlikely]]
      if (const auto fault = find_date_time_fault({at + 1, next - 1}))
        return violate(std::max(r.format_from, m.enforced_from), next,
                       {.what = code::invalid_format,
                        .at = at + 1 + fault->position,
                        .value = at,
                        .expected = fault->reason,
                        .member = &m});
    if (r.choice_count == 0) [[likely]]
      return next;
    for (std::size_t i = 0; i < r.choice_count; ++i)
      if (escaped ? means(text, r.choices[i]) : r.choices[i] == text) return next;
    return violate_rule(code::not_one_of, m, at, next);
  }

  const char* signed_integer(const char* p, const member_schema& m, unsigned depth,
                             std::int64_t& out) {
    number_token n;
    const char* const next = integer(p, m, depth, type_name<std::int64_t>, n);
    if (next == nullptr || !n.integral) [[unlikely]]
      return next;
    constexpr std::uint64_t top = std::uint64_t{1} << 63;
    if (n.overflow || n.magnitude > top - !n.negative) [[unlikely]]
      return too_large(m, n, p, next);
    out = static_cast<std::int64_t>(n.negative ? 0 - n.magnitude : n.magnitude);
    if (out < m.rules->minimum || out > m.rules->maximum) [[unlikely]]
      return violate_rule(code::out_of_range, m, p, next);
    return next;
  }

  const char* unsigned_integer(const char* p, const member_schema& m, unsigned depth,
                               std::uint64_t& out) {
    number_token n;
    const char* const next = integer(p, m, depth, type_name<std::uint64_t>, n);
    if (next == nullptr || !n.integral) [[unlikely]]
      return next;
    const member_rules& r = *m.rules;
    if (n.negative && (n.overflow || n.magnitude != 0)) [[unlikely]]
      return violate_rule(code::out_of_range, m, p, next);
    if (n.overflow) [[unlikely]]
      return too_large(m, n, p, next);
    out = n.magnitude;
    const bool bounded = r.bounds_number();
    if (bounded && ((r.minimum > 0 && out < static_cast<std::uint64_t>(r.minimum)) ||
                    (r.maximum != no_rules.maximum && out > static_cast<std::uint64_t>(r.maximum))))
        [[unlikely]]
      return violate_rule(code::out_of_range, m, p, next);
    return next;
  }

  /// A number of any size; `expected`: what the member takes, in words.
  const char* real(const char* p, const member_schema& m, unsigned depth,
                   std::string_view expected) {
    if (*p != '-' && !is_digit(*p)) [[unlikely]]
      return mismatch(p, m, depth, expected);
    number_token n;
    const char* const next = scanner::number(p, n);
    const member_rules& r = *m.rules;
    if (next == nullptr) [[unlikely]]
      return next;
    if (level_ >= r.whole_from && !n.integral && !is_whole({p, next})) [[unlikely]]
      return violate(std::max(r.whole_from, m.enforced_from), next,
                     {.what = code::type_mismatch, .at = p, .expected = expected, .member = &m});
    if (!r.bounds_number()) [[likely]]
      return next;
    const double d = nearest_double({p, static_cast<std::size_t>(next - p)});
    if ((r.minimum != no_rules.minimum && d < static_cast<double>(r.minimum)) ||
        (r.maximum != no_rules.maximum && d > static_cast<double>(r.maximum))) [[unlikely]]
      return violate_rule(code::out_of_range, m, p, next);
    return next;
  }

  const char* boolean(const char* p, const member_schema& m, unsigned depth, bool& out) {
    out = *p == 't';
    if (out) return literal(p, "true");
    if (*p == 'f') [[likely]]
      return literal(p, "false");
    return mismatch(p, m, depth, type_name<bool>);
  }

  static void assign(std::string& out, const string_token& t) {
    if (t.escaped) [[unlikely]]
      unescape(t.text, out);
    else detail::assign(out, t.text);
  }

  /// Room for a decoded name, choice or timestamp; a longer one is none that the schema knows.
  static constexpr std::size_t decoded_room = 128;

 private:
  [[gnu::cold]] const char* violate_rule(code what, const member_schema& m, const char* at,
                                         const char* next) {
    return violate(m.enforced_from, next, {.what = what, .at = at, .member = &m});
  }

  /// What is wrong with a date-time, and where in its text as it stands between its quotes; nothing
  /// when all is right, as it may be in one that is too long to be decoded without memory.
  [[gnu::cold, gnu::noinline]] static std::optional<rfc3339_fault>
  find_date_time_fault(std::string_view text) {
    std::string decoded;
    unescape(text, decoded);
    std::optional<rfc3339_fault> fault = find_rfc3339_fault(decoded);
    if (fault) fault->position = escaped_position(text, fault->position);
    return fault;
  }

  [[gnu::cold, gnu::noinline]] const char* too_large(const member_schema& m, const number_token& n,
                                                     const char* at, const char* next) {
    if (n.negative ? m.rules->minimum != no_rules.minimum : m.rules->maximum != no_rules.maximum)
      return violate_rule(code::out_of_range, m, at, next);
    return violate(
        never, next,
        {.what = code::integer_overflow, .at = at, .expected = "integer of at most 64 bits"});
  }

  const char* integer(const char* p, const member_schema& m, unsigned depth,
                      std::string_view expected, number_token& n) {
    n.integral = false;
    if (*p != '-' && !is_digit(*p)) [[unlikely]]
      return mismatch(p, m, depth, expected);
    n.integral = true;
    const char* const next = scanner::number(p, n);
    if (next != nullptr && !n.integral) [[unlikely]]
      return violate(m.enforced_from, next,
                     {.what = code::type_mismatch,
                      .at = p,
                      .expected = "integer without fraction or exponent",
                      .member = &m});
    return next;
  }
};

} // namespace assay::detail
