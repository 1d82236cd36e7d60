// SPDX-License-Identifier: BSL-1.0

// Runs every contender on every stream, round by round.
#include "faults.hpp"
#include "harness.hpp"
#include "measure.hpp"
#include "processor.hpp"

#include <assay/promptetheus.hpp>

#include <cstdlib>
#include <map>
#include <string>

namespace bench {
namespace {

constexpr std::array<std::string_view, 5> task_titles{
    "Is it JSON?", "Is it an event? Nothing is kept", "Typed: every member in a struct",
    "Writing, by output", "What the machine allows"};

/// Ends the whole run if a contender gives a wrong result.
[[noreturn]] void fail(const contender& c, std::string_view where, const tally& wanted,
                       const tally& found) {
  std::fprintf(stderr,
               "%s, %.*s: expected %zu accepted and %zu rejected, found %zu and %zu; sums of seq "
               "%llu and %llu\n",
               c.name.c_str(), static_cast<int>(where.size()), where.data(), wanted.accepted,
               wanted.rejected, found.accepted, found.rejected,
               static_cast<unsigned long long>(wanted.seq_sum),
               static_cast<unsigned long long>(found.seq_sum));
  std::exit(1);
}

/// Returns what a text of events contains, as the strictest level sees it.
tally tally_of(std::string_view text) {
  assay::options o;
  o.level = assay::level::strict;
  tally out;
  for (assay::line_reader<assay::promptetheus::event> lines(text, o); lines.next();) {
    const auto header = header_of(lines);
    if (lines.accepted())
      out.accept(*type_index(header.type.between_quotes()), *header.seq.to_uint64());
    else out.reject();
  }
  return out;
}

void verify(const contender& c, const stream& s, const outcome& o, std::string_view where) {
  const tally found = c.task == task::write ? tally_of(o.written) : o.tally;
  if (found != s.truth || o.bytes == 0) fail(c, where, s.truth, found);
}

/// Returns a stream in which every eighth line has a fault of the class, and every such fault
/// occurs.
stream spoilt_stream(fault_class what) {
  std::vector<const fault*> kinds;
  for (const fault& f : faults)
    if (f.what == what) kinds.push_back(&f);
  std::string text;
  tally truth;
  std::size_t i = 0;
  for (const std::string& line : spoilable_lines(1 << 20)) {
    const bool spoil = i % 8 == 3;
    if (spoil) {
      text += kinds[i / 8 % kinds.size()]->spoil(line);
      truth.reject();
    } else {
      text += line;
      const tally one = tally_of(line);
      truth.seq_sum += one.seq_sum;
      truth.accepted += one.accepted;
      for (std::size_t t = 0; t < one.by_type.size(); ++t) truth.by_type[t] += one.by_type[t];
    }
    text += '\n';
    ++i;
  }
  return stream::of(std::move(text), truth);
}

/// Checks that every contender rejects the faults that it claims to find, and accepts the lines
/// around them.
void verify_rejection() {
  const auto run = [](fault_class what, std::string_view name, bool finds::*claim) {
    const stream s = spoilt_stream(what);
    for (const contender& c : contenders()) {
      const bool from_text = c.task == task::parse || c.task == task::check || c.task == task::type;
      // A contender that also loses the neighbors of a malformed line is not tested with lines that
      // are not UTF-8.
      if (!from_text || !(c.finds.*claim) || (what == fault_class::utf8 && !c.finds.malformed))
        continue;
      verify(c, s, c.prepare(s)(), name);
    }
  };
  run(fault_class::malformed, "malformed lines", &finds::malformed);
  run(fault_class::utf8, "lines that are not UTF-8", &finds::utf8);
  run(fault_class::schema, "lines that are not events", &finds::schema);
  run(fault_class::duplicate, "lines with a duplicate member", &finds::duplicates);
}

struct measurement {
  series ratio, rate, events; ///< rate in bytes per second, events per second
};
using measurements = std::map<std::string, measurement>; ///< by the contender's name

measurements measure(const stream& s, std::string_view name, int rounds) {
  struct runner {
    const contender* c;
    std::function<outcome()> run;
  };
  // Writers need a DOM of the events that they write; part of the stream is enough for them.
  const stream part = [&] {
    constexpr std::size_t enough = std::size_t{8} << 20;
    const std::size_t size = std::min(s.size(), enough);
    std::string text(s.text().substr(0, s.text().rfind('\n', size - 1) + 1));
    const tally truth = tally_of(text);
    return stream::of(std::move(text), truth);
  }();
  const auto input_of = [&](const contender& c) -> const stream& {
    return c.task == task::write ? part : s;
  };

  std::vector<runner> runners;
  const contender* base = nullptr;
  for (const contender& c : contenders()) {
    if (c.name == yardstick) base = &c;
    runners.push_back({&c, c.prepare(input_of(c))});
  }
  std::stable_sort(runners.begin(), runners.end(),
                   [](const runner& a, const runner& b) { return a.c->task < b.c->task; });
  const auto base_run = base->prepare(s);

  measurements out;
  for (int round = -1; round < rounds; ++round) { // one warm-up round
    const auto base_rate = [&] {
      std::size_t bytes = 0;
      const double time = processor_seconds([&] { bytes = base_run().bytes; });
      return static_cast<double>(bytes) / time;
    };
    // The baseline runs between any two contenders. Each contender is compared with the runs before
    // and after it.
    double before = base_rate();
    for (const runner& r : runners) {
      outcome o;
      const double time = processor_seconds([&] { o = r.run(); });
      const double after = base_rate();
      if (round == -1 || round == rounds - 1 || r.c->task != task::write)
        verify(*r.c, input_of(*r.c), o, name);
      if (round != -1) {
        measurement& m = out[r.c->name];
        const double rate = static_cast<double>(o.bytes) / time;
        m.rate.add(rate);
        m.events.add(static_cast<double>(input_of(*r.c).truth.accepted) / time);
        m.ratio.add(r.c == base ? 1 : 2 * rate / (before + after));
      }
      before = after;
    }
  }
  return out;
}

// --- The chart --------------------------------------------------------------------------------

std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) out += c == '&' ? "&amp;" : c == '<' ? "&lt;" : std::string(1, c);
  return out;
}

/// Draws bars by task: the mixed stream, and below it, lighter, the small events.
std::string chart(const measurements& mixed, const measurements& small) {
  constexpr double left = 400, unit_end = 900, row = 30, bar = 11;
  double longest = 0;
  std::size_t rows = 0;
  std::array<std::vector<const contender*>, 4> groups;
  for (const contender& c : contenders()) {
    if (c.task == task::reference) continue;
    groups[static_cast<std::size_t>(c.task)].push_back(&c);
    longest = std::max({longest, mixed.at(c.name).ratio.median(), small.at(c.name).ratio.median()});
    ++rows;
  }
  const double unit = (unit_end - left) / std::max(1.0, longest);
  const double height = 84 + static_cast<double>(rows) * row + 4 * 44;
  std::string out = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"980\" height=\"" +
                    fixed(height, 0) + "\" viewBox=\"0 0 980 " + fixed(height, 0) +
                    "\" font-family=\"sans-serif\" font-size=\"13\">\n<rect width=\"100%\" "
                    "height=\"100%\" fill=\"#fff\"/>\n";
  const auto text = [&](double x, double y, std::string_view style, std::string_view s) {
    out += "<text x=\"" + fixed(x, 1) + "\" y=\"" + fixed(y, 1) + "\" " + std::string(style) + ">" +
           escaped(s) + "</text>\n";
  };
  const auto rect = [&](double x, double y, double w, double h, std::string_view fill) {
    out += "<rect x=\"" + fixed(x, 1) + "\" y=\"" + fixed(y, 1) + "\" width=\"" + fixed(w, 1) +
           "\" height=\"" + fixed(h, 1) + "\" fill=\"" + std::string(fill) + "\"/>\n";
  };
  text(20, 30, "font-size=\"17\" font-weight=\"bold\" fill=\"#222\"",
       "Throughput in relation to Boost.JSON's DOM parse of the same bytes");
  text(960, 55, "text-anchor=\"end\" fill=\"#444\"", processor_name());
  rect(20, 44, 12, 12, "#1f6f8b");
  text(38, 55, "fill=\"#444\"", "assay, mixed events");
  rect(180, 44, 12, 12, "#9a9a9a");
  text(198, 55, "fill=\"#444\"", "others, mixed events");
  rect(346, 44, 12, 12, "#d2d2d2");
  text(364, 55, "fill=\"#444\"", "lighter: small events");
  // A line at the baseline, under the rest.
  out += "<line x1=\"" + fixed(left + unit, 1) + "\" x2=\"" + fixed(left + unit, 1) +
         "\" y1=\"82\" y2=\"" + fixed(height - 12, 1) +
         "\" stroke=\"#c0392b\" stroke-dasharray=\"3 3\"/>\n";
  double y = 70;
  for (std::size_t t = 0; t < groups.size(); ++t) {
    y += 30;
    text(20, y, "font-weight=\"bold\" fill=\"#222\"", task_titles[t]);
    y += 14;
    auto& group = groups[t];
    std::stable_sort(group.begin(), group.end(), [&](const contender* a, const contender* b) {
      return mixed.at(a->name).ratio.median() > mixed.at(b->name).ratio.median();
    });
    for (const contender* c : group) {
      const bool ours = c->name.starts_with("assay");
      const double m = mixed.at(c->name).ratio.median(), s = small.at(c->name).ratio.median();
      text(left - 8, y + 15,
           ours ? "text-anchor=\"end\" font-weight=\"bold\" fill=\"#222\""
                : "text-anchor=\"end\" fill=\"#444\"",
           c->name);
      rect(left, y, m * unit, bar, ours ? "#1f6f8b" : "#9a9a9a");
      rect(left, y + bar + 1, s * unit, bar - 3, ours ? "#9fc6d3" : "#d2d2d2");
      text(left + std::max(m, s) * unit + 6, y + 14, "font-size=\"12\" fill=\"#444\"",
           fixed(m, 2) + " / " + fixed(s, 2));
      y += row;
    }
  }
  return out + "</svg>\n";
}

std::string with_spread(const series& s) {
  return "**" + fixed(s.median(), 2) + "** (" + fixed(s.quantile(0.25), 2) + "–" +
         fixed(s.quantile(0.75), 2) + ")";
}

void measure_contenders(const plan& p, std::string_view name) {
  // The baseline first, then assay, then the others by name.
  std::stable_sort(
      contenders().begin(), contenders().end(), [](const contender& a, const contender& b) {
        const auto place = [](const contender& c) {
          return c.name == yardstick ? 0 : c.name.starts_with("assay") ? 1 : 2;
        };
        return place(a) != place(b) ? place(a) < place(b) : place(a) == 2 && a.name < b.name;
      });
  verify_rejection();
  const std::size_t size = std::size_t{p.quick ? 4u : 32u} << 20;
  const int rounds = p.quick ? 3 : 15;
  struct run_of {
    mix m;
    std::string_view name;
    measurements found;
  };
  std::vector<run_of> runs{
      {mix::mixed, "mixed", {}}, {mix::small, "small", {}}, {mix::spaced, "spaced", {}}};
  for (run_of& r : runs) {
    std::fprintf(stderr, "%.*s events, %d rounds\n", static_cast<int>(r.name.size()), r.name.data(),
                 rounds);
    r.found = measure(stream::generate(r.m, size), r.name, rounds);
  }
  std::string out;
  for (std::size_t t = 0; t < task_titles.size(); ++t) {
    table rows(
        {task_titles[t], "mixed", "GB/s", "M events/s", "small", "GB/s", "M events/s", "spaced"});
    bool any = false;
    for (const contender& c : contenders()) {
      if (static_cast<std::size_t>(c.task) != t) continue;
      any = true;
      const measurement &m = runs[0].found.at(c.name), &s = runs[1].found.at(c.name),
                        &sp = runs[2].found.at(c.name);
      rows.row({c.name + (c.note.empty() ? "" : " *(" + c.note + ")*"), with_spread(m.ratio),
                fixed(m.rate.median() / 1e9, 2), fixed(m.events.median() / 1e6, 2),
                with_spread(s.ratio), fixed(s.rate.median() / 1e9, 2),
                fixed(s.events.median() / 1e6, 2), fixed(sp.ratio.median(), 2)});
    }
    if (any) out += (out.empty() ? "" : "\n") + rows.text();
  }
  publish(p, name, out);
  if (name == "contenders" && !p.directory.empty()) {
    std::FILE* const file = std::fopen((p.directory + "/performance.svg").c_str(), "w");
    if (file == nullptr) return;
    std::fputs(chart(runs[0].found, runs[1].found).c_str(), file);
    std::fclose(file);
  }
}

// One program has every contender; the other has assay without vector instructions.
const add_part with_all("contenders", [](const plan& p) { measure_contenders(p, "contenders"); });
const add_part portable("portable", [](const plan& p) { measure_contenders(p, "portable"); });

} // namespace
} // namespace bench
