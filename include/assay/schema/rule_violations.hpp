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

/// Where the members of a struct begin among those of a wire object. The object is of that struct,
/// or derived from it.
struct placed_struct {
  std::uint64_t mark{}; ///< its `class_mark`
  std::size_t first = 0;
};

} // namespace detail

/// The JSON texts of an object's members, for a rule on the whole object (`check_object`).
///
/// Holds views into the text that is being read. They are valid only during the call of the rule.
class object_texts {
 public:
  /// Constructs it from texts.
  ///
  /// `own` has the texts of the described members of one struct, in their order, empty if missing.
  /// `collected` has the texts that nested objects collect. `structs` states where the members of
  /// the struct and its bases begin in `own`; by default all begin at index 0.
  constexpr object_texts(const std::string_view* own, std::span<const std::string_view> collected,
                         std::span<const detail::placed_struct> structs = {}) noexcept
      : own_(own), collected_(collected), structs_(structs) {}

  /// Returns the JSON text of a member, or an empty view if it is missing or a `no_member`. Linear
  /// in the struct's bases.
  ///
  /// Precondition: the member belongs to the struct whose rule this is, or to one of its bases.
  template <auto Member>
  constexpr std::string_view text_of() const noexcept {
    using owner = decltype(detail::class_of(Member));
    if constexpr (std::is_same_v<detail::member_type<Member>, no_member>) return {};
    else return own_[first_of<owner>() + detail::index_among<Member>(detail::members_of<owner>())];
  }

  /// Returns the texts that nested objects, such as the elements of an array, `collect`. They
  /// follow the order of the objects in the text; a missing member has an empty text.
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

/// The violations that a rule on an object found: for each, the text of the value and what was
/// expected.
///
/// Allocates nothing until a violation is added.
class rule_violations {
 public:
  /// Constructs a list that keeps at most `capacity` violations.
  explicit rule_violations(std::size_t capacity = static_cast<std::size_t>(-1)) noexcept
      : capacity_(capacity) {}

  /// Adds a violation. `place` begins where the invalid value begins, in one of the texts that the
  /// rule got. Does nothing if `place` is empty. `expected` must live as long as the program.
  void add(std::string_view place, std::string_view expected) {
    if (place.empty()) return;
    if (list_.size() < capacity_) list_.push_back({place, expected});
    else truncated_ = true;
  }
  /// Returns the number of violations that are kept.
  std::size_t size() const noexcept { return list_.size(); }
  /// Returns the text of the i-th invalid value. Precondition: `i < size()`.
  std::string_view place(std::size_t i) const noexcept { return list_[i].place; }
  /// Returns what was expected in place of the i-th value. Precondition: `i < size()`.
  std::string_view expected(std::size_t i) const noexcept { return list_[i].expected; }

  /// Returns whether more violations were found than are kept. The rule may stop then.
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

/// Adds all violations of a rule on an object.
using find_function = void (*)(const object_texts&, rule_violations&);

} // namespace detail
} // namespace assay
