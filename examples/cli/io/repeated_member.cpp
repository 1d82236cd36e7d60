// SPDX-License-Identifier: BSL-1.0
#include "io/repeated_member.hpp"

#include <boost/json/basic_parser_impl.hpp>

#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace tool {
namespace {

/// A handler for the parser of Boost.JSON. It keeps the member names of the open objects.
class name_watch {
 public:
  static constexpr std::size_t max_object_size = std::numeric_limits<std::size_t>::max(),
                               max_array_size = max_object_size, max_key_size = max_object_size,
                               max_string_size = max_object_size;
  using error = boost::json::error_code;
  using text = boost::json::string_view;

  const std::optional<std::string>& repeated() const noexcept { return repeated_; }

  bool on_object_begin(error&) {
    open_.emplace_back();
    return true;
  }
  bool on_object_end(std::size_t, error&) {
    open_.pop_back();
    return true;
  }
  bool on_key_part(text part, std::size_t, error&) {
    name_.append(part.data(), part.size());
    return true;
  }
  bool on_key(text last, std::size_t, error& e) {
    name_.append(last.data(), last.size());
    if (!open_.back().insert(name_).second) {
      repeated_ = name_;
      e = boost::json::error::syntax; // stops the parser
      return false;
    }
    name_.clear();
    return true;
  }

  bool on_document_begin(error&) { return true; }
  bool on_document_end(error&) { return true; }
  bool on_array_begin(error&) { return true; }
  bool on_array_end(std::size_t, error&) { return true; }
  bool on_string_part(text, std::size_t, error&) { return true; }
  bool on_string(text, std::size_t, error&) { return true; }
  bool on_number_part(text, error&) { return true; }
  bool on_int64(std::int64_t, text, error&) { return true; }
  bool on_uint64(std::uint64_t, text, error&) { return true; }
  bool on_double(double, text, error&) { return true; }
  bool on_bool(bool, error&) { return true; }
  bool on_null(error&) { return true; }
  bool on_comment_part(text, error&) { return true; }
  bool on_comment(text, error&) { return true; }

 private:
  std::vector<std::set<std::string>> open_;
  std::string name_;
  std::optional<std::string> repeated_;
};

} // namespace

std::optional<std::string> repeated_member(std::string_view text) {
  boost::json::parse_options options;
  options.max_depth = 1000;
  boost::json::basic_parser<name_watch> parser(options);
  boost::json::error_code error;
  parser.write_some(false, text.data(), text.size(), error);
  return parser.handler().repeated();
}

} // namespace tool
