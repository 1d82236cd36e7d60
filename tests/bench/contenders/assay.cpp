// SPDX-License-Identifier: BSL-1.0

// assay.
#include <assay/json/boost_json.hpp>
#include <assay/promptetheus.hpp>

#include "../harness.hpp"

#include <boost/json/parse.hpp>

#include <memory>
#include <utility>
#include <vector>

namespace bench {
namespace {

using assay::level;
using assay::line_reader;
using assay::options;
using assay::promptetheus::event;

options at(level l) {
  options o;
  o.level = l;
  return o;
}

/// Does what a gateway does: gets the verdict, and the type and sequence number from the header.
outcome check(const stream& s, level l) {
  outcome out{.bytes = s.size()};
  line_reader<event> lines(s.text(), at(l));
  while (lines.next()) {
    if (!lines.accepted()) {
      out.tally.reject();
      continue;
    }
    const auto header = header_of(lines);
    out.tally.accept(static_cast<std::size_t>(*header.event_type), *header.seq.to_uint64());
  }
  return out;
}

void count(bool accepted, const event& e, tally& out) {
  // In the generator's streams every accepted event has one of the 16 alternatives.
  accepted ? out.accept(e.payload.index(), e.seq) : out.reject();
}

outcome read_reused(const stream& s) {
  outcome out{.bytes = s.size()};
  line_reader<event> lines(s.text());
  event e;
  while (lines.next(e)) count(lines.accepted(), e, out.tally);
  return out;
}

outcome read_fresh(const stream& s) {
  outcome out{.bytes = s.size()};
  line_reader<event> lines(s.text());
  for (;;) {
    event e;
    if (!lines.next(e)) return out;
    count(lines.accepted(), e, out.tally);
  }
}

/// Reads each line as a separate document, as an event in a request's body arrives.
void check_document(assay::validator<event>& validator, std::string_view line, tally& out) {
  if (!validator.check(line)) return out.reject();
  const auto header = header_of(validator);
  out.accept(static_cast<std::size_t>(*header.event_type), *header.seq.to_uint64());
}
outcome check_documents(const stream& s) {
  outcome out{.bytes = s.size()};
  assay::validator<event> validator;
  for_each_line(s.text(),
                [&](std::string_view line) { check_document(validator, line, out.tally); });
  return out;
}

auto checks(level l) {
  return [l](const stream& s) { return [&s, l] { return check(s, l); }; };
}
template <outcome (*F)(const stream&)>
auto runs(const stream& s) {
  return [&s] { return F(s); };
}

constexpr finds everything{.schema = true, .duplicates = true};

const add_contender check_published({task::check, "assay, check", everything,
                                     checks(level::published), "level published, the default"});
const add_contender
    check_reference({task::check, "assay, check at reference", {}, checks(level::reference), ""});
const add_contender check_strict({task::check, "assay, check at strict", everything,
                                  checks(level::strict), ""});
const add_contender check_alone({task::check, "assay, check of single documents", everything,
                                 runs<check_documents>, "`validator`, one call a line"});
const add_contender
    check_found({task::check, "assay, check of single documents with known ends", everything,
                 [](const stream& s) {
                   std::vector<std::string_view> lines;
                   for_each_line(s.text(), [&](std::string_view line) { lines.push_back(line); });
                   return [&s, lines = std::move(lines)] {
                     outcome out{.bytes = s.size()};
                     assay::validator<event> validator;
                     for (const std::string_view line : lines)
                       check_document(validator, line, out.tally);
                     return out;
                   };
                 },
                 "the same, with known ends, as in a request's body"});
const add_contender reused({task::type, "assay, read, reused event", everything, runs<read_reused>,
                            ""});
const add_contender fresh({task::type, "assay, read, fresh event", everything, runs<read_fresh>,
                           ""});

/// Checks a DOM that already exists. Building it is not measured.
const add_contender
    check_value({task::check,
                 "assay, check of a boost::json::value",
                 {.malformed = false, .schema = true},
                 [](const stream& s) {
                   auto values = std::make_shared<std::vector<boost::json::value>>();
                   for_each_line(s.text(), [&](std::string_view line) {
                     values->push_back(boost::json::parse(line));
                   });
                   return [&s, values] {
                     outcome out{.bytes = s.size()};
                     assay::value_validator<event> validator;
                     for (const boost::json::value& v : *values) {
                       if (!validator.check(v)) out.tally.reject();
                       else
                         out.tally.accept(*type_index(v.at("type").get_string()),
                                          v.at("seq").to_number<std::uint64_t>());
                     }
                     return out;
                   };
                 },
                 "the DOM exists already, without duplicates; parsing it is not measured"});

const add_contender write_events({task::write,
                                  "assay, write",
                                  {},
                                  [](const stream& s) {
                                    auto events = std::make_shared<std::vector<event>>();
                                    line_reader<event> lines(s.text());
                                    for (event e; lines.next(e);) events->push_back(e);
                                    auto buffer = std::make_shared<assay::text_buffer>();
                                    return [events, buffer] {
                                      buffer->clear();
                                      for (const event& e : *events) {
                                        if (!write(e, *buffer)) return outcome();
                                        buffer->append('\n');
                                      }
                                      return outcome{.bytes = buffer->size(),
                                                     .written = buffer->view()};
                                    };
                                  },
                                  "from the typed events"});

} // namespace
} // namespace bench
