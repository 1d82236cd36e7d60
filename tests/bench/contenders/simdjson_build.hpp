// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <simdjson.h>

#include "../harness.hpp"

#include <memory>
#include <new>
#include <string>
#include <string_view>

// What the contenders of simdjson share. They are compiled for each version that is there, and for
// each twice: as everything else is, and for processors with AVX2, without which its headers go
// over strings byte by byte. Its first stage, and its DOM, stand in the library, and use the widest
// vectors that the processor has.

namespace bench {
namespace {

const std::string simdjson_version = "simdjson " +
                                     std::to_string(simdjson::SIMDJSON_VERSION_MAJOR) + "." +
                                     std::to_string(simdjson::SIMDJSON_VERSION_MINOR) + "." +
                                     std::to_string(simdjson::SIMDJSON_VERSION_REVISION);
const add_library simdjson_takes_part(simdjson_version);

/// "simdjson 3.0.1, WHAT (AVX2)".
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
const std::string simdjson_neighbours = "; a malformed line may take its neighbours with it";

/// Longer lines than any that the generator makes. Where it reads many documents at once it takes
/// so many bytes of them.
constexpr std::size_t max_line_size = 1 << 20;

/// How far behind a line the memory can be read.
inline std::size_t readable_from(const stream& s, std::string_view line) {
  return static_cast<std::size_t>(s.text().data() + s.size() + stream::padding - line.data());
}

/// A parser for lines, with its memory; on the thread that measures, as everybody.
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
