// SPDX-License-Identifier: BSL-1.0

// simdjson's DOM. It rejects an integer that does not fit into 64 bits.
#include "simdjson_build.hpp"

#include "../dom_check.hpp"

#include <memory>

namespace bench {
namespace {

struct simdjson_dom {
  using value = simdjson::dom::element;

  static schema::kind kind_of(value v) {
    using simdjson::dom::element_type;
    switch (v.type()) {
    case element_type::OBJECT: return schema::object;
    case element_type::ARRAY: return schema::array;
    case element_type::STRING: return schema::string;
    case element_type::INT64:
    case element_type::UINT64: return schema::integer;
    case element_type::BOOL: return schema::boolean;
    case element_type::NULL_VALUE: return schema::null;
    default: return schema::fraction;
    }
  }
  static std::string_view characters(value v) { return v.get_string().value_unsafe(); }
  static std::optional<std::int64_t> to_int64(value v) {
    if (v.type() == simdjson::dom::element_type::UINT64) return std::nullopt;
    return v.get_int64().value_unsafe();
  }
  static std::uint64_t to_uint64(value v) { return v.get_uint64().value_unsafe(); }
  static double to_double(value v) { return v.get_double().value_unsafe(); }
  template <class F>
  static bool all_members(value v, F f) {
    const simdjson::dom::object object = v.get_object().value_unsafe();
    for (const auto member : object)
      if (!f(member.key, member.value)) return false;
    return true;
  }
  template <class F>
  static bool all_elements(value v, F f) {
    const simdjson::dom::array array = v.get_array().value_unsafe();
    for (const value element : array)
      if (!f(element)) return false;
    return true;
  }
};

/// Parses, and reports the type's index and the sequence number, as all contenders do.
struct counted {
  bool event(simdjson::dom::element root) {
    std::string_view name;
    type_ = 0, sequence_ = 0;
    if (!root["type"].get(name)) type_ = type_index(name).value_or(0);
    if (root["seq"].get(sequence_)) sequence_ = 0;
    return true;
  }
  std::size_t type() const { return type_; }
  std::uint64_t sequence() const { return sequence_; }

 private:
  std::size_t type_ = 0;
  std::uint64_t sequence_ = 0;
};

template <class Check>
auto each_line(const stream& s) {
  auto parser = simdjson_parser<simdjson::dom::parser>();
  return [&s, parser] {
    outcome out{.bytes = s.size()};
    Check check;
    for_each_line(s.text(), [&](std::string_view line) {
      // simdjson may read past the end of a line: into the next line or the stream's padding. No
      // copy is made.
      static_assert(stream::padding >= simdjson::SIMDJSON_PADDING);
      simdjson::dom::element root;
      if (parser->parse(line.data(), line.size(), false).get(root) || !check.event(root))
        return out.tally.reject();
      out.tally.accept(check.type(), check.sequence());
    });
    return out;
  };
}

template <class Check>
auto many(const stream& s) {
  auto parser = simdjson_parser<simdjson::dom::parser>();
  return [&s, parser] {
    outcome out{.bytes = s.size()};
    Check check;
    simdjson::dom::document_stream documents;
    if (parser->parse_many(s.text().data(), s.size(), max_line_size).get(documents)) return out;
    for (auto document : documents) {
      simdjson::dom::element root;
      if (document.get(root) || !check.event(root)) out.tally.reject();
      else out.tally.accept(check.type(), check.sequence());
    }
    return out;
  };
}

using checked = schema::dom_checker<simdjson_dom>;

const std::string note =
    "library for " + std::string(simdjson::get_active_implementation()->name());

// The DOM is built in simdjson's library, so the options that its headers are compiled with do not
// matter.
#ifndef __AVX2__
const add_contender
    parse_each({task::parse, simdjson_name("DOM, each line"), {}, each_line<counted>, note});
const add_contender parse_together({task::parse,
                                    simdjson_name("DOM, parse_many"),
                                    {.malformed = false},
                                    many<counted>,
                                    note + simdjson_neighbours});
#endif

const std::string check_note = note + "; " + simdjson_headers;
const add_contender check_each({task::check,
                                simdjson_name("DOM and check, each line"),
                                {.schema = true, .duplicates = true},
                                each_line<checked>,
                                check_note});
const add_contender check_together({task::check,
                                    simdjson_name("DOM and check, parse_many"),
                                    {.malformed = false, .schema = true, .duplicates = true},
                                    many<checked>,
                                    check_note + simdjson_neighbours});

} // namespace
} // namespace bench
