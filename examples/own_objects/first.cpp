// SPDX-License-Identifier: BSL-1.0

// Your own wire object: a described struct and its rules.
// [program]
#include <assay/json.hpp>
#include <assay/schema.hpp>

#include <boost/describe/class.hpp>

#include <cstdint>
#include <iostream>
#include <optional>
#include <string>
#include <vector>

namespace agent {

struct tool_run {
  std::string tool{};                 // required
  std::uint32_t attempt = 1;          // has a default
  std::optional<double> seconds{};    // optional
  std::vector<std::string> files{};   // an array
  assay::additional_members others{}; // keeps unknown members
};
BOOST_DESCRIBE_STRUCT(tool_run, (), (tool, attempt, seconds, files, others))

consteval auto rules_of(const tool_run*) {
  using namespace assay;
  return rules(described_as("Tool run", "One run of a tool."),
               all_enforced_from(level::reference), // misfits are always errors
               names_in(case_style::camel_case),
               field<&tool_run::tool>("The tool that ran.", min_length(1)),
               field<&tool_run::attempt>("Counted from 1.", defaulted(), between(1, 5)),
               field<&tool_run::seconds>("How long it ran.", minimum(0)),
               field<&tool_run::files>("The written files.", max_count(100), unique_elements()));
}

} // namespace agent

int main() {
  assay::validator<agent::tool_run> validator;
  agent::tool_run run;
  if (!validator.read(R"({"tool":"search","seconds":0.25,"files":[],"costs":0.01})", run)) return 1;
  std::cout << run.tool << " ran for " << *run.seconds << " s, attempt " << run.attempt << '\n';

  assay::text_buffer out;
  if (!assay::write(run, out)) return 1; // only for values that JSON cannot express
  std::cout << out.view() << '\n';

  if (validator.check(R"({"tool":"","attempt":9,"seconds":"1","files":["a","b","a"]})")) return 1;
  for (const assay::violation& v : validator.report().violations())
    std::cout << "byte " << *v.offset << ": " << to_string(v) << '\n';
}
// [/program]
