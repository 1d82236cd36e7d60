// SPDX-License-Identifier: BSL-1.0
#include "page.hpp"

#include <algorithm>
#include <istream>
#include <ostream>
#include <stdexcept>
#include <string>
#include <utility>

namespace docs {
namespace {

constexpr std::string_view before_name = "<!-- generated: ", after_name = " -->",
                           end_of_part = "<!-- /generated -->";

std::vector<const page*>& pages() {
  static std::vector<const page*> all;
  return all;
}

/// Returns the part that begins after this line, or an empty name.
std::string_view part_begun_by(std::string_view line) {
  if (!line.starts_with(before_name) || !line.ends_with(after_name)) return {};
  return line.substr(before_name.size(), line.size() - before_name.size() - after_name.size());
}

} // namespace

page::page(std::string_view name, std::vector<part> parts) : name_(name), parts_(std::move(parts)) {
  pages().push_back(this);
}

const std::vector<const page*>& page::all() { return pages(); }

const page* page::find(std::string_view name) {
  const auto found = std::find_if(pages().begin(), pages().end(),
                                  [&](const page* p) { return p->name() == name; });
  return found == pages().end() ? nullptr : *found;
}

void page::fill(std::istream& in, std::ostream& out) const {
  std::vector<bool> was_printed(parts_.size());
  std::string begun; // the part that contains the line; empty outside all parts
  for (std::string line; std::getline(in, line);) {
    if (line == end_of_part) begun.clear();
    if (!begun.empty()) continue;
    out << line << '\n';
    begun = part_begun_by(line);
    if (begun.empty()) continue;
    const auto found =
        std::find_if(parts_.begin(), parts_.end(), [&](const part& p) { return p.name == begun; });
    if (found == parts_.end()) throw std::runtime_error("the page has an unknown part: " + begun);
    found->print(out);
    out << '\n';
    was_printed[static_cast<std::size_t>(found - parts_.begin())] = true;
  }
  if (!begun.empty())
    throw std::runtime_error("no line " + std::string(end_of_part) + " after the part " + begun);
  for (std::size_t i = 0; i < parts_.size(); ++i)
    if (!was_printed[i])
      throw std::runtime_error("the page has no line " +
                               std::string(before_name).append(parts_[i].name).append(after_name));
}

} // namespace docs
