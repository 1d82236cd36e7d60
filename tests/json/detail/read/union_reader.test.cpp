// SPDX-License-Identifier: BSL-1.0
#include "assay/json/detail/read/union_reader.hpp"

#include "support/catch.hpp"

#include "assay/json/validator.hpp"
#include "assay/json/write.hpp"

#include <boost/describe/class.hpp>

#include <chrono>
#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

// Nested unions whose tags come last.

namespace deep_unions {

struct leaf {
  std::string text{};
  assay::additional_members additional{};
};
BOOST_DESCRIBE_STRUCT(leaf, (), (text, additional))

struct group;
using part = std::variant<leaf, group, assay::raw_object>;
struct group {
  std::vector<part> parts; // without braces: its type is incomplete here
  assay::additional_members additional{};
};
BOOST_DESCRIBE_STRUCT(group, (), (parts, additional))
consteval auto rules_of(const part*) {
  return assay::alternatives("leaf", "group").tagged_by("type");
}

struct document {
  part root{};
  assay::additional_members additional{};
};
BOOST_DESCRIBE_STRUCT(document, (), (root, additional))

struct wrapper;
struct wrapping {
  std::unique_ptr<wrapper> inner; // incomplete here too
  assay::additional_members additional{};
};
using content = std::variant<leaf, wrapping>;
consteval auto rules_of(const content*) { return assay::alternatives("leaf", "wrapping"); }
struct wrapper {
  content payload{};
  assay::additional_members additional{};
};
BOOST_DESCRIBE_STRUCT(wrapping, (), (inner, additional))
BOOST_DESCRIBE_STRUCT(wrapper, (), (payload, additional))
consteval auto rules_of(const wrapper*) {
  return assay::rules(assay::tag<&wrapper::payload>("type", ""));
}

} // namespace deep_unions

namespace {

/// Returns nested groups, each with its tag at its end, and `bytes` of leaves in the innermost.
std::string groups(std::size_t depth, std::size_t bytes, std::string_view last) {
  std::string out = "{\"root\":";
  for (std::size_t i = 0; i < depth; ++i) out += R"({"parts":[)";
  const std::size_t begin = out.size();
  while (out.size() - begin < bytes) out += R"({"text":"0123456789","type":"leaf"},)";
  out += last;
  for (std::size_t i = 0; i < depth; ++i) out += R"(],"type":"group"})";
  return out + "}";
}

double seconds_to_read(std::string_view text, deep_unions::document& value, bool accepted) {
  assay::options o{.level = assay::level::reference};
  o.limits.max_members = 1'000'000;
  assay::validator<deep_unions::document> v(o);
  const auto begin = std::chrono::steady_clock::now();
  CHECK(v.read(text, value) == accepted);
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

} // namespace

TEST_CASE("union_reader: unions with their tags last take linear time at any depth", "[long]") {
  constexpr std::string_view fits = R"({"text":"","type":"leaf"})",
                             misfit = R"({"text":5,"type":"leaf"})";
  for (const std::string_view last : {fits, misfit}) {
    deep_unions::document value;
    const double flat = seconds_to_read(groups(1, 200'000, last), value, true);
    const std::string deep = groups(120, 200'000, last);
    CHECK(seconds_to_read(deep, value, true) < 20 * (flat + 0.001)); // otherwise 120 times
    assay::text_buffer out;
    REQUIRE(write(value, out));
    deep_unions::document back;
    CHECK(seconds_to_read(out.view(), back, true) < 20 * (flat + 0.001));
    assay::text_buffer again;
    REQUIRE(write(back, again));
    CHECK(out.view() == again.view());
  }
}

TEST_CASE("union_reader: a value changes between raw and its struct, whichever fits") {
  assay::validator<deep_unions::document> v({.level = assay::level::reference});
  deep_unions::document value;
  const std::string texts[] = {groups(3, 100, R"({"text":5,"type":"leaf"})"),
                               groups(3, 100, R"({"text":"5","type":"leaf"})"),
                               groups(2, 0, R"({"parts":5,"type":"group"})"),
                               groups(0, 0, R"({"type":"other"})"),
                               groups(1, 0, R"({"text":"","type":"leaf"})")};
  for (const std::string& a : texts)
    for (const std::string& b : texts) {
      CAPTURE(a, b);
      REQUIRE(v.read(a, value));
      REQUIRE(v.read(b, value));
      deep_unions::document fresh;
      REQUIRE(v.read(b, fresh));
      assay::text_buffer used, expected;
      REQUIRE(write(value, used));
      REQUIRE(write(fresh, expected));
      CHECK(used.view() == expected.view());
    }
}

TEST_CASE("union_reader: the alternative is reported by its index, from 0") {
  assay::validator<deep_unions::wrapper> v;
  CHECK_FALSE(v.alternative());
  CHECK(v.check(R"({"type":"leaf","payload":{"text":"t"}})"));
  CHECK(v.alternative() == 0u);
  CHECK_FALSE(v.check("{}"));
  CHECK_FALSE(v.alternative());
}

TEST_CASE("union_reader: nested payloads before their tags") {
  std::string text = R"({"payload":{"text":"inner"},"type":"leaf"})";
  std::string misfit = R"({"payload":{"text":7},"type":"leaf"})";
  std::string path;
  for (int i = 0; i < 100; ++i) {
    for (std::string* t : {&text, &misfit})
      *t = R"({"payload":{"inner":)" + *t + R"(},"type":"wrapping"})";
    path += "/payload/inner";
  }
  assay::validator<deep_unions::wrapper> v;
  CHECK(v.check(text));
  deep_unions::wrapper value;
  CHECK(v.read(text, value));
  CHECK(v.alternative() == 1u);
  assay::text_buffer out;
  REQUIRE(write(value, out));
  CHECK(
      out.view().ends_with(R"({"type":"leaf","payload":{"text":"inner"})" + std::string(201, '}')));
  CHECK_FALSE(v.check(misfit));
  REQUIRE(v.report().violations().size() == 1);
  CHECK(v.report().violations()[0].code == assay::code::type_mismatch);
  CHECK(v.report().violations()[0].offset == misfit.find('7'));
}

TEST_CASE("union_reader: payloads before their tags take linear time at any depth", "[long]") {
  const auto seconds_at = [](int depth) {
    std::string text = R"({"payload":{"text":"","more":[)";
    for (int i = 0; i < 100'000; ++i) text += "[],";
    text.back() = ']';
    text += R"(},"type":"leaf"})";
    for (int i = 0; i < depth; ++i)
      text = R"({"payload":{"inner":)" + text + R"(},"type":"wrapping"})";
    assay::validator<deep_unions::wrapper> v;
    deep_unions::wrapper value;
    const auto begin = std::chrono::steady_clock::now();
    CHECK(v.check(text));
    CHECK(v.read(text, value));
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
  };
  const double flat = seconds_at(1);
  CHECK(seconds_at(120) < 20 * (flat + 0.001)); // otherwise 120 times
}

TEST_CASE("union_reader: a payload before its tag is checked as the alternative that the first tag "
          "names") {
  const auto errors = [](std::string_view inner, bool keep = false) {
    const std::string text =
        R"({"type":"wrapping","payload":{"inner":)" + std::string(inner) + "}}";
    assay::validator<deep_unions::wrapper> v({.keep_unknown_types = keep});
    deep_unions::wrapper value;
    const bool accepted = v.read(text, value);
    std::string out;
    for (const assay::violation& f : v.report().violations())
      out +=
          std::string(name_of(f.code)) + f.path.substr(std::string("/payload/inner").size()) + " ";
    CHECK(v.check(text) == accepted);
    return out;
  };
  CHECK(errors(R"({"payload":{"text":"a"},"type":"leaf"})") == "");
  CHECK(errors(R"({"payload":{"text":"a"},"t\u0079pe":"l\u0065af"})") == "");
  CHECK(errors(R"({"payload":{"text":5},"type":"leaf"})") == "type_mismatch/payload/text ");
  CHECK(errors(R"({"payload":{"text":5}})") == "missing_member/type ");
  CHECK(errors(R"({"payload":{"text":5},"type":7})") == "type_mismatch/type ");
  CHECK(errors(R"({"payload":{"text":5},"type":"other"})") == "unknown_type/type ");
  CHECK(errors(R"({"payload":{"text":5},"type":"other"})", true) == "unknown_type/type ");
  CHECK(errors(R"({"payload":{"text":5},"type":"leaf","type":"wrapping"})") ==
        "type_mismatch/payload/text duplicate_member/type ");
  CHECK(errors(R"({"payload":[],"type":"leaf"})") == "type_mismatch/payload ");
}
