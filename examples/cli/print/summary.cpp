// SPDX-License-Identifier: BSL-1.0
#include "print/summary.hpp"

#include <algorithm>
#include <cstdio>

namespace tool {
namespace {

template <class... A>
std::string format(const char* pattern, A... arguments) {
  char room[160];
  std::snprintf(room, sizeof room, pattern, arguments...);
  return room;
}

/// Returns one row of a table with two columns of numbers.
std::string row(std::string_view name, std::size_t first, std::size_t second) {
  return format("  %-20.*s %10zu %10zu\n", static_cast<int>(name.size()), name.data(), first,
                second);
}

std::string types(const tally& total) {
  std::string out;
  for (std::size_t i = 0; i < total.by_type.size(); ++i)
    if (const auto& v = total.by_type[i]; v.accepted + v.rejected != 0)
      out += row(total.type_name(i), v.accepted, v.rejected);
  return out.empty() ? out : format("\nby type %25s %10s\n", "accepted", "rejected") + out;
}

std::string codes(const tally& total) {
  std::string out;
  for (std::size_t i = 0; i < total.by_code.size(); ++i)
    if (const auto& f = total.by_code[i]; f.errors + f.warnings != 0)
      out += row(name_of(static_cast<assay::code>(i)), f.errors, f.warnings);
  return out.empty() ? out : format("\nby code %25s %10s\n", "errors", "warnings") + out;
}

} // namespace

std::string counted(std::size_t n, std::string_view noun) {
  return (std::to_string(n) + ' ').append(noun) += n == 1 ? "" : "s";
}

std::string short_size(double bytes) {
  static constexpr const char* units[] = {"bytes", "kB", "MB", "GB", "TB", "PB"};
  std::size_t unit = 0;
  for (; bytes >= 999.5 && unit + 1 < std::size(units); bytes /= 1000) ++unit;
  return format("%.*f %s",
                unit == 0 || bytes >= 99.95 ? 0
                : bytes >= 9.995            ? 1
                                            : 2,
                bytes, units[unit]);
}

std::string summary_of(const tally& total, std::string_view noun, assay::level level,
                       std::chrono::duration<double> time) {
  const std::size_t events = total.events.accepted + total.events.rejected;
  const std::string found = codes(total);
  std::string out = found.empty() ? "" : "\n"; // between the violations and the summary
  out += format("%s at level %s: %zu accepted, %zu rejected\n", counted(events, noun).c_str(),
                name_of(level).data(), total.events.accepted, total.events.rejected);
  out += types(total);
  out += found;
  // The clock may not have advanced.
  const double seconds = std::max(time.count(), 1e-6);
  out += format("\n%s in %.3f s: %.1f MB/s, %.0f %.*ss/s\n", counted(total.bytes, "byte").c_str(),
                seconds, static_cast<double>(total.bytes) / 1e6 / seconds,
                static_cast<double>(events) / seconds, static_cast<int>(noun.size()), noun.data());
  return out;
}

} // namespace tool
