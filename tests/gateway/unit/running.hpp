// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "systems/systems.hpp"

#include "api/retry.hpp"
#include "support/catch.hpp"
#include "temporary_database.hpp"

#include <string>
#include <utility>

namespace gateway_test {

/// All routes on a separate database.
class running {
 public:
  running() : running(gateway::settings()) {}
  explicit running(const gateway::settings& s) : opened_(file_) { add_systems(routes_, s); }

  /// Returns the status and body of the response.
  std::string ask(std::string method, std::string target, std::string body) {
    gateway::request r;
    r.method = std::move(method);
    const std::size_t mark = target.find('?');
    r.path = target.substr(0, mark);
    if (mark != target.npos) r.query = target.substr(mark + 1);
    r.body = std::move(body);
    const gateway::routing where = routes_.find(r.method, r.path);
    REQUIRE(where.found != nullptr);
    opened_.store.begin();
    opened_.store.begin_request({r.method, target, "test"});
    const gateway::response answer =
        answer_of(std::get<gateway::write_handler>(where.found->handler), r, where.parts);
    opened_.store.commit();
    return std::to_string(answer.status) + " " + answer.body;
  }
  std::string post(std::string target, std::string body) {
    return ask("POST", std::move(target), std::move(body));
  }
  gateway::event_store& store() { return opened_.store; }
  std::int64_t count(const char* sql) { return opened_.count(sql); }
  std::int64_t events() { return count("SELECT count(*) FROM events"); }
  std::int64_t rejected() { return count("SELECT count(*) FROM quarantine"); }

  /// Returns whether the entry in quarantine is accepted by these rules.
  bool retry_all(const gateway::settings& s) {
    gateway::router others;
    add_systems(others, s);
    bool is_accepted = true;
    opened_.store.begin();
    for (std::int64_t id = 1; id <= 20; ++id) {
      opened_.store.begin_request({});
      if (const auto result = gateway::retry(opened_.store, others, id))
        is_accepted = is_accepted && result->is_accepted;
      opened_.store.end_request();
    }
    opened_.store.commit();
    return is_accepted;
  }

 private:
  /// Runs the request in the same way as the writer.
  gateway::response answer_of(const gateway::write_handler& handler, const gateway::request& r,
                              const gateway::path_parts& parts) {
    try {
      gateway::response answer = handler(opened_.store, r, parts);
      opened_.store.end_request();
      return answer;
    } catch (const gateway::bad_request& error) {
      opened_.store.undo_request();
      return gateway::refusal(400, error.what());
    }
  }

  temporary_database file_;
  opened_store opened_;
  gateway::router routes_;
};

} // namespace gateway_test
