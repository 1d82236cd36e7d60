// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <simdjson.h>

#include "../harness.hpp"

#include <memory>
#include <new>
#include <string>
#include <string_view>

// The part that simdjson's contenders share. They are compiled for each available version, and
// twice for each: with the options of everything else, and for processors with AVX2. Without AVX2
// its headers scan strings byte by byte. Its first stage and its DOM are in its library and use the
// processor's widest vectors.

namespace bench {
namespace {

const std::string simdjson_version = "simdjson " +
                                     std::to_string(simdjson::SIMDJSON_VERSION_MAJOR) + "." +
                                     std::to_string(simdjson::SIMDJSON_VERSION_MINOR) + "." +
                                     std::to_string(simdjson::SIMDJSON_VERSION_REVISION);
const add_library simdjson_takes_part(simdjson_version);

/// Returns a name such as "simdjson 3.0.1, WHAT (AVX2)".
inline std::string simdjson_name(std::string_view what) {
#ifdef __AVX2__
  constexpr std::string_view build = " (AVX2)";
#else
  constexpr std::string_view build;
#endif
  return (simdjson_version + ", ").append(what).append(build);
}

const std::string simdjson_headers =
    "headers for " SIMDJSON_STRINGIFY(SIMDJSON_BUILTIN_IMPLEMENTATION);
const std::string simdjson_neighbours = "; a malformed line may invalidate its neighbors";

/// The batch size of simdjson's stream mode, in bytes. Longer than any line of the generator.
constexpr std::size_t max_line_size = 1 << 20;

/// The number of readable bytes after a line.
inline std::size_t readable_from(const stream& s, std::string_view line) {
  return static_cast<std::size_t>(s.text().data() + s.size() + stream::padding - line.data());
}

/// Returns a parser for lines, with its memory. It runs on the measuring thread, as all contenders
/// do.
template <class Parser>
inline std::shared_ptr<Parser> simdjson_parser() {
  auto parser = std::make_shared<Parser>();
  if (parser->allocate(max_line_size)) throw std::bad_alloc();
#ifdef SIMDJSON_THREADS_ENABLED
  parser->threaded = false;
#endif
  return parser;
}

} // namespace
} // namespace bench
