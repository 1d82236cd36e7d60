// SPDX-License-Identifier: BSL-1.0

// Input of compilation.cpp: reads and writes all 16 types.
#include "../boost_describe.hpp"

using bench::plain::event;

bool read_event(std::string_view text, event& e) {
  boost::system::error_code error;
  const boost::json::value v = boost::json::parse(text, error);
  if (error) return false;
  auto read = boost::json::try_value_to<event>(v);
  if (!read) return false;
  e = std::move(*read);
  return true;
}

std::string write_event(const event& e) {
  return boost::json::serialize(boost::json::value_from(e));
}
