// SPDX-License-Identifier: BSL-1.0
#include "assay/batch/detail/event_validator.hpp"

#include "assay/promptetheus/event.hpp"
#include "support/batches.hpp"
#include "support/catch.hpp"
#include "support/events.hpp"
#include "support/guarded_text.hpp"

#include <cstddef>
#include <string>
#include <string_view>

using assay::promptetheus::event;

namespace event_validator_test {

constexpr std::string_view given_up = "given up";

/// The result of reading the event at the start of the text, which ends at an unreadable page; `!`
/// means not accepted.
std::string in_place(std::string_view text, const assay::options& o = {}) {
  const assay_test::guarded_text guarded(text);
  const std::string_view view = guarded;
  assay::detail::event_validator<event> v(o);
  bool accepted = false;
  const char* const after = v.check_in_place(view.data(), view.data() + view.size(), accepted);
  if (after == nullptr) {
    CHECK_FALSE(accepted);
    return std::string(given_up);
  }
  if (accepted) CHECK(v.text_of<&event::session_id>() == "\"s\"");
  return (accepted ? "" : "!") +
         std::string(view.substr(0, static_cast<std::size_t>(after - view.data())));
}

} // namespace event_validator_test
using namespace event_validator_test;

TEST_CASE("event validator: the end of an event in a container is found, whatever follows") {
  const std::string good = assay_test::metric_event(R"("a")", "0");
  for (const std::string_view more : {"]", "}", ",{}]", " \n]", "x]", "\"]", "\xFF]", "]]]]"}) {
    CAPTURE(more);
    CHECK(in_place(good + std::string(more)) == good);
  }
  for (const assay_test::sample_payload& p : assay_test::sample_payloads) {
    std::string text = assay_test::event_text(p.type, p.payload);
    text.replace(text.find("ses_1"), 5, "s");
    CHECK(in_place(text + "]") == text);
  }
}

TEST_CASE("event validator: after an event in a container the text must continue") {
  const std::string good = assay_test::metric_event(R"("a")", "0");
  CHECK(in_place(good) == given_up);
  for (std::size_t cut = 1; cut < good.size(); ++cut)
    for (const char last : {'}', ']'}) {
      const std::string text = good.substr(0, cut) + last;
      CAPTURE(text);
      // A truncated text is not an event, even if it is an object.
      CHECK((in_place(text) == given_up || in_place(text).starts_with('!')));
    }
}

TEST_CASE("event validator: the end of a rejected event is known if the event is valid JSON") {
  CHECK(in_place("{}]") == "!{}");
  CHECK(in_place(assay_test::metric_event(R"("a")", "-1") + "]").starts_with('!'));
  CHECK(in_place(R"({"a":[{}],"a":1,"type":7},1])") == R"(!{"a":[{}],"a":1,"type":7})");
  for (const std::string_view text :
       {"{]", "{\"a\"]", "{\"a\":NaN}]", "{\"a\":\"\\ud800\"}]", "{\"a\":[}]", "{\"a\":\"\x01\"}]"})
    CHECK(in_place(text) == given_up);
}

TEST_CASE("event validator: an event that exceeds a limit is not accepted in place") {
  const std::string good = assay_test::metric_event(R"("a")", "0");
  assay::options o;
  o.limits.max_document_bytes = good.size();
  CHECK(in_place(good + ",1]", o) == good);
  o.limits.max_document_bytes = good.size() - 1;
  CHECK(in_place(good + ",1]", o) == "!" + good);
}

TEST_CASE("event validator: an event whose U+0000 is replaced is not accepted in place") {
  const std::string plain = assay_test::metric_event(R"("a")", "0"),
                    null = assay_test::metric_event(R"("a\u0000")", "0");
  assay::options o;
  o.null_characters = assay::null_character_policy::replace;
  CHECK(in_place(plain + "," + null + "]", o) == plain);
  CHECK(in_place(null + "," + plain + "]", o) == "!" + null);
  o.null_characters = assay::null_character_policy::accept;
  CHECK(in_place(null + "," + plain + "]", o) == null);
}
