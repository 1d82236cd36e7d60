// SPDX-License-Identifier: BSL-1.0
#include "assay/producttelemetry/settings.hpp"

#include "support/catch.hpp"

#include <map>
#include <optional>
#include <string>
#include <string_view>

using namespace assay::producttelemetry;

namespace {

using variables = std::map<std::string, std::string, std::less<>>;

auto lookup_in(const variables& v) {
  return [&v](std::string_view name) -> std::optional<std::string_view> {
    const auto found = v.find(name);
    return found == v.end() ? std::nullopt : std::optional<std::string_view>(found->second);
  };
}

} // namespace

TEST_CASE("producttelemetry settings: the first source that opts out counts") {
  struct row {
    bool disabled;
    variables environment;
    std::optional<std::string_view> config;
    opt_out expected;
  };
  constexpr std::string_view off = R"({"telemetry": false})";
  const row table[] = {
      {false, {}, std::nullopt, opt_out::none},
      {true, {}, std::nullopt, opt_out::by_argument},
      {true, {{"DO_NOT_TRACK", "1"}, {"OPS_TELEMETRY", "0"}}, off, opt_out::by_argument},
      {false, {{"DO_NOT_TRACK", "1"}, {"OPS_TELEMETRY", "0"}}, off, opt_out::by_do_not_track},
      {false, {{"OPS_TELEMETRY", "0"}}, off, opt_out::by_ops_telemetry},
      {false, {}, off, opt_out::by_config},
      // Exactly these values.
      {false, {{"DO_NOT_TRACK", "true"}}, std::nullopt, opt_out::none},
      {false, {{"DO_NOT_TRACK", "0"}}, std::nullopt, opt_out::none},
      {false, {{"DO_NOT_TRACK", ""}}, std::nullopt, opt_out::none},
      {false, {{"DO_NOT_TRACK", " 1"}}, std::nullopt, opt_out::none},
      {false, {{"DO_NOT_TRACK", "11"}}, std::nullopt, opt_out::none},
      {false, {{"OPS_TELEMETRY", "false"}}, std::nullopt, opt_out::none},
      {false, {{"OPS_TELEMETRY", "1"}}, std::nullopt, opt_out::none},
      {false, {{"OPS_TELEMETRY", ""}}, std::nullopt, opt_out::none},
      {false, {{"OPS_TELEMETRY", "00"}}, std::nullopt, opt_out::none},
      // Exactly the boolean.
      {false, {}, R"({"telemetry": true})", opt_out::none},
      {false, {}, R"({"telemetry": 0})", opt_out::none},
      {false, {}, R"({"telemetry": "false"})", opt_out::none},
      {false, {}, R"({"telemetry": null})", opt_out::none},
      {false, {}, R"({"telemetry": []})", opt_out::none},
      {false, {}, R"({"telemetry": {"telemetry": false}})", opt_out::none},
      {false, {}, R"({"Telemetry": false})", opt_out::none},
      {false, {}, R"({"x": 1})", opt_out::none},
      {false, {}, "{}", opt_out::none},
      {false, {}, " \n{\"a\":[1],\"t\\u0065lemetry\":\n false\n}\n", opt_out::by_config},
      {false, {}, R"({"x":"\ud800","telemetry":true})", opt_out::none},
      // Fail closed.
      {false, {}, "", opt_out::by_unreadable_config},
      {false, {}, " ", opt_out::by_unreadable_config},
      {false, {}, "not json", opt_out::by_unreadable_config},
      {false, {}, R"({"telemetry": true)", opt_out::by_unreadable_config},
      {false, {}, R"({"telemetry": True})", opt_out::by_unreadable_config},
      {false, {}, R"({"telemetry": true,})", opt_out::by_unreadable_config},
      {false, {}, R"({"telemetry": true} x)", opt_out::by_unreadable_config},
      {false, {}, R"({"telemetry": NaN})", opt_out::by_unreadable_config},
      {false, {}, "{\"x\":\"\xFF\"}", opt_out::by_unreadable_config},
      {false, {}, "\xEF\xBB\xBF{\"telemetry\": true}", opt_out::by_unreadable_config},
      {false, {}, R"({"telemetry": true, "telemetry": false})", opt_out::by_unreadable_config},
      {false, {}, R"({"telemetry": false, "telemetry": true})", opt_out::by_unreadable_config},
      {false, {}, "[]", opt_out::by_unreadable_config},
      {false, {}, "[{\"telemetry\":true}]", opt_out::by_unreadable_config},
      {false, {}, "null", opt_out::by_unreadable_config},
      {false, {}, "true", opt_out::by_unreadable_config},
      {false, {}, "false", opt_out::by_unreadable_config},
      {false, {}, "1", opt_out::by_unreadable_config},
      {false, {}, "\"x\"", opt_out::by_unreadable_config},
  };
  for (const row& r : table) {
    CAPTURE(r.disabled, r.environment, r.config.value_or("(none)"));
    CHECK(decide_opt_out(r.disabled, lookup_in(r.environment), r.config) == r.expected);
  }
}

TEST_CASE("producttelemetry settings: the write key is the first that is stated and not empty") {
  struct row {
    std::optional<std::string_view> ingest_key, write_key;
    variables environment;
    std::string_view expected;
  };
  const variables both{{"OPS_INGEST_KEY", "ei"}, {"OPS_WRITE_KEY", "ew"}};
  const row table[] = {
      {"i", "w", both, "i"},
      {std::nullopt, "w", both, "w"},
      {std::nullopt, std::nullopt, both, "ei"},
      {std::nullopt, std::nullopt, {{"OPS_WRITE_KEY", "ew"}}, "ew"},
      {std::nullopt, std::nullopt, {}, ""},
      {"", "", {{"OPS_INGEST_KEY", ""}, {"OPS_WRITE_KEY", "ew"}}, "ew"},
      {"", "w", both, "w"},
  };
  for (const row& r : table)
    CHECK(choose_write_key(r.ingest_key, r.write_key, lookup_in(r.environment)) == r.expected);
}

TEST_CASE("producttelemetry settings: the URL is the caller's, the environment's or the default") {
  const variables set{{"OPS_API_URL", "https://e.example/api//"}}, empty{{"OPS_API_URL", ""}}, none;
  CHECK(choose_api_url("http://a.example/", lookup_in(set)) == "http://a.example");
  CHECK(choose_api_url(std::nullopt, lookup_in(set)) == "https://e.example/api");
  CHECK(choose_api_url(std::nullopt, lookup_in(none)) == "https://api.producttelemetry.com");
  CHECK(choose_api_url("", lookup_in(empty)) == "https://api.producttelemetry.com");
  CHECK(choose_api_url("///", lookup_in(none)) == "https://api.producttelemetry.com");
}

TEST_CASE("producttelemetry settings: a slug has letters, digits, '-' and '_' only") {
  for (const std::string_view good : {"default", "a", "My_App-2", "-", "_", "0"})
    CHECK(is_project_slug(good));
  for (const std::string_view bad : {"", "..", "a/b", "a b", "a.b", "a\n", "\xC3\xA9", "a\\b"})
    CHECK_FALSE(is_project_slug(bad));
  CHECK_FALSE(is_project_slug(std::string_view("a\0", 2)));
}

TEST_CASE(
    "producttelemetry settings: the path of the configuration contains the slug, if it is valid") {
  CHECK(config_location("/home/u", "default") ==
        "/home/u/.config/producttelemetry/default/config.json");
  CHECK(config_location("/home/u/", "default") ==
        "/home/u/.config/producttelemetry/default/config.json");
  CHECK_FALSE(config_location("/home/u", "../other"));
  CHECK_FALSE(config_location("/home/u", ""));
}
