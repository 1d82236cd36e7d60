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

// The parsers that say beside assay what is JSON. simdjson and RapidJSON are among them where
// ASSAY_HAS_OTHER_PARSERS says that they are here.

namespace assay_test {

/// What a parser says of a text that is to be one JSON value.
struct opinion {
  bool takes = false;
  std::string why{}; ///< where it refuses, in its own words
};

/// Nesting up to which each parser is to go; they take less by themselves.
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
  // It takes a NUL for the text's end.
  if (stream.Tell() != text.size()) return {false, "stopped before the end"};
  return {true};
}

#endif

struct json_parser {
  std::string_view name;
  opinion (*says)(std::string_view text);
};

/// Those that this was built with.
inline constexpr json_parser json_parsers[] = {
    {"Boost.JSON", boost_json_says},
#if defined(ASSAY_HAS_OTHER_PARSERS)
    {"simdjson", simdjson_says},
    {"RapidJSON", rapidjson_says},
#endif
};

} // namespace assay_test
