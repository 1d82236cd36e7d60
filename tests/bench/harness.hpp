// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "generator.hpp"

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <functional>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace bench {

// --- Streams ----------------------------------------------------------------------------------

/// A newline-delimited stream in memory. The bytes after its end are readable and are not JSON, as
/// some parsers require.
class stream {
 public:
  static constexpr std::size_t padding = 256;

  /// Generates this number of bytes of events, or slightly more.
  static stream generate(mix m, std::size_t bytes) {
    stream out;
    out.bytes_.reserve(bytes + (std::size_t{64} << 10));
    generator g(m);
    while (out.bytes_.size() < bytes) g.append_event(out.bytes_);
    out.truth = g.tally();
    out.pad();
    return out;
  }
  static stream of(std::string text, const tally& truth) {
    stream out;
    out.bytes_ = std::move(text);
    out.truth = truth;
    out.pad();
    return out;
  }

  std::string_view text() const noexcept { return {bytes_.data(), size_}; }
  std::size_t size() const noexcept { return size_; }

  tally truth; ///< the result of a contender that finds every fault

 private:
  void pad() {
    size_ = bytes_.size();
    bytes_.append(padding, '\0');
  }

  std::string bytes_;
  std::size_t size_ = 0;
};

/// Calls f with each line of the text, without its newline.
template <class F>
void for_each_line(std::string_view text, F f) {
  const char* p = text.data();
  const char* const end = p + text.size();
  while (p != end) {
    const auto* const newline =
        static_cast<const char*>(std::memchr(p, '\n', static_cast<std::size_t>(end - p)));
    const char* const line_end = newline == nullptr ? end : newline;
    f(std::string_view(p, static_cast<std::size_t>(line_end - p)));
    p = newline == nullptr ? end : newline + 1;
  }
}

/// Returns the type's index among the 16, or nothing for another name. All contenders use it, so
/// that this bookkeeping costs each the same, one comparison.
inline std::optional<std::size_t> type_index(std::string_view name) noexcept {
  // Length and third character together distinguish the 16 names.
  static constexpr auto slots = [] {
    std::array<std::uint8_t, 512> out{};
    for (std::size_t i = 0; i < type_names.size(); ++i)
      out[(type_names[i].size() * 32 + static_cast<unsigned char>(type_names[i][2])) % 512] =
          static_cast<std::uint8_t>(i + 1);
    return out;
  }();
  static_assert([] {
    std::size_t used = 0;
    for (const auto s : slots) used += s != 0;
    return used == type_names.size();
  }());
  if (name.size() < 3) return std::nullopt;
  const std::size_t slot = slots[(name.size() * 32 + static_cast<unsigned char>(name[2])) % 512];
  if (slot == 0 || type_names[slot - 1] != name) return std::nullopt;
  return slot - 1;
}

// --- Contenders -------------------------------------------------------------------------------

/// The subject of one group of a table.
enum class task {
  parse,     ///< is it JSON? Into a DOM, or without a result
  check,     ///< is it an event? Nothing is kept
  type,      ///< is it an event? Every member is stored in a struct that owns it
  write,     ///< events in memory are written as text
  reference, ///< the limits of the memory and the processor
};

/// The faults that a contender must find. Its result is compared with them.
struct finds {
  bool malformed = true; ///< lines that are not JSON, without losing their neighbors
  bool schema = false;   ///< lines that are JSON but not an event
  bool utf8 = true;      ///< lines with bytes that are not UTF-8
  /// Lines with a duplicate member in the event or in its payload.
  bool duplicates = false;
};

struct outcome {
  bench::tally tally{};
  std::size_t bytes = 0; ///< read or written
  std::string_view
      written{}; ///< what a writer wrote: events, whose tally is compared with the truth
};

struct contender {
  bench::task task;
  std::string name;
  bench::finds finds{};
  /// Prepares everything outside the measurement, and returns the operation to measure.
  std::function<std::function<outcome()>(const stream&)> prepare{};
  /// A note for readers of the table.
  std::string note{};
};

/// The list of contenders. The program and its shared libraries share it.
[[gnu::visibility("default")]] inline std::vector<contender>& contenders() {
  static std::vector<contender> list;
  return list;
}

/// An object of this type at namespace scope adds a contender: a file takes part if it is linked.
struct add_contender {
  explicit add_contender(contender c) { contenders().push_back(std::move(c)); }
};

/// The libraries that take part, with their versions. The program and its shared libraries share
/// the list.
[[gnu::visibility("default")]] inline std::set<std::string>& libraries() {
  static std::set<std::string> list;
  return list;
}

/// Like add_contender.
struct add_library {
  explicit add_library(std::string name_and_version) {
    libraries().insert(std::move(name_and_version));
  }
};

/// The contender that the others are compared with.
inline constexpr std::string_view yardstick = "Boost.JSON, DOM";

} // namespace bench
