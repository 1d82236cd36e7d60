// SPDX-License-Identifier: BSL-1.0
#pragma once

// Random schemas of the kind that the library writes, changes to them, and values for them. There
// are few names, numbers and texts, so that schemas often affect each other.

#include "assay/testing/source.hpp"

#include <boost/json/value.hpp>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace schema_maker {

inline constexpr std::string_view names[] = {"type", "a", "b", "c"};
inline constexpr std::string_view texts[] = {"x", "y", "z", "xy", ""};
inline constexpr std::string_view definitions[] = {"One", "Two", "Three"};

class maker {
 public:
  explicit maker(std::uint64_t seed) : from_(seed) {}

  boost::json::value document() {
    boost::json::object root = object(2);
    boost::json::object all;
    for (const std::string_view name : definitions)
      all[name] = from_.one_in(3) ? schema(2) : boost::json::value(object(1));
    root["$defs"] = std::move(all);
    return root;
  }

  /// Returns the document with a few changes.
  boost::json::value changed(const boost::json::value& document) {
    boost::json::value out = document;
    for (std::size_t n = from_.between(1, 3); n != 0; --n) {
      std::vector<boost::json::value*> all;
      collect(out, all);
      change(*all[from_.below(all.size())], all.size() == 1);
    }
    if (out.is_object() && !out.get_object().contains("$defs"))
      out.get_object()["$defs"] = document.at("$defs");
    return out;
  }

  boost::json::value value(const boost::json::value& root, const boost::json::value& schema,
                           std::size_t room = 5) {
    if (room == 0 || !schema.is_object() || from_.one_in(12)) return any(room > 2 ? 2 : room);
    const boost::json::object& s = schema.get_object();
    if (const auto* ref = s.if_contains("$ref")) {
      const std::string pointer(ref->get_string().subview(1));
      return value(root, root.at_pointer(pointer), room - 1);
    }
    if (const auto* one = s.if_contains("const"); one != nullptr && !from_.one_in(8)) return *one;
    if (const auto* all = s.if_contains("enum"); all != nullptr && !from_.one_in(8))
      return from_.pick(all->get_array());
    for (const char* keyword : {"anyOf", "oneOf"})
      if (const auto* all = s.if_contains(keyword); all != nullptr && !from_.one_in(4)) {
        boost::json::value v = value(root, from_.pick(all->get_array()), room - 1);
        if (s.contains("properties") && v.is_object()) fill(root, s, v.get_object(), room);
        return v;
      }
    const auto* type = s.if_contains("type");
    std::string_view word;
    if (type != nullptr)
      word = type->is_string() ? type->get_string() : from_.pick(type->get_array()).get_string();
    else if (s.contains("properties") || s.contains("if")) word = "object";
    if (word == "array") return elements(root, s, room);
    if (word != "object") return scalar(word, room);
    boost::json::object out;
    fill(root, s, out, room);
    return out;
  }

 private:
  boost::json::value any(std::size_t room) {
    switch (from_.below(room == 0 ? 5 : 8)) {
    case 0: return nullptr;
    case 1: return from_.one_in(2);
    case 2: return from_.between(0, 4);
    case 3: return 1.5;
    case 4: return boost::json::value(from_.pick(texts));
    case 5: {
      boost::json::array out;
      for (std::size_t n = from_.below(3); n != 0; --n) out.push_back(any(room - 1));
      return out;
    }
    default: {
      boost::json::object out;
      for (std::size_t n = from_.below(3); n != 0; --n) out[from_.pick(names)] = any(room - 1);
      return out;
    }
    }
  }

  boost::json::value scalar(std::string_view word, std::size_t room) {
    if (word == "null") return nullptr;
    if (word == "boolean") return from_.one_in(2);
    if (word == "integer") return from_.between(0, 6);
    if (word == "number") return static_cast<double>(from_.below(12)) / 2;
    if (word == "string") return boost::json::value(from_.pick(texts));
    return any(room > 2 ? 2 : room);
  }

  boost::json::value elements(const boost::json::value& root, const boost::json::object& s,
                              std::size_t room) {
    boost::json::array out;
    const auto* items = s.if_contains("items");
    for (std::size_t n = from_.below(4); n != 0; --n)
      out.push_back(items == nullptr ? any(1) : value(root, *items, room - 1));
    return out;
  }

  /// Adds members that the schema names, those of its cases, and a few others.
  void fill(const boost::json::value& root, const boost::json::object& s, boost::json::object& out,
            std::size_t room) {
    const auto* required = s.if_contains("required");
    if (const auto* named = s.if_contains("properties"))
      for (const auto& m : named->get_object()) {
        bool is_required = false;
        if (required != nullptr)
          for (const auto& name : required->get_array()) is_required |= name == m.key();
        if (m.value() != false && (is_required ? !from_.one_in(15) : from_.one_in(2)))
          out[m.key()] = value(root, m.value(), room - 1);
      }
    if (const auto* all = s.if_contains("allOf"))
      for (const auto& one : all->get_array()) {
        const auto* condition = one.if_object() ? one.get_object().if_contains("if") : nullptr;
        if (condition == nullptr || !from_.one_in(all->get_array().size())) continue;
        if (const auto* members = condition->as_object().if_contains("properties"))
          for (const auto& m : members->get_object()) out[m.key()] = value(root, m.value(), 1);
        const auto* then = one.get_object().if_contains("then");
        const auto made = then == nullptr ? boost::json::value() : value(root, *then, room - 1);
        if (made.is_object())
          for (const auto& m : made.get_object()) out[m.key()] = m.value();
      }
    const auto* others = s.if_contains("additionalProperties");
    if (from_.one_in(others != nullptr && others->is_object() ? 2 : 5) &&
        !(others && *others == false))
      out[from_.pick(names)] = others == nullptr ? any(1) : value(root, *others, room - 1);
  }

  boost::json::value reference() {
    return boost::json::object{{"$ref", "#/$defs/" + std::string(from_.pick(definitions))}};
  }

  boost::json::value schema(std::size_t room) {
    switch (from_.below(room == 0 ? 8 : 13)) {
    case 0: return boost::json::object{{"type", "string"}};
    case 1: {
      boost::json::object out{{"type", from_.one_in(2) ? "integer" : "number"}};
      for (std::size_t n = from_.below(2); n != 0; --n) add_rule(out);
      return out;
    }
    case 2: {
      boost::json::object out{{"type", boost::json::array{"string", "null"}}};
      if (from_.one_in(2)) add_rule(out);
      return out;
    }
    case 3: return boost::json::object{{"enum", choices()}};
    case 4: return boost::json::object{{"const", from_.pick(texts)}};
    case 5: return from_.one_in(3) ? boost::json::value(from_.one_in(2)) : boost::json::object();
    case 6: return boost::json::object{{"type", "object"}};
    case 7: return boost::json::object{{"not", {{"type", "null"}}}};
    case 8: {
      boost::json::object out{{"type", "array"}, {"items", schema(room - 1)}};
      if (from_.one_in(3)) add_rule(out);
      return out;
    }
    case 9: return reference();
    case 10:
      return from_.one_in(2)
                 ? boost::json::object{{"anyOf", {reference(), {{"type", "null"}}}}}
                 : boost::json::object{{"if", {{"type", "object"}}}, {"then", reference()}};
    case 11: return alternatives(room);
    default: return object(room - 1);
    }
  }

  boost::json::array choices() {
    boost::json::array out;
    for (std::size_t n = from_.between(1, 3); n != 0; --n)
      out.push_back(from_.one_in(6) ? any(0) : boost::json::value(from_.pick(texts)));
    return out;
  }

  boost::json::object tagged(std::string_view tag, std::size_t room) {
    boost::json::object out = object(room);
    out["properties"].emplace_object();
    if (from_.one_in(2)) out["properties"].get_object()["a"] = schema(0);
    out["properties"].get_object()["type"] = boost::json::object{{"const", tag}};
    out["required"] = boost::json::array{"type"};
    return out;
  }

  boost::json::object alternatives(std::size_t room) {
    boost::json::array all;
    const bool are_tagged = from_.one_in(2);
    for (std::size_t n = from_.between(1, 3); n != 0; --n)
      all.push_back(are_tagged ? boost::json::value(tagged(texts[n], room - 1)) : schema(room - 1));
    if (from_.one_in(3)) all.push_back(boost::json::object{{"type", "null"}});
    return {{from_.one_in(2) ? "oneOf" : "anyOf", std::move(all)}};
  }

  boost::json::object tag_case(std::size_t room) {
    boost::json::object condition{{"properties", {{"type", {{"const", from_.pick(texts)}}}}}};
    if (!from_.one_in(4)) condition["required"] = boost::json::array{"type"};
    boost::json::object out{
        {"if", std::move(condition)},
        {"then", from_.one_in(2)
                     ? boost::json::value{{"properties", {{from_.pick(names), schema(room)}}}}
                     : reference()}};
    if (from_.one_in(10)) out["else"] = schema(0);
    return out;
  }

  boost::json::object object(std::size_t room) {
    boost::json::object out{{"type", "object"}}, members;
    for (const std::string_view name : names)
      if (from_.one_in(2)) members[name] = schema(room);
    boost::json::array required;
    for (const std::string_view name : names)
      if (from_.one_in(6) || (members.contains(name) && from_.one_in(3)))
        required.emplace_back(name);
    if (!members.empty()) out["properties"] = std::move(members);
    if (!required.empty()) out["required"] = std::move(required);
    switch (from_.below(6)) {
    case 0: out["additionalProperties"] = false; break;
    case 1: out["additionalProperties"] = schema(0); break;
    case 2:
      out["patternProperties"] = {{from_.one_in(2) ? "^a" : "b", schema(from_.below(room + 1))}};
      break;
    default: break;
    }
    if (room != 0 && from_.one_in(3)) {
      boost::json::array cases;
      for (std::size_t n = from_.between(1, 3); n != 0; --n) cases.push_back(tag_case(room - 1));
      out["allOf"] = std::move(cases);
    }
    return out;
  }

  void add_rule(boost::json::object& out) {
    const auto n = from_.below(4);
    switch (from_.below(14)) {
    case 0: out["minimum"] = n; break;
    case 1: out["maximum"] = n; break;
    case 2: out["exclusiveMinimum"] = n; break;
    case 3: out["exclusiveMaximum"] = n; break;
    case 4: out["multipleOf"] = n + 1; break;
    case 5: out["minLength"] = n; break;
    case 6: out["maxLength"] = n; break;
    case 7: out["pattern"] = from_.one_in(2) ? "^x" : "y"; break;
    case 8: out["minItems"] = n; break;
    case 9: out["maxItems"] = n; break;
    case 10: out["uniqueItems"] = from_.one_in(2); break;
    case 11: out["minProperties"] = n; break;
    case 12: out["maxProperties"] = n; break;
    default: out["propertyNames"] = boost::json::object{{"maxLength", n}};
    }
  }

  // --- Changes -----------------------------------------------------------------------------------

  /// Collects all schemas of a document.
  static void collect(boost::json::value& schema, std::vector<boost::json::value*>& out) {
    out.push_back(&schema);
    if (!schema.is_object()) return;
    for (auto& m : schema.get_object()) {
      const std::string_view name = m.key();
      if (name == "properties" || name == "$defs")
        for (auto& inner : m.value().get_object()) collect(inner.value(), out);
      else if (name == "anyOf" || name == "oneOf" || name == "allOf")
        for (auto& inner : m.value().get_array()) collect(inner, out);
      else if (name == "items" || name == "additionalProperties" || name == "then" ||
               name == "else" || name == "not")
        collect(m.value(), out);
    }
  }

  void change(boost::json::value& schema, bool is_root) {
    if (!schema.is_object() || (from_.one_in(6) && !is_root)) {
      if (!schema.is_object() || !schema.get_object().contains("$defs")) schema = this->schema(1);
      return;
    }
    boost::json::object& s = schema.get_object();
    switch (from_.below(11)) {
    case 0: // remove a keyword
      if (!s.empty()) {
        const auto at = s.begin() + static_cast<std::ptrdiff_t>(from_.below(s.size()));
        if (at->key() != "$defs" && at->key() != "if") s.erase(at);
      }
      break;
    case 1: add_rule(s); break;
    case 2: change_type(s); break;
    case 3: change_choices(s); break;
    case 4:
    case 5:
      s["properties"].is_object()
          ? void(s["properties"].get_object()[from_.pick(names)] = this->schema(1))
          : void(s["properties"] = {{from_.pick(names), this->schema(1)}});
      break;
    case 6: change_required(s); break;
    case 7:
      if (s.contains("properties") && !s["properties"].get_object().empty())
        s["properties"].get_object().erase(s["properties"].get_object().begin());
      break;
    case 8:
      s["additionalProperties"] =
          from_.one_in(2) ? boost::json::value(from_.one_in(2)) : this->schema(0);
      break;
    case 9: change_list(s); break;
    default: s["description"] = from_.pick(texts);
    }
  }

  void change_type(boost::json::object& s) {
    constexpr std::string_view words[] = {"null",   "boolean", "integer", "number",
                                          "string", "array",   "object"};
    if (from_.one_in(3)) s["type"] = from_.pick(words);
    else if (auto* type = s.if_contains("type")) {
      if (type->is_string()) s["type"] = boost::json::array{*type, "null"};
      else s["type"] = type->get_array().front();
    }
  }

  void change_choices(boost::json::object& s) {
    if (auto* all = s.if_contains("enum");
        all != nullptr && all->get_array().size() > 1 && from_.one_in(2))
      all->get_array().pop_back();
    else if (all != nullptr) all->get_array().push_back(boost::json::value(from_.pick(texts)));
    else if (s.contains("const")) s["const"] = from_.pick(texts);
  }

  void change_required(boost::json::object& s) {
    if (auto* all = s.if_contains("required"); all != nullptr && from_.one_in(2))
      all->get_array().pop_back();
    else if (all != nullptr) all->get_array().emplace_back(from_.pick(names));
    else s["required"] = boost::json::array{from_.pick(names)};
    if (auto* all = s.if_contains("required"); all->get_array().empty()) s.erase("required");
  }

  /// Adds or removes an alternative or a case.
  void change_list(boost::json::object& s) {
    for (const char* keyword : {"anyOf", "oneOf", "allOf"}) {
      auto* all = s.if_contains(keyword);
      if (all == nullptr) continue;
      if (from_.one_in(2) && all->get_array().size() > 1)
        all->get_array().erase(all->get_array().begin());
      else if (std::string_view(keyword) == "allOf") all->get_array().push_back(tag_case(1));
      else
        all->get_array().push_back(
            from_.one_in(2) ? schema(1) : boost::json::value(tagged(from_.pick(texts), 1)));
      return;
    }
    if (s.contains("type") && s["type"] == "object") s["allOf"] = boost::json::array{tag_case(1)};
  }

  assay::testing::source from_;
};

} // namespace schema_maker
