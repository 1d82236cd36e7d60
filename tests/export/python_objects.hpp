// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/identity/timestamp.hpp"
#include "assay/json/members.hpp"
#include "assay/json/number.hpp"
#include "assay/json/raw_json.hpp"
#include "assay/json/validator.hpp"
#include "assay/schema/rules.hpp"

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>

#include <array>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

// Objects with special cases for the Python writers, used by typeddict.test.cpp and
// pydantic.test.cpp.

namespace python_objects {

enum class color { red, dark_green };
BOOST_DESCRIBE_ENUM(color, red, dark_green)

struct leaf {
  std::string text{};
  std::optional<double> weight{};
};
BOOST_DESCRIBE_STRUCT(leaf, (), (text, weight))
consteval auto rules_of(const leaf*) {
  using namespace assay;
  return rules(described_as("", "Its words: \"...\" or \\, not \"\"\"."),
               closed_from(level::reference),
               field<&leaf::weight>("", exclusive_minimum(0), whole()));
}

struct branch;
using part = std::variant<leaf, branch>;
struct branch {
  std::vector<part> parts;
  assay::additional_members additional{};
};
BOOST_DESCRIBE_STRUCT(branch, (), (parts, additional))
consteval auto rules_of(const part*) {
  return assay::alternatives("leaf", "branch").tagged_by("kind");
}

using loose_part = std::variant<leaf, branch, assay::raw_object>;
consteval auto rules_of(const loose_part*) {
  return assay::alternatives("leaf", "branch").tagged_by("kind");
}

/// Names that Python uses otherwise, or cannot write.
struct names {
  std::string class_{};
  std::optional<std::string> list{};
  std::optional<int> json{};
  std::optional<bool> dotted{};
  assay::additional_members additional{};
};
BOOST_DESCRIBE_STRUCT(names, (), (class_, list, json, dotted, additional))
consteval auto rules_of(const names*) {
  using namespace assay;
  return rules(named<&names::dotted>("a.\"\xE2\x82\xAC\"\xE2\x80\xA8"), // with U+20AC and U+2028
               field<&names::list>("type: no comment for tools."));
}

/// An object with only forbidden members.
struct none {
  assay::additional_members additional{};
};
BOOST_DESCRIBE_STRUCT(none, (), (additional))
consteval auto rules_of(const none*) {
  using namespace assay;
  return rules(forbidden("secret", "keep it"));
}

struct values {
  std::string id{};
  std::optional<std::uint8_t> small{};
  std::optional<std::int64_t> long_{};
  std::optional<double> ratio{};
  std::optional<python_objects::color> color{};
  assay::optional_or_null<std::string> note{};
  std::optional<std::string> code{};
  std::optional<std::string> slug{};
  std::optional<std::string> data{};
  assay::timestamp when{};
  std::optional<std::vector<std::string>> tags{};
  std::optional<std::map<std::string, int>> scores{};
  std::optional<std::array<bool, 2>> pair{};
  std::variant<bool, std::string> either{};
  assay::raw_json any{};
  std::optional<std::string> old{};
  std::optional<std::vector<loose_part>> loose{};
};
BOOST_DESCRIBE_STRUCT(values, (),
                      (id, small, long_, ratio, color, note, code, slug, data, when, tags, scores,
                       pair, either, any, old, loose))
constexpr bool is_slug(std::string_view s) { return s.find('\n') == s.npos; }
constexpr bool differ(std::string_view a, std::string_view b) { return a != b; }
consteval auto rules_of(const values*) {
  using namespace assay;
  using v = values;
  return rules(
      ignores_unknown_members(),
      field<&v::id>("Which it is, in so many words that a line of Python is not enough for them.",
                    min_length(1)),
      field<&v::small>("", not_null(), between(1, 9)),
      field<&v::ratio>("", minimum("0.5"), exclusive_maximum(2)),
      field<&v::note>("", max_characters(3)), field<&v::code>("", min_length(2), max_length(4)),
      field<&v::slug>("", satisfies<is_slug>("a single line", "^.*$")),
      field<&v::data>("", format(text_format::base64)),
      field<&v::tags>("", min_count(1), unique_elements()),
      field<&v::old>("", deprecated("send \"code\"")),
      check_members<&v::code, &v::slug>(level::published, differ, "a code that is not a slug"));
}

using payload = std::variant<names, none, values, branch>;
consteval auto rules_of(const payload*) {
  return assay::alternatives("names", "none", "values", "branch");
}

struct event {
  std::uint64_t seq{};
  python_objects::payload payload{};
  std::unique_ptr<event> cause{};
  std::optional<part> one{};
  assay::additional_members additional{};
};
BOOST_DESCRIBE_STRUCT(event, (), (seq, payload, cause, one, additional))
consteval auto rules_of(const event*) {
  using namespace assay;
  return rules(described_as("", "What happened."), tag<&event::payload>("type", "What it is of."));
}

} // namespace python_objects
