// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/schema/detail/described.hpp"
#include "assay/schema/rule.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace assay::detail {

/// A part of a list.
struct slice {
  std::uint16_t first = 0;
  std::uint16_t count = 0;
};

/// All that `field` or `forbidden` states about one member.
struct member_rules {
  member_id id{};               ///< of a described member
  std::string_view forbidden{}; ///< the JSON name of a forbidden member
  std::string_view about{};     ///< of a forbidden member: what to send instead
  std::string_view title{};
  std::string_view name{};              ///< in JSON, if stated
  std::string_view instead{};           ///< of a deprecated member: what to send instead
  std::optional<level> enforced_from{}; ///< empty: as the struct states
  std::optional<level> required_from{}; ///< of an optional member; empty: at no level
  level not_null_from = never;          ///< of an optional member: null is rejected
  level deprecated_from = never;
  bool defaulted = false;
  slice rules{};
  slice examples{};
};

/// The rules of a member, with the lists that its `slice`s refer to.
template <std::size_t Rules, std::size_t Texts>
struct field_rules {
  static constexpr std::size_t rule_count = Rules;
  static constexpr std::size_t text_count = Texts;
  member_rules member{};
  std::array<rule, Rules> rules{};
  std::array<slice, Rules> choices{}; ///< for each rule
  std::array<std::string_view, Texts> texts{};
};

} // namespace assay::detail
