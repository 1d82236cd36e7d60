// SPDX-License-Identifier: BSL-1.0

// Event names: reads any text as one. The findings are within it, cover whole characters and have
// each code once. The suggested name is conventional and stays the same when checked.

#include "../tests/support/decode_utf8.hpp"
#include "input.hpp"

#include <assay/analysis/naming.hpp>
#include <assay/analysis/past_tense.hpp>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace analysis = assay::analysis;
using analysis::naming_code;
using assay_fuzz::must;

namespace {

/// Returns whether a character of the UTF-8 text begins or ends there.
bool is_boundary(std::string_view text, std::size_t at) {
  return at == text.size() || (static_cast<unsigned char>(text[at]) & 0xC0) != 0x80;
}

bool is_utf8(std::string_view text) {
  while (!text.empty()) {
    const std::size_t size = assay_test::utf8_length(text);
    if (size == 0) return false;
    text.remove_prefix(size);
  }
  return true;
}

/// Checks the form of a conventional name, except for the reserved name of an SDK.
void check_conventional(std::string_view name) {
  if (name == "exception") return;
  must(name.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_.") == name.npos,
       "a conventional name has letters, digits, underscores and dots", name);
  must(name.find('.') != name.npos, "a conventional name has two segments", name);
  const std::string around = "." + std::string(name) + ".";
  for (const std::string_view wrong : {"..", "__", "._", "_."})
    must(around.find(wrong) == around.npos, "a conventional name has words between its separators",
         name);
}

char upper(char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; }

void check_name(std::string_view name) {
  const std::vector<analysis::naming_finding> found = analysis::check_name(name);
  must(found.empty() == analysis::is_conventional_name(name),
       "the verdict on a name matches its findings", name);
  must(analysis::check_name(name) == found, "a name gets the same findings each time", name);
  if (found.empty()) check_conventional(name);
  for (std::size_t i = 0; i < found.size(); ++i) {
    const analysis::naming_finding& f = found[i];
    must(f.offset <= name.size() && f.size <= name.size() - f.offset,
         "a finding is within the name", name);
    if (is_utf8(name))
      must(is_boundary(name, f.offset) && is_boundary(name, f.offset + f.size),
           "a finding covers whole characters", name);
    const auto dots = std::count(name.begin(), name.begin() + static_cast<long>(f.offset), '.');
    must(f.segment == static_cast<std::size_t>(dots),
         "a finding's segment is the number of dots before it", name);
    must(i == 0 || found[i - 1].code < f.code, "findings are in the order of the codes", name);
    must(f.suggestion != name, "a suggestion differs from the name", name);
    must(f.suggestion == found[0].suggestion, "all findings suggest the same name", name);
    must(to_string(f).find(f.suggestion) != std::string::npos,
         "the text of a finding contains the suggestion", name);
  }
  if (found.empty()) return;
  const std::string& suggested = found[0].suggestion;
  must(analysis::is_conventional_name(suggested) && analysis::check_name(suggested).empty(),
       "a suggested name is conventional", name);
  check_conventional(suggested);
  // A name in capitals is not conventional, and its suggestion is.
  std::string capitals;
  for (const char c : suggested) capitals += upper(c);
  const auto of_capitals = analysis::check_name(capitals);
  must(!of_capitals.empty() && (of_capitals[0].code == naming_code::upper_case ||
                                of_capitals[0].code == naming_code::camel_case),
       "capitals are found", capitals);
  must(analysis::is_conventional_name(of_capitals[0].suggestion),
       "the suggestion for capitals is conventional", capitals);
}

void check_word(std::string_view word) {
  std::string capitals;
  for (const char c : word) capitals += upper(c);
  must(analysis::is_past_tense(word) == analysis::is_past_tense(capitals),
       "a past tense is found in either case", word);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const assay_fuzz::input in(data, size);
  const std::string_view text = in.text().substr(0, 120);
  check_name(text);
  check_name(text.substr(0, text.find('\n')));
  // Use words of the text as words of a name, so that more than its form is checked.
  std::string words;
  for (const char c : text.substr(0, 40))
    words += c >= 'a' && c <= 'z' ? c : c % 5 == 0 ? '.' : '_';
  check_name(words);
  for (const std::string_view last : {"a.", "a.is_", "a.b_"}) check_name(std::string(last) + words);
  check_word(text.substr(0, text.find_first_of("._\n ")));
  return 0;
}
