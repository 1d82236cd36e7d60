// SPDX-License-Identifier: BSL-1.0

// Input of compilation.cpp: reads and writes all 16 types.
#include "../nlohmann.hpp"

using bench::plain_nlohmann::event;

bool read_event(std::string_view text, event& e) try {
  nlohmann::json::parse(text).get_to(e);
  return true;
} catch (const nlohmann::json::exception&) {
  return false;
}

std::string write_event(const event& e) { return nlohmann::json(e).dump(); }
