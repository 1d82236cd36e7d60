// SPDX-License-Identifier: BSL-1.0

// Boost.JSON, compiled here with the same options as everything else instead of linked as the
// system's library.
#include <boost/json/src.hpp>

#include "../harness.hpp"
#include "../schema.hpp"

#include <boost/json/basic_parser_impl.hpp>
#include <boost/version.hpp>

#include <memory>
#include <vector>

namespace bench {
namespace {

namespace json = boost::json;

/// Gets the type's index and the sequence number from a DOM. Every DOM contender does this after
/// its parse, so that its result can be compared with the truth.
void count(const json::value& value, tally& out) {
  const json::object* const o = value.if_object();
  const json::value* const type = o == nullptr ? nullptr : o->if_contains("type");
  const json::value* const seq = o == nullptr ? nullptr : o->if_contains("seq");
  const auto t =
      type == nullptr || !type->is_string() ? std::nullopt : type_index(type->get_string());
  json::error_code error;
  const auto n = seq == nullptr ? 0 : seq->to_number<std::uint64_t>(error);
  out.accept(t.value_or(0), error ? 0 : n);
}

/// The baseline. One parser with its own memory serves all lines, and one block of memory is reused
/// for the values. In steady state nothing is allocated from the heap.
outcome parse_dom(const stream& s, std::vector<unsigned char>& memory,
                  std::vector<unsigned char>& scratch) {
  outcome out{.bytes = s.size()};
  json::monotonic_resource values(memory.data(), memory.size());
  json::parser parser(&values, {}, scratch.data(), scratch.size());
  for_each_line(s.text(), [&](std::string_view line) {
    json::error_code error;
    parser.reset(&values);
    parser.write(line.data(), line.size(), error);
    if (error) {
      out.tally.reject();
      parser.reset();
    } else {
      count(parser.release(), out.tally); // the value is destroyed at the end of this statement
    }
    values.release();
  });
  return out;
}

const add_library takes_part("Boost " + std::to_string(BOOST_VERSION / 100000) + "." +
                             std::to_string(BOOST_VERSION / 100 % 1000));

const add_contender
    dom({.task = task::parse, .name = std::string(yardstick), .prepare = [](const stream& s) {
           auto memory = std::make_shared<std::vector<unsigned char>>(1 << 20);
           auto scratch = std::make_shared<std::vector<unsigned char>>(1 << 16);
           return [&s, memory, scratch] { return parse_dom(s, *memory, *scratch); };
         }});

/// Checks while parsing, with Boost.JSON's parser but without values. Its callbacks call the same
/// checker as RapidJSON's.
struct handler {
  static constexpr std::size_t max_object_size = static_cast<std::size_t>(-1);
  static constexpr std::size_t max_array_size = max_object_size;
  static constexpr std::size_t max_key_size = max_object_size;
  static constexpr std::size_t max_string_size = max_object_size;
  using view = json::string_view;
  using error_code = json::error_code;

  schema::checker checker;
  std::string part; ///< of a string that arrives in parts because it has escapes

  static bool must(bool ok, error_code& error) {
    if (!ok) error = json::error::syntax;
    return ok;
  }
  /// Returns the whole string, whose last part this is.
  std::string_view whole(view s, std::size_t size) {
    if (size == s.size()) return s;
    part.append(s.data(), s.size());
    return part;
  }

  bool on_document_begin(error_code&) { return true; }
  bool on_document_end(error_code&) { return true; }
  bool on_object_begin(error_code& e) { return must(checker.begin_object(), e); }
  bool on_object_end(std::size_t, error_code& e) { return must(checker.end_object(), e); }
  bool on_array_begin(error_code& e) { return must(checker.begin_array(), e); }
  bool on_array_end(std::size_t, error_code& e) { return must(checker.end_array(), e); }
  bool on_key_part(view s, std::size_t, error_code&) {
    return part.append(s.data(), s.size()), true;
  }
  bool on_key(view s, std::size_t size, error_code& e) {
    const bool ok = must(checker.key(whole(s, size)), e);
    part.clear();
    return ok;
  }
  bool on_string_part(view s, std::size_t, error_code&) {
    return part.append(s.data(), s.size()), true;
  }
  bool on_string(view s, std::size_t size, error_code& e) {
    const bool ok = must(checker.on_string(whole(s, size)), e);
    part.clear();
    return ok;
  }
  bool on_number_part(view, error_code&) { return true; }
  bool on_int64(std::int64_t n, view, error_code& e) { return must(checker.on_int64(n), e); }
  bool on_uint64(std::uint64_t n, view, error_code& e) { return must(checker.on_uint64(n), e); }
  bool on_double(double d, view, error_code& e) { return must(checker.on_double(d), e); }
  bool on_bool(bool, error_code& e) { return must(checker.on_bool(), e); }
  bool on_null(error_code& e) { return must(checker.on_null(), e); }
  bool on_comment_part(view, error_code&) { return true; }
  bool on_comment(view, error_code&) { return true; }
};

bool run(json::basic_parser<handler>& parser, std::string_view line) {
  parser.reset();
  parser.handler().part.clear();
  json::error_code error;
  return parser.write_some(false, line.data(), line.size(), error) == line.size() && !error;
}

const add_contender
    sax({.task = task::check,
         .name = "Boost.JSON, basic_parser",
         .finds = {.schema = true, .duplicates = true},
         .prepare =
             [](const stream& s) {
               auto parser = std::make_shared<json::basic_parser<handler>>(json::parse_options());
               return [&s, parser] {
                 outcome out{.bytes = s.size()};
                 schema::checker& checker = parser->handler().checker;
                 for_each_line(s.text(), [&](std::string_view line) {
                   checker.start();
                   bool ok = run(*parser, line);
                   if (ok && checker.payload_was_early()) {
                     checker.again(checker.type());
                     ok = run(*parser, line);
                   }
                   ok ? out.tally.accept(checker.type(), checker.sequence()) : out.tally.reject();
                 });
                 return out;
               };
             },
         .note = "a hand-written handler"});

/// Builds DOMs of the stream's events for contenders that write them.
std::shared_ptr<std::vector<json::value>> values_of(const stream& s) {
  auto out = std::make_shared<std::vector<json::value>>();
  for_each_line(s.text(), [&](std::string_view line) { out->push_back(json::parse(line)); });
  return out;
}

/// Writes into one buffer that is kept, which is faster than a new string for each event.
const add_contender reused_serializer(
    {.task = task::write, .name = "Boost.JSON, serializer", .prepare = [](const stream& s) {
       auto buffer = std::make_shared<std::string>();
       return [values = values_of(s), buffer] {
         buffer->resize(std::max(buffer->size(), std::size_t{1} << 16));
         std::size_t size = 0;
         json::serializer serializer;
         for (const json::value& v : *values) {
           serializer.reset(&v);
           while (!serializer.done()) {
             if (buffer->size() - size < 8192) buffer->resize(buffer->size() * 2);
             size += serializer.read(buffer->data() + size, buffer->size() - size).size();
           }
           if (size == buffer->size()) buffer->resize(buffer->size() * 2);
           (*buffer)[size++] = '\n';
         }
         return outcome{.bytes = size, .written = std::string_view(*buffer).substr(0, size)};
       };
     }});

const add_contender new_strings({.task = task::write,
                                 .name = "Boost.JSON, serialize",
                                 .prepare = [](const stream& s) {
                                   auto text = std::make_shared<std::string>();
                                   return [values = values_of(s), text] {
                                     text->clear();
                                     for (const json::value& v : *values) {
                                       text->append(json::serialize(v));
                                       text->push_back('\n');
                                     }
                                     return outcome{.bytes = text->size(), .written = *text};
                                   };
                                 }});

} // namespace
} // namespace bench
