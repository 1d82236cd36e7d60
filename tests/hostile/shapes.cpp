// SPDX-License-Identifier: BSL-1.0
#include "shapes.hpp"

#include <algorithm>

namespace hostile {

std::string times(std::size_t bytes, std::string_view text) {
  std::string out;
  out.reserve(bytes + text.size());
  while (out.size() < bytes) out += text;
  return out;
}

std::string listed(std::size_t bytes, std::string_view item) {
  std::string out;
  out.reserve(bytes + item.size());
  for (std::size_t i = 0; out.size() < bytes; ++i) {
    if (i != 0) out += ',';
    for (const char c : item) c == '#' ? out += std::to_string(i) : out += c;
  }
  return out;
}

std::string nested(std::size_t bytes, std::string_view open, std::string_view innermost,
                   std::string_view close) {
  constexpr std::size_t deepest = 60'000;
  const std::size_t n = std::min(deepest, bytes / (open.size() + close.size()) + 1);
  std::string out;
  out.reserve(n * (open.size() + close.size()) + innermost.size());
  for (std::size_t i = 0; i < n; ++i) out += open;
  out += innermost;
  for (std::size_t i = 0; i < n; ++i) out += close;
  return out;
}

const std::vector<shape>& json_shapes() {
  static const std::vector<shape> all{
      {"deep arrays", [](std::size_t n) { return nested(n, "[", "", "]"); }},
      {"deep objects", [](std::size_t n) { return nested(n, R"({"a":)", "1", "}"); }},
      {"deep, with elements before and after",
       [](std::size_t n) { return nested(n, "[1,", "[]", ",2]"); }},
      {"many that are 500 deep",
       [](std::size_t n) { return '[' + listed(n, nested(1000, "[", "", "]")) + ']'; }},
      {"deep and not closed", [](std::size_t n) { return times(n / 2, "["); }},
      {"deep and closed wrongly", [](std::size_t n) { return nested(n, "[", "", "}"); }},
      {"nested beyond the limit", [](std::size_t n) { return times(8 * n, "["); }},
      {"long string", [](std::size_t n) { return '"' + times(n, "x") + '"'; }},
      {"long string of escapes", [](std::size_t n) { return '"' + times(n, R"(\n)") + '"'; }},
      {"long string of \\u escapes",
       [](std::size_t n) { return '"' + times(n, R"(\u00e9)") + '"'; }},
      {"long string of surrogate pairs",
       [](std::size_t n) { return '"' + times(n, R"(\ud83d\ude00)") + '"'; }},
      {"long string of lone surrogates",
       [](std::size_t n) { return '"' + times(n, R"(\ud83d)") + '"'; }},
      {"long string of U+0000", [](std::size_t n) { return '"' + times(n, R"(\u0000)") + '"'; }},
      {"long string of backslashes",
       [](std::size_t n) { return '"' + times(n / 2 * 2, R"(\\)") + '"'; }},
      {"long string of quotes", [](std::size_t n) { return '"' + times(n, R"(\")") + '"'; }},
      {"long string of characters of four bytes",
       [](std::size_t n) { return '"' + times(n, "\xF0\x9F\x98\x80") + '"'; }},
      {"long string that is not UTF-8", [](std::size_t n) { return '"' + times(n, "\xC3") + '"'; }},
      {"long string that does not end", [](std::size_t n) { return '"' + times(n, "x"); }},
      {"long string that ends in a backslash",
       [](std::size_t n) { return '"' + times(n, "x") + '\\'; }},
      {"many strings", [](std::size_t n) { return '[' + listed(n, R"("s")") + ']'; }},
      {"many elements", [](std::size_t n) { return '[' + listed(n, "1") + ']'; }},
      {"many empty containers", [](std::size_t n) { return '[' + listed(n, "[],{}") + ']'; }},
      {"many members", [](std::size_t n) { return '{' + listed(n, R"("k#":#)") + '}'; }},
      {"one member, repeated", [](std::size_t n) { return '{' + listed(n, R"("k":1)") + '}'; }},
      {"many members without a name",
       [](std::size_t n) { return '{' + listed(n, R"("":"")") + '}'; }},
      {"members with a long common prefix",
       [](std::size_t n) { return '{' + listed(n, '"' + times(200, "x") + R"(#":1)") + '}'; }},
      {"names of escapes", [](std::size_t n) { return '{' + listed(n, R"("\u006b#":1)") + '}'; }},
      {"a long name", [](std::size_t n) { return "{\"" + times(n, "x") + "\":1}"; }},
      {"a long name of tildes and slashes",
       [](std::size_t n) { return "{\"" + times(n, "~/") + "\":1}"; }},
      {"a long integer", [](std::size_t n) { return times(n, "9"); }},
      {"a long fraction", [](std::size_t n) { return "0." + times(n, "1"); }},
      {"a long fraction of zeros", [](std::size_t n) { return "0." + times(n, "0") + '1'; }},
      {"a long exponent", [](std::size_t n) { return "1e" + times(n, "9"); }},
      {"a long exponent of zeros", [](std::size_t n) { return "1e-" + times(n, "0") + '1'; }},
      {"many long numbers",
       [](std::size_t n) { return '[' + listed(n, times(400, "7") + ".5e400") + ']'; }},
      {"white space before", [](std::size_t n) { return times(n, " \t\r\n") + "[1]"; }},
      {"white space after", [](std::size_t n) { return "[1]" + times(n, " \t\r\n"); }},
      {"white space within", [](std::size_t n) { return '[' + times(n, " \t\r\n") + ']'; }},
      {"white space around every token",
       [](std::size_t n) { return "{ \n" + listed(n, " \n\"k#\"\t \r : \n [ ] \n ") + " }"; }},
      {"only white space", [](std::size_t n) { return times(n, " \n"); }},
      {"many words", [](std::size_t n) { return '[' + listed(n, "true,false,null") + ']'; }},
      {"many NaNs", [](std::size_t n) { return '[' + listed(n, "NaN") + ']'; }},
      {"only commas", [](std::size_t n) { return '[' + times(n, ",") + ']'; }},
      {"only colons", [](std::size_t n) { return '{' + times(n, ":") + '}'; }},
      {"only closing brackets", [](std::size_t n) { return times(n, "]"); }},
      {"nothing but NULs", [](std::size_t n) { return std::string(n, '\0'); }},
      {"members, cut off in a name",
       [](std::size_t n) { return '{' + listed(n, R"("k#":#)") + ",\"k"; }},
  };
  return all;
}

const std::vector<shape>& text_shapes() {
  static const std::vector<shape> all = [] {
    std::vector<shape> out;
    for (const std::string_view repeated :
         {"a",  "A",  "aA", "a_",  "_",  "-",       "a-",       ".",    "a.",   ":",  "a:",
          "::", "0:", "1",  "0",   "9",  "%41",     "%",        "/",    "~",    "~/", "@",
          "a@", "#",  "?",  " ",   "\t", "\n",      "\"",       "\\",   "\\\"", "[",  "]",
          "=",  "+",  "1.", "ed_", "ab", "xfailed", "\xC3\xA9", "\xFF", "\x1B"})
      out.push_back({"only " +
                         [&] {
                           std::string shown;
                           for (const char c : repeated)
                             if (c > ' ' && c < '\x7F') shown += c;
                             else
                               shown += "\\x" + std::string{"0123456789ABCDEF"[c >> 4 & 15],
                                                            "0123456789ABCDEF"[c & 15]};
                           return shown;
                         }(),
                     [repeated](std::size_t n) { return times(n, repeated); }});
    struct pattern {
      std::string_view name, before, repeated, after;
    };
    static constexpr pattern patterns[] = {
        {"a date-time's fraction", "2026-06-12T00:00:00.", "1", "Z"},
        {"a date-time's fraction that does not end", "2026-06-12T00:00:00.", "1", ""},
        {"a date-time, then anything", "2026-06-12T00:00:00Z", "x", ""},
        {"a key's session", "", "s:", "0a1b2c3d:7"},
        {"a key's nonce", "s:", "n", ":7"},
        {"a key's number", "s:n:", "1", ""},
        {"a URI's path", "https://a.example/", "a/", ""},
        {"a URI's query", "https://a.example/?", "a=b&", "#c"},
        {"a URI's host", "https://", "a.", "example:1"},
        {"a URI's user", "https://", "a:", "@example"},
        {"a URI's brackets", "https://[", "0:", "]/"},
        {"a URI's version of an address", "https://[v", "1", ".a]/"},
        {"a URI's scheme", "", "a+", ":b"},
        {"a quoted address", "\"", "a", "\"@example.org"},
        {"an address's host", "a@", "b.", "org"},
        {"an address's literal", "a@[IPv6:", "0:", "]"},
        {"an integer", "", "123456789", ""},
        {"a negative integer", "-", "9", ""},
        {"a fraction", "0.", "123456789", ""},
        {"a fraction of zeros", "1.", "0", ""},
        {"an exponent", "1e", "9", ""},
        {"a negative exponent", "1e-", "9", ""},
        {"an exponent of zeros", "1e", "0", "5"},
        {"digits and an exponent", "", "1", "e-5"},
        {"an HTTP date, then anything", "Sun, 06 Nov 1994 08:49:37 GMT", "x", ""},
        {"white space around a number", "  ", " ", "7  "},
        {"a name in past tense", "", "user_", "created"},
        {"a name of parts", "", "a.b_c.", "done"},
        {"a name of words in capitals", "", "UserAccepted", ""},
        {"base64", "", "QUJD", "QUI="},
        {"a pointer", "", "/a", ""},
        {"a pointer of indices", "", "/0", ""},
        {"a pointer of escapes", "", "/~0~1", ""},
    };
    for (const pattern& p : patterns)
      out.push_back({std::string(p.name), [&p](std::size_t n) {
                       return std::string(p.before) + times(n, p.repeated) + std::string(p.after);
                     }});
    return out;
  }();
  return all;
}

} // namespace hostile
