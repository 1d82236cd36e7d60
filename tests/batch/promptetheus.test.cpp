// SPDX-License-Identifier: BSL-1.0

// Compares with the responses and requests of the reference implementation, if a corpus of them is
// available.

#include "assay/batch/promptetheus.hpp"

#include "support/batches.hpp"
#include "support/catch.hpp"
#include "support/corpus.hpp"

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>

#include <map>
#include <string>
#include <string_view>
#include <vector>

using assay::dedupe_window;
using assay::promptetheus::batch_validator;

namespace {

using lines = std::vector<std::string>;

assay::options reference() {
  assay::options o;
  o.level = assay::level::reference;
  return o;
}

/// The responses of the reference implementation from which assay deviates, and assay's response:
/// the status, the number of accepted events and the rejected indices. The reasons are in
/// docs/guide/levels.md, "Deviations from the reference implementation".
const std::map<std::string, std::string> deviations = {
    {"raw_nan", "400"},                   // nonfinite_number
    {"raw_neginf", "400"},                // nonfinite_number
    {"raw_seq_400digits", "400"},         // integer_overflow
    {"raw_lone_lo", "400"},               // lone_surrogate
    {"raw_dup_type_last_wins", "422"},    // duplicate_member
    {"raw_utf16le", "400"},               // unsupported_encoding
    {"depth_arr_990", "200 accepted 1"},  // the reference's limit of depth is slightly lower
    {"depth_arr_1000", "200 accepted 1"}, // the same
    {"rejected_lone_surrogate_key",
     "200 accepted 0 rejected 0:\"\xEF\xBF\xBD\""}, // the reference fails with 500
};

std::string decoded_base64(std::string_view text) {
  constexpr std::string_view digits =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string out;
  unsigned bits = 0, n = 0;
  for (const char c : text) {
    if (c == '=') break;
    bits = bits << 6 | static_cast<unsigned>(digits.find(c));
    n += 6;
    if (n < 8) continue;
    n -= 8;
    out += static_cast<char>(bits >> n & 0xFF);
  }
  return out;
}

/// A response without the wording of its reasons; for an error, only the status.
std::string essence(int status, const std::string& text) {
  std::string out = std::to_string(status);
  if (status != 200) return out;
  const boost::json::value v = boost::json::parse(text);
  out += " accepted " + std::to_string(v.at("accepted").to_number<int>());
  for (const boost::json::value& r : v.at("rejected").as_array()) {
    out += " rejected " + std::to_string(r.at("index").to_number<int>());
    CHECK_FALSE(r.at("reason").as_string().empty());
    if (const auto* key = r.as_object().if_contains("idempotency_key"))
      out += ":" + boost::json::serialize(*key);
  }
  return out;
}

std::string field(const boost::json::object& o, std::string_view name) {
  const boost::json::value* const v = o.if_contains(name);
  return v != nullptr && v->is_string() ? std::string(v->as_string()) : std::string();
}

/// The session in a request's path; empty if the request holds no events.
std::string session_of(const boost::json::object& request) {
  constexpr std::string_view begin = "/api/traces/", end = "/events";
  const std::string path = field(request, "path");
  if (field(request, "method") != "POST" || !path.starts_with(begin) || !path.ends_with(end))
    return {};
  return path.substr(begin.size(), path.size() - begin.size() - end.size());
}

} // namespace

TEST_CASE("promptetheus batch: responds as the reference implementation does") {
  const auto cases = assay_test::corpus_lines("promptetheus/http_cases.ndjson");
  if (!cases) {
    WARN("skipped: there is no corpus of recorded responses (set ASSAY_CORPUS to its directory)");
    return;
  }
  std::size_t compared = 0, deviating = 0;
  for (const std::string& line : *cases) {
    const boost::json::value all = boost::json::parse(line);
    const std::string name(all.at("name").as_string());
    dedupe_window window; // each case starts with an empty store
    batch_validator validator(reference());
    for (const boost::json::value& step : all.at("steps").as_array()) {
      const boost::json::object& request = step.as_object();
      const std::string session = session_of(request);
      const int status = request.at("status").to_number<int>();
      const bool is_about_the_body =
          status == 200 || status == 400 || status == 422 || status == 500;
      if (session.empty() || !is_about_the_body ||
          request.at("headers").as_object().contains("Content-Encoding"))
        continue;
      const std::string encoded = field(request, "body_b64");
      const std::string body = encoded.empty() ? field(request, "body") : decoded_base64(encoded);
      CAPTURE(name, body.substr(0, 500));

      assay::text_buffer out;
      const int answered = append_response(out, validator.check(body, session, &window));
      const std::string given = essence(answered, std::string(out.view())),
                        recorded = essence(status, field(request, "response"));
      ++compared;
      if (const auto known = deviations.find(name); known != deviations.end()) {
        ++deviating;
        CHECK(given == known->second);
        CHECK(given != recorded);
      } else {
        CHECK(given == recorded);
      }
    }
  }
  CHECK(compared > 40);
  CHECK(deviating == deviations.size());
}

TEST_CASE("promptetheus batch: accepts everything that the reference client sends, and chunks it "
          "in the same way") {
  const auto requests = assay_test::corpus_lines("promptetheus/wire_requests.ndjson");
  if (!requests) {
    WARN("skipped: there is no corpus of recorded requests (set ASSAY_CORPUS to its directory)");
    return;
  }
  // Python's json.dumps writes a space after colons and commas.
  const assay::chunk_options as_client{.wrapper = {R"({"events": [)", ", ", "]}"},
                                       .open_sessions = 1};
  std::size_t events = 0, not_json = 0;
  lines big_events; // of the case that fills chunks
  std::vector<std::size_t> big_sizes;
  for (const std::string& line : *requests) {
    const boost::json::value all = boost::json::parse(line);
    const boost::json::object& request = all.as_object();
    const std::string session = session_of(request);
    if (session.empty()) continue;
    CAPTURE(line.substr(0, 400));
    const std::string raw = field(request, "body_raw");
    // The original text of the body with its spaces: it is last in the line.
    const std::string body = raw.empty() ? line.substr(line.find("\"body\": ") + 8,
                                                       line.size() - line.find("\"body\": ") - 9)
                                         : raw;
    REQUIRE(body.size() == request.at("decoded_bytes").to_number<std::size_t>());

    batch_validator validator(reference());
    const auto& verdict = validator.check(body, session);
    REQUIRE(verdict.readable());
    CHECK(verdict.form() == assay::body_form::wrapped);
    events += verdict.events().size();
    if (raw.empty()) {
      CHECK(assay_test::outcomes(verdict) == std::string(verdict.events().size(), 'a'));
    } else {
      ++not_json;
      CHECK(assay_test::outcomes(verdict) == "x");
      CHECK(verdict.rejected()[0].reason_code == assay::code::nonfinite_number);
    }

    std::vector<std::string_view> views;
    for (const assay::checked_event& e : verdict.events()) views.push_back(e.text);
    std::size_t chunks = 0;
    for (const assay::chunk_step& step : assay::chunks(views, as_client)) {
      REQUIRE(step.complete != nullptr);
      CHECK(step.complete->body_size() == body.size());
      assay::text_buffer again;
      step.complete->append_body(again);
      CHECK(again.view() == body);
      ++chunks;
    }
    CHECK(chunks == 1);
    if (field(request, "case") == "big_batch_120") {
      for (const std::string_view text : views) big_events.emplace_back(text);
      big_sizes.push_back(body.size());
    }
  }
  CHECK(events > 200);
  CHECK(not_json == 2);
  REQUIRE(big_events.size() == 120);
  std::vector<std::size_t> sizes;
  for (const assay::chunk_step& step : assay::chunks(big_events, as_client))
    sizes.push_back(step.complete->body_size());
  CHECK(sizes == big_sizes);
}
