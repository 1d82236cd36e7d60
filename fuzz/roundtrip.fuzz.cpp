// Every event that is accepted is read, written and read again: nothing may be lost on the way.

#include "../tests/support/exact_json.hpp"
#include "input.hpp"

#include <assay/promptetheus.hpp>

#include <charconv>
#include <string>
#include <string_view>

using assay::options;
using assay::promptetheus::event;
using assay_fuzz::must;
using assay_test::canonical_json;

namespace {

unsigned code_unit(std::string_view text, std::size_t at) {
  unsigned unit = 0;
  if (text.substr(at, 2) == "\\u" && text.size() - at >= 6) std::from_chars(text.data() + at + 2, text.data() + at + 6, unit, 16);
  return unit;
}

/// The text with every half of a surrogate pair replaced, as the option asks for. The text is JSON.
std::string with_surrogates_replaced(std::string text) {
  const auto is = [](unsigned unit, unsigned first) { return unit >= first && unit < first + 0x400; };
  for (std::size_t i = text.find('\\'); i < text.size(); i = text.find('\\', i)) {
    const unsigned unit = code_unit(text, i);
    const bool pair = is(unit, 0xD800) && is(code_unit(text, i + 6), 0xDC00);
    if (!pair && (is(unit, 0xD800) || is(unit, 0xDC00))) text.replace(i + 2, 4, "FFFD");
    i += pair ? 12 : unit != 0 ? 6 : 2;
  }
  return text;
}

void check_roundtrip(std::string_view text, const options& o) {
  assay::validator<event> validator(o);
  event value;
  if (!validator.read(text, value)) return;

  assay::text_buffer written;
  must(!write(value, written), "what was read can be written", text);
  event again;
  must(validator.read(written.view(), again), "what was written is accepted at the same level", text);
  must(again == value, "what was written reads back as the same value", text);
  assay::text_buffer rewritten;
  must(!write(again, rewritten) && rewritten.view() == written.view(), "writing again gives the same text", text);

  if (text.starts_with(assay::detail::byte_order_mark)) text.remove_prefix(assay::detail::byte_order_mark.size());
  const auto before = canonical_json(with_surrogates_replaced(std::string(text)));
  if (before.has_error() && before.error() == boost::json::error::exponent_overflow) return; // see differential.fuzz.cpp
  must(before.has_value(), "an accepted event is JSON", text);
  const auto after = canonical_json(written.view());
  must(after.has_value(), "what was written is JSON", written.view());
  must(*before == *after, "what was written is the same JSON value", text);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const assay_fuzz::input in(data, size);
  options o = in.options();
  for (const assay::level l : assay_fuzz::levels) {
    o.level = l;
    check_roundtrip(in.text(), o);
  }
  return 0;
}
