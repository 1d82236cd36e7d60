// SPDX-License-Identifier: BSL-1.0

// assay, Boost.JSON, simdjson's DOM and RapidJSON must agree on whether a text is JSON, by itself
// and as part of an event.
//
// tests/support/known_differences.hpp lists where they may differ; the tests use the same list. The
// reader skips a byte order mark before an event, so the other parsers do not get it. Without
// simdjson and RapidJSON only Boost.JSON is compared.

#include "../tests/support/json_fault.hpp"
#include "../tests/support/json_parsers.hpp"
#include "../tests/support/known_differences.hpp"
#include "input.hpp"

#include <assay/json/parse_raw.hpp>
#include <assay/json/walk.hpp>
#include <assay/promptetheus.hpp>

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>

using assay::category;
using assay::code;
using assay::violation;
using assay::promptetheus::event;
using assay_fuzz::must;
using assay_test::find_json_fault;
using assay_test::json_fault;

namespace {

/// Checks that the parsers' verdicts are those of assay, except for known differences.
void compare(std::string_view text, const std::optional<json_fault>& fault) {
  for (const assay_test::json_parser& parser : assay_test::json_parsers) {
    const assay_test::difference d{text, fault, parser.says(text)};
    if (d.other.takes == !fault || assay_test::explanation_of(parser.name, d) != nullptr) continue;
    const std::string what(parser.name);
    must(!d.other.takes, ("what " + what + " takes, assay takes").c_str(), text);
    must(d.other.takes, ("what assay takes, " + what + " takes").c_str(), text);
  }
}

/// Checks that all functions that only check the grammar agree.
void check_verdicts(std::string_view text, const std::optional<json_fault>& fault) {
  const std::string_view value = assay::trimmed(text);
  must(assay::parse_raw_json(text).has_value() == !fault, "parse_raw_json agrees", text);
  must(assay::is_valid_json(text) == (!fault && value == text), "is_valid_json agrees", text);
  if (!fault) return;
  must(fault->offset <= text.size(), "a fault is within the text", text);
  if (fault->code == code::unterminated)
    must(fault->offset == text.size(), "the fault of a truncated text is at its end", text);
  const auto before = find_json_fault(text.substr(0, fault->offset));
  must(!before || *before == json_fault{code::unterminated, fault->offset},
       "the text before the first fault is valid", text);
}

/// Returns the reader's verdict on the text's syntax.
enum class syntax { json, not_json, unknown };

syntax syntax_of(const assay::report& r) {
  const auto any = [&](auto wanted) { return std::ranges::any_of(r.violations(), wanted); };
  const auto gives_up = [](const violation& v) {
    return category_of(v.code) == category::limit && v.code != code::integer_overflow &&
           v.code != code::number_overflow;
  };
  if (any(gives_up)) return syntax::unknown; // the text after an exceeded limit was not read
  const auto refuses = [](const violation& v) {
    return category_of(v.code) == category::syntax ||
           (category_of(v.code) == category::encoding && v.code != code::null_character);
  };
  return any(refuses) ? syntax::not_json : syntax::json;
}

/// Checks that the reader of events and the scanner agree on the text.
void check_event(std::string_view text, const assay::options& o) {
  assay::validator<event> validator(o);
  validator.check(text);
  const syntax found = syntax_of(validator.report());
  if (text.starts_with(assay::byte_order_mark)) text.remove_prefix(assay::byte_order_mark.size());
  const std::optional<json_fault> fault = find_json_fault(text);
  compare(text, fault);
  if (found == syntax::unknown) return;
  must((found == syntax::json) == !fault, "reader and scanner agree whether the text is JSON",
       text);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const assay_fuzz::input in(data, size);
  assay::options o = in.options();
  o.lone_surrogates = assay::surrogate_policy::reject;
  o.level = assay::level::reference;
  const std::optional<json_fault> fault = find_json_fault(in.text());
  compare(in.text(), fault);
  check_verdicts(in.text(), fault);
  check_event(in.text(), o);
  // Inside an event the fuzzer reaches the depths of the grammar without having to create the event
  // first: as free-form JSON, as an unknown member, and where the schema has rules.
  const std::string text(in.text());
  const std::string head =
      R"({"type":"retrieval","session_id":"s","timestamp":"t","seq":0,"idempotency_key":"k",)";
  const std::string metadata =
      head + R"("payload":{"query":"q","documents":[]},"metadata":)" + text + "}";
  const std::string members = head + R"("payload":{"query":"q","documents":[]},)" + text + "}";
  const std::string documents = head + R"("payload":{"query":"q","documents":[)" + text + "]}}";
  for (const std::string* embedded : {&metadata, &members, &documents}) check_event(*embedded, o);
  return 0;
}
