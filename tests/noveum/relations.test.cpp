#include <assay/noveum/relations.hpp>

#include "support/catch.hpp"

#include <string>

using assay::noveum::detail::span_relations;

namespace noveum_relations_test {

std::string span(std::string_view id, std::string_view parent, std::string_view status = "ok") {
  const std::string within = parent.empty() ? "null" : '"' + std::string(parent) + '"';
  return R"({"span_id":")" + std::string(id) + R"(","trace_id":"t", "x":{"span_id":"no","status":"error"},"parent_span_id":)" + within +
         R"(,"status":")" + std::string(status) + "\"}";
}

/// The place as an offset, or -1.
int offset(const std::string& in, std::string_view place) { return place.empty() ? -1 : static_cast<int>(place.data() - in.data()); }

} // namespace noveum_relations_test

using namespace noveum_relations_test;

TEST_CASE("noveum relations: spans and errors are counted") {
  const std::string spans = "[" + span("a", "") + " , " + span("b", "a", "error") + "," + span("c", "a", "err\\u006fr") + "]";
  span_relations r(spans);
  CHECK(r.count() == 3);
  CHECK(r.errors() == 2);
  CHECK(r.repeated_id().empty());
  CHECK(r.absent_parent().empty());
  CHECK(r.cycle().empty());
  CHECK(r.foreign_trace(R"("\u0074")").empty());
  CHECK(r.foreign_trace("").empty());
  CHECK(r.foreign_trace("7").empty());
  CHECK(offset(spans, r.foreign_trace(R"("u")")) == static_cast<int>(spans.find(R"("t")")));
  CHECK(span_relations("").count() == 0);
  CHECK(span_relations("[]").count() == 0);
  CHECK(span_relations("{}").count() == 0);
}

TEST_CASE("noveum relations: parents exist, whether before or behind") {
  const std::string spans = "[" + span("a", "b") + "," + span("b", "") + "," + span("c", "z") + "]";
  span_relations r(spans);
  CHECK(offset(spans, r.absent_parent()) == static_cast<int>(spans.find(R"("z")")));
  CHECK(r.cycle().empty());
}

TEST_CASE("noveum relations: ids differ") {
  const std::string spans = "[" + span("a", "") + "," + span("b", "") + "," + span("b", "") + "," + span("a", "") + "]";
  const std::string_view third = R"("b","trace_id")";
  CHECK(offset(spans, span_relations(spans).repeated_id()) == static_cast<int>(spans.find(third, spans.find(third) + 1)));
}

TEST_CASE("noveum relations: a cycle is found, a long chain is none") {
  const std::string own = "[" + span("a", "") + "," + span("b", "b") + "]";
  CHECK(offset(own, span_relations(own).cycle()) == static_cast<int>(own.rfind(R"("b")")));
  const std::string two = "[" + span("x", "a") + "," + span("a", "b") + "," + span("b", "a") + "]";
  CHECK_FALSE(span_relations(two).cycle().empty());
  std::string chain = "[" + span("0", "");
  for (int i = 1; i < 20'000; ++i) chain += "," + span(std::to_string(i), std::to_string(i - 1));
  CHECK(span_relations(chain + "]").cycle().empty());
  CHECK(span_relations(chain + "]").absent_parent().empty());
}
