// SPDX-License-Identifier: BSL-1.0

// Makes seeds and dictionaries from the library's tables, and measures a corpus:
//
//   corpus_tool write DIRECTORY           writes NAME.dict and NAME/ for each object
//   corpus_tool check DIRECTORY           checks that they match the tables
//   corpus_tool measure NAME DIRECTORY... prints the share of accepted texts, and how much of the
//                                         schema they contain
//
// A file is a text and a last byte, which fuzz targets read as options (input.hpp).

#include "../tests/schema/zoo.hpp"

#include <assay/analysis/schema_coverage.hpp>
#include <assay/honeyhive.hpp>
#include <assay/noveum.hpp>
#include <assay/producttelemetry.hpp>
#include <assay/promptetheus.hpp>
#include <assay/testing/dictionary.hpp>
#include <assay/testing/mutate.hpp>
#include <assay/testing/valid.hpp>
#include <assay/trajectory.hpp>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace {

namespace fs = std::filesystem;
using assay::level;

/// The parts of a schema that accepted texts contain. A corpus without some of them does not test
/// the code that reads them.
class corpus_coverage {
 public:
  virtual ~corpus_coverage() = default;
  /// Returns whether the text is accepted; if so, counts it.
  virtual bool add(std::string_view text, level) = 0;
  virtual assay::coverage_summary summary() const = 0;

  /// Returns how many members and alternatives were seen.
  std::size_t seen() const {
    const assay::coverage_summary s = summary();
    return share_of_members(s).seen + share_of_alternatives(s).seen;
  }
  /// Returns the members and alternatives that were not seen.
  std::vector<std::string> missing() const {
    std::vector<std::string> out;
    for (const assay::unseen& u : never_seen(summary()))
      if (u.what != assay::unseen::part::choice) out.push_back(u.name);
    return out;
  }
};

template <class T>
class coverage_of final : public corpus_coverage {
 public:
  bool add(std::string_view text, level at) override {
    assay::options o;
    o.level = at;
    assay::validator<T> validator(o);
    if (!validator.check(text)) return false;
    coverage_.add(validator.report(), text);
    return true;
  }
  assay::coverage_summary summary() const override { return coverage_.summary(); }

 private:
  assay::schema_coverage<T> coverage_;
};

/// An object with its type erased.
struct object {
  std::string_view name;
  const assay::type_schema* type;
  std::string (*valid)(assay::testing::source&, level);
  std::string (*mutated)(std::string_view, assay::testing::source&, level, std::size_t max_size);
  std::unique_ptr<corpus_coverage> (*make_coverage)();
};

template <class T>
object of(std::string_view name) {
  return {name, &assay::schema_of_type<T>(), &assay::testing::valid<T>, &assay::testing::mutated<T>,
          []() -> std::unique_ptr<corpus_coverage> { return std::make_unique<coverage_of<T>>(); }};
}

const std::vector<object>& objects() {
  namespace honeyhive = assay::honeyhive;
  static const std::vector<object> all{
      of<assay::promptetheus::event>("promptetheus"),
      of<honeyhive::event_batch<honeyhive::dialect::v1>>("honeyhive"),
      of<assay::noveum::export_request>("noveum"),
      of<assay::trajectory::telemetry_event>("trajectory"),
      of<assay::producttelemetry::ingest_request>("producttelemetry"),
      of<assay_zoo::event>("own_objects"),
  };
  return all;
}

std::string contents(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}
void write_file(const fs::path& file, std::string_view text) {
  std::ofstream(file, std::ios::binary) << text;
}

std::vector<std::string> texts_in(const fs::path& directory) {
  std::vector<std::string> out;
  if (!fs::exists(directory)) return out;
  std::vector<fs::path> files;
  for (const auto& entry : fs::recursive_directory_iterator(directory))
    if (entry.is_regular_file()) files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  for (const fs::path& file : files) {
    out.push_back(contents(file));
    if (!out.back().empty()) out.back().pop_back();
  }
  return out;
}

std::string dictionary_of(const object& o) {
  return assay::testing::dictionary(*o.type) + assay::testing::json_dictionary();
}

/// Returns a few events that together have every member and every alternative. Makes many, from
/// scratch or from one another, keeps those that add something, and removes those that the others
/// make superfluous.
std::vector<std::string> seeds_of(const object& o) {
  constexpr std::size_t tries = 4000, most = 4000; // fuzzers are slow with long texts
  std::vector<std::string> chosen;
  const auto coverage = o.make_coverage();
  // Returns whether the text has a part that no earlier one had.
  const auto adds = [](corpus_coverage& to, const std::string& text) {
    const std::size_t before = to.seen();
    return to.add(text, level::published) && to.seen() != before;
  };
  for (std::size_t i = 0; i < tries; ++i) {
    assay::testing::source from(i);
    const level at = i % 2 == 0 ? level::published : level::strict;
    const std::string text = chosen.empty() || from.one_in(2)
                                 ? o.valid(from, at)
                                 : o.mutated(from.pick(chosen), from, at, most);
    if (text.size() <= most && adds(*coverage, text)) chosen.push_back(text);
  }
  std::vector<std::string> needed;
  const auto again = o.make_coverage();
  for (auto text = chosen.rbegin(); text != chosen.rend(); ++text)
    if (adds(*again, *text)) needed.push_back(*text);
  return needed;
}

int write(const fs::path& to) {
  for (const object& o : objects()) {
    const fs::path directory = to / o.name;
    fs::remove_all(directory);
    fs::create_directories(directory);
    write_file(to / (std::string(o.name) + ".dict"), dictionary_of(o));
    int number = 0;
    for (const std::string& text : seeds_of(o)) {
      char name[24]; // for any int
      std::snprintf(name, sizeof name, "%03d.json", number++);
      write_file(directory / name, text + '\n');
    }
    std::printf("%.*s: %d seeds\n", static_cast<int>(o.name.size()), o.name.data(), number);
  }
  write_file(to / "json.dict", assay::testing::json_dictionary());
  return 0;
}

bool complain(bool holds, std::string_view name, std::string_view what) {
  if (!holds)
    std::printf("%.*s: %.*s; bash fuzz/generate.sh updates it\n", static_cast<int>(name.size()),
                name.data(), static_cast<int>(what.size()), what.data());
  return holds;
}

int check(const fs::path& in) {
  bool good = complain(contents(in / "json.dict") == assay::testing::json_dictionary(), "json",
                       "the dictionary does not match the library");
  for (const object& o : objects()) {
    good &= complain(contents(in / (std::string(o.name) + ".dict")) == dictionary_of(o), o.name,
                     "the dictionary does not match the tables");
    const auto coverage = o.make_coverage();
    for (const std::string& text : texts_in(in / o.name))
      good &= complain(coverage->add(text, level::published), o.name, "a seed is not accepted");
    for (const std::string& what : coverage->missing())
      good &= complain(false, o.name, "no seed has " + what);
  }
  return good ? 0 : 1;
}

int measure(std::string_view name, std::span<char*> directories) {
  for (const object& o : objects()) {
    if (o.name != name) continue;
    const auto coverage = o.make_coverage();
    std::size_t count = 0;
    for (const char* directory : directories)
      for (const std::string& text : texts_in(directory)) {
        ++count;
        coverage->add(text, level::published);
      }
    const assay::coverage_summary s = coverage->summary();
    const auto accepted = static_cast<std::size_t>(s.accepted);
    const auto alternatives = share_of_alternatives(s), members = share_of_members(s);
    std::printf("%zu inputs, %zu accepted (%zu %%), %zu of %zu alternatives, %zu of %zu members\n",
                count, accepted, count == 0 ? 0 : accepted * 100 / count, alternatives.seen,
                alternatives.all, members.seen, members.all);
    for (const std::string& what : coverage->missing()) std::fprintf(stderr, "%s\n", what.c_str());
    return 0;
  }
  return 1;
}

} // namespace

int main(int argc, char** argv) {
  const std::string_view command = argc > 2 ? argv[1] : "";
  if (command == "write") return write(argv[2]);
  if (command == "check") return check(argv[2]);
  if (command == "measure" && argc > 3)
    return measure(argv[2], std::span(argv, static_cast<std::size_t>(argc)).subspan(3));
  std::fprintf(stderr, "corpus_tool write|check DIRECTORY, or measure OBJECT DIRECTORY...\n");
  return 2;
}
