// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "http/message.hpp"
#include "store/event_store.hpp"
#include "store/reader.hpp"

#include <functional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace gateway {

/// The decoded parts of the path that match the parts in braces of the pattern.
using path_parts = std::vector<std::string>;

/// Responds immediately, on any thread.
using read_handler = std::function<response(reader_pool&, const request&, const path_parts&)>;
/// Responds within the transaction of the writer, on its thread.
using write_handler = std::function<response(event_store&, const request&, const path_parts&)>;

/// The handler of a method and path.
struct route {
  std::string method;
  std::string pattern;
  std::variant<read_handler, write_handler> handler;
  bool is_suffix = false; ///< the path need only end with the pattern
  bool is_quick = false;  ///< reads little, so it does not delay other connections
};

/// The route of a request.
struct routing {
  const route* found = nullptr;
  path_parts parts{};
  std::string allowed{}; ///< the methods of the path; empty: unknown path
};

/// All routes. Earlier routes take precedence.
class router {
 public:
  void add(route r) { routes_.push_back(std::move(r)); }
  /// Finds the route of a request. `HEAD` has the routes of `GET`.
  routing find(std::string_view method, std::string_view path) const;

 private:
  std::vector<route> routes_;
};

} // namespace gateway
