#pragma once

#include "assay/error/report.hpp"
#include "assay/promptetheus/event_type.hpp"

#include <boost/describe/enumerators.hpp>
#include <boost/mp11/list.hpp>

#include <array>
#include <cstddef>
#include <optional>
#include <string_view>

namespace tool {

/// How many events were accepted and rejected, of which types, and for which codes.
struct tally {
  struct verdicts {
    std::size_t accepted = 0, rejected = 0;
  };
  struct findings {
    std::size_t errors = 0, warnings = 0;
  };

  static constexpr std::size_t type_count =
      boost::mp11::mp_size<boost::describe::describe_enumerators<assay::promptetheus::event_type>>::value;
  /// Types that are none of the known ones are counted together: a stream may hold any number of them.
  static constexpr std::size_t unknown_type = type_count, no_type = type_count + 1;

  verdicts events;
  std::array<verdicts, type_count + 2> by_type{};
  std::array<findings, assay::code_count> by_code{};
  std::size_t bytes = 0;

  /// Counts an event; `type`: its type, if it has one.
  void add(const assay::report& report, std::optional<std::string_view> type) noexcept;
  tally& operator+=(const tally& other) noexcept;
};

/// The name of a row of `tally::by_type`.
std::string_view type_name(std::size_t row) noexcept;

} // namespace tool
