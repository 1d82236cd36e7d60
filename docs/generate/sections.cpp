// SPDX-License-Identifier: BSL-1.0
#include "sections.hpp"

#include <algorithm>
#include <cctype>
#include <set>

namespace docs {
namespace {

/// Collects the sections of a page.
class section_finder {
 public:
  explicit section_finder(const listed_object& own) {
    for (const dialect_object& d : own.dialects) {
      seen_.clear();
      visit(own, d);
    }
  }
  page_contents take() { return std::move(out_); }

 private:
  void visit(const listed_object& own, const dialect_object& object) {
    if (!seen_.insert(object.schema).second) return;
    const listed_object* const page = page_of(*object.schema);
    if (page != nullptr && page != &own) {
      if (std::find(out_.linked.begin(), out_.linked.end(), page) == out_.linked.end())
        out_.linked.push_back(page);
      return;
    }
    add(object);
    for (const assay::member_schema& m : object.schema->members)
      if (m.type != nullptr) visit(own, object.dialect, *m.type);
  }
  void visit(const listed_object& own, std::string_view dialect, const assay::type_schema& type) {
    if (type.object != nullptr) visit(own, {dialect, &type.object()});
    if (type.element != nullptr) visit(own, dialect, *type.element);
    for (const assay::type_schema& alternative : type.alternatives)
      visit(own, dialect, alternative);
  }
  void add(const dialect_object& object) {
    std::vector<section>& all = out_.sections;
    const auto has_title = [&](const section& s) { return s.title == object.schema->title; };
    auto found = std::find_if(all.begin(), all.end(), has_title);
    if (found == all.end()) found = all.insert(found, {object.schema->title, {}});
    found->dialects.push_back(object);
  }

  page_contents out_{};
  std::set<const assay::object_schema*> seen_{};
};

} // namespace

page_contents contents_of(const listed_object& object) { return section_finder(object).take(); }

const listed_object* page_of(const assay::object_schema& schema) {
  for (const listed_object& object : all_objects())
    for (const dialect_object& d : object.dialects)
      if (d.schema == &schema) return &object;
  return nullptr;
}

std::string anchor_of(std::string_view heading) {
  std::string out;
  for (const char c : heading) {
    if (c == ' ') out += '-';
    else if (std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_')
      out += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  }
  return out;
}

std::string link_to(const assay::object_schema& schema, const listed_object& from) {
  const listed_object* const page = page_of(schema);
  const std::string target = page == nullptr ? '#' + anchor_of(schema.title)
                             : page == &from ? '#' + anchor_of("Members")
                                             : page->full_name() + ".md";
  return '[' + std::string(schema.title) + "](" + target + ')';
}

} // namespace docs
