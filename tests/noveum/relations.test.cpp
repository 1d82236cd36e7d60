#include "assay/noveum/relations.hpp"

#include "support/catch.hpp"

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

using assay::noveum::detail::span_relations;

namespace {

struct related_span {
  std::string_view id, parent, status = R"("ok")", trace = R"("t")";
};

/// The texts as a reader collects them.
std::vector<std::string_view> texts_of(std::initializer_list<related_span> spans) {
  std::vector<std::string_view> out;
  for (const related_span& s : spans) out.insert(out.end(), {s.id, s.trace, s.parent, s.status});
  return out;
}

} // namespace

TEST_CASE("noveum relations: spans and errors are counted") {
  const auto spans =
      texts_of({{R"("a")", "null"}, {R"("b")", R"("a")", R"("error")"}, {R"("c")", R"("\u0061")", R"("err\u006fr")"}, {"7", "", "7"}});
  span_relations r(spans);
  CHECK(r.count() == 4);
  CHECK(r.errors() == 2);
  CHECK(r.repeated_id().empty());
  CHECK(r.absent_parent().empty());
  CHECK(r.cycle().empty());
  CHECK(span_relations({}).count() == 0);
}

TEST_CASE("noveum relations: a span names its trace, however that is written") {
  const auto spans = texts_of({{R"("a")", "null"}, {R"("b")", "null", R"("ok")", "7"}, {R"("c")", "null", R"("ok")", R"("\u0075")"}});
  span_relations r(spans);
  CHECK(r.foreign_trace(R"("\u0074")").data() == spans[9].data());
  CHECK(r.foreign_trace(R"("u")").data() == spans[1].data());
  CHECK(r.foreign_trace("").empty());
  CHECK(r.foreign_trace("7").empty());
}

TEST_CASE("noveum relations: parents exist, whether before or behind") {
  const auto spans = texts_of({{R"("a")", R"("b")"}, {R"("b")", "null"}, {R"("c")", R"("z")"}, {R"("d")", R"("y")"}});
  span_relations r(spans);
  CHECK(r.absent_parent().data() == spans[10].data());
  CHECK(r.cycle().empty());
}

TEST_CASE("noveum relations: ids differ") {
  const auto spans = texts_of({{R"("a")", ""}, {R"("b")", ""}, {R"("b")", ""}, {R"("a")", ""}, {"", ""}, {"", ""}});
  CHECK(span_relations(spans).repeated_id().data() == spans[8].data());
}

TEST_CASE("noveum relations: a cycle is told by a parent that is part of it") {
  const auto own = texts_of({{R"("a")", ""}, {R"("b")", R"("b")"}});
  CHECK(span_relations(own).cycle().data() == own[6].data());
  const auto two = texts_of({{R"("x")", R"("a")"}, {R"("a")", R"("b")"}, {R"("b")", R"("a")"}});
  const std::string_view place = span_relations(two).cycle();
  CHECK((place.data() == two[6].data() || place.data() == two[10].data()));
}
