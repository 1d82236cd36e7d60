// SPDX-License-Identifier: BSL-1.0

// An object with every type and rule of the schema layer; reads any text as one. Check and read
// agree and report the same violations, for a new value and for a used one. An accepted value is
// written as a text that is accepted again.

#include "input.hpp"
#include "mutator.hpp"

#include "../tests/schema/zoo.hpp"

#include <assay/json/lines.hpp>
#include <assay/json/validator.hpp>
#include <assay/json/write.hpp>

#include <algorithm>
#include <string_view>

namespace {

using assay_fuzz::must;
using assay_zoo::event;

bool found_the_same(const assay::report& a, const assay::report& b) {
  const auto x = a.violations(), y = b.violations();
  return std::equal(x.begin(), x.end(), y.begin(), y.end());
}

/// An accepted value can be written, is accepted at the same level, and is written the same again.
void check_written(const event& value, std::string_view text, const assay::options& o) {
  assay::text_buffer written, rewritten;
  must(static_cast<bool>(write(value, written)), "a value that was read can be written", text);
  assay::validator<event> validator(o);
  event again;
  must(validator.read(written.view(), again), "written text is accepted at the same level", text);
  must(write(again, rewritten) && rewritten.view() == written.view(),
       "writing again gives the same text", text);
}

void check(std::string_view text, assay::options o, event& used) {
  for (const assay::level l : assay_fuzz::levels) {
    o.level = l;
    assay::validator<event> checker(o), reader(o), other(o);
    event fresh;
    const bool accepted = checker.check(text);
    must(reader.read(text, fresh) == accepted, "check and read agree", text);
    must(found_the_same(checker.report(), reader.report()),
         "check and read report the same violations", text);
    must(other.read(text, used) == accepted, "a used value makes no difference to the verdict",
         text);
    must(found_the_same(checker.report(), other.report()),
         "a used value makes no difference to the violations", text);
    if (!accepted) continue;
    check_written(fresh, text, o);
    assay::text_buffer of_fresh, of_used;
    must(write(fresh, of_fresh) && write(used, of_used) && of_fresh.view() == of_used.view(),
         "a used value becomes equal to a new one", text);
  }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static event used;
  const assay_fuzz::input in(data, size);
  check(in.text(), in.options(), used);
  const assay::options limited = in.limited_options();
  event value;
  assay::validator<event> validator(limited);
  validator.read(in.text(), value);
  assay::line_reader<event> lines(in.text(), limited);
  while (lines.next(value)) {
  }
  return 0;
}
ASSAY_FUZZ_MUTATES(event);
