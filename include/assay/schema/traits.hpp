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

/// The type of a member that is absent, null or a value. Use `std::optional` if null and absent
/// mean the same.
template <class T>
class optional_or_null {
 public:
  constexpr optional_or_null() = default;                ///< Constructs an absent member.
  constexpr optional_or_null(std::nullopt_t) noexcept {} ///< Constructs an absent member.
  /// Constructs a null member.
  constexpr optional_or_null(std::nullptr_t) noexcept : null_(true) {}
  /// Constructs a member with a value.
  template <class U>
  requires(
      std::constructible_from<T, U> && !std::same_as<std::remove_cvref_t<U>, optional_or_null> &&
      !std::same_as<std::remove_cvref_t<U>, std::nullopt_t>) constexpr optional_or_null(U&& value)
      : value_(std::in_place, std::forward<U>(value)) {}

  /// Returns whether there is a value.
  constexpr bool has_value() const noexcept { return value_.has_value(); }
  /// Returns whether there is a value.
  constexpr explicit operator bool() const noexcept { return has_value(); }
  /// Returns whether the member is null.
  constexpr bool is_null() const noexcept { return null_; }
  /// Returns whether the member is absent.
  constexpr bool is_absent() const noexcept { return !null_ && !has_value(); }

  /// Returns the value. Precondition: `has_value()`.
  constexpr T& operator*() noexcept { return *value_; }
  /// Returns the value. Precondition: `has_value()`.
  constexpr const T& operator*() const noexcept { return *value_; }
  /// Accesses the value. Precondition: `has_value()`.
  constexpr T* operator->() noexcept { return &*value_; }
  /// Accesses the value. Precondition: `has_value()`.
  constexpr const T* operator->() const noexcept { return &*value_; }
  /// Returns the value, or `other` if there is none.
  template <class U>
  constexpr T value_or(U&& other) const {
    return value_.value_or(std::forward<U>(other));
  }

  /// Makes the member a value that is constructed from the arguments.
  template <class... A>
  constexpr T& emplace(A&&... arguments) {
    null_ = false;
    return value_.emplace(std::forward<A>(arguments)...);
  }
  /// Makes the member absent.
  constexpr void reset() noexcept {
    value_.reset();
    null_ = false;
  }
  /// Makes the member null.
  constexpr void set_null() noexcept {
    value_.reset();
    null_ = true;
  }

  /// Compares two members: absent and null are different.
  friend constexpr bool operator==(const optional_or_null&, const optional_or_null&) = default;

 private:
  std::optional<T> value_;
  bool null_ = false;
};

/// The type of a member that a struct template does not have for these template arguments. The
/// member's name is unknown to the schema.
///
///     std::conditional_t<D == dialect::v1, no_member, std::optional<std::string>> project{};
struct no_member {
  /// Returns true.
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

/// Whether the type of a member has a state for absent.
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

/// The type of a member's value: T for T, `std::optional<T>`, `optional_or_null<T>` and
/// `std::unique_ptr<T>`.
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

/// An integer type that is neither bool nor a character type.
template <class T>
concept integer = std::integral<T> && !std::same_as<T, bool> && !is_character<T>;

/// Whether rules on numbers apply to the type.
template <class T>
inline constexpr bool is_number = integer<T> || std::same_as<T, double> || std::same_as<T, float>;

/// Whether rules on the number of elements apply to the type.
template <class T>
inline constexpr bool is_counted = false;

/// Returns the name of an integer type in messages.
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

/// Returns the limits of an integer type as decimals.
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

/// The name of a type in messages.
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

/// The type of the member that a member pointer refers to.
template <auto Pointer>
using member_type = std::remove_cvref_t<typename decltype(type_of(Pointer))::type>;

/// The described bases of a struct.
template <class T>
using bases_of = boost::describe::describe_bases<T, boost::describe::mod_public>;

/// The described members of a struct with this access, beginning with those of its bases.
template <class T, unsigned Access>
using members_with_access =
    boost::describe::describe_members<T, boost::mp11::mp_empty<bases_of<T>>::value
                                             ? Access
                                             : Access | boost::describe::mod_inherited>;

/// The described members of a struct that are public, beginning with those of its bases.
template <class T>
using members_of = members_with_access<T, boost::describe::mod_public>;

/// Whether all described members of a struct are public.
template <class T>
inline constexpr bool has_only_public_members = boost::mp11::mp_empty<
    members_with_access<T, boost::describe::mod_protected | boost::describe::mod_private>>::value;

/// Whether JSON has a member with the name of this described member.
template <class D>
inline constexpr bool is_in_text = !std::is_same_v<member_type<D::pointer>, additional_members> &&
                                   !std::is_same_v<member_type<D::pointer>, no_member>;

} // namespace detail
} // namespace assay
