#pragma once

#include "assay/json/detail/table/table.hpp"

#include <string>

namespace assay::detail {

/// Appends what a member's value must be at a level, in words: "integer from 0 to 9", "\"bytes\" or
/// \"path\"".
inline void append_expectation(std::string& out, const member_schema& m, level at) {
  const member_rules& r = *m.rules;
  const auto append = [&](auto... parts) { (out.append(parts), ...); };
  if (r.forbidden) return append(r.about);
  if (r.format == text_format::rfc3339 && at >= r.format_from) return append("RFC 3339 date-time");
  if (r.min_length == 1) return append("non-empty string");
  if (r.min_length != 0)
    return append("string of at least ", std::to_string(r.min_length), " bytes");
  for (std::size_t i = 0; i < r.choice_count; ++i)
    append(i == 0 ? "\"" : i + 1 == r.choice_count ? " or \"" : ", \"", r.choices[i], "\"");
  if (r.choice_count != 0) return;
  const bool is_unsigned = m.type == type_name<std::uint64_t>;
  const bool greatest = r.maximum != no_rules.maximum;
  const bool least = r.minimum != no_rules.minimum || (is_unsigned && greatest);
  const std::int64_t from = is_unsigned && r.minimum < 0 ? 0 : r.minimum;
  append(is_unsigned && least ? type_name<std::int64_t>
         : r.whole_from <= at ? whole_number
                              : m.type); // the name of the unsigned type has a bound in it
  if (least && greatest) append(" from ", std::to_string(from), " to ", std::to_string(r.maximum));
  else if (least) append(" >= ", std::to_string(from));
  else if (greatest) append(" <= ", std::to_string(r.maximum));
}

} // namespace assay::detail
