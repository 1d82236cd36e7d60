// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/json/walk.hpp"
#include "assay/json/json_text.hpp"
#include "assay/schema/rule_violations.hpp"

#include <string>
#include <string_view>

namespace assay {

/// Returns whether two JSON texts are strings with the same characters, and not empty. Linear;
/// allocates only for ids with escapes.
inline bool is_same_id(std::string_view a, std::string_view b) {
  if (a.empty() || b.empty()) [[likely]]
    return false;
  std::string room, other_room;
  const std::string_view id = characters_of(json_text(a), room);
  return !id.empty() && id == characters_of(json_text(b), other_room);
}

/// Reports an object that names itself. Linear; allocates only for ids with escapes.
///
/// @param id the JSON text of the object's id.
/// @param outer the JSON text of the id that the object is within.
/// @param inner the JSON text of an array of the ids that are within the object.
/// @param expected the words of the violation.
/// @param found gets each value that names the object itself.
inline void find_self_references(std::string_view id, std::string_view outer,
                                 std::string_view inner, std::string_view expected,
                                 rule_violations& found) {
  if (outer.empty() && inner.empty()) return;
  std::string id_room, room;
  const std::string_view own = characters_of(json_text(id), id_room);
  if (own.empty()) return;
  if (characters_of(json_text(outer), room) == own) found.add(outer, expected);
  for_each_element(inner, [&](std::string_view value) {
    if (characters_of(json_text(value), room) == own) found.add(value, expected);
  });
}

} // namespace assay
