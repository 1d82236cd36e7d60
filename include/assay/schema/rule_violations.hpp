// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/schema/detail/described.hpp"

#include <cstddef>
#include <span>
#include <string_view>
#include <type_traits>
#include <vector>

namespace assay {
namespace detail {

/// Where the members of a struct begin among those of a wire object, which is of it or derived from
/// it.
struct placed_struct {
  std::uint64_t mark{}; ///< its `class_mark`
  std::size_t first = 0;
};

} // namespace detail

/// The JSON texts of an object's members, for a rule on the whole object (`check_object`).
///
/// Views into the text that is being read; valid during the call that it is given to.
class object_texts {
 public:
  /// `own`: the texts of the described members of one struct, in their order; empty where one is
  /// absent. `collected`: those that the objects inside collect. `structs`: where the struct's
  /// members and those of its bases begin among these; without it all begin at the first.
  constexpr object_texts(const std::string_view* own, std::span<const std::string_view> collected,
                         std::span<const detail::placed_struct> structs = {}) noexcept
      : own_(own), collected_(collected), structs_(structs) {}

  /// The JSON text of a member; empty when it is absent, and when it is a `no_member`. Linear in
  /// the struct's bases.
  ///
  /// Precondition: the member is one of the struct whose rule this is, or of a base of it.
  template <auto Member>
  constexpr std::string_view text_of() const noexcept {
    using owner = decltype(detail::class_of(Member));
    if constexpr (std::is_same_v<detail::member_type<Member>, no_member>) return {};
    else return own_[first_of<owner>() + detail::index_among<Member>(detail::members_of<owner>())];
  }

  /// The texts that the objects inside this one, such as the elements of an array, `collect`: of
  /// one object after another in the order of the text, an empty one for what is absent.
  constexpr std::span<const std::string_view> collected() const noexcept { return collected_; }

 private:
  template <class Owner>
  constexpr std::size_t first_of() const noexcept {
    for (const detail::placed_struct& s : structs_)
      if (s.mark == detail::class_mark_of<Owner>) return s.first;
    return 0;
  }

  const std::string_view* own_;
  std::span<const std::string_view> collected_;
  std::span<const detail::placed_struct> structs_;
};

/// What a rule on an object found wrong: the text of a value each, and what would be right there.
/// Allocates nothing as long as nothing is wrong.
class rule_violations {
 public:
  /// Keeps at most `capacity` of them.
  explicit rule_violations(std::size_t capacity = static_cast<std::size_t>(-1)) noexcept
      : capacity_(capacity) {}

  /// Notes it. `place`: a part of one of the texts that the rule looks at, where a value begins;
  /// empty: nothing is wrong. `expected` must live as long as the program.
  void add(std::string_view place, std::string_view expected) {
    if (place.empty()) return;
    if (list_.size() < capacity_) list_.push_back({place, expected});
    else truncated_ = true;
  }
  std::size_t size() const noexcept { return list_.size(); }
  std::string_view place(std::size_t i) const noexcept { return list_[i].place; }
  std::string_view expected(std::size_t i) const noexcept { return list_[i].expected; }

  /// Whether more were found than are kept. A rule that looks further for nothing may stop.
  bool truncated() const noexcept { return truncated_; }

 private:
  struct entry {
    std::string_view place, expected;
  };
  std::vector<entry> list_;
  std::size_t capacity_;
  bool truncated_ = false;
};

namespace detail {

/// Finds all that breaks a rule on an object.
using find_function = void (*)(const object_texts&, rule_violations&);

} // namespace detail
} // namespace assay
