// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <boost/describe/members.hpp>
#include <boost/describe/modifiers.hpp>

#include <boost/describe/bases.hpp>
#include <boost/describe/enumerators.hpp>
#include <boost/mp11/list.hpp>

#include <concepts>
#include <cstdint>
#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace assay {

/// A member that may be absent, null or a value. `std::optional` is for members where null need not
/// be told from absent.
template <class T>
class optional_or_null {
 public:
  constexpr optional_or_null() = default;                              ///< absent
  constexpr optional_or_null(std::nullopt_t) noexcept {}               ///< absent
  constexpr optional_or_null(std::nullptr_t) noexcept : null_(true) {} ///< null
  template <class U>
  requires(
      std::constructible_from<T, U> && !std::same_as<std::remove_cvref_t<U>, optional_or_null> &&
      !std::same_as<std::remove_cvref_t<U>, std::nullopt_t>) constexpr optional_or_null(U&& value)
      : value_(std::in_place, std::forward<U>(value)) {}

  constexpr bool has_value() const noexcept { return value_.has_value(); }
  constexpr explicit operator bool() const noexcept { return has_value(); }
  constexpr bool is_null() const noexcept { return null_; }
  constexpr bool is_absent() const noexcept { return !null_ && !has_value(); }

  /// The value. Precondition: there is one.
  constexpr T& operator*() noexcept { return *value_; }
  constexpr const T& operator*() const noexcept { return *value_; }
  constexpr T* operator->() noexcept { return &*value_; }
  constexpr const T* operator->() const noexcept { return &*value_; }
  template <class U>
  constexpr T value_or(U&& other) const {
    return value_.value_or(std::forward<U>(other));
  }

  /// Makes it a value, constructed from the arguments.
  template <class... A>
  constexpr T& emplace(A&&... arguments) {
    null_ = false;
    return value_.emplace(std::forward<A>(arguments)...);
  }
  /// Makes it absent.
  constexpr void reset() noexcept {
    value_.reset();
    null_ = false;
  }
  /// Makes it null.
  constexpr void set_null() noexcept {
    value_.reset();
    null_ = true;
  }

  friend constexpr bool operator==(const optional_or_null&, const optional_or_null&) = default;

 private:
  std::optional<T> value_;
  bool null_ = false;
};

/// The type of a member that a struct, being a template, does not have here: such a name is unknown
/// to it, like any that it does not describe.
///
/// `std::conditional_t<D == dialect::v1, no_member, std::optional<std::string>> project{};`
struct no_member {
  friend constexpr bool operator==(const no_member&, const no_member&) = default;
};

struct additional_members;
struct untyped_payload;
class timestamp;

namespace detail {

template <class T>
inline constexpr bool is_optional = false;
template <class T>
inline constexpr bool is_optional<std::optional<T>> = true;
template <class T>
inline constexpr bool is_optional_or_null = false;
template <class T>
inline constexpr bool is_optional_or_null<optional_or_null<T>> = true;

template <class T>
inline constexpr bool is_unique_ptr = false;
template <class T>
inline constexpr bool is_unique_ptr<std::unique_ptr<T>> = true;

/// Whether a member's type has a state for an absent member.
template <class T>
inline constexpr bool may_be_absent = is_optional<T> || is_optional_or_null<T> || is_unique_ptr<T>;

template <class T>
struct value_type {
  using type = T;
};
template <class T>
struct value_type<std::optional<T>> {
  using type = T;
};
template <class T>
struct value_type<optional_or_null<T>> {
  using type = T;
};
template <class T>
struct value_type<std::unique_ptr<T>> {
  using type = T;
};

/// What a member holds when it is present: T for T, std::optional<T>, optional_or_null<T> and
/// std::unique_ptr<T>.
template <class T>
using value_type_t = typename value_type<T>::type;

template <class T>
concept described = boost::describe::has_describe_members<T>::value;

template <class T>
concept described_enum = std::is_enum_v<T> && boost::describe::has_describe_enumerators<T>::value;

/// Whether rules on strings apply to the type.
template <class T>
inline constexpr bool is_text = std::same_as<T, std::string>;

template <class T>
inline constexpr bool is_character =
    std::same_as<T, char> || std::same_as<T, wchar_t> || std::same_as<T, char8_t> ||
    std::same_as<T, char16_t> || std::same_as<T, char32_t>;

/// An integer type that means numbers: neither bool nor a character.
template <class T>
concept integer = std::integral<T> && !std::same_as<T, bool> && !is_character<T>;

/// Whether rules on numbers apply to the type.
template <class T>
inline constexpr bool is_number = integer<T> || std::same_as<T, double> || std::same_as<T, float>;

/// Whether rules on how many elements there are apply to the type.
template <class T>
inline constexpr bool is_counted = false;

/// What an integer type takes, in words.
template <integer T>
consteval std::string_view integer_name() {
  if (std::is_signed_v<T>)
    return sizeof(T) == 1   ? "integer from -128 to 127"
           : sizeof(T) == 2 ? "integer from -32768 to 32767"
           : sizeof(T) == 4 ? "integer from -2147483648 to 2147483647"
                            : "integer";
  return sizeof(T) == 1   ? "integer from 0 to 255"
         : sizeof(T) == 2 ? "integer from 0 to 65535"
         : sizeof(T) == 4 ? "integer from 0 to 4294967295"
                          : "integer >= 0";
}

/// The ends of an integer type, as decimals.
template <integer T>
consteval std::string_view integer_minimum() {
  if (!std::is_signed_v<T>) return "0";
  return sizeof(T) == 1   ? "-128"
         : sizeof(T) == 2 ? "-32768"
         : sizeof(T) == 4 ? "-2147483648"
                          : "-9223372036854775808";
}
template <integer T>
consteval std::string_view integer_maximum() {
  if (std::is_signed_v<T>)
    return sizeof(T) == 1   ? "127"
           : sizeof(T) == 2 ? "32767"
           : sizeof(T) == 4 ? "2147483647"
                            : "9223372036854775807";
  return sizeof(T) == 1   ? "255"
         : sizeof(T) == 2 ? "65535"
         : sizeof(T) == 4 ? "4294967295"
                          : "18446744073709551615";
}

/// What a value of the type is called in messages.
template <class T>
inline constexpr std::string_view type_name = described<T> ? "object" : "value";
template <described_enum T>
inline constexpr std::string_view type_name<T> = "string";
template <integer T>
inline constexpr std::string_view type_name<T> = integer_name<T>();
template <std::floating_point T>
inline constexpr std::string_view type_name<T> = "number";
template <>
inline constexpr std::string_view type_name<std::string> = "string";
template <>
inline constexpr std::string_view type_name<bool> = "boolean";
template <class T>
inline constexpr std::string_view type_name<std::vector<T>> = "array";
template <class T>
inline constexpr std::string_view type_name<std::unique_ptr<T>> = type_name<T>;

template <class Class, class T>
Class class_of(T Class::*);
template <class Class, class T>
std::type_identity<T> type_of(T Class::*);

/// The type of the member that a member pointer names.
template <auto Pointer>
using member_type = std::remove_cvref_t<typename decltype(type_of(Pointer))::type>;

/// The described bases of a struct.
template <class T>
using bases_of = boost::describe::describe_bases<T, boost::describe::mod_public>;

/// The described members of a struct: those of its bases first.
template <class T>
using members_of =
    boost::describe::describe_members<T, boost::mp11::mp_empty<bases_of<T>>::value
                                             ? unsigned{boost::describe::mod_public}
                                             : unsigned{boost::describe::mod_public} |
                                                   boost::describe::mod_inherited>;

/// Whether a described member is in the text under its own name.
template <class D>
inline constexpr bool is_in_text = !std::is_same_v<member_type<D::pointer>, additional_members> &&
                                   !std::is_same_v<member_type<D::pointer>, no_member>;

} // namespace detail
} // namespace assay
