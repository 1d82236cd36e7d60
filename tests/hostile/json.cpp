// SPDX-License-Identifier: BSL-1.0

// JSON values of any type, and operations on texts, numbers and reports.

#include "subjects.hpp"

#include <assay/json.hpp>
#include <assay/json/boost_json.hpp>
#include <assay/json/json_scanner.hpp>
#include <assay/json/text_index.hpp>

#include "support/collisions.hpp"

#include <boost/json/parse.hpp>

#include <optional>

namespace hostile {
namespace {

assay::options widest() {
  assay::options o;
  o.level = assay::level::strict;
  o.limits.max_depth = assay::json_scanner::depth_limit;
  o.limits.max_members = SIZE_MAX;
  return o;
}

/// Scans any text with a scanner: elements and members at the top level, then a report of the
/// fault.
void scan(std::string_view text, assay::faults f) {
  assay::json_scanner s(widest(), f);
  s.start(text, assay::text_end::nul); // the texts are strings, which end in a NUL
  const char* p = s.skip_space(text.data());
  const auto value = [&](const char* at) { return s.value(at, s.max_depth() - 1); };
  if (*p == '[') p = s.elements(p, value);
  else if (*p == '{')
    p = s.members(p, [&](std::string_view name, const char* at) {
      use(assay::spells(name, "k7"));
      return value(at);
    });
  else p = s.value(p, s.max_depth());
  use(p);
  if (!s.has_fault()) return;
  assay::report r;
  s.put_report(r);
  use(r);
}

void walk(std::string_view text) {
  std::size_t n = 0;
  text = assay::trimmed(text);
  assay::for_each_element(text, [&](std::string_view value) { n += value.size(); });
  assay::for_each_member(text, [&](std::string_view name, std::string_view value) {
    n += name.size() + value.size();
  });
  use(n);
  use(assay::find_member(text, "k7"));
  use(assay::find_element(text, 1000));
}

/// Calls find_member with a name as long as the text. Every name in the text may share its
/// beginning.
void find_long_name(std::string_view text) {
  use(assay::find_member(assay::trimmed(text), std::string(text.size(), 'x')));
}

/// For Boost.JSON, whose destructor needs about 100 bytes of stack for each level of nesting:
/// limits the depth to the library's default.
boost::json::value parsed(std::string_view text) {
  boost::json::parse_options o;
  o.max_depth = assay::limits().max_depth;
  boost::system::error_code error;
  boost::json::value out = boost::json::parse({text.data(), text.size()}, error, {}, o);
  return error ? boost::json::value() : out;
}
assay::raw_json raw_for_boost(std::string_view text) {
  return assay::parse_raw_json(text).value_or(assay::raw_json());
}

assay::raw_json raw(std::string_view text) {
  return assay::parse_raw_json(text, widest().limits).value_or(assay::raw_json());
}

/// Makes a report with violations at regular distances in the text.
assay::report report_on(std::string_view text) {
  std::vector<assay::violation> found;
  for (std::size_t i = 0; i < text.size(); i += 16)
    found.push_back({.code = assay::code::type_mismatch,
                     .path = "/payload/" + std::to_string(i),
                     .expected = "integer",
                     .offset = i});
  return {false, false, std::move(found)};
}

/// Makes texts for an index of texts: the text, cut at regular distances.
void index_pieces(std::string_view text) {
  assay::text_index<> index;
  for (std::size_t i = 0; i < text.size(); i += 16) use(index.number_of(text.substr(i, 16)));
}

const std::vector<shape>& piece_shapes() {
  static const std::vector<shape> all{
      {"colliding texts",
       [](std::size_t n) {
         std::string out;
         for (const std::string& text : colliding_texts(n / 16)) out += text;
         return out;
       }},
      {"distinct texts",
       [](std::size_t n) {
         std::string out;
         for (std::size_t i = 0; out.size() < n; ++i) {
           std::string text = std::to_string(i);
           out += std::string(16 - text.size(), '0') + text;
         }
         return out;
       }},
      {"one text", [](std::size_t n) { return times(n, "0123456789abcdef"); }},
  };
  return all;
}

/// Streams of lines, for a feeder with this limit.
constexpr std::size_t line_limit = 1000;

const std::vector<shape>& stream_shapes() {
  static const std::vector<shape> all{
      {"newlines", [](std::size_t n) { return times(n, "\n"); }},
      {"lines of one byte", [](std::size_t n) { return times(n, "x\n"); }},
      {"lines that are nearly too long",
       [](std::size_t n) { return times(n, std::string(line_limit, 'x') + "\n"); }},
      {"lines that are too long",
       [](std::size_t n) { return times(n, std::string(line_limit + 1, 'x') + "\n"); }},
      {"a line without end", [](std::size_t n) { return times(n, "x"); }},
      {"a blank line without end", [](std::size_t n) { return times(n, " "); }},
      {"long blank lines",
       [](std::size_t n) { return times(n, std::string(2 * line_limit, ' ') + "x\n"); }},
      {"byte order marks", [](std::size_t n) { return times(n, "\xEF\xBB\xBF"); }},
  };
  return all;
}

void feed(std::string_view text, std::size_t piece, std::size_t limit) {
  assay::line_feeder feeder(limit);
  std::uint64_t n = 0;
  for (std::size_t at = 0; at < text.size(); at += piece)
    for (const assay::line_block& b : feeder.feed(text.substr(at, piece))) n += b.lines;
  for (const assay::line_block& b : feeder.finish()) n += b.lines;
  use(n);
}

/// Nested containers, with a JSON Pointer to their innermost value.
struct pointed {
  std::string text, pointer;
};

} // namespace

void add_json(std::vector<subject>& all) {
  const auto& shapes = json_shapes();
  add_for(all, "is_valid_json", shapes,
          [](std::string_view t) { use(assay::is_valid_json(t, widest())); });
  add_for(all, "parse_raw_json", shapes, [](std::string_view t) { use(raw(t)); });
  add_for(all, "parse_raw_object", shapes,
          [](std::string_view t) { use(assay::parse_raw_object(t, widest().limits)); });
  add_for(all, "parse_number", shapes, [](std::string_view t) {
    const auto n = assay::parse_number(t);
    if (n) use(n->to_double()), use(n->to_int64()), use(n->is_whole());
  });
  add_for(all, "json_scanner, all faults", shapes,
          [](std::string_view t) { scan(t, assay::faults::all); });
  add_for(all, "json_scanner, faults that hide ends", shapes,
          [](std::string_view t) { scan(t, assay::faults::that_hide_ends); });
  add_for(all, "for_each_element, for_each_member, find_member, find_element", shapes, walk);
  add_for(all, "find_member of a long name", shapes, find_long_name);
  add_for(all, "json_text", shapes, [](std::string_view t) {
    const auto value = raw(t);
    const assay::json_text text(value.text());
    use(text.to_string()), use(text.to_uint64()), use(text.to_double());
    std::string room;
    use(assay::characters_of(text, room));
    use(assay::is_same_id(text.text(), text.text()));
  });
  add_for(all, "unescape, spells", shapes, [](std::string_view t) {
    const auto value = raw(t);
    const std::string_view text = assay::json_text(value.text()).between_quotes();
    std::string out;
    assay::unescape(text, out);
    use(assay::spells(text, out));
  });
  add_for(all, "replace_escapes, put_on_one_line", shapes, [](std::string_view t) {
    std::string text(t);
    assay::replace_escapes(text, {.lone_surrogates = assay::surrogate_policy::replace,
                                  .null_characters = assay::null_character_policy::replace});
    assay::put_on_one_line(text);
    use(text);
  });
  add_for(all, "find_self_references", shapes, [](std::string_view t) {
    const auto value = raw(t);
    assay::rule_violations found;
    assay::find_self_references(R"("s")", value.text(), value.text(), "another", found);
    use(found);
  });
  add_for(all, "foreign_encoding, position_of, column_counter, character_size", shapes,
          [](std::string_view t) {
            use(assay::foreign_encoding(t)), use(assay::position_of(t, t.size()));
            use(assay::character_size(t));
            assay::column_counter columns(t);
            std::size_t n = 0;
            for (std::size_t i = 0; i < t.size(); ++i) n += columns.at(i);
            use(n);
          });
  add_for_made(
      all, "append_json of a report", shapes,
      [](std::string_view t) { return std::pair(std::string(t), report_on(t)); },
      [](const auto& made) {
        assay::text_buffer out;
        append_json(out, made.second, made.first);
        for (const assay::violation& v : made.second.violations()) use(assay::to_string(v));
        use(out);
      });
  add_for(all, "a string to raw_json, raw_object and json_output", shapes, [](std::string_view t) {
    use(assay::raw_json(t));
    assay::raw_object object;
    object.append(t, assay::raw_json(t));
    use(object);
    assay::text_buffer out;
    assay::json_output(out).string(t);
    use(out);
  });
  add_for(all, "raw_object::append of many members", shapes, [](std::string_view t) {
    assay::raw_object object;
    for (std::size_t i = 0; i < t.size(); i += 16) object.append(t.substr(i, 16), 1);
    use(object);
  });
  add_for_made(all, "boost::json::value from raw_json", shapes, raw_for_boost,
               [](const assay::raw_json& r) {
                 try {
                   use(boost::json::value_from(r));
                 } catch (const boost::system::system_error&) {
                   use(r); // Boost.JSON cannot hold a number beyond the range of double
                 }
               });
  add_for_made(
      all, "raw_json from a boost::json::value", shapes, parsed,
      [](const boost::json::value& v) { use(boost::json::try_value_to<assay::raw_json>(v)); });
  add_destructor(all, "the destructor of raw_json", shapes, raw);
  add_for(all, "line_feeder, byte by byte", stream_shapes(),
          [](std::string_view t) { feed(t, 1, line_limit); });
  add_for(all, "line_feeder, piece by piece", stream_shapes(),
          [](std::string_view t) { feed(t, 1000, line_limit); });
  add_for(all, "line_feeder of long lines, byte by byte", stream_shapes(),
          [](std::string_view t) { feed(t, 1, SIZE_MAX); });
  add_for(all, "text_index", piece_shapes(), index_pieces);
  add_for(all, "text_index", shapes, index_pieces);

  // The pointer has as many parts as the text has containers.
  for (const auto& [name, open, part, close] :
       {std::tuple("arrays", "[", "/0", "]"), std::tuple("objects", R"({"a":)", "/a", "}"),
        std::tuple("the last of two members", R"({"a":1,"a":)", "/a", "}"),
        std::tuple("names with tildes", R"({"~":)", "/~0", "}")})
    all.push_back({"find_value", std::string("a pointer into deep ") + name,
                   [open = open, part = part, close = close](std::size_t bytes) {
                     const auto p = std::make_shared<const pointed>(
                         pointed{nested(bytes / 2, open, "1", close), times(bytes / 2, part)});
                     return work{p->text.size() + p->pointer.size(),
                                 [p] { use(assay::find_value(p->text, p->pointer)); },
                                 {}};
                   }});
  add_for(all, "find_value by a pointer of one part", shapes,
          [](std::string_view t) { use(assay::find_value(assay::trimmed(t), "/k7")); });
}

} // namespace hostile
