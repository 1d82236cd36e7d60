// Reads any text as a document and as lines, at every level, and holds what comes out against what
// must always be so.

#include "input.hpp"

#include <assay/promptetheus.hpp>

#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

using assay::code;
using assay::level;
using assay::options;
using assay::report;
using assay::severity;
using assay::violation;
using assay::promptetheus::event;
using assay_fuzz::must;

namespace {

bool same_violations(const report& a, const report& b) {
  return a.truncated() == b.truncated() && std::ranges::equal(a.violations(), b.violations());
}
bool same(const report& a, const report& b) {
  return a.accepted() == b.accepted() && same_violations(a, b);
}

bool has_error(const report& r) {
  return std::ranges::any_of(r.violations(),
                             [](const violation& v) { return v.severity == severity::error; });
}

/// RFC 6901, section 3: a pointer is empty or begins with a slash; a tilde begins `~0` or `~1`.
bool is_json_pointer(std::string_view path) {
  if (!path.empty() && path.front() != '/') return false;
  for (std::size_t i = path.find('~'); i != path.npos; i = path.find('~', i + 1))
    if (path.substr(i + 1, 1) != "0" && path.substr(i + 1, 1) != "1") return false;
  assay::text_buffer buffer;
  assay::detail::output out(buffer);
  out.string(std::string(path));
  return out.valid(); // it is UTF-8
}

void check_violation(const violation& v, std::string_view text, const options& o) {
  must(is_json_pointer(v.path), "a path is a JSON Pointer", text);
  must(v.offset && *v.offset <= text.size(), "an offset lies in the text", text);
  must(!v.first_offset || *v.first_offset < *v.offset, "a duplicate comes after the first", text);
  must((v.code == code::duplicate_member) == v.first_offset.has_value(),
       "a duplicate says where the first is", text);
  must(v.code != code::invalid_value, "invalid_value is for writing", text);
  const bool is_inside =
      v.code == code::invalid_format; // at the character of a date-time that is wrong
  must(v.actual == assay::kind::none || is_inside || assay::kind_of(text[*v.offset]) == v.actual,
       "the kind is that of the value at the offset", text);
  must(!v.length || *v.length <= o.limits.max_string_bytes, "a string's length is within the limit",
       text);
  must(!message_of(v).empty() && message_of(v).find('{') == std::string::npos,
       "a message is filled in", text);
}

void check_report(const report& r, std::string_view text, const options& o) {
  must(r.accepted() != has_error(r), "an event is rejected if and only if there is an error", text);
  must(!r.truncated(), "there is room for all violations", text);
  must(std::ranges::is_sorted(r.violations(), {}, [](const violation& v) { return *v.offset; }),
       "violations are in order", text);
  for (const violation& v : r.violations()) check_violation(v, text, o);
}

/// Where Boost.JSON takes the text too, every path must lead somewhere in it.
void check_paths(const report& r, std::string_view text) {
  if (r.violations().empty()) return;
  if (std::ranges::any_of(r.violations(),
                          [](const violation& v) { return v.code == code::duplicate_member; }))
    return; // Boost.JSON keeps the last one, the reader goes into the first
  if (text.starts_with(assay::byte_order_mark)) text.remove_prefix(assay::byte_order_mark.size());
  boost::system::error_code error;
  boost::json::parse_options deep;
  deep.max_depth = 4096;
  const boost::json::value value = boost::json::parse({text.data(), text.size()}, error, {}, deep);
  if (error) return;
  for (const violation& v : r.violations()) {
    std::string_view path = v.path;
    if (v.code == code::missing_member) path = path.substr(0, path.rfind('/'));
    const boost::json::value* const at = value.find_pointer({path.data(), path.size()}, error);
    must(at != nullptr, "a path leads to a value", text);
    if (v.code != code::missing_member) continue;
    const std::string_view name = std::string_view(v.path).substr(path.size() + 1);
    must(!at->as_object().contains({name.data(), name.size()}), "what is missing is not there",
         text);
  }
}

/// The header's views are parts of the text; an accepted event has them all.
template <class Source>
void check_header(const Source& source, std::string_view text) {
  const assay::promptetheus::header h = assay::promptetheus::header_of(source);
  for (const assay::json_text& part : {h.type, h.session_id, h.seq, h.idempotency_key}) {
    const char* const begin = part.text().data();
    must(part.empty() ||
             (begin >= text.data() && begin + part.text().size() <= text.data() + text.size()),
         "a header's member is a view into the text", text);
    must(!source.report().accepted() || !part.empty(), "an accepted event has a whole header",
         text);
  }
  if (!source.report().accepted()) return;
  must(h.type.is_string() && h.session_id.is_string() && h.seq.to_uint64() &&
           h.idempotency_key.is_string(),
       "an accepted event's header has the right kinds", text);
}

/// Values that may stand in an object when another event is read into it: each leads the reader
/// into other branches.
const std::vector<event>& earlier_values() {
  static const std::vector<event> values = [] {
    options o;
    o.keep_unknown_types = true;
    const std::string_view payloads[] = {
        R"("none","payload":{"kept":"whole"},"metadata":{"a":1},"parent_id":null,"more":[1],"and":{"more":2})",
        R"("retrieval","payload":{"query":"q","documents":["raw",{"id":"a","b":1},7],"x":null,"metadata":{}},"span_id":"s")",
        R"("replay_artifact","payload":{"artifact_type":"screen_recording","event_time_map":{"a":1,"b":2,"c":3},"size_bytes":null})",
    };
    std::vector<event> list(std::size(payloads));
    assay::validator<event> reader(o);
    for (std::size_t i = 0; i < list.size(); ++i) {
      const std::string head =
          R"({"session_id":"s","timestamp":"t","seq":1,"idempotency_key":"k","type":)";
      const std::string text = head + std::string(payloads[i]) + "}";
      must(reader.read(text, list[i]), "an earlier value is valid", text);
    }
    return list;
  }();
  return values;
}

/// Checks and reads the text as a document; gives the verdict.
bool check_document(std::string_view text, const options& o) {
  assay::validator<event> checker(o);
  const bool accepted = checker.check(text);
  const report& r = checker.report();
  must(accepted == r.accepted(), "check returns the report's verdict", text);
  check_report(r, text, o);
  check_paths(r, text);
  check_header(checker, text);

  assay::validator<event> reader(o);
  event fresh;
  must(reader.read(text, fresh) == accepted, "check and read agree on the verdict", text);
  must(same(r, reader.report()), "check and read agree on the violations", text);
  check_header(reader, text);

  // One of each in turn is enough for one input: the fuzzer tries the others with the next ones.
  event value = earlier_values()[text.size() % earlier_values().size()];
  must(reader.read(text, value) == accepted && same(r, reader.report()),
       "what the object held changes no violation", text);
  must(!accepted || value == fresh, "what the object held does not shine through", text);

  options few = o;
  few.limits.max_violations = text.size() % 3;
  assay::validator<event> brief(few);
  must(brief.check(text) == accepted,
       "the number of violations asked for does not change the verdict", text);
  must(brief.report().truncated() == (brief.report().violations().size() < r.violations().size()),
       "what is left out is told", text);
  must(few.limits.max_violations == 0 || accepted || has_error(brief.report()),
       "errors are kept before warnings", text);
  return accepted;
}

bool is_cut_off(const report& r) {
  return std::ranges::any_of(r.violations(),
                             [](const violation& v) { return v.code == code::unterminated; });
}

bool is_blank(std::string_view line) { return line.find_first_not_of(" \t\r") == line.npos; }

/// Every line by itself must give what the line reader gives.
void check_lines(std::string_view text, const options& o) {
  assay::line_reader<event> checker(text, o), reader(text, o);
  assay::validator<event> judge(o);
  event value;
  std::string_view rest = text;
  const bool marked = rest.starts_with(assay::byte_order_mark);
  if (marked) rest.remove_prefix(assay::byte_order_mark.size());
  for (std::size_t number = 1; !rest.empty(); ++number) {
    const std::size_t newline = rest.find('\n');
    const std::string_view line = rest.substr(0, newline);
    rest.remove_prefix(newline == rest.npos ? rest.size() : newline + 1);
    if (is_blank(line)) continue;
    must(checker.next() && reader.next(value), "every line that is not blank is gone to", text);
    must(checker.line() == number && reader.line() == number, "a line is numbered as counted",
         text);
    must(line.starts_with(checker.text()) && checker.text().data() == line.data() &&
             is_blank(line.substr(checker.text().size())),
         "a line's text is the line", text);
    must(same(checker.report(), reader.report()), "check and read agree on lines", text);
    check_report(checker.report(), line, o);
    check_header(checker, line);
    if (line.starts_with(assay::byte_order_mark)) {
      must(!checker.accepted(), "a byte order mark is skipped at the very start only", text);
      continue;
    }
    must(judge.check(line) == checker.accepted(), "a line and a document get the same verdict",
         line);
    // A document that was cut off is given up inside its last value, a line behind it: what is said
    // of that value may differ.
    must(is_cut_off(judge.report()) || same(judge.report(), checker.report()),
         "and the same violations", line);
  }
  must(!checker.next() && !reader.next(value), "there are no more lines than there are", text);
  must(!checker.next(), "and the end stays the end", text);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const assay_fuzz::input in(data, size);
  options o = in.limited_options();
  bool accepted_before = true;
  for (const level l : assay_fuzz::levels) {
    o.level = l;
    const bool accepted = check_document(in.text(), o);
    must(accepted_before || !accepted, "what a level accepts, the one before accepts", in.text());
    accepted_before = accepted;
    check_lines(in.text(), o);
  }
  return 0;
}
