// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/export/schema_change.hpp"

#include <boost/json/object.hpp>

#include <string>
#include <string_view>

namespace assay {

/// Returns whom the change breaks: "writers", "readers", "both" or "nobody".
constexpr std::string_view broken_by(const schema_change& c) noexcept {
  if (c.compatible_for.writers) return c.compatible_for.readers ? "nobody" : "readers";
  return c.compatible_for.readers ? "writers" : "both";
}

/// Returns where the change is: `/payload/model (type "llm_call")`. Linear.
inline std::string place_of(const schema_change& c) {
  std::string out = c.path.empty() ? "(object)" : c.path;
  if (!c.when.empty()) ((out += " (") += c.when) += ')';
  return out;
}

/// Returns why the change is incompatible, or that it is compatible: "old writers may omit it".
/// Linear.
inline std::string why(const schema_change& c) {
  const schema_change_row& row = row_of(c.kind);
  std::string out;
  if (!c.compatible_for.writers) (out += "old writers ") += row.writers_why;
  if (!c.compatible_for.readers)
    ((out += out.empty() ? "" : "; ") += "old readers ") += row.readers_why;
  return out.empty() ? "compatible for writers and readers" : out;
}

/// Returns the change as one sentence, with its place, the old and the new value, and why it
/// matters. Linear.
///
///     /payload/seats: has a tighter bound (minimum: 0, now 1): old writers may send values beyond
///     the new one [bound_tightened]
inline std::string to_string(const schema_change& c) {
  std::string out = place_of(c);
  (out += ": ") += row_of(c.kind).words;
  std::string values = c.was;
  if (!c.was.empty() && !c.is.empty()) values += ", now ";
  values += c.is;
  constexpr std::string_view said_by_words[] = {"properties", "required", "type", "enum"};
  bool is_said = c.keyword.empty();
  for (const std::string_view keyword : said_by_words) is_said = is_said || keyword == c.keyword;
  if (!values.empty() || !is_said) {
    out += " (";
    if (!is_said) out += c.keyword;
    if (!is_said && !values.empty()) out += ": ";
    (out += values) += ')';
  }
  return out.append(": ").append(why(c)).append(" [").append(name_of(c.kind)).append("]");
}

/// Returns the change as JSON. Linear. Link Boost.JSON.
inline boost::json::object to_json(const schema_change& c) {
  return {{"code", name_of(c.kind)},
          {"writers", c.compatible_for.writers},
          {"readers", c.compatible_for.readers},
          {"path", c.path},
          {"when", c.when},
          {"object", c.object},
          {"keyword", c.keyword},
          {"was", c.was},
          {"is", c.is},
          {"old_place", c.old_place},
          {"new_place", c.new_place},
          {"why", why(c)}};
}

} // namespace assay
