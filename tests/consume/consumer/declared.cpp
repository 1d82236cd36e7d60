// SPDX-License-Identifier: BSL-1.0
#include "declared.hpp"
#include "sample.hpp"

#include <assay/json/lines.hpp>
#include <assay/json/result.hpp>

#include <boost/describe/class.hpp>

#include <cstdint>
#include <string_view>

bool accepted(std::string_view text); // in other.cpp

// An object of the program, whose code each file instantiates itself.
struct counted {
  std::int64_t count{};
  assay::additional_members additional{};
};
BOOST_DESCRIBE_STRUCT(counted, (), (count, additional))

int main() {
  using assay::promptetheus::event;
  const auto e = assay::read<event>(sample);
  if (!e || !assay::check<event>(sample) || assay::check<event>("{}")) return 1;
  const auto text = assay::write(*e);
  if (!text || !assay::check<event>(std::string_view(*text))) return 1;
  assay::line_reader<event> lines(sample);
  if (!lines.next() || !lines.accepted() || lines.next()) return 1;
  assay::validator<event> validator;
  if (validator.check("[]") || validator.report().violations().size() != 1) return 1;
  if (!assay::check<counted>(R"({"count":1})") || assay::check<counted>("1")) return 1;
  return accepted(sample) && !accepted("{}") ? 0 : 1;
}
