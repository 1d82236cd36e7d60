// SPDX-License-Identifier: BSL-1.0

// Compares assay's verdicts at the level `reference` with those of the reference implementation.
// The corpus files record the latter, in lines of {"event": ..., "accept": bool, ...} or
// {"raw_b64": ..., "accept": bool, ...}.
//
//   agreement [FILE...]
//
// Without files it reads the corpus directory: $ASSAY_CORPUS, else ../shared/corpus next to the
// project. Prints the agreement of each file, and every disagreement with the code of the deviation
// that explains it. Exits with 0 if every disagreement is explained, with 1 if one is not, with 2
// if a file cannot be read, with 77 if there is no corpus.

#include "assay/promptetheus.hpp"

#include <boost/archive/iterators/binary_from_base64.hpp>
#include <boost/archive/iterators/transform_width.hpp>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace agreement {

/// A line of a corpus file.
struct recorded {
  std::optional<assay::raw_json> event{};
  std::optional<std::string> raw_b64{};
  bool accept{};
  assay::additional_members additional{};
};
BOOST_DESCRIBE_STRUCT(recorded, (), (event, raw_b64, accept, additional))

/// The deviations that docs/guide/levels.md lists: events that assay rejects at every level
/// although the reference implementation accepts them.
constexpr assay::code deviations[] = {
    assay::code::nonfinite_number, assay::code::unsupported_encoding, assay::code::invalid_utf8,
    assay::code::lone_surrogate,   assay::code::duplicate_member,     assay::code::integer_overflow,
    assay::code::depth_exceeded,   assay::code::document_too_large,   assay::code::string_too_long,
    assay::code::too_many_members,
};

bool is_deviation(assay::code c) {
  return std::find(std::begin(deviations), std::end(deviations), c) != std::end(deviations);
}

std::string decode_base64(std::string text) {
  using namespace boost::archive::iterators;
  using decoder = transform_width<binary_from_base64<std::string::const_iterator>, 8, 6>;
  const std::size_t padding = text.size() - std::min(text.find('='), text.size());
  std::replace(text.begin(), text.end(), '=', 'A');
  std::string out(decoder(text.cbegin()), decoder(text.cend()));
  out.resize(out.size() - padding);
  return out;
}

/// Returns the event's exact text.
std::string event_of(const assay::line_reader<recorded>& lines) {
  const std::string_view base64 = lines.text_of<&recorded::raw_b64>();
  if (base64.empty()) return std::string(lines.text_of<&recorded::event>());
  return decode_base64(assay::json_text(base64).to_string());
}

struct tally {
  std::size_t lines = 0;
  std::size_t agreed = 0;
  std::size_t unexplained = 0;
};

tally compare(const std::string& text) {
  assay::options reference;
  reference.level = assay::level::reference;
  assay::validator<assay::promptetheus::event> validator(reference);

  assay::options as_recorded; // recorded events may contain what assay rejects; only their extent
                              // is needed here
  as_recorded.level = assay::level::reference;
  as_recorded.lone_surrogates = assay::surrogate_policy::replace;
  assay::line_reader<recorded> lines(text, as_recorded);

  tally t;
  while (lines.next()) {
    ++t.lines;
    const std::string_view accept = lines.text_of<&recorded::accept>();
    if (accept.empty()) {
      ++t.unexplained;
      std::printf("  line %zu: cannot be read as a recorded verdict\n", lines.line());
      continue;
    }
    const bool accepted_there = accept == "true";
    const std::string event = event_of(lines);
    if (validator.check(event) == accepted_there) {
      ++t.agreed;
      continue;
    }
    if (!accepted_there) {
      ++t.unexplained;
      std::printf("  line %zu: the reference rejects, assay accepts: UNEXPLAINED\n", lines.line());
      continue;
    }
    for (const assay::violation& v : validator.report().violations()) {
      if (v.severity != assay::severity::error) continue;
      const bool explained = is_deviation(v.code);
      t.unexplained += !explained;
      std::printf("  line %zu: the reference accepts, assay rejects: %s%s\n", lines.line(),
                  to_string(v).c_str(), explained ? "" : ": UNEXPLAINED");
    }
  }
  return t;
}

} // namespace agreement

int main(int argc, char** argv) {
  std::vector<std::string> files(argv + 1, argv + argc);
  if (files.empty()) {
    const char* const named = std::getenv("ASSAY_CORPUS");
    const std::filesystem::path corpus =
        named != nullptr ? named : ASSAY_SOURCE_DIR "/../shared/corpus";
    if (!std::filesystem::is_directory(corpus / "promptetheus")) {
      std::printf(
          "SKIPPED: there is no corpus of recorded verdicts (set ASSAY_CORPUS to its directory)\n");
      return 77;
    }
    for (const char* name : {"mutants.ndjson", "mined_tests.ndjson", "raw_oddities.ndjson"})
      files.push_back((corpus / "promptetheus" / name).string());
  }
  std::size_t unexplained = 0;
  for (const std::string& file : files) {
    std::ifstream in(file, std::ios::binary);
    const std::string text((std::istreambuf_iterator<char>(in)), {});
    if (!in.is_open() || in.bad()) {
      std::fprintf(stderr, "agreement: %s: cannot be read\n", file.c_str());
      return 2;
    }
    std::printf("%s\n", file.c_str());
    const agreement::tally t = agreement::compare(text);
    std::printf("  %zu of %zu verdicts agree, %zu disagreements, %zu unexplained\n", t.agreed,
                t.lines, t.lines - t.agreed, t.unexplained);
    unexplained += t.unexplained;
  }
  return unexplained == 0 ? 0 : 1;
}
