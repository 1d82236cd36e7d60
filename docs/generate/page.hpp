// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <iosfwd>
#include <string_view>
#include <vector>

namespace docs {

/// A page `docs/NAME.md` with parts that are made from the library's tables; the rest of it is
/// written by hand, in the page itself.
///
/// In the page a part stands between the lines `<!-- generated: PART -->` and `<!-- /generated
/// -->`. To add a page: write it with such lines and nothing between them, describe its parts in
/// pages/NAME.cpp by an object of this type, and run docs/generate.sh.
class page {
 public:
  /// A part of the page; it prints whole lines, an empty one first.
  struct part {
    std::string_view name;
    void (*print)(std::ostream& out);
  };

  /// Makes the page known to `find`. Precondition: it lives as long as the program.
  page(std::string_view name, std::vector<part> parts);
  page(const page&) = delete;
  page& operator=(const page&) = delete;

  /// The page of that name; null when there is none.
  static const page* find(std::string_view name);
  static const std::vector<const page*>& all();

  std::string_view name() const noexcept { return name_; }

  /// Copies the page, and prints each part anew between its lines. Throws `std::runtime_error` when
  /// the page names a part that is not described, leaves one out or does not end it.
  void fill(std::istream& in, std::ostream& out) const;

 private:
  std::string_view name_;
  std::vector<part> parts_;
};

} // namespace docs
