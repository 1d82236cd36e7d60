// SPDX-License-Identifier: BSL-1.0
#include "commands/list.hpp"

#include "commands/option_kinds.hpp"
#include "io/output.hpp"
#include "systems/object_choice.hpp"
#include "systems/system_list.hpp"

#include "assay/json/members.hpp"
#include "assay/json/write.hpp"
#include "assay/schema/rules.hpp"

#include <boost/describe/class.hpp>

#include <CLI/CLI.hpp>

#include <algorithm>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace tool {
namespace {

struct dialect_row {
  std::string dialect;
  assay::optional_or_null<std::string> part_of{}; ///< the dialect that includes this one
  assay::additional_members additional{};
};
BOOST_DESCRIBE_STRUCT(dialect_row, (), (dialect, part_of, additional))

/// An object of one or more dialects.
struct object_row {
  std::string object;
  std::string about;
  /// Empty if the system has no dialects, or if all have this object.
  std::vector<std::string> dialects{};
  bool standard = false;
  assay::additional_members additional{};
};
BOOST_DESCRIBE_STRUCT(object_row, (), (object, about, dialects, standard, additional))

/// A route of one or more dialects.
struct route_row {
  std::string method;
  std::string path;
  std::string object;
  std::vector<std::string> dialects{};
  assay::additional_members additional{};
};
BOOST_DESCRIBE_STRUCT(route_row, (), (method, path, object, dialects, additional))

/// A system, as the JSON format shows it.
struct system_row {
  std::string system;
  std::string about;
  std::vector<dialect_row> dialects{};
  std::vector<object_row> objects{};
  std::vector<route_row> routes{};
  assay::additional_members additional{};
};
BOOST_DESCRIBE_STRUCT(system_row, (), (system, about, dialects, objects, routes, additional))

/// Adds the dialect to an equal row, or adds the row if there is none.
template <class Row, class Same>
void merge(std::vector<Row>& rows, Row row, std::string_view dialect, Same same) {
  auto found = std::find_if(rows.begin(), rows.end(), [&](const Row& r) { return same(r, row); });
  if (found == rows.end()) found = rows.insert(rows.end(), std::move(row));
  if (!dialect.empty()) found->dialects.emplace_back(dialect);
}

assay::optional_or_null<std::string> as_member(std::string_view text) {
  return text.empty() ? assay::optional_or_null<std::string>()
                      : assay::optional_or_null<std::string>(std::string(text));
}

/// Returns the sentence of the schema about the object, without the full stop.
std::string about(const wire_object& o) {
  std::string_view text = o.type->object().about;
  if (text.ends_with('.')) text.remove_suffix(1);
  return std::string(text);
}

system_row row_of(const wire_system& s) {
  system_row row{.system = std::string(s.name), .about = std::string(s.about)};
  for (const wire_dialect& d : s.dialects)
    row.dialects.push_back({.dialect = std::string(d.name), .part_of = as_member(d.part_of)});
  for (const wire_object& o : s.objects)
    merge(row.objects,
          {.object = full_name(s, o.name), .about = about(o), .standard = o.name == s.standard},
          o.dialect, [](const object_row& a, const object_row& b) { return a.object == b.object; });
  for (const wire_route& r : s.routes)
    merge(row.routes,
          {.method = std::string(r.method),
           .path = std::string(r.path),
           .object = full_name(s, r.object)},
          r.dialect, [](const route_row& a, const route_row& b) {
            return a.method == b.method && a.path == b.path && a.object == b.object;
          });
  return row;
}

/// Returns " [this, that]", or an empty text without dialects.
std::string dialect_suffix(const std::vector<std::string>& dialects) {
  std::string out;
  for (const std::string& d : dialects) out += (out.empty() ? " [" : ", ") + d;
  return out.empty() ? out : out + ']';
}

std::string padded(std::string text, std::size_t width) {
  text.resize(std::max(width, text.size()), ' ');
  return text;
}

/// Returns "v0, one (this, that)". The parentheses contain the dialects that are part of the one
/// before.
std::string text_of(const std::vector<dialect_row>& dialects) {
  std::string out;
  for (const dialect_row& d : dialects) {
    if (!d.part_of) out += (out.empty() ? "" : ", ") + d.dialect;
    std::string parts;
    for (const dialect_row& part : dialects)
      if (part.part_of && *part.part_of == d.dialect)
        parts += (parts.empty() ? "" : ", ") + part.dialect;
    if (!parts.empty()) out += " (" + parts + ')';
  }
  return out;
}

std::string text_of(const system_row& s) {
  std::size_t width = 0;
  for (const object_row& o : s.objects) width = std::max(width, o.object.size());
  for (const route_row& r : s.routes) width = std::max(width, r.method.size() + 1 + r.path.size());
  width += 2;

  std::string out = s.system + ": " + s.about + '\n';
  if (!s.dialects.empty()) out += "  dialects: " + text_of(s.dialects) + '\n';
  for (const object_row& o : s.objects)
    out += "  " + padded(o.object, width) + o.about + dialect_suffix(o.dialects) +
           (o.standard && s.objects.size() > 1 ? " (default)" : "") + '\n';
  for (const route_row& r : s.routes)
    out += "  " + padded(r.method + ' ' + r.path, width) + r.object + dialect_suffix(r.dialects) +
           '\n';
  return out;
}

class list final : public command {
 public:
  CLI::App& add_to(CLI::App& assay) override {
    CLI::App& app =
        *assay.add_subcommand("list", "Lists the systems with their objects, dialects and routes");
    add_format(app, format_, "text: for people; json: one object for each system");
    return app;
  }

  exit_status run() override {
    assay::text_buffer out;
    for (const wire_system& s : system_list()) {
      const system_row row = row_of(s);
      if (format_ == output_format::json) {
        if (!assay::write(row, out))
          throw std::logic_error("a system is not expressible as JSON"); // its texts are UTF-8
        out.append('\n');
      } else {
        if (out.size() != 0) out.append('\n');
        out.append(text_of(row));
      }
    }
    write_output(out.view());
    return exit_status::accepted;
  }

 private:
  output_format format_ = output_format::text;
};

} // namespace

std::unique_ptr<command> make_list() { return std::make_unique<list>(); }

} // namespace tool
