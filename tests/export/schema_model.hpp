// SPDX-License-Identifier: BSL-1.0
#pragma once

// A second, simple implementation of JSON Schema. The tests use it to check the comparison of
// schemas.

#include <boost/json/value.hpp>

#include <cmath>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>

namespace schema_model {

/// The statements about names in a value, by the schemas that accepted it.
struct notes {
  /// For each object whose members a schema names: the members that a schema describes.
  std::map<const boost::json::value*, std::set<std::string>> names{};
  /// For each object and each of its tags: the values that a schema names.
  std::map<std::pair<const boost::json::value*, std::string>, std::set<std::string>> tags{};
  /// The objects and tags for which some schema has cases.
  std::set<std::pair<const boost::json::value*, std::string>> has_cases{};

  void take(const notes& other) {
    for (const auto& [object, all] : other.names) names[object].insert(all.begin(), all.end());
    for (const auto& [tag, all] : other.tags) tags[tag].insert(all.begin(), all.end());
    has_cases.insert(other.has_cases.begin(), other.has_cases.end());
  }
};

/// Returns whether values are equal in the sense of JSON Schema. The tests' numbers are small.
inline bool equal(const boost::json::value& a, const boost::json::value& b) {
  if (a.is_number() && b.is_number()) return a.to_number<double>() == b.to_number<double>();
  if (a.kind() != b.kind()) return false;
  if (a.is_array()) {
    if (a.get_array().size() != b.get_array().size()) return false;
    for (std::size_t i = 0; i < a.get_array().size(); ++i)
      if (!equal(a.get_array()[i], b.get_array()[i])) return false;
    return true;
  }
  if (!a.is_object()) return a == b;
  if (a.get_object().size() != b.get_object().size()) return false;
  for (const auto& m : a.get_object()) {
    const auto* other = b.get_object().if_contains(m.key());
    if (other == nullptr || !equal(m.value(), *other)) return false;
  }
  return true;
}

/// Checks values against a schema.
class evaluator {
 public:
  explicit evaluator(const boost::json::value& root) : root_(root) {}

  /// Returns whether the value is accepted. `said` receives what the schemas state about it.
  bool accepts(const boost::json::value& v, notes& said) const { return accepts(root_, v, said); }

  /// Returns whether the schema refers to itself for the same value: then it has no meaning.
  bool is_endless() const noexcept { return is_endless_; }

 private:
  static bool is_of_type(std::string_view type, const boost::json::value& v) {
    if (type == "null") return v.is_null();
    if (type == "boolean") return v.is_bool();
    if (type == "string") return v.is_string();
    if (type == "array") return v.is_array();
    if (type == "object") return v.is_object();
    if (!v.is_number()) return false;
    return type == "number" || std::floor(v.to_number<double>()) == v.to_number<double>();
  }

  bool accepts(const boost::json::value& schema, const boost::json::value& v, notes& said) const {
    if (schema.is_bool()) return schema.get_bool();
    constexpr std::size_t max_depth = 100;
    is_endless_ = is_endless_ || depth_ == max_depth;
    if (is_endless_) return false;
    const boost::json::object& s = schema.get_object();
    notes mine;
    ++depth_;
    const bool agrees =
        scalars_agree(s, v) && containers_agree(s, v, mine) && others_agree(s, v, mine);
    --depth_;
    if (agrees) said.take(mine);
    return agrees;
  }

  /// Matches the tests' patterns: a text, or ^ and a prefix.
  static bool matches(std::string_view pattern, std::string_view text) {
    return pattern.starts_with('^') ? text.starts_with(pattern.substr(1))
                                    : text.find(pattern) != text.npos;
  }

  static bool scalars_agree(const boost::json::object& s, const boost::json::value& v) {
    if (const auto* type = s.if_contains("type")) {
      bool found = false;
      if (type->is_string()) found = is_of_type(type->get_string(), v);
      else
        for (const auto& t : type->get_array()) found = found || is_of_type(t.get_string(), v);
      if (!found) return false;
    }
    if (const auto* all = s.if_contains("enum")) {
      bool found = false;
      for (const auto& one : all->get_array()) found = found || equal(one, v);
      if (!found) return false;
    }
    if (const auto* one = s.if_contains("const"); one != nullptr && !equal(*one, v)) return false;
    const auto limit = [&](const char* keyword, auto holds) {
      const auto* bound = s.if_contains(keyword);
      return bound == nullptr || holds(bound->to_number<double>());
    };
    if (v.is_number()) {
      const double n = v.to_number<double>();
      if (!limit("minimum", [&](double b) { return n >= b; }) ||
          !limit("exclusiveMinimum", [&](double b) { return n > b; }) ||
          !limit("maximum", [&](double b) { return n <= b; }) ||
          !limit("exclusiveMaximum", [&](double b) { return n < b; }) ||
          !limit("multipleOf", [&](double b) { return std::fmod(n, b) == 0; }))
        return false;
    }
    const auto size_agrees = [&](std::size_t size, const char* min, const char* max) {
      const auto n = static_cast<double>(size);
      return limit(min, [&](double b) { return n >= b; }) &&
             limit(max, [&](double b) { return n <= b; });
    };
    if (v.is_string()) { // ASCII
      const auto* pattern = s.if_contains("pattern");
      if (!size_agrees(v.get_string().size(), "minLength", "maxLength")) return false;
      if (pattern != nullptr && !matches(pattern->get_string(), v.get_string())) return false;
    }
    if (v.is_array() && !size_agrees(v.get_array().size(), "minItems", "maxItems")) return false;
    return !v.is_object() || size_agrees(v.get_object().size(), "minProperties", "maxProperties");
  }

  bool containers_agree(const boost::json::object& s, const boost::json::value& v,
                        notes& mine) const {
    if (v.is_array()) {
      const auto* items = s.if_contains("items");
      const auto& all = v.get_array();
      for (std::size_t i = 0; i < all.size(); ++i) {
        if (items != nullptr && !accepts(*items, all[i], mine)) return false;
        if (const auto* unique = s.if_contains("uniqueItems"); unique != nullptr && *unique == true)
          for (std::size_t j = 0; j < i; ++j)
            if (equal(all[i], all[j])) return false;
      }
    }
    if (!v.is_object()) return true;
    const auto& object = v.get_object();
    if (const auto* required = s.if_contains("required"))
      for (const auto& name : required->get_array())
        if (!object.contains(name.get_string())) return false;
    const auto* named = s.if_contains("properties");
    const auto* others = s.if_contains("additionalProperties");
    const auto* keys = s.if_contains("propertyNames");
    if (named != nullptr && !named->get_object().empty()) mine.names[&v]; // it is not free-form
    for (const auto& m : object) {
      const std::string name(m.key());
      notes unused;
      if (keys != nullptr && !accepts(*keys, boost::json::value(name), unused)) return false;
      const auto* schema = named == nullptr ? nullptr : named->get_object().if_contains(name);
      const bool is_named = schema != nullptr;
      bool has_pattern = false;
      if (const auto* patterns = s.if_contains("patternProperties"))
        for (const auto& p : patterns->get_object()) {
          if (!matches(p.key(), name)) continue;
          if (!accepts(p.value(), m.value(), mine)) return false;
          mine.names[&v].insert(name);
          has_pattern = true;
        }
      if (schema == nullptr && !has_pattern) schema = others;
      if (schema == nullptr) continue;
      if (!accepts(*schema, m.value(), mine)) return false;
      const bool is_open = *schema == true || *schema == boost::json::value(boost::json::object());
      if (is_named || !is_open) mine.names[&v].insert(name);
      if (is_named && m.value().is_string()) note_values(*schema, v, name, mine);
    }
    return true;
  }

  /// Notes the values that are named for a member that may be a tag, whatever its value is.
  static void note_values(const boost::json::value& schema, const boost::json::value& object,
                          const std::string& name, notes& mine) {
    if (!schema.is_object()) return;
    auto& values = mine.tags[{&object, name}];
    if (const auto* one = schema.get_object().if_contains("const"); one && one->is_string())
      values.emplace(one->get_string());
    if (const auto* all = schema.get_object().if_contains("enum"))
      for (const auto& one : all->get_array())
        if (one.is_string()) values.emplace(one.get_string());
  }

  bool others_agree(const boost::json::object& s, const boost::json::value& v, notes& mine) const {
    if (const auto* ref = s.if_contains("$ref")) {
      const std::string pointer(ref->get_string().subview(1));
      if (!accepts(root_.at_pointer(pointer), v, mine)) return false;
    }
    const auto count = [&](const char* keyword) {
      std::size_t n = 0;
      for (const auto& one : s.at(keyword).get_array()) n += accepts(one, v, mine) ? 1U : 0U;
      return n;
    };
    if (s.contains("allOf") && count("allOf") != s.at("allOf").get_array().size()) return false;
    if (s.contains("anyOf") && count("anyOf") == 0) return false;
    if (s.contains("oneOf") && count("oneOf") != 1) return false;
    notes unused;
    if (s.contains("not") && accepts(s.at("not"), v, unused)) return false;
    if (!s.contains("if")) return true;
    note_case(s.at("if"), v, mine);
    notes of_condition;
    const bool holds = accepts(s.at("if"), v, of_condition);
    if (holds) mine.take(of_condition);
    const auto* next = s.if_contains(holds ? "then" : "else");
    return next == nullptr || accepts(*next, v, mine);
  }

  static void note_case(const boost::json::value& condition, const boost::json::value& v,
                        notes& mine) {
    if (!v.is_object() || !condition.is_object()) return;
    const auto* members = condition.get_object().if_contains("properties");
    if (members == nullptr) return;
    for (const auto& m : members->get_object()) mine.has_cases.insert({&v, std::string(m.key())});
  }

  const boost::json::value& root_;
  mutable std::size_t depth_ = 0;
  mutable bool is_endless_ = false;
};

/// Returns whether the value could be sent by a writer that uses only names of its schema.
inline bool keeps_to_names(const boost::json::value& v, const notes& said) {
  if (v.is_array())
    for (const auto& one : v.get_array())
      if (!keeps_to_names(one, said)) return false;
  if (!v.is_object()) return true;
  const auto named = said.names.find(&v);
  for (const auto& m : v.get_object()) {
    const std::string name(m.key());
    if (!keeps_to_names(m.value(), said)) return false;
    if (named != said.names.end() && named->second.count(name) == 0) return false;
    if (said.has_cases.count({&v, name}) == 0) continue;
    const auto values = said.tags.find({&v, name});
    const bool is_known = m.value().is_string() && values != said.tags.end() &&
                          values->second.count(std::string(m.value().get_string())) != 0;
    if (!is_known) return false;
  }
  return true;
}

} // namespace schema_model
