// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/json/json_text.hpp"
#include "assay/json/raw_json.hpp"
#include "assay/json/to_raw.hpp"
#include "assay/json/walk.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <type_traits>

namespace assay::common::detail {

/// Returns the text of a `std::string` member that may be absent or may not exist in the struct;
/// empty in these cases.
template <class Member>
std::string_view text_in(const Member& member) noexcept {
  if constexpr (std::is_same_v<Member, std::string>) return member;
  else if constexpr (requires { text_in(*member); })
    return member ? std::string_view(*member) : std::string_view();
  else return {};
}

/// Returns the number of a member that may be absent or may not exist in the struct; empty in these
/// cases.
template <class Member>
std::optional<double> number_in(const Member& member) noexcept {
  if constexpr (requires { (*member).to_double(); })
    if (member) return (*member).to_double();
  return std::nullopt;
}

/// Returns a described struct as its JSON; `{}` if JSON cannot express it.
template <class T>
raw_object object_of(const T& value) {
  return to_raw_object(value).value_or(raw_object());
}

/// Returns the characters of the object's member with this name, the last one of duplicates; empty
/// if it is not a string.
inline std::string string_member(const raw_object& object, std::string_view name) {
  return json_text(find_member(object.text(), name)).to_string();
}

/// Adds the object in a struct's member under a name. Does nothing if it is absent or the struct
/// has no such member.
template <class Member>
void append_object(raw_object& out, std::string_view name, const Member& member) {
  if constexpr (requires { out.append(name, *member); })
    if (member) out.append(name, *member);
}

} // namespace assay::common::detail
