// SPDX-License-Identifier: BSL-1.0
#include <assay/json/boost_json.hpp>
#include <assay/promptetheus.hpp>

#include "sample.hpp"

#include <boost/json/parse.hpp>

int main() {
  const boost::json::value value = boost::json::parse(sample);
  const auto event = boost::json::value_to<assay::promptetheus::event>(value);
  return boost::json::value_from(event) == value ? 0 : 1;
}
