// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdio>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include <time.h>

namespace bench {

/// Returns how long f takes, in seconds.
template <class F>
double seconds(F f) {
  const auto begin = std::chrono::steady_clock::now();
  f();
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

/// Returns the processor time that this thread spends in f, in seconds. Other programs on the
/// machine do not count.
template <class F>
double processor_seconds(F f) {
  const auto now = [] {
    timespec t{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
    return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_nsec) * 1e-9;
  };
  const double begin = now();
  f();
  return now() - begin;
}

/// Several measurements of the same thing.
class series {
 public:
  void add(double value) { values_.push_back(value); }
  bool empty() const noexcept { return values_.empty(); }
  double median() const { return quantile(0.5); }
  /// Returns the quantile: the value that is above this share of the others. Precondition: there
  /// are values.
  double quantile(double share) const {
    std::vector<double> sorted = values_;
    std::sort(sorted.begin(), sorted.end());
    return sorted[static_cast<std::size_t>(share * static_cast<double>(sorted.size() - 1) + 0.5)];
  }

 private:
  std::vector<double> values_;
};

/// Returns a number with this number of digits after the point.
inline std::string fixed(double value, int digits) {
  char out[64];
  std::snprintf(out, sizeof out, "%.*f", digits, value);
  return out;
}

/// Returns a size such as "64 KB" or "256 MB": powers of 1024.
inline std::string size_name(std::size_t bytes) {
  if (bytes >= std::size_t{1} << 30) return std::to_string(bytes >> 30) + " GB";
  if (bytes >= std::size_t{1} << 20) return std::to_string(bytes >> 20) + " MB";
  return std::to_string(bytes >> 10) + " KB";
}

/// A table in Markdown.
class table {
 public:
  explicit table(std::initializer_list<std::string_view> columns) {
    add(columns.begin(), columns.end()), rule(columns.size());
  }
  void row(std::initializer_list<std::string> cells) { add(cells.begin(), cells.end()); }
  const std::string& text() const noexcept { return text_; }

 private:
  template <class I>
  void add(I first, I last) {
    for (text_ += "|"; first != last; ++first) text_.append(" ").append(*first).append(" |");
    text_ += "\n";
  }
  void rule(std::size_t columns) {
    text_ += "|---|";
    for (std::size_t i = 1; i < columns; ++i) text_ += "---:|";
    text_ += "\n";
  }

  std::string text_;
};

/// The extent of the measurements.
struct plan {
  bool quick = false;
  bool huge = false;     ///< up to 1 GB instead of 256 MB
  std::string directory; ///< the directory for the results; none if empty
  std::string tool;      ///< the path of the command-line tool
};

/// Prints a result and saves it in a file, from which it is copied into the documentation.
void publish(const plan& p, std::string_view name, std::string_view text);

/// A function that measures one thing and publishes the result.
struct part {
  std::string_view name;
  void (*measure)(const plan&);
};
inline std::vector<part>& parts() {
  static std::vector<part> list;
  return list;
}

/// An object of this type at namespace scope adds a part: a file takes part if it is linked.
struct add_part {
  add_part(std::string_view name, void (*measure)(const plan&)) {
    parts().push_back({name, measure});
  }
};

} // namespace bench
