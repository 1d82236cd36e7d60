// SPDX-License-Identifier: BSL-1.0
#include "assay/export/json_schema.hpp"

#include "assay/export/pretty_json.hpp"
#include "assay/identity/timestamp.hpp"
#include "assay/json/members.hpp"
#include "assay/json/number.hpp"
#include "assay/json/validator.hpp"
#include "assay/json/write.hpp"
#include "assay/schema/rules.hpp"
#include "export/script_objects.hpp"
#include "support/catch.hpp"

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>
#include <boost/json/serialize.hpp>
#include <boost/json/value_from.hpp>

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

using assay::level;

namespace export_json {

enum class unit { kg, piece };
BOOST_DESCRIBE_ENUM(unit, kg, piece)

constexpr bool is_lucky(int n) { return n != 13; }
constexpr bool is_slug(std::string_view s) { return s.find(' ') == s.npos; }
constexpr bool are_ordered(int low, int high) { return low <= high; }

struct label {
  std::string text{};
};
BOOST_DESCRIBE_STRUCT(label, (), (text))
consteval auto rules_of(const label*) {
  using namespace assay;
  return rules(described_as("Label", "Words on a thing."), ignores_unknown_members());
}

struct item {
  std::string sku{};
  export_json::unit unit{};
  int low = 1;
  std::optional<int> high{};
  std::optional<std::uint64_t> stock{};
  std::optional<double> price{};
  std::optional<assay::number> huge{};
  std::optional<std::string> slug{};
  std::optional<std::string> code{};
  assay::timestamp made{};
  std::optional<assay::timestamp> sold{};
  std::optional<std::string> link{};
  std::optional<std::vector<std::string>> tags{};
  std::optional<std::vector<label>> labels{};
  std::optional<std::map<std::string, double>> costs{};
  assay::optional_or_null<label> main_label{};
  std::vector<int> sizes{1, 2};
  std::optional<std::string> name{};
  assay::additional_members additional{};
};
BOOST_DESCRIBE_STRUCT(item, (),
                      (sku, unit, low, high, stock, price, huge, slug, code, made, sold, link, tags,
                       labels, costs, main_label, sizes, name, additional))
consteval auto rules_of(const item*) {
  using namespace assay;
  using i = item;
  return rules(
      described_as("Item", "A thing that is sold."),
      field<&i::sku>("Which item it is.", title("Stock keeping unit"), min_characters(1),
                     max_characters(12), examples(R"("A-1")", R"("B-2")")),
      field<&i::unit>("How it is counted.", defaulted()),
      field<&i::low>("The least that is sold.", defaulted(), minimum(1), multiple_of(1)),
      field<&i::high>("", not_null(), exclusive_maximum(100), satisfies<is_lucky>("no 13")),
      field<&i::price>("", exclusive_minimum(0), multiple_of("0.01")),
      field<&i::huge>("", maximum("1e400")),
      field<&i::slug>("", satisfies<is_slug>("no spaces", "^[^ ]*$"), format(text_format::hex)),
      field<&i::code>("", constant("v1")), field<&i::link>("", format(text_format::uri)),
      field<&i::tags>("", min_count(1), max_count(3), unique_elements()),
      field<&i::labels>("", unique_elements()), field<&i::costs>("", max_count(2)),
      field<&i::sizes>("", defaulted()),
      field<&i::name>("What it was called.", deprecated("send labels"), max_length(8)),
      forbidden("password", "nothing"), closed_from(level::published),
      check_members<&i::low, &i::high>(level::published, are_ordered, "a high not below the low"));
}

struct text_part {
  std::string text{};
  assay::additional_members additional{};
};
BOOST_DESCRIBE_STRUCT(text_part, (), (text, additional))
struct list_part;
using part = std::variant<text_part, list_part>;
struct list_part {
  std::vector<part> parts;
  assay::additional_members additional{};
};
BOOST_DESCRIBE_STRUCT(list_part, (), (parts, additional))
consteval auto rules_of(const part*) {
  return assay::alternatives("text", "list").tagged_by("kind");
}
using open_part = std::variant<text_part, assay::raw_object>;
consteval auto rules_of(const open_part*) { return assay::alternatives("text").tagged_by("kind"); }

using content = std::variant<text_part, label>;
consteval auto rules_of(const content*) { return assay::alternatives("text", "label"); }
struct note {
  export_json::content content{};
  std::optional<open_part> more{};
  std::optional<std::variant<std::string, std::vector<note>>> inside{};
  assay::additional_members additional{};
};
BOOST_DESCRIBE_STRUCT(note, (), (content, more, inside, additional))
consteval auto rules_of(const note*) {
  return assay::rules(assay::tag<&note::content>("type", "What it is."));
}

/// Shortens long parts that are always the same.
void replace(std::string& text, const std::string& from, std::string_view to) {
  for (std::size_t i = text.find(from); i != text.npos; i = text.find(from, i + to.size()))
    text.replace(i, from.size(), to);
}

template <class T>
std::string schema_text(level at, std::string_view id = {}) {
  const boost::json::object schema = assay::to_json_schema<T>(at, id);
  std::string out = assay::to_pretty_json(schema);
  replace(out, boost::json::serialize(schema.at("x-assay-text")), "\"TEXT\"");
  const boost::json::value pattern(row_of(assay::text_format::date_time).pattern);
  replace(out, boost::json::serialize(pattern), "\"DATE-TIME\"");
  return out;
}

std::string exact(std::string_view number) {
  const auto v = assay::detail::exact_number(number);
  if (!v) return "none";
  return std::string(v->is_int64()    ? "int64 "
                     : v->is_uint64() ? "uint64 "
                                      : "double ") +
         boost::json::serialize(*v);
}

TEST_CASE("to_json_schema: every keyword, in the order of the struct") {
  CHECK(schema_text<item>(level::published, "published/item.json") == R"({
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "$id": "published/item.json",
  "title": "Item",
  "description": "A thing that is sold.",
  "type": "object",
  "properties": {
    "sku": {
      "title": "Stock keeping unit",
      "description": "Which item it is.",
      "type": "string",
      "minLength": 1,
      "maxLength": 12,
      "examples": ["A-1", "B-2"]
    },
    "unit": {
      "description": "How it is counted.",
      "type": "string",
      "enum": ["kg", "piece"],
      "default": "kg"
    },
    "low": {
      "description": "The least that is sold.",
      "type": "integer",
      "minimum": 1,
      "maximum": 2147483647,
      "default": 1
    },
    "high": {
      "type": "integer",
      "minimum": -2147483648,
      "exclusiveMaximum": 100,
      "x-assay-satisfies": "no 13"
    },
    "stock": {"type": ["integer", "null"], "minimum": 0, "x-assay-bits": 64},
    "price": {"type": ["number", "null"], "exclusiveMinimum": 0, "x-assay-multiple-of": "0.01"},
    "huge": {"type": ["number", "null"], "x-assay-maximum": "1e400"},
    "slug": {
      "type": ["string", "null"],
      "pattern": "^[0-9A-Fa-f]+$",
      "allOf": [{"pattern": "^[^ ]*$"}]
    },
    "code": {"type": ["string", "null"], "enum": ["v1", null]},
    "made": {"$ref": "#/$defs/DateTime"},
    "sold": {"anyOf": [{"$ref": "#/$defs/DateTime"}, {"type": "null"}]},
    "link": {"type": ["string", "null"], "format": "uri", "x-assay-format": "uri"},
    "tags": {
      "type": ["array", "null"],
      "items": {"type": "string"},
      "minItems": 1,
      "maxItems": 3,
      "uniqueItems": true
    },
    "labels": {
      "type": ["array", "null"],
      "items": {"$ref": "#/$defs/Label"},
      "x-assay-unique-items": true
    },
    "costs": {
      "type": ["object", "null"],
      "additionalProperties": {"type": "number"},
      "maxProperties": 2
    },
    "main_label": {"anyOf": [{"$ref": "#/$defs/Label"}, {"type": "null"}]},
    "sizes": {
      "type": "array",
      "items": {"type": "integer", "minimum": -2147483648, "maximum": 2147483647},
      "default": [1, 2]
    },
    "name": {
      "description": "What it was called. Deprecated: send labels.",
      "type": ["string", "null"],
      "maxLength": 8,
      "x-assay-max-bytes": 8,
      "deprecated": true
    },
    "password": false
  },
  "required": ["sku", "made"],
  "additionalProperties": false,
  "x-assay-checks": [
    {
      "code": "members_disagree",
      "members": ["low", "high"],
      "expected": "a high not below the low"
    }
  ],
  "x-assay-level": "published",
  "x-assay-text": "TEXT",
  "$defs": {
    "Label": {
      "title": "Label",
      "description": "Words on a thing.",
      "type": "object",
      "properties": {"text": {"type": ["string", "null"]}},
      "x-assay-unknown-members": "ignored"
    },
    "DateTime": {
      "type": "string",
      "format": "date-time",
      "pattern": "DATE-TIME",
      "x-assay-format": "date-time"
    }
  }
}
)");
}

TEST_CASE("to_json_schema: rules that only warn at a level are not in its schema") {
  CHECK(schema_text<item>(level::reference) == R"({
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "title": "Item",
  "description": "A thing that is sold.",
  "type": "object",
  "properties": {
    "sku": {
      "title": "Stock keeping unit",
      "description": "Which item it is.",
      "type": "string",
      "minLength": 1,
      "maxLength": 12,
      "examples": ["A-1", "B-2"]
    },
    "unit": {
      "description": "How it is counted.",
      "type": "string",
      "enum": ["kg", "piece"],
      "default": "kg"
    },
    "low": {
      "description": "The least that is sold.",
      "type": "integer",
      "minimum": 1,
      "maximum": 2147483647,
      "default": 1
    },
    "high": {},
    "stock": {},
    "price": {},
    "huge": {},
    "slug": {},
    "code": {},
    "made": {"$ref": "#/$defs/DateTime"},
    "sold": {},
    "link": {},
    "tags": {},
    "labels": {"items": {"if": {"type": "object"}, "then": {"$ref": "#/$defs/Label"}}},
    "costs": {},
    "main_label": {"if": {"type": "object"}, "then": {"$ref": "#/$defs/Label"}},
    "sizes": {
      "type": "array",
      "items": {"type": "integer", "minimum": -2147483648, "maximum": 2147483647},
      "default": [1, 2]
    },
    "name": {"description": "What it was called."}
  },
  "required": ["sku", "made"],
  "x-assay-level": "reference",
  "x-assay-text": "TEXT",
  "$defs": {
    "Label": {
      "title": "Label",
      "description": "Words on a thing.",
      "type": "object",
      "properties": {"text": {}},
      "x-assay-unknown-members": "ignored"
    },
    "DateTime": {
      "type": "string",
      "format": "date-time",
      "pattern": "DATE-TIME",
      "x-assay-format": "date-time"
    }
  }
}
)");
}

TEST_CASE("to_json_schema: a union whose alternatives hold their tags, as the outermost value") {
  CHECK(schema_text<part>(level::published) == R"({
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "oneOf": [{"$ref": "#/$defs/TextPart"}, {"$ref": "#/$defs/ListPart"}],
  "x-assay-level": "published",
  "x-assay-text": "TEXT",
  "$defs": {
    "TextPart": {
      "type": "object",
      "properties": {"kind": {"type": "string", "const": "text"}, "text": {"type": "string"}},
      "required": ["kind", "text"]
    },
    "ListPart": {
      "type": "object",
      "properties": {
        "kind": {"type": "string", "const": "list"},
        "parts": {
          "type": "array",
          "items": {"oneOf": [{"$ref": "#/$defs/TextPart"}, {"$ref": "#/$defs/ListPart"}]}
        }
      },
      "required": ["kind", "parts"]
    }
  }
}
)");
}

TEST_CASE("to_json_schema: a union with its tag beside it, one that keeps unknown tags, and a "
          "recursive one") {
  CHECK(schema_text<note>(level::strict) == R"({
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "type": "object",
  "properties": {
    "type": {"description": "What it is.", "type": "string", "enum": ["text", "label"]},
    "content": {"type": "object"},
    "more": {
      "type": ["object", "null"],
      "allOf": [
        {
          "if": {"type": "object", "properties": {"kind": {"const": "text"}}, "required": ["kind"]},
          "then": {"$ref": "#/$defs/TextPart"}
        }
      ]
    },
    "inside": {
      "anyOf": [{"type": "string"}, {"type": "array", "items": {"$ref": "#"}}, {"type": "null"}]
    }
  },
  "required": ["type", "content"],
  "allOf": [
    {
      "if": {"properties": {"type": {"const": "text"}}, "required": ["type"]},
      "then": {"properties": {"content": {"$ref": "#/$defs/TextPart2"}}}
    },
    {
      "if": {"properties": {"type": {"const": "label"}}, "required": ["type"]},
      "then": {"properties": {"content": {"$ref": "#/$defs/Label"}}}
    }
  ],
  "x-assay-level": "strict",
  "x-assay-text": "TEXT",
  "$defs": {
    "TextPart": {
      "type": "object",
      "properties": {"kind": {"type": "string", "const": "text"}, "text": {"type": "string"}},
      "required": ["kind", "text"]
    },
    "TextPart2": {
      "type": "object",
      "properties": {"text": {"type": "string"}},
      "required": ["text"]
    },
    "Label": {
      "title": "Label",
      "description": "Words on a thing.",
      "type": "object",
      "properties": {"text": {"type": "string"}},
      "required": ["text"],
      "x-assay-unknown-members": "ignored"
    }
  }
}
)");
}

TEST_CASE("to_json_schema: a description ends before the replacement of a deprecated member") {
  const boost::json::object made = assay::to_json_schema<export_script::spoken>();
  CHECK(made.at("properties").at("choice").at("description") == "One. Deprecated: send few.");
}

TEST_CASE(
    "a definition is named after its title if that has ASCII letters, otherwise after its struct") {
  using assay::detail::keeps_letters;
  CHECK(keeps_letters("LLM call"));
  CHECK(keeps_letters("Call \xE2\x80\x94 or not")); // a dash
  CHECK_FALSE(keeps_letters("Caf\xC3\xA9 au lait"));
  CHECK_FALSE(keeps_letters("\xE6\x97\xA5\xE6\x9C\xAC"));
  CHECK_FALSE(keeps_letters("1/2"));
  CHECK_FALSE(keeps_letters(""));
}

TEST_CASE("to_json_schema: a number is exact, or it is left out") {
  CHECK(exact("0") == "int64 0");
  CHECK(exact("-0") == "int64 0");
  CHECK(exact("-9223372036854775808") == "int64 -9223372036854775808");
  CHECK(exact("9223372036854775807") == "int64 9223372036854775807");
  CHECK(exact("9223372036854775808") == "uint64 9223372036854775808");
  CHECK(exact("18446744073709551615") == "uint64 18446744073709551615");
  CHECK(exact("18446744073709551616") == "double 1.8446744073709552E19");
  CHECK(exact("18446744073709551617") == "none");
  CHECK(exact("-9223372036854775809") == "none");
  CHECK(exact("0.1") == "double 1E-1");
  CHECK(exact("0.10") == "double 1E-1");
  CHECK(exact("1e3") == "double 1E3");
  CHECK(exact("0.1000000000000000000000001") == "none");
  CHECK(exact("1e308") == "double 1E308");
  CHECK(exact("1e400") == "none");
  CHECK(exact("-1e400") == "none");
  CHECK(exact("1e-400") == "none");
  CHECK(exact("5e-324") == "double 5E-324");
}

struct date_time {
  std::optional<std::string> at{};
  std::unique_ptr<date_time> before{};
  assay::additional_members additional{};
};
BOOST_DESCRIBE_STRUCT(date_time, (), (at, before, additional))
inline void find_future(const assay::object_texts&, assay::rule_violations&) {}
consteval auto rules_of(const date_time*) {
  using namespace assay;
  return rules(
      field<&date_time::at>("When.", format(text_format::date_time, level::reference), not_null(),
                            enforced_from(level::reference)),
      check_object(level::strict, find_future, "a time that has passed", code::out_of_range));
}

TEST_CASE("to_json_schema: the definition of a format has a name that no object has") {
  const boost::json::object schema = assay::to_json_schema<date_time>();
  const boost::json::value& at = schema.at("properties").at("at");
  CHECK(at.at("$ref") == "#/$defs/DateTimeFormat");
  CHECK(schema.at("$defs").at("DateTimeFormat").at("format") == "date-time");
}

TEST_CASE("to_json_schema: a rule on the whole object appears with its words") {
  CHECK(boost::json::serialize(
            assay::to_json_schema<date_time>(level::strict).at("x-assay-checks")) ==
        R"([{"code":"out_of_range","expected":"a time that has passed"}])");
}

} // namespace export_json
