// Is it JSON? The reader and Boost.JSON must say the same of any text, and of any text as a part of
// an event.
//
// Where they may differ:
// - limits: nesting beyond `max_depth` (Boost.JSON: beyond its own), strings, members and documents
// beyond theirs;
// - a number with an exponent beyond an int: Boost.JSON 1.81 refuses it (`exponent_overflow`); RFC
// 8259 sets no bound;
// - a byte order mark before the event: the reader skips it, Boost.JSON does not;
// - lone surrogates: both refuse them, unless the reader is told to replace them;
// - duplicate members: Boost.JSON takes them; the reader reports those that the schema names, but
// not as a fault of the syntax; NaN, Infinity, comments, trailing commas and control characters in
// strings both refuse.

#include "input.hpp"

#include <assay/promptetheus.hpp>

#include <boost/json/error.hpp>
#include <boost/json/stream_parser.hpp>

#include <algorithm>
#include <string>
#include <string_view>

using assay::category;
using assay::code;
using assay::violation;
using assay::promptetheus::event;
using assay_fuzz::must;

namespace {

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

boost::system::error_code boost_json_says(std::string_view text) {
  boost::json::parse_options deep;
  deep.max_depth = 4096;
  boost::json::stream_parser parser({}, deep);
  boost::system::error_code error;
  if (text.starts_with(assay::byte_order_mark)) text.remove_prefix(assay::byte_order_mark.size());
  parser.write(text.data(), text.size(), error);
  if (!error) parser.finish(error);
  return error;
}

void compare(std::string_view text, const assay::options& o) {
  assay::validator<event> validator(o);
  validator.check(text);
  const syntax ours = syntax_of(validator.report());
  const boost::system::error_code theirs = boost_json_says(text);
  if (ours == syntax::unknown || theirs == boost::json::error::exponent_overflow) return;
  must(ours != syntax::json || !theirs, "what the reader takes, Boost.JSON takes", text);
  must(ours != syntax::not_json || theirs, "what Boost.JSON takes, the reader takes", text);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const assay_fuzz::input in(data, size);
  assay::options o = in.options();
  o.lone_surrogates = assay::surrogate_policy::reject;
  o.level = assay::level::reference;
  compare(in.text(), o);
  // Inside an event the fuzzer reaches the depths of the grammar without having to invent the event
  // first: where anything may stand, as a member, and where the schema has its own idea.
  const std::string text(in.text());
  const std::string head =
      R"({"type":"retrieval","session_id":"s","timestamp":"t","seq":0,"idempotency_key":"k",)";
  const std::string metadata =
      head + R"("payload":{"query":"q","documents":[]},"metadata":)" + text + "}";
  const std::string members = head + R"("payload":{"query":"q","documents":[]},)" + text + "}";
  const std::string documents = head + R"("payload":{"query":"q","documents":[)" + text + "]}}";
  for (const std::string* embedded : {&metadata, &members, &documents}) compare(*embedded, o);
  return 0;
}
