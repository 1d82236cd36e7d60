// SPDX-License-Identifier: BSL-1.0

// A gateway that gets one event in each request. It passes accepted events on, and responds to
// rejected events with the reasons.

// [program]
#include <assay/json/report_json.hpp>
#include <assay/promptetheus.hpp>

#include <iostream>
#include <string>
#include <string_view>

struct response {
  int status = 0;
  std::string body{};
};

/// Checks the bodies of requests. Use one object in each thread, and keep it: it reuses its memory.
class gateway {
 public:
  response receive(std::string_view body) {
    if (!validator_.check(body)) {
      reasons_.clear();
      append_json(reasons_, validator_.report(), body);
      return {422, std::string(reasons_.view())};
    }
    const auto header = header_of(validator_); // views into the body
    if (!store(header.session_id.to_string(), body)) return {503, "[]"};
    return {202, "[]"};
  }

 private:
  static assay::options checks() {
    assay::options options;
    options.level = assay::level::published;
    options.limits.max_document_bytes = 1 << 20; // a larger body is rejected unread
    return options;
  }

  /// Your queue or database. It gets the event's bytes, unchanged.
  static bool store(std::string_view session, std::string_view event) {
    std::cout << "stored " << event.size() << " bytes for session " << session << '\n';
    return true;
  }

  assay::validator<assay::promptetheus::event> validator_{checks()};
  assay::text_buffer reasons_;
};

int main() {
  gateway g;
  for (const std::string_view body : {
           R"({"type":"metric","session_id":"ses_1","timestamp":"2026-06-12T12:34:56Z","seq":0,)"
           R"("idempotency_key":"ses_1:0a1b2c3d:0","payload":{"name":"rows","value":7}})",
           R"({"type":"metric","session_id":"ses_1","timestamp":"2026-06-12T12:34:57Z","seq":-1,)"
           R"("idempotency_key":"ses_1:0a1b2c3d:1","payload":{"name":"rows","value":"7"}})",
           R"({"type":"metric",)",
       }) {
    const response r = g.receive(body);
    std::cout << r.status << ' ' << r.body << '\n';
  }
}
// [/program]
