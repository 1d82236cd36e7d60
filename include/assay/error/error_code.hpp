// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/error/code.hpp"

#include <boost/system/error_category.hpp>
#include <boost/system/error_code.hpp>

#include <string>
#include <type_traits>

namespace assay {
namespace detail {

/// The category of this library's codes in Boost.System.
class code_category final : public boost::system::error_category {
 public:
  constexpr code_category() noexcept : error_category(0xA55A7C0DE5C0DE01) {}
  const char* name() const noexcept override { return "assay"; }
  std::string message(int value) const override {
    // Zero means success in Boost.System, so values are the codes plus one.
    if (value < 1 || static_cast<std::size_t>(value) > code_count) return "no error";
    const code c = static_cast<code>(value - 1);
    std::string out(name_of(c));
    out += " (";
    out += name_of(category_of(c));
    return out += ')';
  }
};

inline constexpr code_category the_code_category{};

} // namespace detail

/// Returns the code as an error code of Boost.System, for `boost::system::result`.
inline boost::system::error_code make_error_code(code c) noexcept {
  return {static_cast<int>(c) + 1, detail::the_code_category};
}

} // namespace assay

// Declares `assay::code` as an error code enum, so that a code converts to
// `boost::system::error_code`.
template <>
struct boost::system::is_error_code_enum<assay::code> : std::true_type {};
