// SPDX-License-Identifier: BSL-1.0

// Is it JSON? assay, Boost.JSON, simdjson's DOM and RapidJSON must say the same of any text, and of
// any text as a part of an event.
//
// Where they may differ is in tests/support/known_differences.hpp, for these and for the tests. A
// byte order mark before an event the reader skips, and the others are not shown. Without simdjson
// and RapidJSON Boost.JSON alone is compared with.

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

/// The parsers say of the text what assay does, but for what is known.
void compare(std::string_view text, const std::optional<json_fault>& fault) {
  for (const assay_test::json_parser& parser : assay_test::json_parsers) {
    const assay_test::difference d{text, fault, parser.says(text)};
    if (d.other.takes == !fault || assay_test::explanation_of(parser.name, d) != nullptr) continue;
    const std::string what(parser.name);
    must(!d.other.takes, ("what " + what + " takes, assay takes").c_str(), text);
    must(d.other.takes, ("what assay takes, " + what + " takes").c_str(), text);
  }
}

/// All that judges a text by its grammar alone says the same.
void check_verdicts(std::string_view text, const std::optional<json_fault>& fault) {
  const std::string_view value = assay::trimmed(text);
  must(assay::parse_raw_json(text).has_value() == !fault, "parse_raw_json agrees", text);
  must(assay::is_valid_json(text) == (!fault && value == text), "is_valid_json agrees", text);
  if (!fault) return;
  must(fault->offset <= text.size(), "a fault is within the text", text);
  if (fault->code == code::unterminated)
    must(fault->offset == text.size(), "what ends early is at fault at its end", text);
  const auto before = find_json_fault(text.substr(0, fault->offset));
  must(!before || *before == json_fault{code::unterminated, fault->offset},
       "nothing is wrong before the first fault", text);
}

/// What the reader says of the text's syntax alone.
enum class syntax { json, not_json, unknown };

syntax syntax_of(const assay::report& r) {
  const auto any = [&](auto wanted) { return std::ranges::any_of(r.violations(), wanted); };
  const auto gives_up = [](const violation& v) {
    return category_of(v.code) == category::limit && v.code != code::integer_overflow &&
           v.code != code::number_overflow;
  };
  if (any(gives_up)) return syntax::unknown; // what comes after a limit was not looked at
  const auto refuses = [](const violation& v) {
    return category_of(v.code) == category::syntax ||
           (category_of(v.code) == category::encoding && v.code != code::null_character);
  };
  return any(refuses) ? syntax::not_json : syntax::json;
}

/// The reader of events finds in it no other JSON than the scanner does.
void check_event(std::string_view text, const assay::options& o) {
  assay::validator<event> validator(o);
  validator.check(text);
  const syntax found = syntax_of(validator.report());
  if (text.starts_with(assay::byte_order_mark)) text.remove_prefix(assay::byte_order_mark.size());
  const std::optional<json_fault> fault = find_json_fault(text);
  compare(text, fault);
  if (found == syntax::unknown) return;
  must((found == syntax::json) == !fault, "reader and scanner agree what is JSON", text);
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
  // Inside an event the fuzzer reaches the depths of the grammar without having to invent the event
  // first: where anything may stand, as a member, and where the schema has its own idea.
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
