// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/json/detail/read/reader.hpp"
#include "assay/json/json_text.hpp"
#include "assay/schema/detail/predicates.hpp"

#include <concepts>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>

namespace assay::detail {

// Makes the values that predicates get from the members' texts.

/// Options that accept every value that any other options accept.
inline constexpr options options_for_values{.level = level::reference,
                                            .lone_surrogates = surrogate_policy::replace,
                                            .null_characters = null_character_policy::accept,
                                            .keep_unknown_types = true,
                                            .limits = {.max_depth = ~0u,
                                                       .max_document_bytes = ~std::size_t{0},
                                                       .max_string_bytes = ~std::size_t{0},
                                                       .max_members = ~std::size_t{0}}};

/// A value made from its JSON text. Empty if the text has another type.
///
/// Precondition: the text is a value inside an object that a reader has passed.
template <class V>
struct text_value {
  explicit text_value(std::string_view json) {
    if (json.empty()) return;
    if constexpr (std::is_same_v<V, bool>) {
      is_there = json == "true" || json == "false";
      value = json == "true";
    } else {
      reader r(options_for_values, nullptr);
      r.set_unknown_policy(options_for_values);
      is_there = r.read_alone(json, value);
    }
  }
  const V& get() const noexcept { return value; }

  V value{};
  bool is_there = false;
};
template <>
struct text_value<std::string> {
  explicit text_value(std::string_view json) : is_there(json.starts_with('"')) {
    if (is_there) value = characters_of(json_text(json), room);
  }
  text_value(const text_value&) = delete; // its view may refer to its own buffer
  text_value& operator=(const text_value&) = delete;
  std::string_view get() const noexcept { return value; }

  std::string room;
  std::string_view value{};
  bool is_there;
};

template <class V, auto Predicate>
bool satisfies_predicate(std::string_view json) {
  if constexpr (takes_values<decltype(Predicate), V>) {
    const text_value<V> v(json);
    return !v.is_there || Predicate(v.get());
  } else {
    return Predicate(json_text(json));
  }
}

template <class Predicate, class... V, std::size_t... I>
bool values_agree(const Predicate& agree, const checked_texts& texts, std::index_sequence<I...>,
                  std::tuple<V...>*) {
  const std::tuple<text_value<V>...> values(
      texts[I]...); // constructed in place, because they are not copyable
  return !(std::get<I>(values).is_there && ...) || agree(std::get<I>(values).get()...);
}

template <class Predicate, std::size_t... I>
bool texts_agree(const Predicate& agree, const checked_texts& texts, std::index_sequence<I...>) {
  return agree(json_text(texts[I])...);
}

template <class Predicate, auto... Members>
bool members_agree(const checked_texts& texts, const void* predicate) {
  const Predicate& agree = *static_cast<const Predicate*>(predicate);
  using places = std::make_index_sequence<sizeof...(Members)>;
  if constexpr ((std::is_void_v<checked_value<Members>> || ...)) {
    if constexpr (takes_texts<Predicate, sizeof...(Members)>)
      return texts_agree(agree, texts, places());
    else return true; // a member that the struct does not have is absent
  } else if constexpr (takes_values<Predicate, checked_value<Members>...>) {
    return values_agree(agree, texts, places(),
                        static_cast<std::tuple<checked_value<Members>...>*>(nullptr));
  } else if constexpr (takes_texts<Predicate, sizeof...(Members)>) {
    return texts_agree(agree, texts, places());
  } else {
    return true; // check_members has reported what is wrong
  }
}

} // namespace assay::detail
