// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace gateway {

/// The parts of a request head that decide whether the body is read. They are views of the head.
struct request_head {
  std::string_view method{};
  std::string_view target{};
  std::string_view authorization{};
  std::string_view write_key{};
  std::string_view content_encoding{};
  std::string_view host{};
  std::string_view origin{};     ///< the page that makes a browser send the request
  std::string_view fetch_site{}; ///< `Sec-Fetch-Site`
  std::string_view expect{};
  std::optional<std::uint64_t> content_length{}; ///< missing: chunked, or no body
  bool has_body = false;
};

} // namespace gateway
