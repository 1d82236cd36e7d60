// SPDX-License-Identifier: BSL-1.0
#include "reference.hpp"

#include "codes.hpp"
#include "objects.hpp"
#include "sections.hpp"
#include "tables.hpp"

#include "assay/error/code.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <map>
#include <ostream>
#include <set>
#include <sstream>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace docs {
namespace {

namespace fs = std::filesystem;
using assay::code;
using assay::level;

/// Returns "a, b and c".
std::string joined(const std::vector<std::string>& words) {
  std::string out;
  for (std::size_t i = 0; i < words.size(); ++i)
    out += (i == 0 ? "" : i + 1 == words.size() ? " and " : ", ") + words[i];
  return out;
}

std::string in_code(std::string_view text) { return '`' + std::string(text) + '`'; }

/// Collects the texts of the dialects, each once. If not all dialects have a text, it adds their
/// names: "`POST /events` (v0)".
class by_dialect {
 public:
  explicit by_dialect(std::size_t dialects) : dialects_(dialects) {}

  void add(const std::string& text, std::string_view dialect) {
    auto found =
        std::find_if(rows_.begin(), rows_.end(), [&](const auto& r) { return r.first == text; });
    if (found == rows_.end()) found = rows_.insert(rows_.end(), {text, {}});
    if (found->second.empty() || found->second.back() != dialect)
      found->second.emplace_back(dialect);
  }
  std::vector<std::string> texts() const {
    std::vector<std::string> out;
    for (const auto& [text, dialects] : rows_)
      out.push_back(dialects.size() == dialects_ ? text : text + " (" + joined(dialects) + ')');
    return out;
  }

 private:
  std::size_t dialects_;
  std::vector<std::pair<std::string, std::vector<std::string>>> rows_{};
};

/// Prints the object's type in C++, and the requests that have it as their body.
void print_head(std::ostream& out, const listed_object& object) {
  const assay::object_schema& schema = *object.dialects.front().schema;
  out << "# " << object.full_name() << "\n\n**" << schema.title << ".** " << schema.about << "\n\n";
  out << "- C++ type: " << in_code(object.cpp_name()) << " in [`assay/" << object.system
      << ".hpp`](../../include/assay/" << object.system << ".hpp)";
  if (!object.dialects.front().dialect.empty()) {
    std::vector<std::string> names;
    for (const dialect_object& d : object.dialects) names.push_back(in_code(d.dialect));
    out << ", in the [dialect" << (names.size() == 1 ? "" : "s") << "](../honeyhive.md#dialects) "
        << joined(names);
  }
  out << ".\n- More about the system: [" << object.system << "](../" << object.system << ".md).\n";
  by_dialect routes(object.dialects.size());
  for (const object_route& r : object.routes)
    routes.add(in_code(std::string(r.method) + ' ' + std::string(r.path)), r.dialect);
  if (!object.routes.empty()) out << "- The body of " << joined(routes.texts()) << ".\n";
}

/// Returns what happens to unknown members; empty if they are kept.
std::string words_of_unknown(const assay::object_schema& s) {
  const std::string others = "Unknown members are ";
  if (s.unknown == assay::unknown_members::ignored) return others + "dropped";
  if (s.unknown == assay::unknown_members::rejected) return others + "rejected";
  if (s.closed_from == assay::never) return {};
  return others + "rejected from " + in_code(name_of(s.closed_from)) + " on";
}

/// Returns a row of the table of rules across members, without its end.
std::string row_of(const assay::check_schema& c) {
  std::string members;
  for (const std::string_view m : c.members) members += (members.empty() ? "" : ", ") + in_code(m);
  return "| " + (members.empty() ? "the whole object" : members) + " | " +
         (c.words.empty() ? "see the violation" : cell(c.words)) + " | " +
         in_code(name_of(c.code)) + " | " + std::string(name_of(c.from));
}

/// Prints what the table of members does not show.
void print_rules(std::ostream& out, const section& s) {
  by_dialect unknown(s.dialects.size()), rules(s.dialects.size());
  for (const dialect_object& d : s.dialects) {
    const std::string words = words_of_unknown(*d.schema);
    if (!words.empty()) unknown.add(words, d.dialect);
    for (const assay::check_schema& c : d.schema->checks) rules.add(row_of(c), d.dialect);
  }
  for (const std::string& words : unknown.texts()) out << '\n' << words << ".\n";
  if (rules.texts().empty()) return;
  out << "\n| rule across members | expected | code | from |\n|---|---|---|---|\n";
  for (const std::string& rule : rules.texts()) out << rule << " |\n";
}

/// Prints the alternatives of the members that hold tagged unions.
void print_unions(std::ostream& out, const section& s, const link_maker& link) {
  const assay::object_schema& schema = *s.dialects.front().schema;
  for (const assay::member_schema& m : schema.members) {
    if (m.type == nullptr || m.type->kind != assay::type_kind::tagged) continue;
    const std::string_view tag = m.type->tag.empty() ? schema.tag : m.type->tag;
    out << "\n### Alternatives of " << in_code(m.name) << "\n\n| " << in_code(tag) << " | "
        << in_code(m.name) << " | |\n|---|---|---|\n";
    for (std::size_t i = 0; i < m.type->alternatives.size(); ++i) {
      const assay::object_schema& held = m.type->alternatives[i].object();
      out << "| " << in_code(m.type->names[i]) << " | " << link(held) << " | " << cell(held.about)
          << " |\n";
    }
  }
}

/// Collects the places of the codes of the category `schema`.
class code_list {
 public:
  explicit code_list(link_maker link) : link_(std::move(link)) {}

  /// Adds the codes of a page's own object, and of all objects inside it.
  void add(const page_contents& own) {
    for (const section& s : own.sections)
      for (const dialect_object& d : s.dialects) {
        const assay::object_schema& shown = *s.dialects.front().schema;
        for (const code c : codes_of(*d.schema)) names_at(c, shown);
        for (const assay::member_schema& m : d.schema->members)
          for (const code c : codes_of(*d.schema, m)) {
            auto& names = names_at(c, shown);
            if (std::find(names.begin(), names.end(), m.name) == names.end())
              names.push_back(m.name);
          }
      }
    for (const listed_object* page : own.linked) add_page(*page, *page->dialects.front().schema);
  }
  void print(std::ostream& out) const {
    for (const auto& [c, places] : places_)
      out << "| " << in_code(name_of(c)) << " | " << where(c, places) << " |\n";
  }

 private:
  struct place {
    const assay::object_schema* object;
    std::vector<std::string_view> names{}; ///< of members
  };

  /// Adds the codes of another page, whose object is inside the page's own.
  void add_page(const listed_object& page, const assay::object_schema& shown) {
    if (!seen_.insert(&page).second) return;
    const page_contents contents = contents_of(page);
    for (const section& s : contents.sections)
      for (const dialect_object& d : s.dialects) {
        for (const code c : codes_of(*d.schema)) names_at(c, shown);
        for (const assay::member_schema& m : d.schema->members)
          for (const code c : codes_of(*d.schema, m)) names_at(c, shown);
      }
    for (const listed_object* within : contents.linked)
      add_page(*within, *within->dialects.front().schema);
  }
  std::vector<std::string_view>& names_at(code c, const assay::object_schema& object) {
    auto& places = places_[c];
    for (place& p : places)
      if (p.object == &object) return p.names;
    return places.emplace_back(place{&object}).names;
  }
  /// Returns words if nearly every member can have the code, or else objects and members.
  std::string where(code c, const std::vector<place>& places) const {
    if (c == code::type_mismatch) return "a member with the wrong type";
    if (c == code::missing_member) return "a missing required member";
    if (c == code::duplicate_member) return "a duplicate member";
    if (c == code::unknown_member)
      return "an unknown member: at `strict` a warning, unless it is rejected";
    std::string out;
    for (const place& p : places) {
      out += (out.empty() ? "" : "; ") + link_(*p.object);
      for (std::size_t i = 0; i < p.names.size(); ++i)
        out += (i == 0 ? ": " : ", ") + in_code(p.names[i]);
    }
    return out;
  }

  link_maker link_;
  std::map<code, std::vector<place>> places_{};
  std::set<const listed_object*> seen_{};
};

void print_codes(std::ostream& out, const page_contents& contents, const link_maker& link) {
  out << R"(
## Codes

Invalid JSON, or a text beyond a limit, has a code of [syntax](../errors.md#syntax),
[encoding](../errors.md#encoding) or [limit](../errors.md#limit). These codes of [schema](../errors.md#schema) can occur:

| code | where |
|---|---|
)";
  code_list codes(link);
  codes.add(contents);
  codes.print(out);
}

std::string text_of_file(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

/// Returns the valid texts, and remembers which were used.
class example_directory {
 public:
  explicit example_directory(fs::path directory) : directory_(std::move(directory)) {}

  std::string text(const std::string& object, std::string_view dialect) {
    for (const std::string& name :
         {object + '.' + std::string(dialect) + ".json", object + ".json"})
      if (fs::exists(directory_ / name)) {
        used_.insert(name);
        return text_of_file(directory_ / name);
      }
    throw std::runtime_error("no example " + object + ".json");
  }
  void check_all_are_used() const {
    for (const fs::directory_entry& entry : fs::directory_iterator(directory_))
      if (!used_.contains(entry.path().filename().string()))
        throw std::runtime_error("an example without an object: " +
                                 entry.path().filename().string());
  }

 private:
  fs::path directory_;
  std::set<std::string> used_{};
};

void print_examples(std::ostream& out, const listed_object& object, example_directory& examples) {
  std::vector<std::pair<std::string, std::vector<std::string>>> texts;
  for (const dialect_object& d : object.dialects) {
    const std::string text = examples.text(object.full_name(), d.dialect);
    auto found =
        std::find_if(texts.begin(), texts.end(), [&](const auto& t) { return t.first == text; });
    if (found == texts.end()) found = texts.insert(texts.end(), {text, {}});
    found->second.push_back(in_code(d.dialect));
  }
  out << "\n## Example\n\nValid at every level";
  for (std::size_t i = 0; i < texts.size(); ++i) {
    if (texts.size() != 1) out << (i == 0 ? ", in " : "\nIn ") << joined(texts[i].second);
    out << ":\n\n```json\n" << texts[i].first << "```\n";
  }
}

/// Returns the links to an object's JSON Schemas: "[reference](...), [published](...), ...".
std::string schema_links(const std::string& file) {
  std::string out;
  for (const level l : {level::reference, level::published, level::strict})
    out += (out.empty() ? "[" : ", [") + std::string(name_of(l)) + "](../schemas/" +
           std::string(name_of(l)) + '/' + file + ".json)";
  return out;
}

void print_schemas(std::ostream& out, const listed_object& object) {
  out << "\n## JSON Schema\n\n";
  for (const dialect_object& d : object.dialects) {
    if (d.dialect.empty()) out << schema_links(object.full_name()) << '\n';
    else
      out << "- " << in_code(d.dialect) << ": "
          << schema_links(object.full_name() + '.' + std::string(d.dialect)) << '\n';
  }
}

void print_page(std::ostream& out, const listed_object& object, example_directory& examples) {
  const page_contents contents = contents_of(object);
  const auto link = [&](const assay::object_schema& schema) { return link_to(schema, object); };
  print_head(out, object);
  for (const section& s : contents.sections) {
    if (&s == &contents.sections.front())
      out << "\n## Members\n\nThe [index](README.md#the-tables) explains the columns.\n";
    else out << "\n## " << s.title << "\n\n" << s.dialects.front().schema->about << '\n';
    print_members(out, s.dialects, link);
    print_rules(out, s);
    print_unions(out, s, link);
  }
  print_codes(out, contents, link);
  print_examples(out, object, examples);
  print_schemas(out, object);
}

void print_index(std::ostream& out) {
  out << R"(# The objects

Each object has a page with its members, their types and rules, the codes that it can have, an example, and its JSON Schemas.
`bash docs/generate.sh` makes the pages from the library's tables.

)";
  std::string_view system;
  for (const listed_object& object : all_objects()) {
    if (object.system != system) {
      system = object.system;
      out << (&object == &all_objects().front() ? "" : "\n") << "## " << system << "\n\n[About "
          << system << "](../" << system << ".md)\n\n| object | |\n|---|---|\n";
    }
    out << "| [" << object.name << "](" << object.full_name() << ".md) | "
        << cell(object.dialects.front().schema->about) << " |\n";
  }
  out << "\n## The tables\n";
  print_legend(out);
}

/// Writes a file with the printed text.
template <class Print>
void write_file(const fs::path& path, Print print) {
  std::ostringstream text;
  print(text);
  std::ofstream out(path, std::ios::binary);
  if (!(out << text.str()).flush()) throw std::runtime_error("cannot write " + path.string());
}

} // namespace

void write_reference(const fs::path& examples, const fs::path& to) {
  example_directory texts(examples);
  for (const listed_object& object : all_objects())
    write_file(to / (object.full_name() + ".md"),
               [&](std::ostream& out) { print_page(out, object, texts); });
  texts.check_all_are_used();
  write_file(to / "README.md", print_index);
}

} // namespace docs
