#include "assay/batch/detail/body_scanner.hpp"

#include "support/catch.hpp"
#include "support/guarded_text.hpp"

#include <string>
#include <string_view>

using assay::detail::body_scanner;
using assay::detail::findings;
using assay::detail::framing;
using assay::detail::string_token;

namespace {

/// How much of the text the element at its beginning takes; npos when it was given up.
std::size_t length_of_element(std::string_view text) {
  const assay_test::guarded_text guarded(text);
  body_scanner s({}, nullptr);
  s.set_text(guarded.view().data(), guarded.view().data() + text.size(), framing::document);
  const char* const end = s.element(guarded.view().data());
  return end == nullptr ? std::string_view::npos
                        : static_cast<std::size_t>(end - guarded.view().data());
}

} // namespace

TEST_CASE("body scanner: where an element ends") {
  for (const std::string_view element :
       {"1", "-0.5e+7", "true", "false", "null", "\"\"", "\"}],\\\"\"", "[]", "{}", "[[],{}]",
        R"({"a":{"b":[1,"]"]}})", "NaN", "Infinity", "-Infinity", R"(["\ud800",NaN])"}) {
    INFO(element);
    for (const std::string_view behind : {"]", ",1]", " }", "}"})
      CHECK(length_of_element(std::string(element) + std::string(behind)) == element.size());
  }
}

TEST_CASE("body scanner: what no element is") {
  for (const std::string_view text :
       {"]",        "}",     ",]",   "tru]",       "Na]",   "Inf]",     "-]",  "-Inf]",
        "-NaN]",    "01]",   "1.]",  "\"]",        "\"\\]", "\"\\u00]", "[1}", "{\"a\"}",
        "{\"a\":}", "{1:2}", "[1,]", "{\"a\":1,}", "[[]",   "{}"}) {
    INFO(text);
    CHECK(length_of_element(text) ==
          std::string_view::npos); // "{}" is not an element here: nothing stands behind it
  }
}

TEST_CASE("body scanner: the members and elements of a container") {
  const std::string text = R"({ "a" : 1 , "\u0062":[ 2 , [3] ] , "":"x"})";
  body_scanner s({}, nullptr);
  s.set_text(text.data(), text.data() + text.size(), framing::document);
  std::string seen;
  const auto take_member = [&](const string_token& name, const char* at) {
    seen += name.text;
    seen += body_scanner::is_name(name, "b") ? '!' : '.';
    if (*at != '[') return s.element(at);
    const char* const end = s.elements(at, [&](const char* element) {
      seen += *element;
      return s.element(element);
    });
    return end + 1;
  };
  const char* const close =
      s.members(text.data(), take_member, [&](const char* name) { seen += *name; });
  CHECK(close == text.data() + text.size() - 1);
  CHECK(seen == R"-("a."\u0062!2[".)-");
}
