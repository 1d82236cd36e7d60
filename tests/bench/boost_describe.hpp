// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "type_names.hpp"

#include <boost/describe.hpp>
#include <boost/json.hpp>
#include <boost/mp11.hpp>

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

/// The events with Boost.JSON and Boost.Describe: code that you would write to get typed events
/// from Boost's parts.
///
/// Boost.JSON converts described structs without help. But Boost.JSON 1.81 reports a missing member
/// as an error, even for a std::optional, and most members of these events are optional. So only
/// the loop over the members is written here.

namespace bench::plain {

using object = boost::json::object;
using value = boost::json::value;

#define DESCRIBE(STRUCT, ...) BOOST_DESCRIBE_STRUCT(STRUCT, (), (__VA_ARGS__))
#include "plain_events.inc"
#undef DESCRIBE

template <class T>
using members_of = boost::describe::describe_members<T, boost::describe::mod_public>;

template <class T>
constexpr bool is_optional = false;
template <class T>
constexpr bool is_optional<std::optional<T>> = true;

/// Returns the payload of the type with this name.
inline boost::json::result<payload_variant> payload_of(const value& v, std::string_view type) {
  boost::json::result<payload_variant> out =
      boost::json::make_error_code(boost::json::error::unknown_name);
  boost::mp11::mp_for_each<boost::mp11::mp_iota_c<type_names.size()>>([&](auto i) {
    if (type != type_names[i]) return;
    auto converted =
        boost::json::try_value_to<std::variant_alternative_t<decltype(i)::value, payload_variant>>(
            v);
    if (converted) out = payload_variant(std::move(*converted));
    else out = converted.error();
  });
  return out;
}

template <class T>
requires boost::describe::has_describe_members<T>::value boost::json::result<T>
tag_invoke(const boost::json::try_value_to_tag<T>&, const value& v) {
  const object* const o = v.if_object();
  if (o == nullptr) return boost::json::make_error_code(boost::json::error::not_object);
  T out{};
  boost::system::error_code error;
  boost::mp11::mp_for_each<members_of<T>>([&](auto d) {
    if (error) return;
    auto& member = out.*d.pointer;
    using M = std::remove_reference_t<decltype(member)>;
    const value* const found = o->if_contains(d.name);
    if (found == nullptr) {
      if (!is_optional<M>) error = boost::json::error::unknown_name;
    } else if constexpr (std::is_same_v<M, payload_variant>) {
      auto converted = payload_of(*found, out.type); // `type` precedes the payload in the struct
      if (converted) member = std::move(*converted);
      else error = converted.error();
    } else {
      auto converted = boost::json::try_value_to<M>(*found);
      if (converted) member = std::move(*converted);
      else error = converted.error();
    }
  });
  if (error) return error;
  return out;
}

/// Leaves out members without a value.
template <class T>
requires boost::describe::has_describe_members<T>::value void
tag_invoke(const boost::json::value_from_tag&, value& out, const T& from) {
  object& o = out.emplace_object();
  boost::mp11::mp_for_each<members_of<T>>([&](auto d) {
    const auto& member = from.*d.pointer;
    if constexpr (is_optional<std::remove_cvref_t<decltype(member)>>) {
      if (!member) return;
    }
    o.emplace(d.name, boost::json::value_from(member, o.storage()));
  });
}

} // namespace bench::plain
