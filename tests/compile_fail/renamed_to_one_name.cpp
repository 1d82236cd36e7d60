// SPDX-License-Identifier: BSL-1.0

// expect-name: kind_
// expect: two members (described, tag or forbidden) have the same name: rename or remove one
#include <assay/json/validator.hpp>

#include <boost/describe/class.hpp>

#include <optional>
#include <string>

struct event {
  std::optional<std::string> kind{};
  std::optional<std::string> kind_{};
  assay::additional_members additional{};
};
BOOST_DESCRIBE_STRUCT(event, (), (kind, kind_, additional))

int main() { return assay::check<event>("{}") ? 1 : 0; }
