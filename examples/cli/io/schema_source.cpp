// SPDX-License-Identifier: BSL-1.0
#include "io/schema_source.hpp"

#include "commands/usage_error.hpp"
#include "io/input_file.hpp"
#include "io/io_error.hpp"
#include "io/output.hpp"
#include "io/repeated_member.hpp"
#include "print/alternatives.hpp"
#include "systems/schema_format.hpp"
#include "systems/system_list.hpp"

#include "assay/export/schema_at.hpp"
#include "assay/json/encoding.hpp"
#include "assay/schema/level.hpp"

#include <boost/json/parse.hpp>

#include <algorithm>
#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

namespace tool {
namespace {

namespace fs = std::filesystem;

/// Returns the error for a file that is not a schema.
usage_error no_schema(const std::string& name, std::string_view why) {
  return usage_error(printable(shown_name(name)) + ": not a JSON Schema: " + std::string(why));
}

std::string_view kind_of(const boost::json::value& v) {
  return v.is_array() ? "an array" : v.is_string() ? "a string" : v.is_null() ? "null" : "a number";
}

boost::json::value parse_schema(std::string_view text, const std::string& name) {
  if (text.starts_with(assay::byte_order_mark)) text.remove_prefix(assay::byte_order_mark.size());
  boost::json::parse_options options;
  options.max_depth = 1000;
  boost::json::error_code error;
  boost::json::value out =
      boost::json::parse(boost::json::string_view(text.data(), text.size()), error, {}, options);
  if (error) throw no_schema(name, error.message());
  if (!out.is_object() && !out.is_bool())
    throw no_schema(name, "expected an object, true or false, found " + std::string(kind_of(out)));
  if (const auto member = repeated_member(text))
    throw no_schema(name, "duplicate member '" + printable(*member) + "'");
  return out;
}

boost::json::value read_schema(const std::string& name) {
  input_file file(name);
  std::string text;
  constexpr std::size_t room = 64 * 1024, longest = 64 * 1024 * 1024;
  for (;;) {
    if (text.size() > longest) throw no_schema(name, "longer than 64 MiB");
    const std::size_t size = text.size();
    text.resize(size + room);
    const std::size_t got = file.read(text.data() + size, room);
    text.resize(size + got);
    if (got == 0) break;
  }
  return parse_schema(text, name);
}

schema_source read_directory(const std::string& name) {
  schema_source out;
  std::error_code error;
  for (fs::recursive_directory_iterator at(name, error), end; !error && at != end;
       at.increment(error))
    if (at->path().extension() == ".json" && at->is_regular_file())
      out.schemas.emplace(at->path().lexically_relative(name).generic_string(),
                          read_schema(at->path().string()));
  if (error) throw input_error(name, "cannot read", error.value());
  if (out.schemas.empty())
    throw usage_error(printable(name) + ": the directory contains no *.json files");
  return out;
}

/// Writes the schema and parses its text, so that numbers are read as from a file.
boost::json::value schema_of(std::string_view system, const wire_object& object, assay::level at) {
  const std::string name = schema_name(system, object);
  return parse_schema(schema_formats()[0].write(assay::schema_at(*object.type, at), name), name);
}

schema_source schema_beside(const std::string& file, assay::level at) {
  const std::string wanted = fs::path(file).stem().string();
  for (const wire_system& s : system_list())
    for (const wire_object& o : s.objects)
      if (schema_name(s.name, o) == wanted) return {{{"", schema_of(s.name, o, at)}}, true};
  throw usage_error("--as is missing: no object matches the file name " + printable(file));
}

schema_source read_level(assay::level at, const std::string& beside, const object_choice& choice) {
  if (choice.is_given()) {
    const wire_object& object = choice.find();
    return {{{"", schema_of(choice.system(), object, at)}}, true};
  }
  if (!assay::level_of(beside) && !fs::is_directory(beside)) return schema_beside(beside, at);
  schema_source out;
  for (const wire_system& s : system_list())
    for (const wire_object& o : s.objects)
      out.schemas.emplace(schema_name(s.name, o) + ".json", schema_of(s.name, o, at));
  return out;
}

} // namespace

schema_source read_schemas(const std::string& argument, const std::string& beside,
                           const object_choice& choice) {
  if (const auto level = assay::level_of(argument)) return read_level(*level, beside, choice);
  std::error_code error;
  if (fs::is_directory(argument, error)) return read_directory(argument);
  return {{{"", read_schema(argument)}}, true};
}

} // namespace tool
