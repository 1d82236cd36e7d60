// SPDX-License-Identifier: BSL-1.0
#include "assay/json/write.hpp"

#include "assay/promptetheus.hpp"
#include "support/catch.hpp"
#include "support/events.hpp"

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>

#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

using namespace assay::promptetheus;

namespace own {

/// An object that contains objects of its type.
struct node {
  std::optional<std::vector<node>> list{};
  assay::additional_members additional{};
};
BOOST_DESCRIBE_STRUCT(node, (), (list, additional))
consteval auto rules_of(const node*) { return assay::rules(assay::field<&node::list>("Nodes.")); }

/// An event whose second type has a name that is too long for one comparison.
struct nothing {
  assay::additional_members additional{};
};
BOOST_DESCRIBE_STRUCT(nothing, (), (additional))
consteval auto rules_of(const nothing*) { return assay::rules(); }

BOOST_DEFINE_ENUM_CLASS(kind, a_name_of_thirty_characters_ok, a_name_of_thirtyone_characters0)
using body = std::variant<nothing, node, assay::untyped_payload>;
consteval auto rules_of(const body*) { return assay::alternatives<kind>(); }

struct event {
  own::body body{};
  assay::additional_members additional{};
};
BOOST_DESCRIBE_STRUCT(event, (), (body, additional))
consteval auto rules_of(const event*) {
  return assay::rules(assay::tag<&event::body>("kind", "Which."),
                      assay::field<&event::body>("What."));
}

} // namespace own

TEST_CASE("write: appends to what the buffer holds") {
  assay::text_buffer out;
  out.append("x ");
  CHECK(assay::write(session_end{.status = "completed"}, out));
  CHECK(assay::write(session_end{.status = "a\"\\\n\x01/", .error = nullptr}, out));
  CHECK(out.view() == R"(x {"status":"completed"}{"status":"a\"\\\n\u0001/","error":null})");
}

TEST_CASE("write: an object without members and containers without elements are written empty") {
  assay::text_buffer out;
  CHECK(assay::write(screenshot{}, out));
  CHECK(assay::write(goal_check{.passed = true, .mismatches = std::vector<std::string>{}}, out));
  CHECK(assay::write(
      replay_artifact{.artifact_type = "t", .event_time_map = assay::dictionary<std::int64_t>{}},
      out));
  CHECK(out.view() ==
        R"({}{"passed":true,"mismatches":[]}{"artifact_type":"t","event_time_map":{}})");
}

TEST_CASE("write: values that JSON cannot express leave the buffer unchanged") {
  assay::text_buffer out;
  out.append("before");
  event e;
  e.session_id = "a\xC3";
  CHECK(assay::write(e, out) == assay::code::invalid_value);
  CHECK(out.view() == "before");
  for (const double bad :
       {std::numeric_limits<double>::quiet_NaN(), std::numeric_limits<double>::infinity(),
        -std::numeric_limits<double>::infinity()})
    CHECK(assay::write(metric{.name = "m", .value = bad}, out) == assay::code::invalid_value);
  screenshot s;
  s.additional.list.emplace_back("\xFF", assay::raw_json(1));
  CHECK(assay::write(s, out) == assay::code::invalid_value);
  CHECK(out.view() == "before");
}

TEST_CASE("write: strings of every length and with an escape or a long character at every place") {
  for (std::size_t size = 0; size < 80; ++size)
    for (std::size_t at = 0; at < size; ++at)
      for (const std::string special : {"\"", "\n", "\x1F", "\xC3\xA9", "\xF0\x9F\x98\x80"}) {
        const std::string text = std::string(at, 'a') + special + std::string(size - at, 'b');
        assay::text_buffer out;
        REQUIRE(assay::write(user_message{.content = text}, out));
        const std::string event_text = assay_test::event_text("user_message", out.view());
        assay::validator<event> v;
        event e;
        REQUIRE(v.read(event_text, e));
        REQUIRE(std::get<user_message>(e.payload).content == text);
      }
}

TEST_CASE("write: wherever the buffer has to grow, the text is the same") {
  // A value of every type that a member can have, and every kind of string.
  std::string additional;
  for (int i = 0; i < 8; ++i)
    additional += ",\"kept" + std::to_string(i) + "\":" + (i % 2 == 0 ? "[[]]" : "\"\\n\"");
  for (const auto& [type, payload] : assay_test::sample_payloads) {
    const std::string text = assay_test::event_text(type, payload, additional);
    assay::validator<event> v;
    event e;
    REQUIRE(v.read(text, e));
    assay::text_buffer alone;
    REQUIRE(assay::write(e, alone));
    for (std::size_t used = 0; used < 520; ++used) {
      assay::text_buffer out;
      out.append(' '); // memory for 512 more bytes
      out.append(std::string(used, ' '));
      REQUIRE(assay::write(e, out));
      REQUIRE(out.view().substr(1 + used) == alone.view());
    }
  }
}

TEST_CASE("write: the name of an alternative may have any length") {
  const auto written = [](own::body body) {
    assay::text_buffer out;
    REQUIRE(assay::write(own::event{.body = std::move(body)}, out));
    assay::validator<own::event> validator;
    CHECK(validator.check(out.view()));
    return std::string(out.view());
  };
  CHECK(written(own::nothing()) == R"({"kind":"a_name_of_thirty_characters_ok","body":{}})");
  CHECK(written(own::node()) == R"({"kind":"a_name_of_thirtyone_characters0","body":{}})");
}

TEST_CASE("write: the buffer grows in time, however deep described objects are nested") {
  for (const unsigned depth : {1u, 20u, 40u, 120u}) {
    own::node root;
    std::string expected = "{}";
    for (unsigned i = 0; i < depth; ++i) {
      own::node around;
      around.list = std::vector<own::node>();
      around.list->push_back(std::move(root));
      expected = R"({"list":[)" + expected + "]}";
      root = std::move(around);
    }
    for (std::size_t used = 0; used < 600; ++used) {
      assay::text_buffer out;
      out.append(' ');
      out.append(std::string(used, ' '));
      REQUIRE(assay::write(root, out));
      REQUIRE(out.view().substr(1 + used) == expected);
    }
  }
}

namespace own {

enum class light { red, green };
BOOST_DESCRIBE_ENUM(light, red, green)

struct crossing {
  light shows{};
  std::vector<std::unique_ptr<node>> nodes{};
  assay::additional_members additional{};
};
BOOST_DESCRIBE_STRUCT(crossing, (), (shows, nodes, additional))

} // namespace own

TEST_CASE("write: an enumerator that is not described and a null element cannot be written, and "
          "leave the buffer unchanged") {
  assay::text_buffer out;
  own::crossing c;
  c.nodes.push_back(std::make_unique<own::node>());
  REQUIRE(write(c, out));
  CHECK(out.view() == R"({"shows":"red","nodes":[{}]})");
  c.nodes.push_back(nullptr);
  CHECK(write(c, out).error() == assay::code::invalid_value);
  CHECK(out.view() == R"({"shows":"red","nodes":[{}]})");
  c.nodes.pop_back();
  c.shows = static_cast<own::light>(7);
  CHECK(write(c, out).error() == assay::code::invalid_value);
  CHECK(out.view() == R"({"shows":"red","nodes":[{}]})");
}

TEST_CASE("write: an enumerator name that cannot be written cannot be read") {
  assay::validator<own::crossing> v;
  own::crossing c;
  CHECK(!v.read(R"({"shows":1,"nodes":[]})", c));
  REQUIRE(v.report().violations().size() == 1);
  CHECK(to_string(v.report().violations()[0]) ==
        "/shows: expected string, found number [type_mismatch]");
}
