// SPDX-License-Identifier: BSL-1.0

// Writes input for tools of other languages: the exported schemas for each level and object, and
// texts with assay's verdict on each.
//
//   assay_samples DIRECTORY [EVENTS [FIRST_SEED]]
//
// EVENTS is the number of generated texts, by default 20,000. Up to the same number of texts is
// added from the corpus of recorded events ($ASSAY_CORPUS, by default ../shared/corpus beside the
// project). DIRECTORY/LEVEL/OBJECT/ gets the schemas and `samples.ndjson`, with lines of the form
//
//   {"text","accepted","errors":[{"code","path","stated"}],"big"}
//
// `stated` is the assay keyword in `schema.json` that is the only one to state the error; it is
// missing if other keywords state it. `big` is present if the text has integers that JavaScript
// numbers cannot hold exactly. Exits with 0, with 1 if a file cannot be written, and with 2 if an
// argument is invalid.

#include "../../laws/laws.hpp"
#include "corpus.hpp"
#include "normal_json.hpp"
#include "schema_files.hpp"
#include "stated_errors.hpp"

#include <assay/json/json_output.hpp>
#include <assay/json/text_buffer.hpp>

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

namespace assay_samples {

using assay::level;
using assay_laws::subject;

constexpr level levels[] = {level::reference, level::published, level::strict};

/// What happened to the texts.
struct tally {
  std::size_t made = 0, accepted = 0, rejected = 0, big = 0;
  std::size_t not_read = 0, too_long = 0, repeated = 0; ///< left out
};

/// Appends a line for each text of one object at one level.
class sample_writer {
 public:
  sample_writer(const subject& of, level at, const stated_errors& stated, tally& to)
      : of_(of), at_(at), stated_(stated), tally_(to) {}

  void add(std::string_view text) {
    constexpr std::size_t longest = 20'000;
    ++tally_.made;
    const std::optional<normal_json> normal = normal_json_of(text);
    if (!normal) return void(++tally_.not_read);
    if (normal->text.size() > longest) return void(++tally_.too_long);
    if (!seen_.insert(normal->text).second) return void(++tally_.repeated);
    append(*normal, of_.errors(normal->text, at_));
  }

  std::string_view lines() const noexcept { return lines_.view(); }

 private:
  void append(const normal_json& sample, const std::vector<assay::violation>& errors) {
    assay::json_output out(lines_);
    out.raw(R"({"text":)");
    out.string(sample.text);
    out.raw(R"(,"accepted":)");
    out.boolean(errors.empty());
    out.raw(R"(,"errors":[)");
    for (const assay::violation& v : errors) {
      out.raw(&v == errors.data() ? R"({"code":)" : R"(,{"code":)");
      out.string(name_of(v.code));
      out.raw(R"(,"path":)");
      out.string(v.path);
      if (const auto keyword = stated_.keyword_for(v, sample.text); !keyword.empty()) {
        out.raw(R"(,"stated":)");
        out.string(keyword);
      }
      out.put('}');
    }
    out.raw(sample.is_big ? R"(],"big":true})" : "]}");
    out.put('\n');
    ++(errors.empty() ? tally_.accepted : tally_.rejected);
    tally_.big += sample.is_big;
  }

  const subject& of_;
  level at_;
  const stated_errors& stated_;
  tally& tally_;
  std::unordered_set<std::string> seen_;
  assay::text_buffer lines_;
};

bool write_file(const std::filesystem::path& file, std::string_view text) {
  std::ofstream out(file, std::ios::binary);
  out.write(text.data(), static_cast<std::streamsize>(text.size()));
  out.close();
  if (!out) std::fprintf(stderr, "assay_samples: %s: cannot be written\n", file.c_str());
  return !out.fail();
}

/// Returns "honeyhive.event.v0" for "honeyhive.event v0".
std::string directory_of(std::string name) {
  std::replace(name.begin(), name.end(), ' ', '.');
  return name;
}

bool write(const std::filesystem::path& directory, std::uint64_t events, std::uint64_t first_seed) {
  const std::vector<subject> subjects = assay_laws::all_subjects();
  constexpr std::uint64_t events_a_seed = 4;
  const std::uint64_t places = std::size(levels) * subjects.size();
  const std::uint64_t seeds = std::max<std::uint64_t>(1, events / (events_a_seed * places));
  const corpus recorded;
  tally made, taken;
  for (const subject& s : subjects) {
    const std::vector<std::string> texts = recorded.texts_for(s, events / places);
    for (const level at : levels) {
      const auto here = directory / name_of(at) / directory_of(s.name);
      std::error_code ignored; // if this fails, writing fails as well
      std::filesystem::create_directories(here, ignored);
      const stated_errors stated(assay::to_json_schema(assay::schema_at(*s.type, at)));
      sample_writer generated(s, at, stated, made), found(s, at, stated, taken);
      for (std::uint64_t i = 0; i < seeds; ++i)
        for (const std::string& text : s.texts(at, first_seed + i)) generated.add(text);
      for (const std::string& text : texts) found.add(text);
      std::string lines(generated.lines());
      lines += found.lines();
      if (!write_file(here / "samples.ndjson", lines)) return false;
      for (const schema_file& f : schema_files(*s.type, at, directory_of(s.name)))
        if (!write_file(here / f.name, f.text)) return false;
    }
  }
  for (const auto& [name, t] : {std::pair("generated", &made), std::pair("recorded", &taken)})
    std::printf("%zu %s texts: %zu accepted, %zu rejected, of these %zu with integers beyond "
                "2^53; left out: %zu that other readers do not read, or not as deep, %zu that are "
                "long, %zu repeated\n",
                t->made, name, t->accepted, t->rejected, t->big, t->not_read, t->too_long,
                t->repeated);
  if (recorded.empty())
    std::printf("SKIPPED: there is no corpus of recorded events (set ASSAY_CORPUS to its "
                "directory)\n");
  return true;
}

bool read_number(std::string_view text, std::uint64_t& to) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), to);
  return error == std::errc() && end == text.data() + text.size() && !text.empty();
}

} // namespace assay_samples

int main(int argc, char** argv) {
  std::uint64_t events = 20'000, first_seed = 0;
  if (argc < 2 || argc > 4 || (argc > 2 && !assay_samples::read_number(argv[2], events)) ||
      (argc > 3 && !assay_samples::read_number(argv[3], first_seed))) {
    std::fputs("usage: assay_samples DIRECTORY [EVENTS [FIRST_SEED]]\n", stderr);
    return 2;
  }
  return assay_samples::write(argv[1], events, first_seed) ? 0 : 1;
}
