// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/error/kind.hpp"
#include "assay/error/path.hpp"
#include "assay/json/encoding.hpp"
#include "assay/json/escapes.hpp"
#include "assay/json/raw_json.hpp"
#include "assay/json/walk.hpp"
#include "assay/testing/json_difference.hpp"
#include "assay/testing/json_tree.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace assay::testing::detail {

/// Returns the path with `*` in place of each index.
inline std::string without_indices(std::string_view path) {
  std::string out;
  while (!path.empty()) {
    const std::size_t end = std::min(path.find('/', 1), path.size());
    const std::string_view part = path.substr(1, end - 1);
    const bool is_index = !part.empty() && part.find_first_not_of("0123456789") == part.npos;
    (out += '/') += is_index ? "*" : part;
    path.remove_prefix(end);
  }
  return out;
}

/// A change to a valid text that a parser rejects. If the parser then accepts the text, what was
/// changed is the cause.
struct remedy {
  enum class means : std::uint8_t { no_mark, no_space, no_escapes, no_member };

  means by{};
  std::string path{};                    ///< of the member; see `without_indices`
  assay::kind found = assay::kind::none; ///< the type of the member's value

  std::string_view in_words() const noexcept {
    constexpr std::string_view words[] = {
        "accepted without the byte order mark", "accepted without the white space",
        "accepted without its escapes", "accepted without this member"};
    return words[static_cast<std::size_t>(by)];
  }

  /// Returns the changed text, or nothing if it is the same.
  std::optional<std::string> apply(std::string_view text) const {
    const bool has_mark = text.starts_with(byte_order_mark);
    if (by == means::no_mark)
      return has_mark ? std::optional(std::string(text.substr(byte_order_mark.size())))
                      : std::nullopt;
    const std::string_view value = trimmed(has_mark ? text.substr(byte_order_mark.size()) : text);
    if (!has_tree(value)) return std::nullopt;
    json_node tree = parse_tree(value);
    std::string before = by == means::no_space ? std::string(text) : to_json(tree);
    if (by == means::no_escapes) drop_escapes(tree);
    if (by == means::no_member) drop_member(tree, {});
    std::string after = (has_mark ? std::string(byte_order_mark) : std::string()) + to_json(tree);
    if (has_mark && by != means::no_space) before.insert(0, byte_order_mark);
    if (after == before) return std::nullopt;
    return after;
  }

 private:
  /// Writes a name or string without escapes; characters that need one become a letter.
  static void spell_plainly(std::string& json) {
    if (json.find('\\') == json.npos) return;
    std::string characters;
    unescape(std::string_view(json).substr(1, json.size() - 2), characters);
    for (char& c : characters)
      if (static_cast<unsigned char>(c) < 0x20 || c == '"' || c == '\\') c = 'a';
    json = '"' + characters + '"';
  }
  static void drop_escapes(json_node& node) {
    if (!node.name.empty()) spell_plainly(node.name);
    if (node.is_scalar() && node.is_string()) spell_plainly(node.text);
    for (json_node& child : node.children) drop_escapes(child);
  }
  void drop_member(json_node& node, const std::string& at) const {
    if (!path.starts_with(at)) return;
    std::erase_if(node.children, [&](const json_node& child) {
      return node.is_object() && kind_in(child) == found && path_of(child, at) == path;
    });
    for (json_node& child : node.children)
      drop_member(child, node.is_object() ? path_of(child, at) : at + "/*");
  }

 public:
  static assay::kind kind_in(const json_node& node) noexcept {
    return node.is_object()  ? kind::object
           : node.is_array() ? kind::array
                             : kind_of(node.text.front());
  }
  static std::string path_of(const json_node& member, const std::string& around) {
    std::string name, out;
    unescape(std::string_view(member.name).substr(1, member.name.size() - 2), name);
    append_member(out, name);
    return around + without_indices(out);
  }
};

/// Returns all changes to try on a text: members from the outermost inwards, each path and type
/// once.
inline std::vector<remedy> remedies_for(std::string_view text) {
  std::vector<remedy> out = {
      {remedy::means::no_mark}, {remedy::means::no_space}, {remedy::means::no_escapes}};
  if (text.starts_with(byte_order_mark)) text.remove_prefix(byte_order_mark.size());
  if (!has_tree(trimmed(text))) return out;
  const json_node root = parse_tree(trimmed(text));
  std::vector<std::pair<const json_node*, std::string>> open = {{&root, ""}};
  for (std::size_t i = 0; i < open.size(); ++i) {
    const auto [node, at] = open[i];
    for (const json_node& child : node->children) {
      const std::string path = node->is_object() ? remedy::path_of(child, at) : at + "/*";
      if (node->is_object())
        out.push_back({remedy::means::no_member, path, remedy::kind_in(child)});
      if (!child.is_scalar()) open.emplace_back(&child, path);
    }
  }
  return out;
}

} // namespace assay::testing::detail
