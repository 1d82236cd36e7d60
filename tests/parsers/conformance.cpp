// SPDX-License-Identifier: BSL-1.0

// Passes the files of tests/json/conformance to assay, Boost.JSON, simdjson's DOM and RapidJSON,
// and compares their verdicts with those in the names of the files.
//
// Exits with 0 if every difference is a known one (support/known_differences.hpp) and every known
// one occurs; with 1 if not; with 77 if it was built without simdjson and RapidJSON.

#include "support/conformance.hpp"
#include "support/json_parsers.hpp"
#include "support/known_differences.hpp"

#include <array>
#include <cstddef>
#include <cstdio>
#include <iterator>
#include <string_view>
#include <vector>

#if !defined(ASSAY_HAS_OTHER_PARSERS)

int main() {
  std::puts("SKIPPED: the conformance set was not run through simdjson and RapidJSON: install "
            "libsimdjson-dev and rapidjson-dev");
  return 77;
}

#else

namespace {

/// Newer versions may decide differently where RFC 8259 leaves the choice to parsers.
constexpr bool are_known_versions = simdjson::SIMDJSON_VERSION_MAJOR == 3 &&
                                    simdjson::SIMDJSON_VERSION_MINOR == 0 &&
                                    RAPIDJSON_MAJOR_VERSION == 1 && RAPIDJSON_MINOR_VERSION == 1;

void print(std::string_view text) { std::fwrite(text.data(), 1, text.size(), stdout); }

} // namespace

int main() {
  using namespace assay_test;
  std::array<int, std::size(known_differences)> needed{};
  int failures = 0;
  const auto fail = [&](std::string_view where, std::string_view who, std::string_view what) {
    ++failures;
    for (const std::string_view part : {where, std::string_view(": "), who, what}) print(part);
    std::putchar('\n');
  };

  const std::vector<json_example> set = conformance_set();
  for (const json_example& e : set) {
    const std::optional<json_fault> fault = find_json_fault(e.text);
    if (fault != e.fault) fail(e.name, "assay", " finds another fault");
    for (const json_parser& parser : json_parsers) {
      const difference d{e.text, fault, parser.says(e.text)};
      if (d.other.takes == e.accepted()) continue;
      const known_difference* const known = explanation_of(parser.name, d);
      if (known != nullptr) ++needed[static_cast<std::size_t>(known - known_differences)];
      if (!e.is_open || (known == nullptr && are_known_versions))
        fail(e.name, parser.name, d.other.takes ? " accepts it" : " rejects it: " + d.other.why);
    }
  }
  for (std::size_t i = 0; i < needed.size(); ++i)
    if (needed[i] == 0 && are_known_versions)
      fail("support/known_differences.hpp", known_differences[i].parser,
           " has no such difference any more: " + std::string(known_differences[i].what));
  std::printf("%zu files, %zu parsers and assay, %d failures\n", set.size(),
              std::size(json_parsers), failures);
  return failures == 0 && set.size() >= 300 ? 0 : 1;
}

#endif
