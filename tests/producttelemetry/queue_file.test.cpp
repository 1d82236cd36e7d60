// SPDX-License-Identifier: BSL-1.0
#include "assay/producttelemetry/queue_file.hpp"

#include "support/catch.hpp"

#include <string>
#include <string_view>
#include <vector>

using namespace assay::producttelemetry;

namespace {

std::string filed_event(std::string_view name) {
  std::string out = R"({"event_name":")";
  out += name;
  return out +=
         R"(","event_type":"usage","client_id":"c","session_id":"s","timestamp":"t","properties":{}})";
}

std::string file_of(const std::vector<std::string_view>& events) {
  assay::text_buffer out;
  append_queue_file(out, events);
  return std::string(out.view());
}

std::vector<std::size_t> lines_of(const queue_file& f) {
  std::vector<std::size_t> out;
  for (const damaged_line& d : f.damaged) {
    CHECK_FALSE(d.violations.empty());
    out.push_back(d.line);
  }
  return out;
}

const std::string a = filed_event("a"), b = filed_event("b"), c = filed_event("c");
using texts = std::vector<std::string>;
using numbers = std::vector<std::size_t>;

} // namespace

TEST_CASE("queue_file: events are read back byte for byte") {
  const std::string text = file_of({a, b});
  CHECK(text == R"({"format":"assay.producttelemetry.queue","version":1,"events":2})"
                "\n" +
                    a + "\n" + b + "\n");
  const queue_file f = read_queue_file(text);
  CHECK(f);
  CHECK(f.events == texts{a, b});
  CHECK(read_queue_file(file_of({})));
}

TEST_CASE("queue_file: a damaged line does not affect others") {
  std::string text = file_of({a, b, c});
  text[text.find(b) + 3] = '"';
  const queue_file f = read_queue_file(text);
  CHECK(f.events == texts{a, c});
  CHECK(lines_of(f) == numbers{3});
  CHECK(f.missing == 0);
  CHECK_FALSE(f);
}

TEST_CASE("queue_file: a file truncated at any byte has the complete events before it") {
  const std::string text = file_of({a, b});
  const std::size_t header = text.find('\n') + 1;
  for (std::size_t size = 0; size < text.size(); ++size) {
    CAPTURE(size);
    const queue_file f = read_queue_file(std::string_view(text).substr(0, size));
    const std::size_t whole = size >= header + a.size() + 1 + b.size() ? 2u
                              : size >= header + a.size()              ? 1u
                                                                       : 0u;
    const texts all{a, b};
    CHECK(f.events == texts(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(whole)));
    CHECK(f.has_header == (size >= header - 1));
    if (f.has_header) CHECK(f.events.size() + f.damaged.size() + f.missing == 2);
    CHECK(static_cast<bool>(f) == (size == text.size() - 1)); // without the last newline
  }
}

TEST_CASE("queue_file: events are read even without the first line, or with another version") {
  CHECK(read_queue_file(a + "\n" + b).events == texts{a, b});
  CHECK_FALSE(read_queue_file(a + "\n" + b));
  CHECK(read_queue_file(a).damaged.empty());
  std::string other = file_of({a});
  other.replace(other.find("\"version\":1"), 11, "\"version\":2");
  const queue_file f = read_queue_file(other);
  CHECK_FALSE(f.has_header);
  CHECK(lines_of(f) == numbers{1});
  CHECK(f.events == texts{a});
  CHECK(read_queue_file("").events.empty());
  CHECK_FALSE(read_queue_file(""));
}

TEST_CASE("queue_file: superfluous lines are reported and kept") {
  const queue_file f = read_queue_file(file_of({a}) + b + "\n");
  CHECK(f.events == texts{a, b});
  CHECK(f.superfluous == 1);
  CHECK_FALSE(f);
}

TEST_CASE("queue_file: carriage returns, blank lines and a byte order mark are harmless") {
  std::string text = "\xEF\xBB\xBF" + file_of({a, b});
  for (std::size_t at = 0; (at = text.find('\n', at)) != std::string::npos; at += 3)
    text.replace(at, 1, "\r\n\n");
  const queue_file f = read_queue_file(text);
  CHECK(f);
  CHECK(f.events == texts{a, b});
}

TEST_CASE("queue_file: the options determine how events are checked") {
  std::string bogus = a;
  bogus.replace(bogus.find("usage"), 5, "bogus");
  CHECK(lines_of(read_queue_file(file_of({bogus}), {.level = assay::level::strict})) == numbers{2});
  CHECK(read_queue_file(file_of({bogus}), {.level = assay::level::reference}));
}

TEST_CASE("queue_file: characters that reading replaces are replaced in the returned events") {
  const std::string text = file_of({filed_event(R"(\u0000 \ud800 \\u0000)")});
  CHECK(read_queue_file(text).damaged.size() == 1);
  assay::options o;
  o.lone_surrogates = assay::surrogate_policy::replace;
  o.null_characters = assay::null_character_policy::replace;
  CHECK(read_queue_file(text, o).events == texts{filed_event(R"(\ufffd \ufffd \\u0000)")});
}
