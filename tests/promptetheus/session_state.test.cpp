// SPDX-License-Identifier: BSL-1.0
#include "assay/promptetheus/session_state.hpp"

#include "assay/json/parse_raw.hpp"
#include "assay/promptetheus/session.hpp"
#include "assay/testing/valid.hpp"
#include "support/catch.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

using namespace assay::promptetheus;
using reason = session_error::reason;

namespace {

session_state a_state() {
  return {.about = {.id = "ses_1", .agent = "booking", .user_goal = "Two seats to Oslo"},
          .next_seq = 64};
}

std::string stored(const session_state& s) {
  assay::text_buffer out;
  REQUIRE(append_session_state(out, s));
  return std::string(out.view());
}

/// A file with this text as its state, and its checksum.
std::string
file_of(std::string_view state,
        std::string_view head = R"("format":"assay.promptetheus.session","version":1)") {
  const auto sum = detail::checksum_of(state);
  return "{" + std::string(head) + R"(,"state":)" + std::string(state) + R"(,"check":")" +
         std::string(sum.data(), sum.size()) + R"("})";
}

/// The faults of the text: the violations as "code pointer".
std::vector<std::string> faults(std::string_view text) {
  const auto s = read_session_state(text);
  if (s) return {"read"};
  CHECK(s.error().why == reason::unreadable_state);
  std::vector<std::string> out;
  for (const assay::violation& v : s.error().violations)
    out.push_back(std::string(name_of(v.code)) + " " + v.path);
  return out;
}
using places = std::vector<std::string>;

} // namespace

TEST_CASE("session_state: is stored as one line and read back unchanged") {
  const std::string text = stored(a_state());
  CHECK(text ==
        R"({"format":"assay.promptetheus.session","version":1,"state":{"about":{"id":"ses_1",)"
        R"("agent":"booking","user_goal":"Two seats to Oslo"},"next_seq":64,"ended":false},)"
        R"("check":"b8a69a171aff7419"})");
  CHECK(*read_session_state(text) == a_state());
  CHECK(*read_session_state(" " + text + "\n") == a_state());
  session_state ended = a_state();
  ended.ended = true;
  ended.next_seq = 0;
  ended.about.metadata = assay::raw_object{{"model", "m\n1"}, {"n", 18446744073709551615u}};
  ended.about.tags = std::vector<std::string>{"caf\xC3\xA9", ""};
  ended.about.project_id = nullptr;
  ended.about.additional.list = {{"source", assay::raw_json::array({1, nullptr})}};
  CHECK(*read_session_state(stored(ended)) == ended);
}

TEST_CASE("session_state: the checksum is FNV-1a of 64 bits") {
  const auto sum = [](std::string_view text) {
    const auto digits = detail::checksum_of(text);
    return std::string(digits.data(), digits.size());
  };
  CHECK(sum("") == "cbf29ce484222325");
  CHECK(sum("a") == "af63dc4c8601ec8c");
  CHECK(sum("foobar") == "85944171f73967e8");
}

TEST_CASE("session_state: every valid state can be stored and read back") {
  for (std::uint64_t seed = 0; seed < 500; ++seed) {
    CAPTURE(seed);
    assay::testing::source from(seed);
    const std::string made = assay::testing::valid<session_state>(from, assay::level::strict);
    assay::validator<session_state> v({.level = assay::level::strict});
    session_state s;
    REQUIRE(v.read(made, s));
    const auto again = read_session_state(stored(s));
    REQUIRE(again);
    REQUIRE(*again == s);
    REQUIRE(stored(*again) == stored(s));
  }
}

TEST_CASE("session_state: a truncated text is rejected") {
  const std::string text = stored(a_state());
  for (std::size_t size = 0; size < text.size(); ++size) {
    CAPTURE(size);
    REQUIRE(faults(std::string_view(text).substr(0, size)).size() >= 1);
    REQUIRE_FALSE(read_session_state(std::string_view(text).substr(0, size)));
    REQUIRE_FALSE(read_session_state(std::string_view(text).substr(size + 1)));
  }
}

TEST_CASE("session_state: a text with a changed, missing or additional byte is rejected") {
  const std::string text = stored(a_state());
  for (std::size_t at = 0; at < text.size(); ++at)
    for (int byte = 0; byte < 256; ++byte) {
      std::string changed = text;
      changed[at] = static_cast<char>(byte);
      if (changed == text) continue;
      CAPTURE(at, byte);
      REQUIRE_FALSE(read_session_state(changed));
    }
  for (std::size_t at = 0; at < text.size(); ++at) {
    CAPTURE(at);
    std::string missing = text, twice = text;
    missing.erase(at, 1);
    twice.insert(at, 1, text[at]);
    REQUIRE_FALSE(read_session_state(missing));
    REQUIRE_FALSE(read_session_state(twice));
  }
}

TEST_CASE("session_state: errors are reported without values") {
  constexpr std::string_view good =
      R"({"about":{"id":"s","agent":"a","user_goal":"g"},"next_seq":3,"ended":false})";
  CHECK(faults(file_of(good)) == places{"read"});
  CHECK(faults(file_of(good, R"("format":"assay.promptetheus.session","version":2)")) ==
        places{"out_of_range /version"});
  CHECK(faults(file_of(good, R"("format":"assay.producttelemetry.queue","version":1)")) ==
        places{"not_one_of /format"});
  CHECK(faults(file_of(good, R"("version":1)")) == places{"missing_member /format"});
  CHECK(faults(file_of(good, R"("format":"assay.promptetheus.session","version":1,"x":1)")) ==
        places{"unknown_member /x"});
  const auto with = [&](std::string_view next) {
    return faults(file_of(R"({"about":{"id":"s","agent":"a","user_goal":"g"},"next_seq":)" +
                          std::string(next) + R"(,"ended":false})"));
  };
  CHECK(with("9223372036854775807") == places{"read"});
  CHECK(with("9223372036854775808") == places{"out_of_range /state/next_seq"});
  CHECK(with("-1") == places{"out_of_range /state/next_seq"});
  CHECK(with("18446744073709551616") == places{"out_of_range /state/next_seq"});
  CHECK(with("3.0") == places{"type_mismatch /state/next_seq"});
  CHECK(with("\"3\"") == places{"type_mismatch /state/next_seq"});
  CHECK(with("null") == places{"type_mismatch /state/next_seq"});
  CHECK(with("3,\"next_seq\":4") == places{"duplicate_member /state/next_seq"});
  CHECK(faults(file_of(R"({"about":{"agent":"secret"},"next_seq":3,"ended":false})")) ==
        places{"missing_member /state/about/id", "missing_member /state/about/user_goal"});
  CHECK(faults(file_of(R"({"next_seq":3})")) ==
        places{"missing_member /state/about", "missing_member /state/ended"});

  std::string other = file_of(good);
  other.replace(other.find(":3,"), 3, ":2,");
  CHECK(to_string(read_session_state(other).error()) ==
        "the text is not a stored session state: /check: expected the checksum of the "
        "state's text [members_disagree]");
  CHECK(faults("") == places{"unterminated "});
  CHECK(faults("[]") == places{"type_mismatch "});
}

TEST_CASE("session_state: a text that is not UTF-8 is not written") {
  session_state s = a_state();
  s.about.agent = "\xFF";
  assay::text_buffer out;
  out.append("before");
  CHECK(append_session_state(out, s).error() == assay::code::invalid_value);
  CHECK(out.view() == "before");
}

TEST_CASE("session_state: every trace that a session accepts is within the limits of its state") {
  trace deep = a_state().about;
  const std::string nested = std::string(1022, '[') + std::string(1022, ']');
  deep.metadata = assay::raw_object{{"m", *assay::parse_raw_json(nested)}};
  const auto s = session::open(deep, {});
  REQUIRE(s);
  const auto again = read_session_state(stored(s->state()));
  REQUIRE(again);
  CHECK(*again == s->state());
  deep.metadata = assay::raw_object{{"m", *assay::parse_raw_json("[" + nested + "]")}};
  CHECK_FALSE(session::open(deep, {}));
}
