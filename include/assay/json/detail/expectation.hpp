#pragma once

#include "assay/json/detail/table.hpp"

#include <string>

namespace assay::detail {

/// What a member's value must be at a level, in words: "integer from 0 to 9", "\"bytes\" or \"path\"".
inline std::string expectation(const member_schema& m, level at) {
  const member_rules& r = *m.rules;
  if (r.forbidden) return std::string(r.about);
  if (r.format == text_format::rfc3339 && at >= r.format_from) return "RFC 3339 date-time";
  if (r.min_length == 1) return "non-empty string";
  if (r.min_length != 0) return "string of at least " + std::to_string(r.min_length) + " bytes";
  std::string out;
  for (std::size_t i = 0; i < r.choice_count; ++i) {
    if (i != 0) out += i + 1 == r.choice_count ? " or " : ", ";
    out += '"';
    out += r.choices[i];
    out += '"';
  }
  if (!out.empty()) return out;
  const bool is_unsigned = m.type == type_name<std::uint64_t>;
  const bool greatest = r.maximum != no_rules.maximum;
  const bool least = r.minimum != no_rules.minimum || (is_unsigned && greatest);
  out = is_unsigned && least ? type_name<std::int64_t> : m.type; // the name of the unsigned type has a bound in it
  const std::int64_t from = is_unsigned && r.minimum < 0 ? 0 : r.minimum;
  if (least && greatest) out += " from " + std::to_string(from) + " to " + std::to_string(r.maximum);
  else if (least) out += " >= " + std::to_string(from);
  else if (greatest) out += " <= " + std::to_string(r.maximum);
  return out;
}

} // namespace assay::detail
