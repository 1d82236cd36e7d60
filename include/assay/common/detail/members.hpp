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

/// The text of a member of type std::string that may be absent, or is none of the struct's; empty
/// where there is none.
template <class Member>
std::string_view text_in(const Member& member) noexcept {
  if constexpr (std::is_same_v<Member, std::string>) return member;
  else if constexpr (requires { text_in(*member); })
    return member ? std::string_view(*member) : std::string_view();
  else return {};
}

/// The number in a member, likewise.
template <class Member>
std::optional<double> number_in(const Member& member) noexcept {
  if constexpr (requires { (*member).to_double(); })
    if (member) return (*member).to_double();
  return std::nullopt;
}

/// A described struct as its JSON; `{}` when JSON cannot express it.
template <class T>
raw_object object_of(const T& value) {
  return to_raw_object(value).value_or(raw_object());
}

/// The characters of the object's member of that name, of the last one if it is given twice; empty
/// when it is no string.
inline std::string string_member(const raw_object& object, std::string_view name) {
  return json_text(find_member(object.text(), name)).to_string();
}

/// Adds the object in a member of a struct under a name; nothing where it is absent, or none of the
/// struct's.
template <class Member>
void append_object(raw_object& out, std::string_view name, const Member& member) {
  if constexpr (requires { out.append(name, *member); })
    if (member) out.append(name, *member);
}

} // namespace assay::common::detail
