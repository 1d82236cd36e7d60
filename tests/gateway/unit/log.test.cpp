// SPDX-License-Identifier: BSL-1.0
#include "log.hpp"

#include "support/catch.hpp"
#include "temporary_database.hpp"

#include <filesystem>
#include <fstream>
#include <string>

namespace {

std::size_t lines_of(const std::string& file) {
  std::ifstream in(file);
  std::size_t n = 0;
  for (std::string line; std::getline(in, line);) ++n;
  return n;
}

} // namespace

TEST_CASE("log: equal errors are written once per second, different ones each time") {
  const gateway_test::temporary_database place;
  gateway::log to(place.file());
  for (int i = 0; i < 1000; ++i) to.write(gateway::log_level::error, "failed", {{"reason", "r"}});
  CHECK(lines_of(place.file()) == 1);
  to.write(gateway::log_level::error, "failed", {{"reason", "s"}});
  for (int i = 0; i < 5; ++i) to.write(gateway::log_level::info, "listening");
  CHECK(lines_of(place.file()) == 7);
}

TEST_CASE("log: a file that was moved away is created again") {
  const gateway_test::temporary_database place;
  const std::string old = place.file() + ".1";
  gateway::log to(place.file());
  to.write(gateway::log_level::info, "first");
  std::filesystem::rename(place.file(), old);
  to.write(gateway::log_level::info, "second");
  CHECK(lines_of(old) == 2);
  to.reopen();
  to.write(gateway::log_level::info, "third");
  CHECK(lines_of(old) == 2);
  CHECK(lines_of(place.file()) == 1);
}
