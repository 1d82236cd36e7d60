// SPDX-License-Identifier: BSL-1.0

// A text and its boost::json::value get the same verdict and the same violations, and the event
// becomes that value again.
//
// They may differ in these cases: a value keeps only the last of duplicate members, and stores
// numbers that do not fit into 64 bits as doubles. So texts with duplicates, with numbers of more
// than 15 digits or with large exponents are not compared.

#include "input.hpp"
#include "mutator.hpp"

#include <assay/json/boost_json.hpp>
#include <assay/json/walk.hpp>
#include <assay/promptetheus.hpp>

#include <boost/json/parse.hpp>

#include <algorithm>
#include <set>
#include <string>
#include <string_view>
#include <vector>

using assay::violation;
using assay::promptetheus::event;
using assay_fuzz::must;

namespace {

/// Returns whether a value preserves the number's text, including its type.
bool is_kept(std::string_view number) {
  const auto digits =
      std::count_if(number.begin(), number.end(), [](char c) { return c >= '0' && c <= '9'; });
  return digits <= 15 && number.find_first_of("eE") == number.npos && !number.starts_with("-0");
}

/// Returns whether a value preserves the whole text. Precondition: the text is JSON.
bool is_kept_whole(std::string_view json) {
  bool kept = true;
  if (json.starts_with('{')) {
    std::set<std::string> names;
    assay::for_each_member(json, [&](std::string_view name, std::string_view value) {
      std::string quoted = '"' + std::string(name) + '"';
      kept =
          kept && names.insert(assay::json_text(quoted).to_string()).second && is_kept_whole(value);
    });
  } else if (json.starts_with('[')) {
    assay::for_each_element(json,
                            [&](std::string_view value) { kept = kept && is_kept_whole(value); });
  } else if (assay::json_text(json).kind() == assay::kind::number) {
    kept = is_kept(json);
  }
  return kept;
}

struct finding {
  assay::code code;
  std::string path;
  auto operator<=>(const finding&) const = default;
};

/// In the order of the value's members, which may differ from the text's if names are escaped.
std::vector<finding> findings_of(const assay::report& r) {
  std::vector<finding> out;
  for (const violation& v : r.violations()) out.push_back({v.code, v.path});
  std::sort(out.begin(), out.end());
  return out;
}

void compare(std::string_view text, const assay::options& o) {
  text = assay::trimmed(text);
  assay::options shallow = o;
  shallow.limits.max_depth = 100;
  if (!assay::is_valid_json(text, shallow) || !is_kept_whole(text)) return;
  boost::system::error_code error;
  boost::json::parse_options deep;
  deep.max_depth = 200;
  const boost::json::value value = boost::json::parse({text.data(), text.size()}, error, {}, deep);
  must(!error, "what is JSON is JSON to Boost.JSON", text);

  assay::validator<event> of_text(o);
  assay::value_validator<event> of_value(o);
  event from_text, from_value;
  const bool accepted = of_text.read(text, from_text);
  must(of_value.check(value) == accepted, "a value gets its text's verdict", text);
  must(findings_of(of_value.report()) == findings_of(of_text.report()),
       "a value gets its text's violations", text);
  must(of_value.read(value, from_value) == accepted, "a value is read like its text", text);
  if (!accepted) return;
  must(boost::json::value_from(from_text) == value, "an event becomes the value of its text", text);
  must(boost::json::value_from(from_value) == value,
       "an event becomes the value that it was read from", text);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const assay_fuzz::input in(data, size);
  assay::options o = in.options();
  o.lone_surrogates = assay::surrogate_policy::reject; // Boost.JSON has no other policy
  o.null_characters = assay::null_character_policy::warn_at_strict;
  for (const assay::level l : assay_fuzz::levels) {
    o.level = l;
    compare(in.text(), o);
  }
  return 0;
}
ASSAY_FUZZ_MUTATES(event);
