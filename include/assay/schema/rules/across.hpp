// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/error/code.hpp"
#include "assay/schema/detail/stated.hpp"
#include "assay/schema/detail/described.hpp"
#include "assay/schema/detail/predicates.hpp"
#include "assay/schema/rule_violations.hpp"

#include <array>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace assay {
namespace detail {

/// The place of a member that the struct does not have.
inline constexpr std::uint16_t not_there = 0xFFFF;

/// The texts of an object's members, and the places of the members that a rule uses.
struct checked_texts {
  const std::string_view* texts;
  const std::uint16_t* places;

  /// Returns the text of the i-th member of the rule, or an empty view if it is missing.
  constexpr std::string_view operator[](std::size_t i) const noexcept {
    return places[i] != not_there ? texts[places[i]] : std::string_view();
  }
};

/// Returns whether members agree. `texts` follows the order of the rule; `predicate` points to the
/// author's predicate.
using agree_function = bool (*)(const checked_texts& texts, const void* predicate);

/// The `agree_function` of a predicate on these members. Defined in json/detail/read/values.hpp.
template <class Predicate, auto... Members>
bool members_agree(const checked_texts& texts, const void* predicate);

template <class Predicate, auto... Members>
struct stated_member_check {
  static constexpr std::size_t id_count = sizeof...(Members);
  static constexpr agree_function agree = &members_agree<Predicate, Members...>;
  level from = never;
  assay::code code{};
  std::string_view words{};
  std::array<member_id, id_count> ids{};
  Predicate predicate;
};

struct stated_object_check {
  static constexpr std::size_t id_count = 0;
  level from = never;
  assay::code code{};
  std::string_view words{};
  find_function find = nullptr;
};

inline constexpr std::size_t max_collected = 4;
inline constexpr std::size_t max_checked_members = 16;

struct stated_collection {
  level from = never;
  std::size_t count = 0;
  std::array<member_id, max_collected> ids{};
};

/// Checks the code of a rule across members: only codes of invalid values have a place to report.
constexpr code checked_code(code c, std::string_view member = {}) {
  if (category_of(c) != category::schema || c == code::missing_member ||
      c == code::duplicate_member || c == code::unknown_member || c == code::deprecated_member)
    cannot_compile("a rule across members needs the code of an invalid value: "
                   "members_disagree, out_of_range, not_one_of, ...",
                   member.data());
  return c;
}

/// Checks that each member is named once. (Whether they belong to the struct is checked later.)
template <std::size_t N>
consteval void check_ids(const std::array<member_id, N>& ids) {
  for (std::size_t i = 0; i < N; ++i)
    for (std::size_t j = 0; j < i; ++j)
      if (ids[i] == ids[j])
        cannot_compile("a rule names a member twice: remove one of them", ids[i].name.data());
}

} // namespace detail

/// States a rule across members, enforced from a level on:
///
///     check_members<&event::start, &event::end>(level::strict, ordered, "an end not before start")
///
/// `predicate` is a function, or a lambda without captures, that returns whether the members agree.
/// It takes the members' values in order: strings as `std::string_view`, all others as their C++
/// types. It is called only if all members are present, not null, and of their types; other
/// violations are reported separately. A predicate that takes `assay::json_text`s is always called,
/// with an empty text for a missing member.
///
/// `expected` describes valid values, for the message. `what` is the code of the violation, which
/// is reported at the last of these members that is present, or at the object if none is.
///
/// A struct may have several of these rules. They apply wherever the struct is used. The check may
/// allocate if a member is a string with escapes, or its type owns memory.
template <auto... Members, class Predicate>
consteval auto check_members(level from, Predicate predicate, std::string_view expected,
                             code what = code::members_disagree) {
  constexpr bool is_function = !std::is_same_v<Predicate, std::nullptr_t>;
  static_assert(sizeof...(Members) > 0 && sizeof...(Members) <= detail::max_checked_members,
                "check_members takes from 1 to 16 members");
  static_assert(is_function,
                "check_members needs a function that returns whether the members agree, not null");
  if constexpr (is_function)
    static_assert(
        detail::takes_members<Predicate, Members...>(),
        "check_members needs a function that takes the types of its members in their order "
        "(std::string_view for strings), or as many assay::json_text, and returns bool");
  constexpr std::array ids{detail::member_id_of<Members>...};
  if (expected.empty())
    detail::cannot_compile("check_members needs a text for the message: write what valid members "
                           "are",
                           ids.back().name.data());
  detail::check_level(from, ids.back().name);
  detail::stated_member_check<Predicate, Members...> out{
      .from = from,
      .code = detail::checked_code(what, ids.back().name),
      .words = expected,
      .ids = ids,
      .predicate = predicate};
  detail::check_ids(out.ids);
  return out;
}

/// States a rule on a whole object, for conditions with several violations or with violations
/// inside of members. `find` adds each of them.
///
/// `find` gets the texts of the object's own members, and the texts that nested objects, such as
/// the elements of an array, `collect` at the same level or a lower one. It may stop when
/// `truncated()`. `what` is the code of the violations. `words` describes a valid object, for
/// documents and exported schemas; messages use the texts that `find` adds.
consteval auto check_object(level from, detail::find_function find, std::string_view words,
                            code what = code::members_disagree) {
  detail::check_level(from, "check_object");
  return detail::stated_object_check{.from = from,
                                     .code = detail::checked_code(what, "check_object"),
                                     .words = words,
                                     .find = find};
}
/// States a rule on a whole object that exported schemas do not describe.
consteval auto check_object(level from, detail::find_function find,
                            code what = code::members_disagree) {
  return check_object(from, find, std::string_view(), what);
}

/// Does not compile: the function is missing.
template <std::same_as<std::nullptr_t> Null>
consteval auto check_object(level, Null, code = code::members_disagree) {
  detail::cannot_compile("check_object needs a function that finds violations, not null");
  return detail::stated_object_check{};
}

/// Collects the texts of these members from a level on, for rules on the objects around this one
/// (`check_object`).
template <auto... Members>
consteval auto collect(level from) {
  static_assert(sizeof...(Members) > 0 && sizeof...(Members) <= detail::max_collected,
                "collect takes from 1 to 4 members");
  detail::check_level(from, "collect");
  detail::stated_collection out{from, sizeof...(Members), {detail::member_id_of<Members>...}};
  detail::check_ids(std::array{detail::member_id_of<Members>...});
  return out;
}

} // namespace assay
