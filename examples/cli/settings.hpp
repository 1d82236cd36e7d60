#pragma once

#include "assay/json/options.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace tool {

enum class command : std::uint8_t { validate, roundtrip };
enum class output_format : std::uint8_t { text, json };

/// What the command line asks for.
struct settings {
  tool::command command = command::validate;
  assay::options options;
  output_format format = output_format::text;
  unsigned jobs = 1;              ///< threads that check
  std::vector<std::string> files; ///< `-` is standard input
};

} // namespace tool
