// SPDX-License-Identifier: BSL-1.0

// Measures how fast the objects of the other systems are checked, read and written, relative to
// parsing the same bytes into a DOM.
#include "bodies.hpp"
#include "measure.hpp"

#include <assay/honeyhive.hpp>
#include <assay/noveum.hpp>
#include <assay/producttelemetry.hpp>
#include <assay/trajectory.hpp>

#include <boost/json/monotonic_resource.hpp>
#include <boost/json/parser.hpp>

#include <cstddef>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace bench {
namespace {

/// Bodies of one type, stored one after another in memory like the lines of a stream. They exceed
/// the nearest caches of the processor. Separate buffers would measure the wait for the first bytes
/// of each.
class body_list {
 public:
  template <class Make>
  body_list(const plan& p, Make make) {
    const std::size_t wanted = std::size_t{p.quick ? 1u : 16u} << 20;
    std::vector<std::size_t> ends;
    for (body_generator g; text_.size() < wanted; ends.push_back(text_.size())) text_ += make(g);
    std::size_t begin = 0;
    for (const std::size_t end : ends) {
      bodies_.push_back(std::string_view(text_).substr(begin, end - begin));
      begin = end;
    }
  }
  body_list(const body_list&) = delete; // the bodies are views of the text

  const std::vector<std::string_view>& bodies() const noexcept { return bodies_; }
  std::size_t bytes() const noexcept { return text_.size(); }

 private:
  std::string text_;
  std::vector<std::string_view> bodies_;
};

/// The baseline. As in contenders/boost_json.cpp, nothing is allocated from the heap in steady
/// state.
void parse_all(const body_list& list, std::vector<unsigned char>& memory,
               std::vector<unsigned char>& scratch) {
  boost::json::monotonic_resource values(memory.data(), memory.size());
  boost::json::parser parser(&values, {}, scratch.data(), scratch.size());
  for (const std::string_view body : list.bodies()) {
    boost::json::error_code error;
    parser.reset(&values);
    parser.write(body.data(), body.size(), error);
    if (error) throw std::runtime_error("systems: a body is not JSON");
    static_cast<void>(parser.release()); // destroyed at the end of this statement
    values.release();
  }
}

void require(bool ok, std::string_view what) {
  if (!ok) throw std::runtime_error("systems: " + std::string(what));
}

/// Measures them in turns, so that other load on the machine affects all of them equally.
template <class T>
void measure(table& out, const plan& p, std::string_view name, const body_list& list) {
  std::vector<unsigned char> memory(std::size_t{4} << 20), scratch(std::size_t{1} << 16);
  assay::validator<T> validator({.level = assay::level::published}),
      at_strict({.level = assay::level::strict});
  T value;
  std::vector<T> values;
  for (const std::string_view body : list.bodies())
    require(validator.read(body, values.emplace_back()), "a body is rejected");
  assay::text_buffer text;

  series dom, check, strict, read, write;
  for (int round = 0; round < (p.quick ? 3 : 21); ++round) {
    dom.add(processor_seconds([&] { parse_all(list, memory, scratch); }));
    check.add(processor_seconds([&] {
      for (const std::string_view body : list.bodies())
        require(validator.check(body), "a body is rejected");
    }));
    strict.add(processor_seconds([&] {
      for (const std::string_view body : list.bodies())
        require(at_strict.check(body), "a body is rejected at strict");
    }));
    read.add(processor_seconds([&] {
      for (const std::string_view body : list.bodies())
        require(validator.read(body, value), "a body is rejected");
    }));
    write.add(processor_seconds([&] {
      for (const T& v : values) {
        text.clear();
        require(static_cast<bool>(assay::write(v, text)), "a value cannot be written");
      }
    }));
  }
  const double bytes = static_cast<double>(list.bytes());
  const auto rate = [&](const series& s) { return fixed(bytes / s.median() / 1e6, 0); };
  const auto times = [&](const series& s) {
    return fixed(dom.median() / s.median(), 2) + " times";
  };
  out.row({std::string(name), fixed(bytes / static_cast<double>(list.bodies().size()), 0),
           rate(dom), rate(check), times(check), rate(strict), times(strict), rate(read),
           times(read), rate(write), times(write)});
}

void measure_systems(const plan& p) {
  table out{"object", "bytes",      "DOM, MB/s", "check, MB/s", "of DOM", "at strict, MB/s",
            "of DOM", "read, MB/s", "of DOM",    "write, MB/s", "of DOM"};
  using namespace assay;
  constexpr auto v1 = honeyhive::dialect::v1;
  measure<honeyhive::event<v1>>(out, p, "HoneyHive, event",
                                {p, [](body_generator& g) { return g.honeyhive_event(); }});
  measure<honeyhive::event_batch<v1>>(out, p, "HoneyHive, batch",
                                      {p, [](body_generator& g) { return g.honeyhive_batch(); }});
  measure<trajectory::telemetry_event>(out, p, "Trajectory, event",
                                       {p, [](body_generator& g) { return g.trajectory_event(); }});
  measure<producttelemetry::ingest_request>(
      out, p, "ProductTelemetry, flush",
      {p, [](body_generator& g) { return g.producttelemetry_ingest(); }});
  measure<noveum::span>(out, p, "Noveum, span",
                        {p, [](body_generator& g) { return g.noveum_span(); }});
  measure<noveum::trace>(out, p, "Noveum, trace",
                         {p, [](body_generator& g) { return g.noveum_trace(); }});
  measure<noveum::export_request>(out, p, "Noveum, request",
                                  {p, [](body_generator& g) { return g.noveum_request(); }});
  publish(p, "systems", out.text());
}

const add_part systems_part("systems", measure_systems);

} // namespace
} // namespace bench
