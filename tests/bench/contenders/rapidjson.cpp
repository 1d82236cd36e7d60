// SPDX-License-Identifier: BSL-1.0

// RapidJSON 1.1, with the vector instructions that every x86-64 processor has.
#if defined(__SSE2__) && !defined(__SSE4_2__)
#define RAPIDJSON_SSE2
#elif defined(__SSE4_2__)
#define RAPIDJSON_SSE42
#endif
#define RAPIDJSON_HAS_STDSTRING 1
#include <rapidjson/document.h>
#include <rapidjson/reader.h>
#include <rapidjson/schema.h>
#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include "../harness.hpp"
#include "../schema.hpp"

#include <memory>
#include <vector>

namespace bench {
namespace {

namespace rj = rapidjson;

// RapidJSON continues to the next value of a stream without help, which avoids the search for line
// ends. After a fault, or if the value is not followed by a newline, the next line must still be
// found.
constexpr unsigned in_a_stream = rj::kParseStopWhenDoneFlag;
// By default it passes on bytes that are not UTF-8. The other parsers reject them. Requesting the
// same check disables RapidJSON's vector path.
constexpr unsigned with_utf8 = in_a_stream | rj::kParseValidateEncodingFlag;

/// Calls f with the stream at the first character of each line. f returns whether it read the value
/// completely.
template <class F>
void for_each_value(const stream& s, F f) {
  const char* const begin = s.text().data();
  const char* const end = begin + s.size();
  rj::StringStream in(begin); // NUL-terminated, and padded
  while (in.src_ != end) {
    const char* const line = in.src_;
    const bool ok = f(in);
    if (ok && *in.src_ == '\n') {
      ++in.src_;
      continue;
    }
    const auto* const newline =
        static_cast<const char*>(std::memchr(line, '\n', static_cast<std::size_t>(end - line)));
    in.src_ = newline == nullptr ? end : newline + 1;
  }
}

struct handler {
  schema::checker checker;
  bool Null() { return checker.on_null(); }
  bool Bool(bool) { return checker.on_bool(); }
  bool Int(int n) { return checker.on_int64(n); }
  bool Uint(unsigned n) { return checker.on_int64(n); }
  bool Int64(std::int64_t n) { return checker.on_int64(n); }
  bool Uint64(std::uint64_t n) { return checker.on_uint64(n); }
  bool Double(double d) { return checker.on_double(d); }
  bool RawNumber(const char*, rj::SizeType, bool) { return false; }
  bool String(const char* s, rj::SizeType n, bool) { return checker.on_string({s, n}); }
  bool StartObject() { return checker.begin_object(); }
  bool Key(const char* s, rj::SizeType n, bool) { return checker.key({s, n}); }
  bool EndObject(rj::SizeType) { return checker.end_object(); }
  bool StartArray() { return checker.begin_array(); }
  bool EndArray(rj::SizeType) { return checker.end_array(); }
};

/// Checks while parsing. Its callbacks call the same checker as those of Boost.JSON's parser.
template <unsigned Flags>
outcome sax(const stream& s) {
  outcome out{.bytes = s.size()};
  rj::Reader reader;
  handler h;
  for_each_value(s, [&](rj::StringStream& in) {
    const char* const line = in.src_;
    h.checker.start();
    bool ok = !reader.Parse<Flags>(in, h).IsError();
    if (ok && h.checker.payload_was_early()) {
      h.checker.again(h.checker.type());
      in.src_ = line;
      ok = !reader.Parse<Flags>(in, h).IsError();
    }
    ok ? out.tally.accept(h.checker.type(), h.checker.sequence()) : out.tally.reject();
    return ok;
  });
  return out;
}

/// Parses into a DOM whose memory is reused for each line.
template <unsigned Flags>
outcome dom(const stream& s) {
  outcome out{.bytes = s.size()};
  std::vector<char> value_memory(1 << 20), stack_memory(1 << 18);
  rj::MemoryPoolAllocator<> values(value_memory.data(), value_memory.size()),
      stack(stack_memory.data(), stack_memory.size());
  using document =
      rj::GenericDocument<rj::UTF8<>, rj::MemoryPoolAllocator<>, rj::MemoryPoolAllocator<>>;
  for_each_value(s, [&](rj::StringStream& in) {
    values.Clear();
    stack.Clear();
    document d(&values, 1 << 16, &stack);
    d.ParseStream<Flags>(in);
    if (d.HasParseError()) {
      out.tally.reject();
      return false;
    }
    std::optional<std::size_t> type;
    std::uint64_t seq = 0;
    if (d.IsObject()) {
      const auto t = d.FindMember("type"), n = d.FindMember("seq");
      if (t != d.MemberEnd() && t->value.IsString())
        type = type_index({t->value.GetString(), t->value.GetStringLength()});
      if (n != d.MemberEnd() && n->value.IsUint64()) seq = n->value.GetUint64();
    }
    out.tally.accept(type.value_or(0), seq);
    return true;
  });
  return out;
}

// --- JSON Schema ------------------------------------------------------------------------------

std::string json_schema_of(const schema::object_rules& rules, std::string_view type = {});

std::string json_schema_of(const schema::member& m) {
  if (m.forbidden) return R"({"not":{}})";
  if (m.nested != nullptr)
    return R"({"anyOf":[{"type":"null"},)" + json_schema_of(*m.nested) + "]}";
  if (m.kinds == schema::anything) return "{}";
  std::string out = R"({"type":[)";
  const auto add = [&](schema::kind k, std::string_view name) {
    if ((m.kinds & k) != 0) out.append(out.back() == '[' ? "\"" : ",\"").append(name).append("\"");
  };
  add(schema::string, "string");
  if ((m.kinds & schema::fraction) != 0) add(schema::fraction, "number"); // integers are numbers
  else add(schema::integer, "integer");
  add(schema::boolean, "boolean");
  add(schema::object, "object");
  add(schema::array, "array");
  add(schema::null, "null");
  out += "]";
  if (m.non_empty) out += R"(,"minLength":1)";
  if (m.not_negative || m.is_unsigned) out += R"(,"minimum":0)";
  if (m.within_one) out += R"(,"minimum":-1,"maximum":1)";
  if (!m.choices.empty()) {
    out += R"(,"enum":[)";
    for (const std::string_view c : m.choices) out.append("\"").append(c).append("\",");
    out += "null]";
  }
  if (m.element_kinds == schema::string) out += R"(,"items":{"type":"string"})";
  if (m.element_kinds == schema::integer) out += R"(,"additionalProperties":{"type":"integer"})";
  return out + "}";
}

std::string json_schema_of(const schema::object_rules& rules, std::string_view type) {
  std::string out = R"({"type":"object","properties":{)", required;
  for (const schema::member& m : rules.members) {
    out.append(out.back() == '{' ? "\"" : ",\"").append(m.name).append("\":");
    if (!type.empty() && m.name == "type")
      out.append(R"({"type":"string","enum":[")").append(type).append("\"]}");
    else if (!type.empty() && m.name == "payload")
      out += json_schema_of(schema::payloads[*type_index(type)]);
    else out += json_schema_of(m);
    if (m.required) required.append(required.empty() ? "\"" : ",\"").append(m.name).append("\"");
  }
  out += "}";
  if (!required.empty()) out += R"(,"required":[)" + required + "]";
  return out + "}";
}

/// Finds only the type's name and the sequence number.
struct finder : rj::BaseReaderHandler<rj::UTF8<>, finder> {
  enum { nothing, type_is_next, seq_is_next } next = nothing;
  unsigned depth = 0;
  std::optional<std::size_t> type;
  std::uint64_t seq = 0;
  bool Default() { return next = nothing, true; }
  bool Uint(unsigned n) { return Uint64(n); }
  bool Uint64(std::uint64_t n) {
    if (next == seq_is_next) seq = n;
    return Default();
  }
  bool String(const char* s, rj::SizeType n, bool) {
    if (next == type_is_next) type = type_index({s, n});
    return Default();
  }
  bool Key(const char* s, rj::SizeType n, bool) {
    const std::string_view name(s, n);
    next = depth != 1       ? nothing
           : name == "type" ? type_is_next
           : name == "seq"  ? seq_is_next
                            : nothing;
    return true;
  }
  bool StartObject() { return ++depth, Default(); }
  bool EndObject(rj::SizeType) { return --depth, true; }
  bool StartArray() { return ++depth, Default(); }
  bool EndArray(rj::SizeType) { return --depth, true; }
};

/// Holds one compiled schema for each type. A single JSON Schema would try all 16 in parallel; this
/// code finds the type first instead, at the beginning of the line or, if it is elsewhere, with a
/// separate parse. JSON Schema cannot require that a member occurs only once, so this is not
/// checked.
class schemas {
 public:
  schemas() {
    for (const std::string_view type : type_names) {
      rj::Document d;
      d.Parse(json_schema_of(schema::envelope, type));
      documents_.push_back(std::make_unique<rj::SchemaDocument>(d));
      validators_.push_back(std::make_unique<validator>(*documents_.back(), downstream_));
    }
  }

  outcome run(const stream& s) {
    outcome out{.bytes = s.size()};
    for_each_value(s, [&](rj::StringStream& in) {
      const auto type = type_of(in.src_);
      if (!type) return out.tally.reject(), false;
      validator& v = *validators_[*type];
      v.Reset();
      downstream_ = finder();
      if (reader_.Parse<with_utf8>(in, v).IsError() || !v.IsValid())
        return out.tally.reject(), false;
      out.tally.accept(*type, downstream_.seq);
      return true;
    });
    return out;
  }

 private:
  using validator = rj::GenericSchemaValidator<rj::SchemaDocument, finder>;

  std::optional<std::size_t> type_of(const char* line) {
    constexpr std::string_view start = R"({"type":")";
    if (std::string_view(line, start.size()) == start) {
      const char* const name = line + start.size();
      const auto* const quote = static_cast<const char*>(std::memchr(name, '"', 32));
      return quote == nullptr ? std::nullopt
                              : type_index({name, static_cast<std::size_t>(quote - name)});
    }
    rj::StringStream in(line);
    finder f;
    return reader_.Parse<in_a_stream>(in, f).IsError() ? std::nullopt : f.type;
  }

  rj::Reader reader_;
  finder downstream_; ///< receives the events that passed
  std::vector<std::unique_ptr<rj::SchemaDocument>> documents_;
  std::vector<std::unique_ptr<validator>> validators_;
};

// --- Writing ----------------------------------------------------------------------------------

struct documents {
  rj::MemoryPoolAllocator<> memory;
  std::vector<rj::Value> values;
};

template <outcome (*F)(const stream&)>
auto runs(const stream& s) {
  return [&s] { return F(s); };
}

const add_library takes_part("RapidJSON " RAPIDJSON_VERSION_STRING);

const add_contender rapid_dom({task::parse, "RapidJSON, DOM", {}, runs<dom<with_utf8>>, ""});
const add_contender rapid_dom_fast({task::parse,
                                    "RapidJSON, DOM, any bytes",
                                    {.utf8 = false},
                                    runs<dom<in_a_stream>>,
                                    "UTF-8 is not checked"});
const add_contender rapid_sax({task::check,
                               "RapidJSON, SAX",
                               {.schema = true, .duplicates = true},
                               runs<sax<with_utf8>>,
                               "a hand-written handler"});
const add_contender rapid_sax_fast({task::check,
                                    "RapidJSON, SAX, any bytes",
                                    {.schema = true, .utf8 = false, .duplicates = true},
                                    runs<sax<in_a_stream>>,
                                    "a hand-written handler; UTF-8 is not checked"});
const add_contender rapid_schema({task::check,
                                  "RapidJSON, SchemaValidator",
                                  {.schema = true},
                                  [](const stream& s) {
                                    auto all = std::make_shared<schemas>();
                                    return [&s, all] { return all->run(s); };
                                  },
                                  "a schema for each type; duplicates are not found"});
const add_contender rapid_writer({task::write,
                                  "RapidJSON, Writer",
                                  {},
                                  [](const stream& s) {
                                    auto all = std::make_shared<documents>();
                                    for_each_value(s, [&](rj::StringStream& in) {
                                      rj::Document d(&all->memory);
                                      d.ParseStream<with_utf8>(in);
                                      all->values.push_back(std::move(static_cast<rj::Value&>(d)));
                                      return true;
                                    });
                                    auto buffer = std::make_shared<rj::StringBuffer>();
                                    return [all, buffer] {
                                      buffer->Clear();
                                      rj::Writer<rj::StringBuffer> writer;
                                      for (const rj::Value& v : all->values) {
                                        writer.Reset(*buffer);
                                        v.Accept(writer);
                                        buffer->Put('\n');
                                      }
                                      return outcome{
                                          .bytes = buffer->GetSize(),
                                          .written = {buffer->GetString(), buffer->GetSize()}};
                                    };
                                  },
                                  ""});

} // namespace
} // namespace bench
