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

/// A newline-delimited stream in memory. Bytes behind its end can be read and are no JSON: some
/// parsers want that.
class stream {
 public:
  static constexpr std::size_t padding = 256;

  /// So many bytes of events, or a few more.
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

  tally truth; ///< what a contender that sees every fault finds

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

/// The type's place among the 16; nothing when it is none of them. One comparison for all
/// contenders, so that none pays more for what is the measurement's own bookkeeping.
inline std::optional<std::size_t> type_index(std::string_view name) noexcept {
  // Length and third character together tell the 16 names apart.
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

/// What is measured in one group of a table.
enum class task {
  parse,     ///< is it JSON? Into a DOM, or nowhere
  check,     ///< is it an event? Nothing is kept
  type,      ///< is it an event? Every member in an owning struct
  write,     ///< events in memory to text
  reference, ///< what the memory and the processor allow
};

/// Which faults a contender is to find; its result is compared with that.
struct finds {
  bool malformed = true; ///< lines that are no JSON, without a loss of their neighbours
  bool schema = false;   ///< lines that are JSON and no event
  bool utf8 = true;      ///< lines with bytes that are no UTF-8
  /// Lines in which a member of the event, or of its payload, is there twice.
  bool duplicates = false;
};

struct outcome {
  bench::tally tally{};
  std::size_t bytes = 0; ///< gone through, or written
  std::string_view
      written{}; ///< what a writer wrote: events, whose tally is compared with the truth
};

struct contender {
  bench::task task;
  std::string name;
  bench::finds finds{};
  /// Makes all that is to stand outside the measurement, and gives what is measured.
  std::function<std::function<outcome()>(const stream&)> prepare{};
  /// A note for those who read the table.
  std::string note{};
};

/// One list for the program and its shared libraries.
[[gnu::visibility("default")]] inline std::vector<contender>& contenders() {
  static std::vector<contender> list;
  return list;
}

/// An object of this type at namespace scope adds a contender: to take part, a file need only be
/// linked.
struct add_contender {
  explicit add_contender(contender c) { contenders().push_back(std::move(c)); }
};

/// The libraries that take part, with their versions; one list, too.
[[gnu::visibility("default")]] inline std::set<std::string>& libraries() {
  static std::set<std::string> list;
  return list;
}

/// As add_contender.
struct add_library {
  explicit add_library(std::string name_and_version) {
    libraries().insert(std::move(name_and_version));
  }
};

/// The contender that the others are put in relation to.
inline constexpr std::string_view yardstick = "Boost.JSON, DOM";

} // namespace bench
