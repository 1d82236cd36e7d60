// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "type_names.hpp"

#include <nlohmann/json.hpp>

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

/// The events with nlohmann/json and its macros. Version 3.11 supports neither std::optional nor
/// std::variant; the adapters for them are those of its documentation.

template <class T>
struct nlohmann::adl_serializer<std::optional<T>> {
  static void to_json(nlohmann::json& j, const std::optional<T>& value) {
    if (value) j = *value;
    else j = nullptr;
  }
  static void from_json(const nlohmann::json& j, std::optional<T>& value) {
    if (j.is_null()) value.reset();
    else value = j.get<T>();
  }
};

template <>
struct nlohmann::adl_serializer<std::variant<bool, double>> {
  static void to_json(nlohmann::json& j, const std::variant<bool, double>& value) {
    std::visit([&](const auto& v) { j = v; }, value);
  }
  static void from_json(const nlohmann::json& j, std::variant<bool, double>& value) {
    if (j.is_boolean()) value = j.get<bool>();
    else value = j.get<double>();
  }
};

namespace bench::plain_nlohmann {

using object = nlohmann::json::object_t;
using value = nlohmann::json;

template <class T>
constexpr bool is_optional = false;
template <class T>
constexpr bool is_optional<std::optional<T>> = true;

/// Like its macro NLOHMANN_JSON_TO, but leaves out members without a value.
template <class T>
void put(nlohmann::json& j, const char* name, const T& member) {
  if constexpr (is_optional<T>) {
    if (!member) return;
  }
  j[name] = member;
}

/// Like its macro NLOHMANN_JSON_FROM, but members may be missing.
template <class T>
void take(const nlohmann::json& j, const char* name, T& member) {
  if constexpr (is_optional<T>) {
    const auto found = j.find(name);
    if (found == j.end()) return;
    found->get_to(member);
  } else {
    j.at(name).get_to(member);
  }
}

/// Reads the payload, using the type that is next to it in the event.
template <class... T>
requires(sizeof...(T) == type_names.size()) void take(const nlohmann::json& j, const char* name,
                                                      std::variant<T...>& member) {
  const auto& type = j.at("type").get_ref<const std::string&>();
  std::size_t i = 0;
  const auto attempt = [&]<class Payload>(std::type_identity<Payload>) {
    if (type == type_names[i++]) j.at(name).get_to(member.template emplace<Payload>());
  };
  (attempt(std::type_identity<T>()), ...);
}
template <class... T>
requires(sizeof...(T) == type_names.size()) void put(nlohmann::json& j, const char* name,
                                                     const std::variant<T...>& member) {
  std::visit([&](const auto& payload) { j[name] = payload; }, member);
}

#define PUT(MEMBER) put(j, #MEMBER, from.MEMBER);
#define TAKE(MEMBER) take(j, #MEMBER, to.MEMBER);
#define DESCRIBE(STRUCT, ...)                                                                      \
  inline void to_json(nlohmann::json& j, const STRUCT& from) {                                     \
    j = nlohmann::json::object();                                                                  \
    NLOHMANN_JSON_EXPAND(NLOHMANN_JSON_PASTE(PUT, __VA_ARGS__))                                    \
  }                                                                                                \
  inline void from_json(const nlohmann::json& j, STRUCT& to) {                                     \
    NLOHMANN_JSON_EXPAND(NLOHMANN_JSON_PASTE(TAKE, __VA_ARGS__))                                   \
  }
#include "plain_events.inc"
#undef DESCRIBE
#undef TAKE
#undef PUT

} // namespace bench::plain_nlohmann
