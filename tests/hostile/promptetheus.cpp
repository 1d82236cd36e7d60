// SPDX-License-Identifier: BSL-1.0

// Promptetheus' event, and an author's own objects.

#include "objects.hpp"

#include <assay/common/promptetheus.hpp>
#include <assay/promptetheus.hpp>
#include <assay/schema/rules.hpp>
#include <assay/timeline/event_log.hpp>
#include <assay/timeline/promptetheus.hpp>

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>

#include <cstdint>
#include <optional>
#include <variant>

namespace hostile {

/// Contains its own type in every supported way.
struct node;
struct leaf {
  std::optional<std::vector<std::string>> words{};
  std::optional<assay::number> score{};
  assay::additional_members additional{};
  friend bool operator==(const leaf&, const leaf&) = default;
};
BOOST_DESCRIBE_STRUCT(leaf, (), (words, score, additional))
consteval auto rules_of(const leaf*) {
  return assay::rules(
      assay::field<&leaf::words>("", assay::unique_elements()),
      assay::field<&leaf::score>("", assay::between(-1, 1), assay::multiple_of("0.05")));
}

struct branch {
  std::vector<std::variant<leaf, branch>> parts{};
  assay::additional_members additional{};
  friend bool operator==(const branch&, const branch&) = default;
};
BOOST_DESCRIBE_STRUCT(branch, (), (parts, additional))

using part = std::variant<leaf, branch>;
consteval auto rules_of(const part*) {
  return assay::alternatives("leaf", "branch").tagged_by("kind");
}

struct own {
  std::optional<std::int64_t> n{};
  std::optional<std::string> choice{}, uri{};
  std::optional<std::vector<own>> list{};
  std::optional<assay::dictionary<std::vector<own>>> map{};
  std::optional<std::vector<std::int64_t>> set{};
  std::optional<std::vector<part>> parts{};
  std::optional<std::vector<assay::typed_or_raw<leaf>>> maybe{};
  std::optional<assay::raw_json> free{};
  assay::additional_members additional{};
  friend bool operator==(const own&, const own&) = default;
};
BOOST_DESCRIBE_STRUCT(own, (), (n, choice, uri, list, map, set, parts, maybe, free, additional))
consteval auto rules_of(const own*) {
  using namespace assay;
  return rules(field<&own::n>("", between(0, 9)), field<&own::choice>("", one_of("a", "b")),
               field<&own::uri>("", format(text_format::uri)),
               field<&own::set>("", unique_elements()));
}

namespace {

std::string event_of(std::string_view type, std::string_view payload, std::string_view more = "") {
  std::string out = R"({"type":")";
  return out.append(type)
      .append(R"(","session_id":"s","timestamp":"2026-06-12T12:34:56Z","seq":7,)")
      .append(R"("idempotency_key":"s:n:7","payload":)")
      .append(payload)
      .append(more)
      .append("}");
}
std::string late_event_of(std::string_view type, std::string_view payload) {
  return std::string(R"({"payload":)").append(payload).append(R"(,"idempotency_key":"s:n:7",)") +
         R"("seq":7,"timestamp":"2026-06-12T12:34:56Z","session_id":"s","type":")" +
         std::string(type) + "\"}";
}

std::vector<shape> event_shapes() {
  std::vector<shape> out = in_the_midst_of(
      R"({"type":"tool_result","session_id":"s","timestamp":"2026-06-12T12:34:56Z","seq":7,)"
      R"("idempotency_key":"s:n:7","payload":{"call_id":"c","result":)",
      "}}");
  const std::vector<shape> more{
      {"unknown members of the event",
       [](std::size_t n) {
         return event_of("metric", R"({"name":"m","value":1})", "," + listed(n, R"("k#":1)"));
       }},
      {"unknown members of the payload",
       [](std::size_t n) {
         return event_of("metric", R"({"name":"m","value":1,)" + listed(n, R"("k#":1)") + "}");
       }},
      {"a payload before its type",
       [](std::size_t n) {
         return late_event_of("metric", R"({"value":1,"name":"m",)" + listed(n, R"("k#":1)") + "}");
       }},
      {"an unknown type",
       [](std::size_t n) { return event_of("newer", "{" + listed(n, R"("k#":1)") + "}"); }},
      {"a long type", [](std::size_t n) { return event_of(times(n, "x"), "{}"); }},
      {"a member of the event, repeated",
       [](std::size_t n) {
         return event_of("metric", R"({"name":"m","value":1})", "," + listed(n, R"("seq":7)"));
       }},
      {"the payload, repeated",
       [](std::size_t n) {
         return event_of("metric", R"({"name":"m","value":1})",
                         "," + listed(n, R"("payload":{"name":"m"})"));
       }},
      {"a member of the payload, repeated",
       [](std::size_t n) { return event_of("metric", "{" + listed(n, R"("name":"m")") + "}"); }},
      {"many documents, all wrong",
       [](std::size_t n) {
         return event_of("retrieval", R"({"query":"q","documents":[)" +
                                          listed(n, R"({"id":#,"score":"x"})") + "]}");
       }},
      {"many elements that are not documents",
       [](std::size_t n) {
         return event_of("retrieval", R"({"query":"q","documents":[)" + listed(n, R"([#])") + "]}");
       }},
      {"many documents with members in reverse order",
       [](std::size_t n) {
         return event_of(
             "retrieval",
             R"({"query":"q","documents":[)" +
                 listed(n, R"({"metadata":{},"score":1,"source":"s","content":"c","id":"#"})") +
                 "]}");
       }},
      {"a dictionary of many",
       [](std::size_t n) {
         return event_of("replay_artifact",
                         R"({"artifact_type":"screen_recording","event_time_map":{)" +
                             listed(n, R"("k#":7)") + "}}");
       }},
      {"a dictionary with one name, repeated",
       [](std::size_t n) {
         return event_of("replay_artifact",
                         R"({"artifact_type":"screen_recording","event_time_map":{)" +
                             listed(n, R"("k":7)") + "}}");
       }},
      {"a dictionary, all wrong",
       [](std::size_t n) {
         return event_of("replay_artifact",
                         R"({"artifact_type":"screen_recording","event_time_map":{)" +
                             listed(n, R"("k#":"x")") + "}}");
       }},
      {"a long session id, also in the key",
       [](std::size_t n) {
         const std::string id = times(n / 2, "s:");
         return R"({"type":"metric","session_id":")" + id +
                R"(","timestamp":"2026-06-12T12:34:56Z","seq":7,"idempotency_key":")" + id +
                R"(:n:7","payload":{"name":"m","value":1}})";
       }},
      {"the same, of escapes",
       [](std::size_t n) {
         const std::string id = times(n / 2, R"(\u0073)");
         return R"({"type":"metric","session_id":")" + id +
                R"(","timestamp":"2026-06-12T12:34:56Z","seq":7,"idempotency_key":")" + id +
                R"(:n:7","payload":{"name":"m","value":1}})";
       }},
      {"a long fraction of a second",
       [](std::size_t n) {
         return R"({"type":"metric","session_id":"s","timestamp":"2026-06-12T12:34:56.)" +
                times(n, "1") +
                R"(Z","seq":7,"idempotency_key":"s:n:7","payload":{"name":"m","value":1}})";
       }},
      {"a long sequence number",
       [](std::size_t n) {
         return R"({"type":"metric","session_id":"s","timestamp":"2026-06-12T12:34:56Z","seq":)" +
                times(n, "1") + R"(,"idempotency_key":"s:n:7","payload":{"name":"m","value":1}})";
       }},
      {"a long number in range",
       [](std::size_t n) {
         return event_of("user_message",
                         R"({"content":"c","metadata":{"sentiment":0.)" + times(n, "1") + "}}");
       }},
      {"a long number out of range",
       [](std::size_t n) {
         return event_of("user_message",
                         R"({"content":"c","metadata":{"sentiment":)" + times(n, "1") + "}}");
       }},
      {"a long exponent out of range",
       [](std::size_t n) {
         return event_of("user_message",
                         R"({"content":"c","metadata":{"sentiment":1e)" + times(n, "1") + "}}");
       }},
      {"many lines",
       [](std::size_t n) {
         return times(n, event_of("metric", R"({"name":"m","value":1})") + '\n');
       }},
      {"many lines of one byte", [](std::size_t n) { return times(n, "x\n"); }},
      {"many lines, cut off",
       [](std::size_t n) {
         return times(n, event_of("metric", R"({"name":"m")").substr(0, 120) + '\n');
       }},
      {"many lines of open brackets", [](std::size_t n) { return times(n, "{[[[[[[[[[[\n"); }},
      {"many blank lines", [](std::size_t n) { return times(n, "\n"); }},
      {"a line that does not end",
       [](std::size_t n) {
         return event_of("metric", R"({"name":"m","value":1})") + times(n, " ");
       }},
      {"byte order marks", [](std::size_t n) { return times(n, "\xEF\xBB\xBF"); }},
  };
  out.insert(out.end(), more.begin(), more.end());
  return out;
}

std::string own_with(std::string_view name, const std::string& value) {
  return "{\"" + std::string(name) + "\":" + value + "}";
}

std::vector<shape> own_shapes() {
  std::vector<shape> out = in_the_midst_of(R"({"n":1,"free":)", "}");
  const std::vector<shape> more{
      {"objects nested to the limit",
       [](std::size_t n) {
         return own_with("list", "[" + listed(n, nested(1500, R"({"list":[)", "{}", "]}")) + "]");
       }},
      {"objects nested beyond the limit",
       [](std::size_t n) {
         return own_with("list", "[" + nested(n, R"({"list":[)", "{}", "]}") + "]");
       }},
      {"objects in dictionaries, nested to the limit",
       [](std::size_t n) {
         return own_with("list",
                         "[" + listed(n, nested(1500, R"({"map":{"a":[)", "{}", "]}}")) + "]");
       }},
      {"tags first, deep",
       [](std::size_t n) {
         return own_with("parts",
                         "[" + listed(n, nested(2400, R"({"kind":"branch","parts":[)", "", "]}")) +
                             "]");
       }},
      {"tags last, deep",
       [](std::size_t n) {
         return own_with(
             "parts",
             "[" + listed(n, nested(2400, R"({"parts":[)", "", R"(],"kind":"branch"})")) + "]");
       }},
      {"tags last, nested beyond the limit",
       [](std::size_t n) {
         return own_with("parts",
                         "[" + nested(n, R"({"parts":[)", "", R"(],"kind":"branch"})") + "]");
       }},
      {"tags last, many siblings",
       [](std::size_t n) {
         return own_with("parts", "[" + listed(n, R"({"words":["a","b"],"kind":"leaf"})") + "]");
       }},
      {"tags last, after much",
       [](std::size_t n) {
         return own_with("parts", R"([{"words":[)" + listed(n, R"("w#")") + R"(],"kind":"leaf"}])");
       }},
      {"missing tags",
       [](std::size_t n) {
         return own_with("parts", "[" + nested(n, R"({"parts":[)", "", "]}") + "]");
       }},
      {"repeated tags",
       [](std::size_t n) {
         return own_with("parts", "[{" + listed(n, R"("kind":"leaf")") + "}]");
       }},
      {"unknown tags",
       [](std::size_t n) { return own_with("parts", "[" + listed(n, R"({"kind":"k#"})") + "]"); }},
      {"a set of many", [](std::size_t n) { return own_with("set", "[" + listed(n, "#") + "]"); }},
      {"a set of equal elements",
       [](std::size_t n) { return own_with("set", "[" + listed(n, "7") + "]"); }},
      {"a set of equal numbers, spelled differently",
       [](std::size_t n) { return own_with("set", "[" + listed(n, "1.0e1,10,100e-1,1e#") + "]"); }},
      {"a set of words",
       [](std::size_t n) {
         return own_with("parts", R"([{"kind":"leaf","words":[)" + listed(n, R"("w#")") + "]}]");
       }},
      {"a set of words with a long common prefix",
       [](std::size_t n) {
         return own_with("parts", R"([{"kind":"leaf","words":[)" +
                                      listed(n, '"' + times(200, "w") + R"(#")") + "]}]");
       }},
      {"a set of words of escapes",
       [](std::size_t n) {
         return own_with("parts",
                         R"([{"kind":"leaf","words":[)" + listed(n, R"("\u0077#","w#")") + "]}]");
       }},
      {"repeated sets of words",
       [](std::size_t n) {
         return own_with("parts",
                         "[" + listed(n, R"({"kind":"leaf","words":["a","a","a","a"]})") + "]");
       }},
      {"a long number with a multiple_of rule",
       [](std::size_t n) {
         return own_with("parts", R"([{"kind":"leaf","score":0.)" + times(n, "05") + "}]");
       }},
      {"many numbers with a multiple_of rule",
       [](std::size_t n) {
         return own_with("parts", "[" + listed(n, R"({"kind":"leaf","score":0.123e-5})") + "]");
       }},
      {"elements kept as raw JSON",
       [](std::size_t n) {
         return own_with("maybe", "[" + listed(n, R"({"words":[1]},1,[])") + "]");
       }},
      {"a long URI",
       [](std::size_t n) {
         return own_with("uri", "\"https://a.example/" + times(n, "%41") + '"');
       }},
      {"a long URI of escapes",
       [](std::size_t n) {
         return own_with("uri", "\"https://a.example/" + times(n, "\\u0041") + '"');
       }},
      {"a long choice",
       [](std::size_t n) { return own_with("choice", '"' + times(n, "a") + '"'); }},
      {"violations in each member of a dictionary",
       [](std::size_t n) {
         return own_with("map", "{" + listed(n, R"("k#":[{"n":#,"choice":"c","x":1}])") + "}");
       }},
      {"members in reverse order",
       [](std::size_t n) {
         return own_with(
             "list",
             "[" +
                 listed(
                     n,
                     R"({"free":1,"maybe":[],"parts":[],"set":[],"map":{},"list":[],"uri":"a:b","choice":"a","n":1})") +
                 "]");
       }},
      {"names of escapes, all known",
       [](std::size_t n) {
         return own_with("list", "[" + listed(n, R"({"\u006e":1,"\u0066ree":1})") + "]");
       }},
  };
  out.insert(out.end(), more.begin(), more.end());
  return out;
}

} // namespace

void add_promptetheus(std::vector<subject>& all) {
  add_object<assay::promptetheus::event>(all, "promptetheus::event", event_shapes());
  add_for(all, "promptetheus::event to a log and to records", event_shapes(),
          [](std::string_view t) {
            assay::timeline::event_log log;
            std::vector<assay::common::record> records;
            assay::promptetheus::event e;
            assay::line_reader<assay::promptetheus::event> lines(t, strict_and_wide());
            while (lines.next(e)) {
              if (!lines.accepted()) continue;
              assay::timeline::add(log, e);
              assay::timeline::add(log, lines);
              assay::common::append_records(records, e);
            }
            use(log.size()), use(records);
          });
  add_object<own>(all, "an author's own object", own_shapes());
}

} // namespace hostile
