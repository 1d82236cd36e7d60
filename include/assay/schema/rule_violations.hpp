#pragma once

#include "assay/schema/detail/described.hpp"

#include <cstddef>
#include <span>
#include <string_view>
#include <type_traits>
#include <vector>

namespace assay {
namespace detail {

/// The raw JSON text of each described member of an object, in their order; empty where it is
/// absent.
using member_texts = const std::string_view*;

/// The texts that a rule across members looks at.
struct object_texts {
  member_texts own; ///< the object's
  std::span<const std::string_view>
      collected; ///< those that the objects inside it collect, of one after another
};

} // namespace detail

/// The raw JSON text of a member, for a rule across members; empty when the member is absent, and
/// when it is a `no_member`.
///
/// Precondition: the texts are those of an object of the member's struct.
template <auto Member>
constexpr std::string_view text_of(detail::member_texts texts) noexcept {
  if constexpr (std::is_same_v<detail::member_type<Member>, no_member>) return {};
  else
    return texts[detail::index_among<Member>(
        detail::members_of<decltype(detail::class_of(Member))>())];
}

/// What a rule found wrong: the text of a value each, and what would be right there. Allocates
/// nothing as long as nothing is wrong.
class rule_violations {
 public:
  /// Notes it. `place`: a part of one of the texts that the rule looks at, where a value begins;
  /// empty: nothing is wrong. `expected` must live as long as the program.
  void add(std::string_view place, std::string_view expected) {
    if (!place.empty()) list_.push_back({place, expected});
  }
  std::size_t size() const noexcept { return list_.size(); }
  std::string_view place(std::size_t i) const noexcept { return list_[i].place; }
  std::string_view expected(std::size_t i) const noexcept { return list_[i].expected; }

 private:
  struct breach {
    std::string_view place, expected;
  };
  std::vector<breach> list_;
};

namespace detail {

/// Tells whether a rule across members holds.
using holds_function = bool (*)(member_texts);
/// Finds all that breaks a rule across members.
using find_function = void (*)(const object_texts&, rule_violations&);

} // namespace detail
} // namespace assay
