// SPDX-License-Identifier: BSL-1.0

// Hostile inputs: measures how each public operation that takes input scales when the input
// doubles, and changes every single byte in events of every system.

#include "measure.hpp"
#include "mutations.hpp"
#include "subjects.hpp"

#include <assay/json/json_output.hpp>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace hostile {
namespace {

constexpr const char* usage =
    R"(usage: assay_hostile [--quick] [--all] [--list] [--big] [--json FILE] [--only TEXT]... [growth] [mutations]

growth      runs every public operation that takes input on every hostile shape of it, at sizes that
            double, and reports how time, memory and stack scale: worse than n log n is a finding
mutations   cuts events of every system off at every byte, and replaces every byte by every other:
            check, read, lines, levels, the writer and Boost.JSON must agree; includes recorded
            events if there is a corpus ($ASSAY_CORPUS, else ../shared/corpus)

The default is both. Exits with 1 if there are findings, with 3 if a stack overflows.

--quick      a small part of both, in seconds: for the tests
--all        growth: prints a line for each operation and shape, not only for each operation
--list       growth: lists the operations and shapes; measures nothing
--big        growth: uses very large shapes instead, texts of up to 1 GB, 10^7 members, 10^7
             containers; mutations: uses more recorded events
--json FILE  growth: writes all measurements
--only TEXT  growth: only operations and shapes whose names contain the text; can be repeated
)";

struct arguments {
  bool quick = false, all = false, list = false, big = false;
  bool growth = false, mutations = false;
  std::string json;
  std::vector<std::string> only;
};

struct result {
  subject what;
  growth grown;
};

/// One operation, and its worst results.
struct summary {
  std::string operation;
  std::size_t shapes = 0;
  const result *slowest = nullptr, *greediest = nullptr, *hungriest = nullptr, *deepest = nullptr;
  std::size_t findings = 0;
};

double nanoseconds_a_byte(const growth& g) {
  return g.largest().seconds * 1e9 /
         static_cast<double>(std::max<std::size_t>(g.largest().bytes, 1));
}
double peak_a_byte(const growth& g) {
  return static_cast<double>(g.largest().peak) /
         static_cast<double>(std::max<std::size_t>(g.largest().bytes, 1));
}

std::vector<summary> summaries_of(const std::vector<result>& results) {
  std::vector<summary> out;
  for (const result& r : results) {
    if (out.empty() || out.back().operation != r.what.operation)
      out.push_back({.operation = r.what.operation});
    summary& s = out.back();
    ++s.shapes;
    s.findings += r.grown.findings.size();
    const auto take = [&](const result*& worst, auto value) {
      if (worst == nullptr || value(r.grown) > value(worst->grown)) worst = &r;
    };
    take(s.slowest, nanoseconds_a_byte);
    take(s.greediest, [](const growth& g) { return g.time; });
    take(s.hungriest, peak_a_byte);
    take(s.deepest, [](const growth& g) { return g.stack; });
  }
  return out;
}

void print(const std::vector<summary>& all) {
  std::printf("%-58s %6s  %-5s %-38s %8s %8s %8s\n", "operation", "shapes", "n^", "for the shape",
              "ns/byte", "memory", "stack");
  std::printf("%-58s %6s  %-5s %-38s %8s %8s %8s\n", "", "", "", "that scales worst", "at most",
              "/byte", "KB");
  for (const summary& s : all)
    std::printf("%-58.58s %6zu  %-5.2f %-38.38s %8.2f %8.1f %8zu%s\n", s.operation.c_str(),
                s.shapes, s.greediest->grown.time, s.greediest->what.shape.c_str(),
                nanoseconds_a_byte(s.slowest->grown), peak_a_byte(s.hungriest->grown),
                s.deepest->grown.stack >> 10, s.findings != 0 ? "  FINDING" : "");
}

void print(const std::vector<result>& all) {
  std::printf("%-58s %-44s %6s %6s %9s %8s %8s\n", "operation", "shape", "time", "memory",
              "ns/byte", "memory", "stack");
  std::printf("%-58s %-44s %6s %6s %9s %8s %8s\n", "", "", "n^", "n^", "", "/byte", "KB");
  for (const result& r : all)
    std::printf("%-58.58s %-44.44s %6.2f %6.2f %9.2f %8.1f %8zu%s\n", r.what.operation.c_str(),
                r.what.shape.c_str(), r.grown.time, r.grown.memory, nanoseconds_a_byte(r.grown),
                peak_a_byte(r.grown), r.grown.stack >> 10,
                r.grown.findings.empty() ? "" : "  FINDING");
}

std::string json_of(const std::vector<result>& all) {
  assay::text_buffer text;
  assay::json_output out(text);
  const auto real = [&](double value) {
    char room[40];
    std::snprintf(room, sizeof room, "%.9g", value);
    out.raw(room);
  };
  const auto name = [&](const char* n) { out.raw(n); };
  out.put('[');
  for (const result& r : all) {
    name(&r == all.data() ? "\n{\"operation\":" : ",\n{\"operation\":");
    out.string(r.what.operation);
    name(",\"shape\":");
    out.string(r.what.shape);
    name(",\"exponents\":{\"time\":");
    real(r.grown.time);
    name(",\"last_step\":");
    real(r.grown.last_time);
    name(",\"memory\":");
    real(r.grown.memory);
    name(",\"allocated\":");
    real(r.grown.allocated);
    name("},\"points\":[");
    for (const point& p : r.grown.points) {
      name(&p == r.grown.points.data() ? "{\"bytes\":" : ",{\"bytes\":");
      out.integer(p.bytes);
      name(",\"seconds\":");
      real(p.seconds);
      name(",\"peak\":");
      out.integer(p.peak);
      name(",\"allocated\":");
      out.integer(p.allocated);
      name(",\"stack\":");
      out.integer(p.stack);
      out.put('}');
    }
    name("],\"findings\":[");
    for (const std::string& f : r.grown.findings) {
      if (&f != r.grown.findings.data()) out.put(',');
      out.string(f);
    }
    name("]}");
  }
  name("\n]\n");
  return std::string(text.view());
}

arguments parse(int count, char** values) {
  arguments out;
  for (int i = 1; i < count; ++i) {
    const std::string_view a = values[i];
    const auto next = [&] {
      if (i + 1 < count) return std::string(values[++i]);
      std::fputs(usage, stderr);
      std::exit(2);
    };
    if (a == "--quick") out.quick = true;
    else if (a == "--all") out.all = true;
    else if (a == "--list") out.list = true;
    else if (a == "--big") out.big = true;
    else if (a == "--json") out.json = next();
    else if (a == "--only") out.only.push_back(next());
    else if (a == "growth") out.growth = true;
    else if (a == "mutations") out.mutations = true;
    else if (a == "--help" || a == "-h") std::fputs(usage, stdout), std::exit(0);
    else std::fputs(usage, stderr), std::exit(2);
  }
  if (!out.growth && !out.mutations) out.growth = out.mutations = true;
  return out;
}

plan plan_of(const arguments& a) {
  plan p;
  if (a.quick) {
    // An unoptimized build among other tests: few and small inputs, and repetitions only if a
    // result looks wrong.
    p.sizes = {8 << 10, 32 << 10};
    p.least_seconds = 0;
    p.rounds = 2;
    p.retries = 20;
    p.exponent = p.last_exponent = 1.5;
    p.memory_exponent = 1.6;
  } else {
    p.sizes = {15 << 10, 30 << 10, 60 << 10, 120 << 10};
  }
  return p;
}

/// Returns the number of findings.
std::size_t measure_growth(const arguments& a) {
  std::vector<subject> subjects;
  if (a.big) {
    add_big(subjects);
  } else {
    add_json(subjects);
    add_texts(subjects);
    add_promptetheus(subjects);
    add_systems(subjects);
    add_batches(subjects);
    add_timelines(subjects);
  }
  std::erase_if(subjects, [&](const subject& s) {
    const std::string name = s.operation + ": " + s.shape;
    return !std::all_of(a.only.begin(), a.only.end(),
                        [&](const std::string& text) { return name.find(text) != name.npos; });
  });
  if (a.list) {
    std::map<std::string, std::string> shapes;
    for (const subject& s : subjects) {
      std::string& list = shapes[s.operation];
      list += (list.empty() ? "" : "; ") + s.shape;
    }
    for (const auto& [operation, list] : shapes)
      std::printf("%s\n    %s\n", operation.c_str(), list.c_str());
    return 0;
  }
  const plan p = a.big ? big_plan() : plan_of(a);
  std::vector<result> results;
  for (subject& s : subjects) {
    growth g = measure(s, p);
    if (a.big) {
      std::printf("%-50s %-40s\n", s.operation.c_str(), s.shape.c_str());
      for (const point& x : g.points)
        std::printf("    %12zu bytes %9.3f s %12zu bytes in use at once, %4zu KB of stack\n",
                    x.bytes, x.seconds, x.peak, x.stack >> 10);
      std::fflush(stdout);
    }
    results.push_back({std::move(s), std::move(g)});
  }
  if (a.all) print(results);
  else if (!a.quick && !a.big) print(summaries_of(results));
  if (!a.json.empty()) std::ofstream(a.json) << json_of(results);
  std::size_t findings = 0;
  for (const result& r : results)
    for (const std::string& f : r.grown.findings) {
      if (findings++ == 0) std::printf("\nFindings:\n");
      std::printf("  %s: %s: %s\n", r.what.operation.c_str(), r.what.shape.c_str(), f.c_str());
    }
  std::printf("growth: %zu operations on shapes, %zu findings\n", results.size(), findings);
  return findings;
}

/// Returns the number of findings.
std::size_t mutate(const arguments& a) {
  mutation_plan p;
  p.recorded = a.big ? 40 : 4;
  // A sample covers all bytes and places, because its step shares no factor with 256.
  if (a.quick) p.every_cut = 3, p.every_byte = 13, p.recorded = 2;
  const mutation_counts c = mutate_all(p);
  constexpr std::size_t most_shown = 20;
  for (std::size_t i = 0; i < std::min(most_shown, c.findings.size()); ++i)
    std::printf("%s  %s\n", i == 0 ? "\nFindings:\n" : "", c.findings[i].c_str());
  std::printf(
      "mutations: %zu texts of %zu events (%zu recorded), %zu accepted and %zu rejected by a "
      "level, %zu findings\n",
      c.texts, c.fixtures, c.recorded, c.accepted, c.rejected, c.findings.size());
  if (c.recorded == 0 && p.recorded != 0)
    std::printf(
        "SKIPPED: recorded events: there is no corpus (set ASSAY_CORPUS to its directory)\n");
  return c.findings.size();
}

} // namespace
} // namespace hostile

int main(int count, char** values) {
  const hostile::arguments a = hostile::parse(count, values);
  std::size_t findings = 0;
  if (a.mutations && !a.list) findings += hostile::mutate(a);
  if (a.growth) findings += hostile::measure_growth(a);
  return findings == 0 ? 0 : 1;
}
