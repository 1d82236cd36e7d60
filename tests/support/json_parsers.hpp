// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <boost/json/parse_options.hpp>
#include <boost/json/stream_parser.hpp>
#include <boost/system/error_code.hpp>

#include <string>
#include <string_view>

#if defined(ASSAY_HAS_OTHER_PARSERS)
#include <rapidjson/error/en.h>
#include <rapidjson/memorystream.h>
#include <rapidjson/reader.h>
#include <simdjson.h>
#endif

// The JSON parsers that assay is compared with. simdjson and RapidJSON are included if
// ASSAY_HAS_OTHER_PARSERS is defined.

namespace assay_test {

/// A parser's verdict on a text that must be one JSON value.
struct opinion {
  bool takes = false;
  std::string why{}; ///< the parser's own reason for rejecting the text
};

/// The nesting that each parser must accept; their defaults are lower.
inline constexpr unsigned parser_depth = 4096;

inline opinion boost_json_says(std::string_view text) {
  boost::json::parse_options o;
  o.max_depth = parser_depth;
  boost::json::stream_parser parser({}, o);
  boost::system::error_code error;
  parser.write(text.data(), text.size(), error);
  if (!error) parser.finish(error);
  return {!error, error ? error.message() : ""};
}

#if defined(ASSAY_HAS_OTHER_PARSERS)

inline opinion simdjson_says(std::string_view text) {
  static simdjson::dom::parser parser;
  if (const auto error = parser.allocate(text.size() + 64, parser_depth); error)
    return {false, simdjson::error_message(error)};
  const simdjson::padded_string padded(text);
  const auto error = parser.parse(padded).error();
  return {error == simdjson::SUCCESS,
          error != simdjson::SUCCESS ? simdjson::error_message(error) : ""};
}

inline opinion rapidjson_says(std::string_view text) {
  rapidjson::MemoryStream stream(text.data(), text.size());
  rapidjson::Reader reader;
  rapidjson::BaseReaderHandler<> nothing;
  constexpr unsigned flags = rapidjson::kParseValidateEncodingFlag | rapidjson::kParseIterativeFlag;
  const rapidjson::ParseResult result = reader.Parse<flags>(stream, nothing);
  if (!result) return {false, rapidjson::GetParseError_En(result.Code())};
  // It treats a NUL as the end of the text.
  if (stream.Tell() != text.size()) return {false, "stopped before the end"};
  return {true};
}

#endif

struct json_parser {
  std::string_view name;
  opinion (*says)(std::string_view text);
};

/// The parsers of this build.
inline constexpr json_parser json_parsers[] = {
    {"Boost.JSON", boost_json_says},
#if defined(ASSAY_HAS_OTHER_PARSERS)
    {"simdjson", simdjson_says},
    {"RapidJSON", rapidjson_says},
#endif
};

} // namespace assay_test
