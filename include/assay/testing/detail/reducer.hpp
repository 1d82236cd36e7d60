// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/json/escapes.hpp"
#include "assay/json/parse_raw.hpp"
#include "assay/json/utf8.hpp"
#include "assay/json/walk.hpp"
#include "assay/schema/decimal.hpp"
#include "assay/testing/json_tree.hpp"

#include <algorithm>
#include <cstddef>
#include <initializer_list>
#include <iterator>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace assay::testing::detail {

/// The implementation of `reduce`: the smallest text so far, and the steps that are tried on it.
///
/// A step succeeds if its text is smaller and the predicate is true. Smaller means shorter, or of
/// the same length with simpler bytes. So the reduction ends, whatever the order of the steps is.
class reducer {
 public:
  using predicate = bool (*)(const void* context, std::string_view text);

  reducer(std::string_view text, predicate still_fails, const void* context, std::size_t max_calls)
      : still_fails_(still_fails), context_(context), max_calls_(max_calls), best_(text) {}

  /// Reduces the text. Returns whether it is minimal afterwards.
  bool run() {
    if (max_calls_ == 0 || (++calls_, !still_fails_(context_, best_))) return false;
    std::string before;
    do {
      before = best_;
      if (!reduce_tree()) reduce_tokens();
      // Dropping single bytes of an incomplete value rarely succeeds, but can enable more steps.
      reduce_bytes();
    } while (best_ != before && !is_used_up());
    return !is_used_up();
  }

  std::string take() noexcept { return std::move(best_); }
  std::size_t calls() const noexcept { return calls_; }

 private:
  /// The limit of nesting for recursion.
  static constexpr std::size_t max_depth = 1024;

  bool is_used_up() const noexcept { return calls_ >= max_calls_; }

  /// Returns how far a byte is from the simplest ones.
  static std::size_t oddness(char c) noexcept {
    const bool is_plain = std::string_view("a{}[],:\"").find(c) != std::string_view::npos;
    return is_plain ? 0 : c == '0' ? 1 : c == '1' ? 2 : 3;
  }
  static std::size_t oddness(std::string_view text) noexcept {
    std::size_t sum = 0;
    for (const char c : text) sum += oddness(c);
    return sum;
  }

  bool accept(std::string&& candidate) {
    if (is_used_up() || candidate.size() > best_.size()) return false;
    if (candidate.size() == best_.size() && oddness(candidate) >= oddness(best_)) return false;
    ++calls_;
    if (!still_fails_(context_, candidate)) return false;
    best_ = std::move(candidate);
    return true;
  }

  /// Drops parts of a sequence: all of it, halves, quarters, and so on. `attempt` returns whether
  /// the current sequence is accepted. Parts of up to `sliding` elements are tried at every place,
  /// longer ones side by side.
  template <class Sequence, class Attempt>
  void drop_parts(Sequence& all, std::size_t sliding, Attempt attempt) {
    const auto at = [&](std::size_t i) { return all.begin() + static_cast<std::ptrdiff_t>(i); };
    for (std::size_t size = all.size(); size != 0;
         size = size <= sliding ? size - 1 : std::max(size / 2, sliding)) {
      for (std::size_t i = 0; i < all.size() && !is_used_up();) {
        const std::size_t end = std::min(i + size, all.size());
        if (size <= sliding && i != 0 && end - i != size) break; // shorter parts are tried later
        Sequence dropped(std::make_move_iterator(at(i)), std::make_move_iterator(at(end)));
        all.erase(at(i), at(end));
        if (attempt()) continue;
        all.insert(at(i), std::make_move_iterator(dropped.begin()),
                   std::make_move_iterator(dropped.end()));
        i += size <= sliding ? 1 : size;
      }
    }
  }

  // --- Values ---------------------------------------------------------------------------------

  /// Reduces the text as a tree. Returns false if it cannot be read as a value.
  bool reduce_tree() {
    const std::string_view text = trimmed(best_);
    const bool has_brackets = text.starts_with('{') || text.starts_with('[');
    if (text.empty() || (!has_brackets && !is_valid_json(text)) || nests_too_deep(text))
      return false;
    tree_ = parse_tree(text);
    // If it is not quite JSON, or white space matters, the tree means something else.
    std::string again = to_json(tree_);
    if (again != best_ && !accept(std::move(again))) return false;
    std::string before;
    do {
      before = best_;
      visit(tree_);
      replace_everywhere();
    } while (best_ != before && !is_used_up());
    tree_ = {};
    return true;
  }

  static bool nests_too_deep(std::string_view text) noexcept {
    std::size_t open = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
      if (text[i] == '"') i = string_end(text, i) - 1;
      else if (text[i] == '{' || text[i] == '[') {
        if (++open > max_depth) return true;
      } else if ((text[i] == '}' || text[i] == ']') && open != 0) --open;
    }
    return false;
  }

  bool accept_tree() { return !is_used_up() && accept(to_json(tree_)); }

  void visit(json_node& node) {
    if (is_used_up()) return;
    replace(node);
    if (!node.is_scalar()) {
      drop_parts(node.children, 1, [this] { return accept_tree(); });
      while (hoist(node)) {
      }
    }
    if (node.is_scalar()) return simplify(node.text);
    for (json_node& child : node.children) {
      if (node.is_object()) simplify(child.name);
      visit(child);
    }
  }

  /// Replaces a value by the simplest one.
  void replace(json_node& node) {
    for (const std::string_view simplest : {"0", "\"\"", "null"}) {
      if (node.is_scalar() && node.text == simplest) return;
      json_node old = node_of(simplest, node);
      std::swap(old, node);
      if (accept_tree()) return;
      std::swap(old, node);
    }
  }
  static json_node node_of(std::string_view json, const json_node& at) {
    json_node out;
    out.text = json;
    out.name = at.name;
    return out;
  }

  /// Replaces texts by simple ones everywhere, because ids that occur twice must stay equal.
  void replace_everywhere() {
    std::vector<std::string> texts;
    collect(tree_, texts);
    for (const std::string& text : texts) {
      if (is_used_up()) return;
      json_node changed = tree_;
      replace_in(changed, text, is_json_number(text) ? "0" : "a");
      if (accept(to_json(changed))) tree_ = std::move(changed);
    }
  }
  static void collect(const json_node& node, std::vector<std::string>& out) {
    std::string text = node.text;
    if (node.is_string() && text.size() >= 2) text = text.substr(1, text.size() - 2);
    const bool is_known = std::find(out.begin(), out.end(), text) != out.end();
    if (!is_known && oddness(text) != 0 && text != "0") out.push_back(std::move(text));
    for (const json_node& child : node.children) collect(child, out);
  }
  static void replace_in(json_node& node, std::string_view old, std::string_view now) {
    std::string out;
    std::string_view rest = node.text;
    for (std::size_t i = 0; (i = rest.find(old)) != rest.npos; rest.remove_prefix(i + old.size()))
      out.append(rest.substr(0, i)).append(now);
    node.text = out.append(rest);
    for (json_node& child : node.children) replace_in(child, old, now);
  }

  /// Replaces a value by a value inside of it.
  bool hoist(json_node& node) {
    for (std::size_t i = 0; i < node.children.size(); ++i) {
      json_node inner = std::move(node.children[i]);
      std::string name = std::exchange(inner.name, node.name);
      std::swap(node, inner); // inner is now the outer value
      if (accept_tree()) return true;
      std::swap(node, inner);
      inner.name = std::move(name);
      node.children[i] = std::move(inner);
    }
    return false;
  }

  /// Shortens a string or number, as JSON, and simplifies its characters.
  void simplify(std::string& json) {
    if (json.starts_with('"') && json.size() >= 2) return simplify_string(json);
    if (!is_json_number(json)) return;
    std::string digits = json;
    const auto attempt = [&] {
      if (!is_json_number(digits)) return false;
      std::string old = std::exchange(json, digits);
      if (accept_tree()) return true;
      json = std::move(old);
      return false;
    };
    drop_parts(digits, 1, attempt);
    make_plain(digits, {'0', '1'}, attempt);
  }

  void simplify_string(std::string& json) {
    std::vector<std::string> characters = characters_of(json);
    const auto attempt = [&] {
      std::string now = "\"";
      for (const std::string& c : characters) now += c;
      std::string old = std::exchange(json, now += '"');
      if (accept_tree()) return true;
      json = std::move(old);
      return false;
    };
    drop_parts(characters, 1, attempt);
    for (std::string& c : characters) {
      for (const std::string& simpler : {std::string("a"), std::string("0"), meant_by(c)}) {
        if (c == simpler || c == "a") break;
        std::string old = std::exchange(c, simpler);
        if (!attempt()) c = std::move(old);
      }
    }
  }

  /// Returns the character of an escape, if it can be written without one; otherwise, the escape.
  static std::string meant_by(const std::string& character) {
    std::string out;
    const bool is_escape = character.size() == 6 && character.starts_with("\\u");
    if (!is_escape || !is_valid_json('"' + character + '"')) return character;
    unescape(character, out);
    const bool must_be_escaped =
        static_cast<unsigned char>(out.front()) < 0x20 || out == "\"" || out == "\\";
    return must_be_escaped ? character : out;
  }

  /// Returns the characters of a string, each as it is spelled.
  static std::vector<std::string> characters_of(std::string_view json) {
    std::vector<std::string> out;
    for (std::string_view rest = json.substr(1, json.size() - 2); !rest.empty();) {
      std::size_t size = std::max<std::size_t>(character_size(rest), 1);
      if (rest.front() == '\\')
        size = std::min<std::size_t>(rest.starts_with("\\u") ? 6 : 2, rest.size());
      out.emplace_back(rest.substr(0, size));
      rest.remove_prefix(size);
    }
    return out;
  }

  // --- Tokens and bytes -----------------------------------------------------------------------

  /// Returns the end of the string that opens at i, or the end of the text.
  static std::size_t string_end(std::string_view text, std::size_t i) noexcept {
    for (++i; i < text.size(); ++i) {
      if (text[i] == '\\') ++i;
      else if (text[i] == '"') return i + 1;
    }
    return text.size();
  }

  /// Splits the text into strings, brackets, commas, colons, and runs of other bytes.
  static std::vector<std::string> tokens_of(std::string_view text) {
    std::vector<std::string> out;
    constexpr std::string_view single = "{}[],:\"";
    while (!text.empty()) {
      std::size_t size = 1;
      if (text.front() == '"') size = string_end(text, 0);
      else if (single.find(text.front()) == single.npos)
        size = std::min(text.find_first_of(single), text.size());
      out.emplace_back(text.substr(0, size));
      text.remove_prefix(size);
    }
    return out;
  }

  static std::string text_of(const std::vector<std::string>& tokens) {
    std::string out;
    for (const std::string& t : tokens) out += t;
    return out;
  }

  void reduce_tokens() {
    std::vector<std::string> tokens = tokens_of(best_);
    empty_brackets(tokens);
    // A member has four tokens, including its comma.
    drop_parts(tokens, 4, [&] { return !is_used_up() && accept(text_of(tokens)); });
  }

  /// Drops the content of brackets, the outermost first.
  void empty_brackets(std::vector<std::string>& tokens) {
    for (std::size_t i = 0; i < tokens.size() && !is_used_up(); ++i) {
      if (tokens[i] != "{" && tokens[i] != "[") continue;
      std::size_t open = 1, end = i + 1;
      for (; end < tokens.size(); ++end) {
        if (tokens[end] == "{" || tokens[end] == "[") ++open;
        if ((tokens[end] == "}" || tokens[end] == "]") && --open == 0) break;
      }
      if (end == tokens.size() || end == i + 1) continue; // not closed, or empty
      std::vector<std::string> without(tokens.begin(), tokens.begin() + signed_(i + 1));
      without.insert(without.end(), tokens.begin() + signed_(end), tokens.end());
      if (accept(text_of(without))) tokens = std::move(without);
    }
  }
  static std::ptrdiff_t signed_(std::size_t n) noexcept { return static_cast<std::ptrdiff_t>(n); }

  void reduce_bytes() {
    std::string bytes = best_;
    const auto attempt = [&] { return !is_used_up() && accept(std::string(bytes)); };
    drop_parts(bytes, 2, attempt);
    make_plain(bytes, {'a', '0', '1'}, attempt);
  }

  /// Replaces bytes by simpler ones, one at a time.
  template <class Attempt>
  void make_plain(std::string& bytes, std::initializer_list<char> simpler, Attempt attempt) {
    for (std::size_t i = 0; i < bytes.size() && !is_used_up(); ++i) {
      for (const char c : simpler) {
        if (oddness(c) >= oddness(bytes[i])) break;
        const char old = std::exchange(bytes[i], c);
        if (!attempt()) bytes[i] = old;
      }
    }
  }

  predicate still_fails_;
  const void* context_;
  std::size_t max_calls_;
  std::size_t calls_ = 0;
  std::string best_;
  json_node tree_;
};

} // namespace assay::testing::detail
