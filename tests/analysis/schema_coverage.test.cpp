// SPDX-License-Identifier: BSL-1.0
#include <assay/analysis/coverage_json.hpp>
#include <assay/analysis/schema_coverage.hpp>
#include <assay/honeyhive.hpp>
#include <assay/json/lines.hpp>
#include <assay/noveum.hpp>
#include <assay/producttelemetry.hpp>
#include <assay/promptetheus.hpp>
#include <assay/testing/generate.hpp>
#include <assay/testing/json_tree.hpp>
#include <assay/testing/mutate.hpp>
#include <assay/trajectory.hpp>

#include "schema/zoo.hpp"
#include "support/catch.hpp"
#include "support/instances.hpp"

#include <cstddef>
#include <cstdint>
#include <map>
#include <numeric>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace coverage_tests {
namespace {

using assay::coverage_summary;
using assay::level;
using assay::member_coverage;
using assay::object_coverage;
using assay::schema_coverage;

template <class T>
void check_and_add(schema_coverage<T>& to, std::string_view text, assay::options o = {}) {
  assay::validator<T> v(o);
  v.check(text);
  to.add(v.report(), text);
}

const object_coverage& object_of(const coverage_summary& s, std::string_view name) {
  for (const object_coverage& o : s.objects)
    if (o.name == name) return o;
  FAIL("no object " << name);
  return s.objects.front();
}
const member_coverage& member_of(const coverage_summary& s, std::string_view object,
                                 std::string_view name) {
  for (const member_coverage& m : object_of(s, object).members)
    if (m.name == name) return m;
  FAIL("no member " << object << '.' << name);
  return s.objects.front().members.front();
}

/// "a 1, b 2, others 3": the counts that are not 0.
std::string shown(const assay::coverage_counts& counts) {
  std::string out;
  const auto add = [&](std::string_view name, std::uint64_t n) {
    if (n != 0) (out += out.empty() ? "" : ", ").append(name) += ' ' + std::to_string(n);
  };
  for (const assay::coverage_count& c : counts.list) add(c.name, c.count);
  add("others", counts.others);
  return out;
}
std::string shown(const std::vector<assay::unknown_coverage>& names) {
  std::string out;
  for (const auto& u : names)
    out += (out.empty() ? "" : ", ") + u.name + ' ' + std::to_string(u.count);
  return out;
}

/// "object.member code 1", each on a line.
std::string shown(const std::vector<assay::finding_coverage>& findings) {
  std::string out;
  for (const assay::finding_coverage& f : findings)
    out +=
        std::string(f.object) + '.' + std::string(f.member) + ' ' + std::string(name_of(f.code)) +
        (f.severity == assay::severity::error ? " " : " warned ") + std::to_string(f.count) + '\n';
  return out;
}

// --- A slow model: trees and recursion ----------------------------------------------------------

struct model {
  struct of_member {
    std::uint64_t count = 0, nulls = 0, misfits = 0;
    std::map<std::string, std::uint64_t> alternatives, choices;
  };
  using names = std::map<std::pair<const assay::object_schema*, std::string>, std::uint64_t>;

  std::map<const assay::object_schema*, std::uint64_t> objects;
  std::map<const assay::member_schema*, of_member> members; ///< null: the event itself
  names unknown;

  static std::string characters(std::string_view json) {
    std::string room;
    return std::string(assay::characters_of(assay::json_text(json), room));
  }

  static bool takes(const assay::type_schema& type, const assay::testing::json_node& node) {
    using assay::type_kind;
    switch (type.kind) {
    case type_kind::none: return false;
    case type_kind::any:
    case type_kind::typed_or_any: return true;
    case type_kind::string:
    case type_kind::enumeration:
    case type_kind::timestamp: return node.is_string();
    case type_kind::boolean: return node.text == "true" || node.text == "false";
    case type_kind::integer:
    case type_kind::number:
      return node.is_scalar() &&
             (node.text[0] == '-' || (node.text[0] >= '0' && node.text[0] <= '9'));
    case type_kind::array: return node.is_array();
    case type_kind::one_of: break;
    default: return node.is_object();
    }
    for (const assay::type_schema& t : type.alternatives)
      if (takes(t, node)) return true;
    return false;
  }

  static const assay::type_schema* alternative(const assay::type_schema& type,
                                               const assay::testing::json_node* tag,
                                               std::string& name) {
    name = "others";
    if (tag == nullptr || !tag->is_string()) return nullptr;
    for (std::size_t i = 0; i < type.names.size(); ++i)
      if (type.names[i] == characters(tag->text)) {
        name = type.names[i];
        return &type.alternatives[i];
      }
    return nullptr;
  }

  void add(const assay::testing::json_node& node, const assay::type_schema& type,
           const assay::member_schema* owner, bool is_element = true) {
    using assay::type_kind;
    if (!takes(type, node)) return void(++members[owner].misfits);
    switch (type.kind) {
    case type_kind::object: return add_object(node, type.object(), {});
    case type_kind::array:
    case type_kind::map:
      for (const auto& child : node.children) add(child, *type.element, owner);
      break;
    case type_kind::typed_or_any:
      if (!node.is_object()) return void(++members[owner].alternatives["others"]);
      ++members[owner].alternatives[std::string(type.alternatives[0].object().name)];
      return add_object(node, type.alternatives[0].object(), {});
    case type_kind::one_of:
      for (const assay::type_schema& t : type.alternatives)
        if (takes(t, node)) {
          ++members[owner].alternatives[std::string(t.object ? t.object().name : t.name)];
          return add(node, t, owner);
        }
      break;
    case type_kind::tagged: {
      std::string name;
      const auto* const one = alternative(type, node.find(type.tag), name);
      ++members[owner].alternatives[name];
      if (one != nullptr) add_object(node, one->object(), type.tag);
      break;
    }
    case type_kind::enumeration: add_choice(node, type.names, owner); break;
    case type_kind::string:
      if (owner != nullptr && !is_element)
        for (const assay::rule& r : owner->rules)
          if (r.kind == assay::rule_kind::one_of) add_choice(node, r.choices, owner);
      break;
    default: break;
    }
  }

  void add_choice(const assay::testing::json_node& node, std::span<const std::string_view> names_of,
                  const assay::member_schema* owner) {
    std::string name = "others";
    for (const std::string_view n : names_of)
      if (n == characters(node.text)) name = n;
    ++members[owner].choices[name];
  }

  void add_object(const assay::testing::json_node& node, const assay::object_schema& schema,
                  std::string_view own_tag) {
    ++objects[&schema];
    for (const auto& child : node.children) {
      const std::string name = characters(child.name);
      const assay::member_schema* const m = schema.find(name);
      if (m == nullptr) {
        if (own_tag.empty() || name != own_tag) ++unknown[{&schema, name}];
        continue;
      }
      ++members[m].count;
      if (child.is_null()) ++members[m].nulls;
      else if (m->type == nullptr || (!schema.tag.empty() && name == schema.tag)) continue;
      else if (schema.tag.empty() || name != schema.tagged) add(child, *m->type, m, false);
      else if (!child.is_object()) ++members[m].misfits;
      else {
        std::string tag;
        const auto* const one = alternative(*m->type, node.find(schema.tag), tag);
        ++members[m].alternatives[tag];
        if (one != nullptr) add_object(child, one->object(), {});
      }
    }
  }

  static void expect(const assay::coverage_counts& counts,
                     const std::map<std::string, std::uint64_t>& wanted) {
    std::map<std::string, std::uint64_t> found;
    for (const assay::coverage_count& c : counts.list)
      if (c.count != 0) found[std::string(c.name)] += c.count;
    if (counts.others != 0) found["others"] += counts.others;
    CHECK(found == wanted);
  }

  void expect(const coverage_summary& s) {
    expect(s.alternatives, members[nullptr].alternatives);
    names found;
    for (const object_coverage& o : s.objects) {
      INFO(o.name);
      CHECK(o.count == objects[o.schema]);
      for (const member_coverage& m : o.members) {
        INFO(m.name);
        const of_member& wanted = members[m.schema];
        CHECK(m.count == wanted.count);
        CHECK(m.nulls == wanted.nulls);
        CHECK(m.misfits == wanted.misfits);
        expect(m.alternatives, wanted.alternatives);
        expect(m.choices, wanted.choices);
      }
      CHECK(o.other_unknown == 0);
      for (const auto& u : o.unknown) found[{o.schema, u.name}] = u.count;
    }
    CHECK(found == unknown);
  }
};

template <class T>
void hold_against_model(std::size_t events) {
  for (const level at : {level::reference, level::published, level::strict}) {
    assay::options o;
    o.level = at;
    o.keep_unknown_types = at != level::strict;
    assay::validator<T> v(o);
    schema_coverage<T> coverage(1'000'000);
    model slow;
    std::uint64_t accepted = 0;
    for (std::size_t i = 0; i < events; ++i) {
      assay::testing::source from(i);
      const auto kind = static_cast<assay::testing::sample_kind>(i % 3);
      const std::string text = assay::testing::generate<T>(kind, from, o).text;
      v.check(std::string_view(text));
      coverage.add(v.report(), text);
      if (!v.report().accepted()) continue;
      ++accepted;
      slow.add(assay::testing::parse_tree(assay::analysis::detail::event_in(text)),
               assay::schema_of_type<T>(), nullptr);
    }
    CHECK(accepted >= events / 3);
    CHECK(coverage.accepted() == accepted);
    CHECK(coverage.accepted() + coverage.rejected() == events);
    slow.expect(coverage.summary());
  }
}

} // namespace

// --- Exact counts -------------------------------------------------------------------------------

TEST_CASE("coverage: members, alternatives and nulls of accepted events are counted") {
  using event = assay::promptetheus::event;
  schema_coverage<event> coverage;
  const std::string envelope =
      R"("session_id":"s","timestamp":"2026-03-14T09:26:00Z","seq":1,"idempotency_key":"s:n:1")";
  const auto add = [&](std::string text) { check_and_add(coverage, text); };
  add(R"({"type":"metric",)" + envelope + R"(,"payload":{"name":"n","value":1,"x":2},"y":[]})");
  // The tag after the payload, escaped names, a byte order mark and white space.
  add("\xEF\xBB\xBF {\"payload\":{\"n\\u0061me\":\"n\",\"value\":1,\"unit\":null,\"\\u0078\":{}}," +
      envelope + R"(,"\u0074ype":"m\u0065tric","parent_id":null,"span_id":"a"})" + "\r\n");
  add(R"({"type":"score",)" + envelope + R"(,"payload":{"name":"n","value":true}})");
  add(R"({"type":"score",)" + envelope + R"(,"payload":{"name":"n","value":1e2}})");
  add(R"({"type":"metric",)" + envelope + R"(,"payload":{"name":7,"value":1}})"); // rejected
  add("{");

  const coverage_summary s = coverage.summary();
  CHECK(s.accepted == 4);
  CHECK(s.rejected == 2);
  CHECK(s.alternatives.list.empty());
  CHECK(s.objects.front().name == "event");
  CHECK(s.objects.front().count == 4);
  for (const std::string_view name : {"type", "session_id", "seq", "payload"})
    CHECK(member_of(s, "event", name).count == 4);
  CHECK(member_of(s, "event", "span_id").count == 1);
  CHECK(member_of(s, "event", "span_id").nulls == 0);
  CHECK(member_of(s, "event", "parent_id").count == 1);
  CHECK(member_of(s, "event", "parent_id").nulls == 1);
  CHECK(shown(member_of(s, "event", "payload").alternatives) == "score 2, metric 2");
  CHECK(object_of(s, "metric").count == 2);
  CHECK(member_of(s, "metric", "name").count == 2);
  CHECK(member_of(s, "metric", "unit").nulls == 1);
  CHECK(shown(member_of(s, "score", "value").alternatives) == "boolean 1, number 1");
  CHECK(shown(object_of(s, "event").unknown) == "y 1");
  CHECK(shown(object_of(s, "metric").unknown) == "x 2");
  CHECK(object_of(s, "llm_call").count == 0);
  CHECK(shown(s.findings) == "event. unterminated 1\nmetric.name type_mismatch 1\n");
}

TEST_CASE("coverage: alternatives with inner tags are counted in arrays, maps and variants") {
  schema_coverage<assay_zoo::event> coverage;
  const auto add = [&](std::string_view payload, std::string_view type) {
    const std::string text = R"({"id":"i","seq":1,"type":")" + std::string(type) +
                             R"(","payload":)" + std::string(payload) + '}';
    const std::uint64_t before = coverage.accepted();
    check_and_add(coverage, text);
    INFO(text);
    CHECK(coverage.accepted() == before + 1);
  };
  add(R"({"content":[{"type":"text","text":""},{"text":"","\u0074ype":"text"},
         {"url":"","type":"image é"},{"parts":[{"parts":[],"type":"group"},{"type":"text","text":""}],
         "type":"group"}],"by_name":{"a":{"a/kind~":"text","text":""},"b":{"a/kind~":"new","z":1},
         "c":{}}})",
      "parts");
  add(R"({"content":"","one":null})", "parts");
  add(R"({"name":"ab","flag":true,"role":"\u00e9","paint":"vert \u00e9","fixed":"v1"})", "texts");
  add(R"({"name":"ab","flag":true,"role":"user","paint":"dark-blue"})", "texts");
  add(R"({"rows":[[1],[]],"loose":{"a":{"x":1}},"points":{"p":{"x":1,"y":null}},"pointers":[]})",
      "containers");
  add(R"({"limited":1,"old":"deprecated","or_null":null,"or_null_needed":1})", "presence");

  const coverage_summary s = coverage.summary();
  const auto& content = member_of(s, "parts", "content");
  // One list after the other: of the variant, then of the parts in its array.
  CHECK(shown(content.alternatives) == "string 1, array 1, text 2, image é 1, group 1");
  CHECK(shown(member_of(s, "group_part", "parts").alternatives) == "text 1, group 1");
  CHECK(shown(member_of(s, "parts", "by_name").alternatives) == "text 1, others 2");
  CHECK(member_of(s, "parts", "one").nulls == 1);
  CHECK(object_of(s, "text_part").count == 4);
  CHECK(object_of(s, "text_part").unknown.empty()); // tags are known members
  CHECK(shown(member_of(s, "texts", "role").choices) == "user 1, é 1");
  CHECK(shown(member_of(s, "texts", "fixed").choices) == "v1 1");
  CHECK(shown(member_of(s, "texts", "paint").choices) == "dark-blue 1, vert é 1");
  CHECK(shown(member_of(s, "containers", "loose").alternatives) == "point 1");
  CHECK(object_of(s, "point").count == 2);
  CHECK(member_of(s, "point", "y").nulls == 1);
  CHECK(member_of(s, "presence", "old").count == 1);
  CHECK_FALSE(member_of(s, "presence", "old").is_wanted());
  CHECK(shown(s.findings) == "presence.old deprecated_member warned 1\n");
}

TEST_CASE("coverage: values that a lower level accepts are counted where they occur, as far as "
          "they fit") {
  schema_coverage<assay_zoo::event> coverage;
  const auto add = [&](std::string_view payload) {
    check_and_add(coverage,
                  R"({"id":"i","seq":1,"type":"presence","payload":)" + std::string(payload) + '}',
                  {.level = level::reference});
  };
  add(R"({"secret":null,"limited":"7","limit":8,"limit":9,"greeting":1,"pointer":[]})");
  add(R"({"secret":{"deep":[[]]}})");
  check_and_add(
      coverage,
      R"({"id":"i","seq":1,"type":"containers","payload":{"loose":{"a":{"x":1},"b":7,"c":null}}})",
      {.level = level::reference});
  const coverage_summary s = coverage.summary();
  REQUIRE(s.accepted == 3);
  CHECK(shown(member_of(s, "containers", "loose").alternatives) == "point 1, others 2");
  CHECK(member_of(s, "presence", "secret").count == 2);
  CHECK(member_of(s, "presence", "secret").nulls == 1);
  CHECK(shown(object_of(s, "presence").unknown) == "limit 2"); // twice in one object
  CHECK(member_of(s, "presence", "limited").misfits == 1);
  CHECK(member_of(s, "presence", "greeting").misfits == 1);
  CHECK(member_of(s, "presence", "pointer").misfits == 1);
}

TEST_CASE("coverage: the alternatives of a union that is the event itself are counted") {
  schema_coverage<assay_zoo::part> coverage;
  check_and_add(coverage, R"({"type":"text","text":"","more":1})");
  check_and_add(coverage, R"({"parts":[{"text":"","type":"text"}],"type":"group"})");
  check_and_add(coverage, R"({"type":"other"})");
  const coverage_summary s = coverage.summary();
  CHECK(shown(s.alternatives) == "text 1, group 1");
  CHECK(object_of(s, "text_part").count == 2);
  CHECK(shown(object_of(s, "text_part").unknown) == "more 1");
  CHECK(s.rejected == 1);
}

TEST_CASE("coverage: violations are assigned to their members, in any union") {
  schema_coverage<assay_zoo::event> coverage;
  const auto add = [&](std::string_view payload, std::string_view type, assay::options o = {}) {
    check_and_add(coverage,
                  R"({"id":"","seq":1,"payload":)" + std::string(payload) + R"(,"type":")" +
                      std::string(type) + R"("})",
                  o);
  };
  add(R"({"content":[{"type":"text","text":1},{"parts":[{"type":"image é","url":2}],"type":"group"}]})",
      "parts");
  add(R"({"loose":[{"a/kind~":"group","parts":[],"depth":""}]})", "parts");
  add(R"({"scores":{"a":"b"},"points":{"p":{"x":""}}})", "containers");
  add(R"({"name":"ab","flag":true,"unknown":1})", "texts",
      {.level = level::strict, .reject_unknown_members = true});
  CHECK(shown(coverage.summary().findings) == R"(event.id too_short 4
texts. unknown_member 1
containers.scores type_mismatch 1
parts.content missing_member warned 1
point.x type_mismatch 1
text_part.text type_mismatch 1
image_part.url type_mismatch 1
loose_group.depth type_mismatch 1
)");
}

// --- Laws ---------------------------------------------------------------------------------------

TEST_CASE("coverage: the counts agree with a slow model for generated events of every system") {
  hold_against_model<assay_zoo::event>(1200);
  hold_against_model<assay_zoo::part>(300);
  hold_against_model<assay::promptetheus::event>(900);
  hold_against_model<assay::honeyhive::event_batch<assay::honeyhive::dialect::v1>>(300);
  hold_against_model<assay::noveum::export_request>(300);
  hold_against_model<assay::trajectory::telemetry_event>(300);
  hold_against_model<assay::producttelemetry::ingest_request>(300);
}

TEST_CASE("coverage: parts can be merged in any order and grouping") {
  using event = assay_zoo::part;
  for (const std::size_t most :
       {std::size_t{0}, std::size_t{1}, std::size_t{4}, std::size_t{100}}) {
    schema_coverage<event> whole(most);
    std::vector<schema_coverage<event>> parts(5, schema_coverage<event>(most));
    parts[1] = schema_coverage<event>(most + 3); // the lower limit applies
    assay::testing::source from(most);
    for (int i = 0; i < 300; ++i) {
      std::string name(1 + from.below(3), static_cast<char>('a' + from.below(6)));
      const std::string text = from.one_in(9)
                                   ? R"({"type":"text","text":7})"
                                   : R"({"type":"text","text":"",")" + name + R"(":1,"bb":2})";
      check_and_add(whole, text);
      check_and_add(parts[from.below(5)], text);
    }
    std::vector<std::size_t> order(5);
    std::iota(order.begin(), order.end(), std::size_t{0});
    do {
      schema_coverage<event> left(most);
      for (const std::size_t i : order) left.merge(parts[i]);
      CHECK(left == whole);
      schema_coverage<event> right = parts[order[0]], pair = parts[order[1]],
                             rest = parts[order[4]];
      pair.merge(parts[order[2]]);
      rest.merge(parts[order[3]]);
      pair.merge(rest);
      right.merge(pair);
      CHECK(right == whole);
    } while (std::next_permutation(order.begin(), order.end()));
  }
  schema_coverage<event> twice;
  check_and_add(twice, R"({"type":"text","text":"","x":1})");
  schema_coverage<event> other = twice;
  other.merge(twice);
  twice.merge(twice);
  CHECK(twice == other);
  CHECK(twice.accepted() == 2);
}

TEST_CASE("coverage: a limited number of unknown names is kept, the others are counted") {
  using event = assay_zoo::part;
  schema_coverage<event> coverage(3);
  std::string text = R"({"type":"text","text":"",")" + std::string(129, 'x') + R"(":0)";
  for (int i = 99; i >= 0; --i) text += R"(,"n)" + std::to_string(i) + R"(":0)";
  text += R"(,"n1":0,"":0})";
  check_and_add(coverage, text);
  const coverage_summary s = coverage.summary();
  CHECK(shown(object_of(s, "text_part").unknown) == "n1 2,  1, n0 1");
  CHECK(object_of(s, "text_part").other_unknown == 99);

  schema_coverage<event> none(0);
  check_and_add(none, text);
  CHECK(object_of(none.summary(), "text_part").unknown.empty());
  CHECK(object_of(none.summary(), "text_part").other_unknown == 103);
}

TEST_CASE("coverage: free-form parts may be as deep as a reader allows") {
  schema_coverage<assay_zoo::event> coverage;
  assay::options o;
  o.limits.max_depth = 65'536;
  const std::string deep = std::string(65'000, '[') + std::string(65'000, ']');
  check_and_add(coverage,
                R"({"id":"i","seq":1,"extra":{"a":)" + deep + R"(},"b":)" + deep +
                    R"(,"payload":{},"type":"closed"})",
                o);
  CHECK(coverage.accepted() == 1);
  CHECK(member_of(coverage.summary(), "event", "extra").count == 1);
  CHECK(object_of(coverage.summary(), "closed").count == 1);

  // Nested structs, each with its tag at its end.
  std::string nested = R"({"parts":[],"type":"group"})";
  for (int i = 0; i < 120; ++i) nested = R"({"parts":[)" + nested + R"(],"type":"group"})";
  schema_coverage<assay_zoo::part> parts;
  check_and_add(parts, nested);
  CHECK(parts.accepted() == 1);
  CHECK(object_of(parts.summary(), "group_part").count == 121);
}

TEST_CASE("coverage: a text that does not belong to the report is harmless") {
  const assay::report accepted;
  schema_coverage<assay_zoo::event> coverage;
  std::string nested;
  for (int i = 0; i < 1000; ++i) nested += R"({"steps":[{"kind":"node","payload":)";
  for (const std::string_view text :
       {std::string_view(), std::string_view("["), std::string_view("{}}"),
        std::string_view("{\"}"), std::string_view(R"({"type")"),
        std::string_view(R"({"type":"\u12"})"), std::string_view(R"({"\u12":1})"),
        std::string_view(nested)})
    coverage.add(accepted, text);
  coverage.add(accepted, nested + '}');
  CHECK(coverage.accepted() == 9);
  CHECK(coverage.summary().objects.front().count == 0);

  std::size_t count = 9;
  for (std::size_t i = 0; i < 300; ++i) {
    assay::testing::source from(i);
    const std::string text = assay::testing::valid<assay_zoo::event>(from);
    for (std::size_t size = 0; size < text.size(); size += 7, ++count)
      coverage.add(accepted, std::string(text, 0, size) + '}');
  }
  CHECK(coverage.accepted() == count);
}

TEST_CASE("coverage: violations of invalid JSON are assigned as far as the text can be read") {
  const auto found_in = [](std::string_view text, std::string path) {
    schema_coverage<assay_zoo::event> coverage;
    assay::violation v{.code = assay::code::too_long};
    v.path = std::move(path);
    const std::string exact(text); // nothing is read beyond it
    coverage.add(assay::report(false, false, {v}), std::string_view(exact));
    return shown(coverage.summary().findings);
  };
  constexpr std::string_view event = R"({"type":"parts","payload":{"one":{"type":"text",)";
  CHECK(found_in(event, "/payload/one/text") == "text_part.text too_long 1\n");
  CHECK(found_in(std::string(event) + R"("text":"a"}}})", "/payload/one/text") ==
        "text_part.text too_long 1\n");
  CHECK(found_in(R"({"type":"p\u0061rts","payload":{}})", "/payload/content") ==
        "parts.content too_long 1\n");
  for (const std::string_view text : {R"({"type":"\u0)", R"({"type":"\u0"})", R"({"type":"\)",
                                      R"({"type":"\u006)", "\"", "{\"\\u1\":1}", "[[[", ""}) {
    INFO(text);
    for (const std::string path : {"/payload/content", "/payload/one/type/x", "/payload"})
      CHECK(found_in(text, path) == "event.payload too_long 1\n");
  }
  CHECK(found_in("{}", "/no/such/~0~1/7") == "event. too_long 1\n");
  CHECK(found_in("", "") == ". too_long 1\n");
}

TEST_CASE("coverage: lines are counted as a line_reader returns them") {
  schema_coverage<assay_zoo::part> coverage;
  const std::string lines =
      "{\"type\":\"text\",\"text\":\"\"}\n\nx\n {\"text\":\"\",\"type\":\"text\"} \r\n";
  assay::line_reader<assay_zoo::part> reader(lines);
  while (reader.next()) coverage.add(reader.report(), reader.text());
  CHECK(coverage.accepted() == 2);
  CHECK(coverage.rejected() == 1);
  CHECK(object_of(coverage.summary(), "text_part").count == 2);
}

} // namespace coverage_tests
