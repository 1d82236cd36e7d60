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

/// The parts of the path that stand for the pattern's parts in braces, decoded.
using path_parts = std::vector<std::string>;

/// Answers at once, on any thread.
using read_handler = std::function<response(reader_pool&, const request&, const path_parts&)>;
/// Answers within the writer's transaction, on its thread.
using write_handler = std::function<response(event_store&, const request&, const path_parts&)>;

/// What answers a method and path.
struct route {
  std::string method;
  std::string pattern;
  std::variant<read_handler, write_handler> handler;
  bool is_suffix = false; ///< the pattern is what the path ends in
  bool is_quick = false;  ///< reads little, so that no other connection need wait for it
};

/// Which route a request goes.
struct routing {
  const route* found = nullptr;
  path_parts parts{};
  std::string allowed{}; ///< the methods that the path has routes for; empty: there is no such path
};

/// All routes. Those that were added first go first.
class router {
 public:
  void add(route r) { routes_.push_back(std::move(r)); }
  /// `HEAD` goes where `GET` goes.
  routing find(std::string_view method, std::string_view path) const;

 private:
  std::vector<route> routes_;
};

} // namespace gateway
