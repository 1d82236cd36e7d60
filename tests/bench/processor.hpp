// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <algorithm>
#include <array>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>

namespace bench {

/// Returns the name of a processor in the results, from the text of /proc/cpuinfo: its name, if
/// there is one; its family and model, or their equivalents; and its widest vectors.
///
/// Results with the same name count as results of the same kind of processor.
inline std::string processor_name(std::string_view cpuinfo) {
  /// Returns the value that follows the first line beginning with the name, or nothing.
  const auto value = [&](std::string_view key) -> std::string_view {
    for (std::string_view rest = cpuinfo; !rest.empty();) {
      const std::string_view line = rest.substr(0, rest.find('\n'));
      rest.remove_prefix(std::min(rest.size(), line.size() + 1));
      if (!line.starts_with(key)) continue;
      const std::size_t colon = line.find_first_not_of(" \t", key.size());
      if (colon == line.npos || line[colon] != ':') continue;
      const std::size_t begin = line.find_first_not_of(" \t", colon + 1);
      return begin == line.npos ? std::string_view() : line.substr(begin);
    }
    return {};
  };
  std::string name(value("model name"));
  name.erase(std::min(name.size(), name.find(" @ "))); // the frequency
  for (const std::string_view mark : {"(R)", "(TM)", "(r)", "(tm)"})
    for (std::size_t at; (at = name.find(mark)) != name.npos;) name.erase(at, mark.size());
  std::string flags(" ");
  flags.append(value("flags")).append(value("Features")).append(" ");

  std::string out;
  const auto add = [&](std::string_view before, std::string_view what) {
    if (what.empty()) return;
    if (!out.empty()) out += ", ";
    out.append(before).append(what);
  };
  add("", name);
  add("family ", value("cpu family"));
  add("model ", value("model"));
  add("implementer ", value("CPU implementer"));
  add("part ", value("CPU part"));
  struct extension {
    std::string_view flag, name;
  };
  constexpr std::array<extension, 8> widest{{{" avx512f ", "AVX-512"},
                                             {" avx2 ", "AVX2"},
                                             {" avx ", "AVX"},
                                             {" sse4_2 ", "SSE4.2"},
                                             {" sse2 ", "SSE2"},
                                             {" sve2 ", "SVE2"},
                                             {" sve ", "SVE"},
                                             {" asimd ", "NEON"}}};
  for (const extension& e : widest)
    if (flags.find(e.flag) != flags.npos) {
      add("", e.name);
      break;
    }
  return out.empty() ? "a processor without a name" : out;
}

/// Returns the name of this machine's processor.
inline std::string processor_name() {
  std::ifstream file("/proc/cpuinfo");
  return processor_name(std::string(std::istreambuf_iterator<char>(file), {}));
}

} // namespace bench
