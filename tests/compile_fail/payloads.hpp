// SPDX-License-Identifier: BSL-1.0
#pragma once

// Two payloads for cases with variants of them.

#include <assay/json/validator.hpp>

#include <boost/describe/class.hpp>

#include <optional>
#include <string>
#include <variant>
#include <vector>

struct opened {
  std::string by{};
  assay::additional_members additional{};
};
BOOST_DESCRIBE_STRUCT(opened, (), (by, additional))

struct closed {
  std::string reason{};
  assay::additional_members additional{};
};
BOOST_DESCRIBE_STRUCT(closed, (), (reason, additional))
