// SPDX-License-Identifier: BSL-1.0

// Checks the schemas of all objects: every reference refers to a definition, every definition is
// used and has a unique name, and examples and defaults are accepted where they are stated.
//
//   assay_all_schemas
//
// Exits with 0 if all checks pass, otherwise with 1.

#include "../laws/laws.hpp"

#include <assay/export/json_schema.hpp>
#include <assay/export/pretty_json.hpp>
#include <assay/export/schema_at.hpp>
#include <assay/json/parse_raw.hpp>
#include <assay/testing/annotate.hpp>
#include <assay/testing/json_tree.hpp>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace assay_all_schemas {

using assay::level;
using assay_laws::subject;

std::size_t faults = 0;

void fail(const subject& s, level at, std::string_view what, std::string_view where) {
  ++faults;
  std::printf("%s at %s: %.*s: %.*s\n", s.name.c_str(), name_of(at).data(),
              static_cast<int>(what.size()), what.data(), static_cast<int>(where.size()),
              where.data());
}

// --- References ---------------------------------------------------------------------------------

/// Calls `use` with the text of each `$ref` in the schema.
template <class Use>
void for_each_reference(const boost::json::value& in, Use use) {
  if (const auto* object = in.if_object()) {
    for (const auto& [name, inner] : *object)
      if (name == "$ref") use(std::string_view(inner.as_string()));
      else if (name != "examples" && name != "default") for_each_reference(inner, use);
  } else if (const auto* array = in.if_array()) {
    for (const boost::json::value& inner : *array) for_each_reference(inner, use);
  }
}

void check_references(const subject& s, level at, const boost::json::object& schema) {
  constexpr std::string_view start = "#/$defs/";
  std::set<std::string> used;
  std::vector<const boost::json::value*> to_visit;
  const boost::json::object none;
  const auto* const found = schema.if_contains("$defs");
  const boost::json::object& definitions = found != nullptr ? found->as_object() : none;
  const auto visit = [&](std::string_view reference) {
    if (reference == "#") return;
    const bool is_local = reference.starts_with(start);
    const auto* const to =
        is_local ? definitions.if_contains(reference.substr(start.size())) : nullptr;
    if (to == nullptr) return fail(s, at, "a reference to nothing", reference);
    if (used.emplace(reference.substr(start.size())).second) to_visit.push_back(to);
  };
  for (const auto& [name, inner] : schema)
    if (name != "$defs") for_each_reference(inner, visit);
  while (!to_visit.empty()) {
    const boost::json::value* const next = to_visit.back();
    to_visit.pop_back();
    for_each_reference(*next, visit);
  }
  for (const auto& [name, unused] : definitions)
    if (!used.contains(std::string(name))) fail(s, at, "a definition that nothing uses", name);
}

void check_names(const subject& s, level at, const assay::level_schema& schema) {
  std::set<std::string_view> names;
  const auto is_of_name = [](char c) {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
  };
  for (const assay::level_object& o : schema.definitions) {
    if (!names.insert(o.name).second) fail(s, at, "a name that two definitions have", o.name);
    const bool is_name = !o.name.empty() && o.name[0] >= 'A' && o.name[0] <= 'Z' &&
                         std::all_of(o.name.begin(), o.name.end(), is_of_name);
    if (!is_name) fail(s, at, "not a name in Pascal case", o.name);
  }
}

// --- Examples and defaults ----------------------------------------------------------------------

/// Puts the examples and defaults of members into a valid text, and checks that nothing is
/// reported.
class example_checker {
 public:
  example_checker(const subject& s, const assay::level_schema& schema) : s_(s) {
    for (const assay::level_object& o : schema.definitions) {
      for (const assay::check_schema* c : o.checks) across_.insert(c->code);
      assay::text_buffer defaults;
      if (o.schema->write_new != nullptr && !o.schema->write_new(defaults))
        fail(s_, level::strict, "defaults that are not JSON", o.name);
      for (const assay::level_member& m : o.members)
        if (m.schema != nullptr && !m.forbidden) add(*m.schema, defaults.view());
    }
  }

  void run() {
    constexpr std::uint64_t most_seeds = 100;
    for (std::uint64_t seed = 0; seed < most_seeds && !wanted_.empty(); ++seed) {
      tree_ = assay::testing::parse_tree(s_.texts(level::strict, seed)[0]);
      assay::testing::annotate(tree_, *s_.type);
      visit(tree_, "");
    }
    for (const auto& [member, values] : wanted_)
      std::printf("%s: %.*s was in none of the texts: what it may be was not tried\n",
                  s_.name.c_str(), static_cast<int>(member->name.size()), member->name.data());
  }

 private:
  void add(const assay::member_schema& m, std::string_view defaults) {
    std::vector<std::string> values(m.examples.begin(), m.examples.end());
    for (const std::string& v : values)
      if (!assay::is_valid_json(v)) fail(s_, level::strict, "an example that is not JSON", v);
    if (m.defaulted) values.emplace_back(assay::find_member(defaults, m.name));
    if (!values.empty()) wanted_.emplace(&m, std::move(values));
  }

  void visit(assay::testing::json_node& node, const std::string& path) {
    const auto wanted = wanted_.find(node.member);
    if (wanted != wanted_.end()) {
      const assay::testing::json_node kept = node;
      for (const std::string& value : wanted->second) {
        node.set_scalar(value);
        check(path, value);
      }
      wanted_.erase(wanted);
      node = kept;
    }
    for (std::size_t i = 0; i < node.children.size(); ++i) {
      assay::testing::json_node& child = node.children[i];
      visit(child,
            path + '/' +
                (node.is_array() ? std::to_string(i) : assay::json_text(child.name).to_string()));
    }
  }

  void check(const std::string& path, std::string_view value) {
    for (const assay::violation& v : s_.errors(to_json(tree_), level::strict))
      if (v.path.starts_with(path) && !across_.contains(v.code))
        fail(s_, level::strict, "an example or a default that is rejected",
             (path + ' ').append(value).append(": ").append(to_string(v)));
  }

  const subject& s_;
  std::set<assay::code> across_; ///< of rules across members: an example may break them
  std::map<const assay::member_schema*, std::vector<std::string>> wanted_;
  assay::testing::json_node tree_;
};

void check(const subject& s) {
  for (const level at : {level::reference, level::published, level::strict}) {
    const assay::level_schema schema = assay::schema_at(*s.type, at);
    check_names(s, at, schema);
    check_references(s, at, assay::to_json_schema(schema));
    if (at != level::strict) continue;
    example_checker(s, schema).run();
  }
}

/// Returns the size of all schemas as text, in bytes.
std::size_t export_all(const std::vector<subject>& subjects) {
  std::size_t bytes = 0;
  for (const subject& s : subjects)
    for (const level at : {level::reference, level::published, level::strict})
      bytes += assay::to_pretty_json(assay::to_json_schema(assay::schema_at(*s.type, at), s.name))
                   .size();
  return bytes;
}

} // namespace assay_all_schemas

int main() {
  using namespace assay_all_schemas;
  const std::vector<subject> subjects = assay_laws::all_subjects();
  for (const subject& s : subjects) check(s);
  const auto start = std::chrono::steady_clock::now();
  const std::size_t bytes = export_all(subjects);
  const std::chrono::duration<double> time = std::chrono::steady_clock::now() - start;
  std::printf("%zu objects, %zu faults; exporting them at all levels took %.3f s (%zu bytes)\n",
              subjects.size(), faults, time.count(), bytes);
  return faults == 0 ? 0 : 1;
}
