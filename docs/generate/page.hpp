// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <iosfwd>
#include <string_view>
#include <vector>

namespace docs {

/// A page NAME.md with parts that are made from the library's tables. The rest of the page is
/// written by hand.
///
/// In the page a part is between the lines `<!-- generated: PART -->` and `<!-- /generated -->`. To
/// add a page, write it with these lines and nothing between them, describe its parts in
/// pages/NAME.cpp with an object of this type, and run docs/generate.sh.
class page {
 public:
  /// A part of the page. It prints complete lines, beginning with an empty one.
  struct part {
    std::string_view name;
    void (*print)(std::ostream& out);
  };

  /// Registers the page for `find`. Precondition: the page lives as long as the program.
  page(std::string_view name, std::vector<part> parts);
  page(const page&) = delete;
  page& operator=(const page&) = delete;

  /// Returns the page with this name, or null.
  static const page* find(std::string_view name);
  static const std::vector<const page*>& all();

  std::string_view name() const noexcept { return name_; }

  /// Copies the page, and replaces the text of each part. Throws `std::runtime_error` if the page
  /// names an unknown part, omits a part or does not end one.
  void fill(std::istream& in, std::ostream& out) const;

 private:
  std::string_view name_;
  std::vector<part> parts_;
};

} // namespace docs
