// SPDX-License-Identifier: BSL-1.0
#include "assay/json/validator.hpp"
#include "assay/json/write.hpp"
#include "assay/schema/schema_of.hpp"

#include "allocation/exhaustion.hpp"
#include "schema/documents.hpp"
#include "schema/zoo.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

// Events with every type and every rule, when memory runs out.

namespace {

using assay_test::untouched_by_failures;

/// Documents of the zoo, and mutants of them.
std::vector<std::string> zoo_texts(int count) {
  assay_test::random_source random(4);
  assay_test::generator make(random);
  assay_test::mutator change(random);
  std::vector<std::string> out;
  for (int i = 0; i < count; ++i) {
    assay_test::tree document = make.object(assay::schema_of<assay_zoo::event>());
    if (i % 2 != 0) change.mutate(document);
    assay_test::tree_writer w(random, false);
    w.write(document);
    out.push_back(w.text);
  }
  return out;
}

struct zoo_judge {
  assay::validator<assay_zoo::event> validator;
  assay_zoo::event value{};
  std::string said{};

  void note(bool has_value) {
    const untouched_by_failures here;
    said += validator.report().accepted() ? "accepted" : "rejected";
    for (const assay::violation& v : validator.report().violations()) said += '\n' + to_string(v);
    assay::text_buffer out;
    if (has_value && validator.report().accepted() && assay::write(value, out))
      said.append("\n").append(out.view());
    said += '\n';
  }
};

} // namespace

TEST_CASE(
    "schema: an event of any type gets the right verdict after an event that ran out of memory") {
  for (const assay::level level : {assay::level::reference, assay::level::strict}) {
    CAPTURE(name_of(level));
    assay_test::steps_on<zoo_judge> steps;
    for (const std::string& text : zoo_texts(6)) {
      steps.push_back([text](zoo_judge& j) { j.validator.check(text), j.note(false); });
      steps.push_back([text](zoo_judge& j) { j.validator.read(text, j.value), j.note(true); });
    }
    const auto make = [&] {
      return zoo_judge{
          assay::validator<assay_zoo::event>({.level = level, .keep_unknown_types = true})};
    };
    assay_test::exhaust_keeping(
        make, steps, [](const zoo_judge& j) { return j.said; },
        [](const zoo_judge& j) { return j.said; });
    assay_test::for_each_failure(
        make, steps,
        [](zoo_judge& j, std::size_t) {
          REQUIRE_FALSE(j.validator.report().accepted());
          const untouched_by_failures here;
          assay::text_buffer out;
          static_cast<void>(assay::write(j.value, out)); // it is still an event
        },
        [](zoo_judge&, std::size_t) {});
  }
}

TEST_CASE("schema: an event of any type is written completely or not at all") {
  std::vector<assay_zoo::event> events(8);
  assay::validator<assay_zoo::event> v(
      {.level = assay::level::reference, .keep_unknown_types = true});
  const std::vector<std::string> texts = zoo_texts(8);
  for (std::size_t i = 0; i < events.size(); ++i)
    if (!v.read(texts[i], events[i])) events[i] = assay_zoo::event();
  assay_test::steps_on<assay::text_buffer> steps;
  for (const assay_zoo::event& e : events) {
    steps.push_back([](assay::text_buffer& out) { out = assay::text_buffer(); });
    steps.push_back([&e](assay::text_buffer& out) { static_cast<void>(assay::write(e, out)); });
  }
  assay_test::exhaust_unchanged(
      [] { return assay::text_buffer(); }, steps,
      [](const assay::text_buffer& out) { return std::string(out.view()); });
}
