// SPDX-License-Identifier: BSL-1.0
#pragma once

// A wire object for cases with rules.

#include <assay/json/members.hpp>
#include <assay/schema/rules.hpp>

#include <boost/describe/class.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

struct tool {
  std::string name{};
  std::optional<std::int64_t> size{};
  std::optional<assay::number> weight{};
  std::optional<std::uint8_t> count{};
  std::vector<std::string> tags{};
  assay::additional_members additional{};
};
BOOST_DESCRIBE_STRUCT(tool, (), (name, size, weight, count, tags, additional))
