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

/// The place of a member that a struct does not have.
inline constexpr std::uint16_t not_there = 0xFFFF;

/// The texts of an object's members, and the places of those that a rule is about.
struct checked_texts {
  const std::string_view* texts;
  const std::uint16_t* places;

  /// The text of the i-th of them; empty where it is absent.
  constexpr std::string_view operator[](std::size_t i) const noexcept {
    return places[i] != not_there ? texts[places[i]] : std::string_view();
  }
};

/// Tells whether members agree. `texts`: their JSON, in the order of the rule. `predicate`: the
/// author's, as it stands in the rules.
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

/// The code of a rule across members, which has no member to tell of and no other place.
constexpr code checked_code(code c, std::string_view member = {}) {
  if (category_of(c) != category::schema || c == code::missing_member ||
      c == code::duplicate_member || c == code::unknown_member || c == code::deprecated_member)
    cannot_compile("a rule across members takes a code of a value that breaks the schema: "
                   "members_disagree, out_of_range, not_one_of, ...",
                   member.data());
  return c;
}

/// Checks that each member is named once. (That they are the struct's, or its bases', is checked
/// where the struct is known.)
template <std::size_t N>
consteval void check_ids(const std::array<member_id, N>& ids) {
  for (std::size_t i = 0; i < N; ++i)
    for (std::size_t j = 0; j < i; ++j)
      if (ids[i] == ids[j])
        cannot_compile("a rule names a member twice: remove one", ids[i].name.data());
}

} // namespace detail

/// A rule across members, asked for from a level on:
///
///   check_members<&event::start, &event::end>(level::strict, ordered, "an end not before start")
///
/// `predicate`: a function or a lambda without captures that tells whether the members agree. It is
/// called with their values: strings as std::string_view, any other as its C++ type. It is called
/// only where all of them are present, of their types and not null; what is not is a violation of
/// its own. One that takes `assay::json_text`s instead gets the texts, empty for what is absent,
/// and is called always. `expected`: what would be right, in words. Code: `what`, at the last of
/// the members that is present, or at the object where none is.
///
/// A struct may have several. They hold wherever the struct is: as the event itself, in a member,
/// as an element. Predicates on values of types that own memory allocate.
template <auto... Members, class Predicate>
consteval auto check_members(level from, Predicate predicate, std::string_view expected,
                             code what = code::members_disagree) {
  constexpr bool is_function = !std::is_same_v<Predicate, std::nullptr_t>;
  static_assert(sizeof...(Members) > 0 && sizeof...(Members) <= detail::max_checked_members,
                "check_members takes from 1 to 16 members");
  static_assert(
      is_function,
      "check_members needs a function that tells whether the members agree: null is none");
  if constexpr (is_function)
    static_assert(
        detail::takes_members<Predicate, Members...>(),
        "check_members needs a function that takes the types of its members in their order "
        "(std::string_view for strings), or as many assay::json_text, and returns bool");
  constexpr std::array ids{detail::member_id_of<Members>...};
  if (expected.empty())
    detail::cannot_compile("check_members needs the words for what would be right: empty ones say "
                           "nothing",
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

/// A rule on an object in a function of the texts, for what is looked at once for several
/// violations, or found inside of a member: `find` notes the text of each value that is wrong.
///
/// It sees the texts of the object's own members, and those that the objects inside, such as the
/// elements of an array, `collect`. These must collect from the same level on, or a lower one.
/// When `truncated()` it has found as many as are kept, and may stop. Code: `what`. `words`: what
/// is right, for documents and for schemas of other languages; messages say what `find` notes.
consteval auto check_object(level from, detail::find_function find, std::string_view words,
                            code what = code::members_disagree) {
  detail::check_level(from, "check_object");
  return detail::stated_object_check{.from = from,
                                     .code = detail::checked_code(what, "check_object"),
                                     .words = words,
                                     .find = find};
}
consteval auto check_object(level from, detail::find_function find,
                            code what = code::members_disagree) {
  return check_object(from, find, std::string_view(), what);
}

template <std::same_as<std::nullptr_t> Null>
consteval auto check_object(level, Null, code = code::members_disagree) {
  detail::cannot_compile("check_object needs a function that finds what is wrong: null is none");
  return detail::stated_object_check{};
}

/// From the level `from` on the texts of these members are collected for the rules of the objects
/// around this one (`check_object`).
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
