// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "http/message.hpp"

#include <boost/beast/http/message.hpp>
#include <boost/beast/http/string_body.hpp>

#include <ctime>
#include <string>
#include <string_view>
#include <utility>

namespace gateway {

using wire_response = boost::beast::http::response<boost::beast::http::string_body>;

/// The properties of the request that determine the form of the response.
struct wire_form {
  bool is_head;
  unsigned version; ///< the version of HTTP: 10 or 11
  bool keeps_alive;
};

/// Returns the current time in the form of HTTP: `Sun, 06 Nov 1994 08:49:37 GMT`.
inline std::string date_now() {
  const std::time_t now = std::time(nullptr);
  std::tm parts{};
  char room[40];
  ::gmtime_r(&now, &parts);
  return {room, std::strftime(room, sizeof room, "%a, %d %b %Y %H:%M:%S GMT", &parts)};
}

/// Returns the response in the form of Beast.
inline wire_response on_the_wire(response r, const wire_form& form) {
  namespace http = boost::beast::http;
  const auto text = [](std::string_view s) {
    return boost::beast::string_view(s.data(), s.size());
  };
  wire_response out{static_cast<http::status>(r.status), form.version == 10 ? 10u : 11u};
  out.set(http::field::server, "assay-gateway");
  out.set(http::field::date, text(date_now()));
  for (const auto& [field, value] : r.headers) out.insert(text(field), value);
  constexpr int no_content = 204;
  if (r.status != no_content) {
    out.set(http::field::content_type, text(r.content_type));
    out.content_length(r.body.size());
  }
  out.set(http::field::cache_control, "no-store");
  out.keep_alive(form.keeps_alive);
  if (!form.is_head) out.body() = std::move(r.body);
  return out;
}

} // namespace gateway
