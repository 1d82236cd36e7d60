// SPDX-License-Identifier: BSL-1.0
#include "assay/promptetheus/header.hpp"

#include "assay/promptetheus.hpp"
#include "support/catch.hpp"
#include "support/events.hpp"

using namespace assay::promptetheus;

TEST_CASE("header: the members are views into the text of an accepted event") {
  const std::string text = assay_test::event_text("metric", R"({"name":"m","value":1})");
  assay::validator<event> v;
  REQUIRE(v.check(text));
  const header h = header_of(v);
  CHECK(h.type.between_quotes() == "metric");
  CHECK(h.session_id.between_quotes() == "ses_1");
  CHECK(h.seq.to_uint64() == 7);
  CHECK(h.idempotency_key.between_quotes() == "ses_1:0a1b2c3d:7");
  CHECK(h.type.text().data() == text.data() + 8);
}

TEST_CASE("header: the event type is the one that the reader used") {
  const auto type_in = [](std::string_view type, const assay::options& o = {}) {
    assay::validator<assay::promptetheus::event> v(o);
    const std::string text =
        R"({"session_id":"s","timestamp":"t","seq":3,"idempotency_key":"k","payload":{},"type":)" +
        std::string(type) + '}';
    v.check(text);
    return header_of(v).event_type;
  };
  using assay::promptetheus::event_type;
  boost::mp11::mp_for_each<boost::describe::describe_enumerators<event_type>>(
      [&](auto d) { CHECK(type_in('"' + std::string(d.name) + '"') == d.value); });
  CHECK(type_in(R"("\u006detric")") == event_type::metric);
  CHECK(type_in(R"("metrics")") == std::nullopt);
  CHECK(type_in("7") == std::nullopt);
  assay::options keeps;
  keeps.keep_unknown_types = true;
  CHECK(type_in(R"("metrics")", keeps) == std::nullopt);
}

TEST_CASE("header: a rejected event has the members that are present") {
  assay::validator<event> v;
  CHECK_FALSE(v.check(R"({"seq":[1],"type":"nope","session_id":"\u0061"})"));
  const header h = header_of(v);
  CHECK(h.type.to_string() == "nope");
  CHECK(h.session_id.to_string() == "a");
  CHECK(h.seq.kind() == assay::kind::array);
  CHECK_FALSE(h.seq.to_uint64().has_value());
  CHECK(h.idempotency_key.empty());
}

TEST_CASE("header: after an error that ends reading, the members before the error") {
  assay::validator<event> v;
  CHECK_FALSE(v.check(R"({"type":"metric","session_id":"s","seq":3,"payload":{"name":"\ud800"}})"));
  CHECK(header_of(v).type.to_string() == "metric");
  CHECK(header_of(v).seq.to_uint64() == 3);
  CHECK_FALSE(v.check(R"({"session_id":"s","seq":3)"));
  CHECK(header_of(v).session_id.to_string() == "s");
  CHECK(header_of(v).type.empty());
}

TEST_CASE("header: nothing of the previous event remains") {
  assay::validator<event> v;
  CHECK(v.check(std::string_view(assay_test::event_text("metric", "{}"))));
  CHECK_FALSE(v.check("{"));
  CHECK(header_of(v).type.empty());
  CHECK(header_of(v).seq.empty());
  CHECK(header_of(v).event_type == std::nullopt);
}
