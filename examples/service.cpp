// SPDX-License-Identifier: BSL-1.0

// Options, one event in each request, and free-form members made from values and from text.
#include <assay/json/report_json.hpp>
#include <assay/promptetheus.hpp>

#include <iostream>
#include <string_view>

namespace {

void respond(int status, std::string_view body) { std::cout << status << ' ' << body << '\n'; }

assay::options make_options() {
  // [options]
  assay::options options;
  options.level = assay::level::strict;  // reference, published (default), strict
  options.keep_unknown_types = true;     // events of newer producers are kept untyped
  options.reject_unknown_members = true; // at strict: errors, not warnings
  options.lone_surrogates = assay::surrogate_policy::replace; // \ud800 becomes U+FFFD
  options.null_characters =
      assay::null_character_policy::reject; // \u0000, which many databases reject
  options.reject_number_overflow = true;    // 1e400, which most readers turn into infinity
  options.limits.max_document_bytes =
      1 << 20; // and max_depth, max_string_bytes, max_members, max_violations
  // [/options]
  return options;
}

bool make_arguments(std::string_view text) {
  assay::promptetheus::tool_call call;
  // [free_form]
  call.arguments = {{"to", "OSL"}, {"seats", 2}}; // from C++ values; strings are escaped
  call.arguments = assay::raw_object{{"legs", assay::raw_json::array({1, "x", nullptr})}};
  if (const auto parsed = assay::parse_raw_object(text))
    call.arguments = *parsed; // from text, if it is a JSON object
  // [/free_form]
  return call.arguments.text() == text;
}

} // namespace

int main() {
  const assay::options options = make_options();
  // [request]
  assay::validator<assay::promptetheus::event> validator(options); // keep it: it reuses its memory
  const auto receive = [&](std::string_view body) {
    if (validator.check(body)) return respond(200, header_of(validator).idempotency_key.text());
    assay::text_buffer reasons;
    append_json(reasons, validator.report(), body);
    respond(422, reasons.view());
  };
  // [/request]
  receive(
      R"({"type":"metric","session_id":"s","timestamp":"2026-06-12T12:34:56Z","seq":0,"idempotency_key":"s:n:0",)"
      R"("payload":{"name":"rows","value":7}})");
  receive(R"({"type":"metric","session_id":"","payload":{"value":"7"}})");
  return make_arguments(R"({"to":"BGO"})") ? 0 : 1;
}
