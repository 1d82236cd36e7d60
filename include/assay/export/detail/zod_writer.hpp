// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/export/detail/definitions.hpp"
#include "assay/export/detail/script_text.hpp"
#include "assay/export/detail/value_words.hpp"
#include "assay/export/detail/zod_helpers.hpp"
#include "assay/export/level_schema.hpp"

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace assay::detail {

/// Writes a level's schema as source for zod 4.
class zod_writer {
 public:
  explicit zod_writer(const level_schema& schema)
      : schema_(schema), helpers_(schema), is_begun_(schema.definitions.size(), false),
        is_written_(schema.definitions.size(), false) {}

  std::string document(std::string_view name) {
    std::string body;
    for (const level_value& root : schema_.roots) {
      for_each_reference(root, [&](std::size_t d) { write(d, body); });
      if (root.kind != type_kind::object) body += "\n" + outermost(root, name);
    }
    std::string out = script_header(schema_, "The zod schemas of ", name);
    return out + "import * as z from \"zod\";\n" + helpers_.text() + body;
  }

 private:
  /// An expression, and the methods that are called on its result.
  struct expression {
    std::string first{}; ///< if empty, the expression is the union of `alternatives`
    std::vector<std::string> calls{}, alternatives{};

    std::string text() const {
      const std::string begin =
          alternatives.empty() ? first : script_list("z.union([", alternatives, "])");
      std::string line = begin, lines = begin;
      for (const std::string& c : calls) {
        line += c;
        lines += "\n  " + indented(c);
      }
      const bool fits = line.size() <= script_chain_width || calls.empty();
      return fits || begin.find('\n') != begin.npos ? line : lines;
    }
  };

  static expression any_of(std::vector<std::string> alternatives) {
    expression out;
    out.alternatives = std::move(alternatives);
    return out;
  }

  /// Returns the union of these alternatives and the expression, or its alternatives.
  static expression either(std::vector<std::string> alternatives, expression e) {
    if (e.alternatives.empty() || !e.calls.empty()) alternatives.push_back(e.text());
    else alternatives.insert(alternatives.end(), e.alternatives.begin(), e.alternatives.end());
    return any_of(std::move(alternatives));
  }

  static constexpr const char* free_object = "z.record(z.string(), z.unknown())";

  // --- Definitions ------------------------------------------------------------------------------

  /// Writes a definition after the definitions that it uses. If these use it as well, they use
  /// getters.
  void write(std::size_t d, std::string& out) {
    if (is_begun_[d]) return;
    is_begun_[d] = true;
    for_each_reference_of(schema_.definitions[d], [&](std::size_t to) { write(to, out); });
    const level_object& o = schema_.definitions[d];
    out += "\n" + (o.case_tag.empty() ? plain(o) : with_cases(o));
    is_written_[d] = true;
  }

  std::string outermost(const level_value& root, std::string_view name) {
    const std::string of = free_name(schema_, name.empty() ? "Root" : pascal_case(name));
    return exported(of, value(root).text());
  }

  static std::string exported(const std::string& name, const std::string& expression) {
    return "export const " + name + " = " + expression + ";\nexport type " + name +
           " = z.infer<typeof " + name + ">;\n";
  }

  static std::vector<std::string> comment(const level_object& o) {
    std::vector<std::string> out = paragraphs_of(o);
    for (const std::string& c : phrases_of_checks(o))
      out.push_back(ended("Not checked here: " + c));
    return out;
  }

  std::string plain(const level_object& o) {
    return script_comment(comment(o), "") + exported(o.name, guarded(o, object(o)));
  }

  std::string object(const level_object& o) {
    std::vector<std::string> members;
    for (const level_member& m : o.members)
      if (o.case_tag.empty() || m.name != o.case_member) members.push_back(member(m));
    return shape(std::string(o.closed ? "z.strictObject(" : "z.looseObject("), members);
  }

  static std::string shape(const std::string& open, const std::vector<std::string>& members) {
    if (members.empty()) return open + "{})";
    std::string out = open + "{";
    for (const std::string& m : members) out += "\n  " + indented(m) + ",";
    return out + "\n})";
  }

  /// Returns the definition of an object with a union whose tag is beside it: the common members,
  /// extended by those of each case.
  std::string with_cases(const level_object& o) {
    std::string base = o.name + "Base";
    if (base[0] >= 'A' && base[0] <= 'Z') base[0] = static_cast<char>(base[0] - 'A' + 'a');
    std::string out = "const " + base + " = " + object(o) + ";\n\n";
    std::vector<std::string> about = comment(o), cases;
    const level_member& inner = *o.find(o.case_member);
    if (inner.schema != nullptr && !inner.schema->about.empty())
      about.push_back("`" + std::string(inner.name) + "`: " + std::string(inner.schema->about));
    for (std::size_t i = 0; i < o.cases.size(); ++i) {
      const std::string tag =
          script_key_of_value(o.case_tag) + ": z.literal(" + script_string(o.case_names[i]) + ")";
      cases.push_back(script_list(base + ".extend({ ", {tag, field(inner, in_case(o, i))}, " })",
                                  script_chain_width));
    }
    std::string all =
        script_list("z.discriminatedUnion(" + script_string(o.case_tag) + ", [", cases, "])");
    if (const level_member rest = tag_of_no_case(o); rest.value.kind != type_kind::none)
      all = script_list("z.union([", {all, no_case(o, base, inner, rest)}, "])");
    return out + script_comment(about, "") + exported(o.name, guarded(o, all));
  }

  std::string no_case(const level_object& o, const std::string& base, const level_member& inner,
                      const level_member& rest) {
    std::string tag = field(rest, rest.value);
    if (!rest.value.has_choices || rest.value.other_kinds)
      tag = script_key_of_value(rest.name) + ": " +
            optional(no_names(value(rest.value), o.case_names), rest, rest.value);
    return script_list(base + ".extend({ ", {tag, field(inner, inner.value)}, " })",
                       script_chain_width);
  }

  /// Excludes these texts.
  expression no_names(expression e, const std::vector<std::string_view>& names) {
    std::vector<std::string> texts;
    for (const std::string_view n : names) texts.push_back(script_string(n));
    e.calls.push_back(".refine(" + helpers_.use(zod_helper::none_of) + "(" +
                      script_list("[", texts, "]") + "))");
    return e;
  }

  // --- Members ----------------------------------------------------------------------------------

  std::string member(const level_member& m) {
    std::vector<std::string> notes = unchecked_phrases_of(m.value), more;
    if (m.name == "__proto__") notes.emplace_back("zod ignores a member of this name");
    for (const std::string& n : notes) more.push_back(ended("Not checked here: " + n));
    return script_comment(paragraphs_of(m, more), "") + field(m, m.value);
  }

  /// Returns the name and the schema of a member.
  std::string field(const level_member& m, const level_value& v) {
    if (m.forbidden) return script_key_of_value(m.name) + ": z.never().optional()";
    const std::string key = script_key_of_value(m.name);
    const std::string text = optional(value(v), m, v);
    if (!is_later(v)) return key + ": " + text;
    // TypeScript cannot infer a type from a check on that type.
    const bool has_check =
        text.find(").refine(") != text.npos || text.find("counted(") != text.npos;
    const std::string type = !has_check   ? ""
                             : m.required ? ": z.ZodType"
                                          : ": z.ZodOptional<z.ZodType>";
    return "get " + key + "()" + type + " {\n  return " + indented(text) + ";\n}";
  }

  /// Returns whether the value uses definitions that are not written yet.
  bool is_later(const level_value& v) const {
    bool out = false;
    for_each_reference(v, [&](std::size_t d) { out = out || !is_written_[d]; });
    return out;
  }

  static std::string script_key_of_value(std::string_view name) {
    // Otherwise it sets the prototype.
    return name == "__proto__" ? "[\"__proto__\"]" : script_key(name);
  }

  static std::string optional(expression e, const level_member& m, const level_value& v) {
    const bool has_null = v.nullable && v.kind != type_kind::any;
    if (has_null && m.required) e.calls.emplace_back(".nullable()");
    if (!m.required) e.calls.emplace_back(has_null ? ".nullish()" : ".optional()");
    return e.text();
  }

  // --- Values -----------------------------------------------------------------------------------

  /// Returns the value, with null if it is accepted.
  std::string nested(const level_value& v) {
    expression e = value(v);
    if (!v.nullable || v.kind == type_kind::any) return e.text();
    if (e.alternatives.empty() && is_later(v)) e = any_of({e.text()});
    // TypeScript cannot infer a type from a method on that type.
    if (e.alternatives.empty()) e.calls.emplace_back(".nullable()");
    else e.alternatives.emplace_back("z.null()");
    return e.text();
  }

  expression value(const level_value& v) {
    expression out = value_of_kind(v);
    if (!v.other_kinds || v.kind == type_kind::any) return out;
    const auto other =
        v.kind == type_kind::array ? zod_helper::not_an_array : zod_helper::not_an_object;
    return either({helpers_.use(other)}, std::move(out));
  }

  expression value_of_kind(const level_value& v) {
    switch (v.kind) {
    case type_kind::string: return string(v);
    case type_kind::boolean: return {"z.boolean()"};
    case type_kind::integer:
    case type_kind::number: return number(v);
    case type_kind::array: return array(v);
    case type_kind::map: return map(v);
    case type_kind::object: return {schema_[v].name};
    case type_kind::one_of: return any_of(all_of(v));
    case type_kind::tagged: return tagged(v);
    case type_kind::free_object: return {free_object};
    default: return {v.nullable ? "z.unknown()" : helpers_.use(zod_helper::not_null)};
    }
  }

  std::vector<std::string> all_of(const level_value& v) {
    std::vector<std::string> out;
    for (const level_value& one : v.inside) out.push_back(nested(one));
    return out;
  }

  expression string(const level_value& v) {
    expression out{"z.string()"};
    std::vector<std::string> choices;
    for (const std::string_view c : v.choices) choices.push_back(script_string(c));
    if (v.has_choices)
      out.first = choices.empty()       ? "z.never()"
                  : choices.size() == 1 ? "z.literal(" + choices[0] + ")"
                                        : script_list("z.enum([", choices, "])");
    if (choices.empty() && v.has_choices) return out;
    for (const text_format f : v.formats) {
      const text_format_row& row = row_of(f);
      if (!row.pattern.empty()) add_pattern(out, v, helpers_.use(f), row.words);
    }
    for (const rule* r : v.predicates)
      if (!r->pattern.empty()) add_pattern(out, v, script_pattern(r->pattern), r->words);
    add_lengths(out, v);
    return out;
  }

  static void add_pattern(expression& to, const level_value& v, const std::string& pattern,
                          std::string_view words) {
    const std::string message = script_string("expected " + std::string(words));
    to.calls.push_back(v.has_choices
                           ? ".refine((text) => " + pattern + ".test(text), " + message + ")"
                           : ".regex(" + pattern + ", " + message + ")");
  }

  void add_lengths(expression& to, const level_value& v) {
    // A text is empty whatever its length is counted in.
    const bool is_not_empty = (v.bytes.min == 1 || v.characters.min == 1) && !v.has_choices;
    if (is_not_empty) to.calls.emplace_back(".min(1)");
    add_length(to, v.characters, zod_helper::characters, "character", "", is_not_empty);
    add_length(to, v.bytes, zod_helper::bytes, "byte", " of UTF-8", is_not_empty);
  }

  void add_length(expression& to, size_range s, zod_helper counts, std::string_view thing,
                  std::string_view more, bool is_not_empty) {
    if (is_not_empty && s.min == 1) s.min = 0;
    add_count(to, s, s == size_range{} ? "" : helpers_.use(counts) + "(text)", "text", thing, more);
  }

  /// Adds checks of the number that an expression returns.
  static void add_count(expression& to, const size_range& s, const std::string& counted,
                        const std::string& argument, std::string_view thing,
                        std::string_view more = {}) {
    const auto add = [&](std::string_view sign, std::uint64_t limit, const size_range& one) {
      to.calls.push_back(".refine((" + argument + ") => " + counted + std::string(sign) +
                         std::to_string(limit) + ", " +
                         script_string("expected " + words_of(one, thing, more)) + ")");
    };
    if (s.min == s.max) return add(" === ", s.min, s);
    if (s.min != 0) add(" >= ", s.min, {.min = s.min});
    if (s.max != size_range::no_max) add(" <= ", s.max, {.max = s.max});
  }

  expression number(const level_value& v) {
    const bool is_integer = v.kind == type_kind::integer;
    expression out{is_integer ? helpers_.use(zod_helper::integer) : "z.number()"};
    const auto add = [&](const number_limit& l, std::string_view with, std::string_view without) {
      if (l.text.empty()) return;
      out.calls.push_back(std::string(l.exclusive ? without : with) + "(" + l.text + ")");
    };
    add(v.minimum, ".gte", ".gt");
    add(v.maximum, ".lte", ".lt");
    for (const std::string_view m : v.multiples) {
      if (m == "1" && is_integer) continue;
      if (m == "1") out.first = helpers_.use(zod_helper::integer);
      else
        out.calls.push_back(".refine(" + helpers_.use(zod_helper::multiple_of) + "(" +
                            std::string(m) + "), " +
                            script_string("expected a multiple of " + std::string(m)) + ")");
    }
    if (!is_integer && v.bytes_of_type == sizeof(float))
      out.calls.push_back(".refine(" + helpers_.use(zod_helper::fits_float) + ")");
    return out;
  }

  expression array(const level_value& v) {
    const std::string element = nested(v.inside[0]);
    expression out;
    if (is_tuple(v)) {
      out.first = script_list("z.tuple([", std::vector<std::string>(v.count.max, element), "])");
    } else {
      out.first = "z.array(" + element + ")";
      if (v.count.min != 0) out.calls.push_back(".min(" + std::to_string(v.count.min) + ")");
      if (v.count.max != size_range::no_max)
        out.calls.push_back(".max(" + std::to_string(v.count.max) + ")");
    }
    // zod changes the order of members, so objects may become equal.
    if (v.unique && !may_hold_objects(v.inside[0]))
      out.calls.push_back(".refine(" + helpers_.use(zod_helper::unique) +
                          ", \"expected distinct elements\")");
    return out;
  }

  expression map(const level_value& v) {
    const std::string element = nested(v.inside[0]);
    expression out{element == "z.unknown()"
                       ? free_object
                       : helpers_.use(zod_helper::record) + "(" + element + ")"};
    if (v.count == size_range{}) return out;
    const bool is_not_empty = v.count == size_range{.min = 1};
    const std::string words = is_not_empty ? "at least 1 member" : words_of(v.count, "member");
    std::vector<std::string> arguments{out.text(), script_string("expected " + words),
                                       std::to_string(v.count.min)};
    if (v.count.max != size_range::no_max) arguments.push_back(std::to_string(v.count.max));
    return {script_list(helpers_.use(zod_helper::counted) + "(", arguments, ")")};
  }

  expression tagged(const level_value& v) {
    std::vector<std::string> all = all_of(v);
    const bool is_guarded = std::any_of(v.inside.begin(), v.inside.end(), [&](const auto& one) {
      return has_inherited_names(schema_[one]);
    });
    const std::string tag = script_string(v.tag);
    expression known = any_of(all);
    if (!is_guarded) known = {script_list("z.discriminatedUnion(" + tag + ", [", all, "])")};
    if (!v.keeps_unknown) return known;
    std::vector<std::string> names;
    for (const std::string_view t : v.tags) names.push_back(script_string(t));
    const std::string other = helpers_.use(zod_helper::other_than) + "(" + tag + ", " +
                              script_list("[", names, "]") + ")";
    known = either({}, std::move(known));
    known.alternatives.push_back(other);
    return known;
  }

  // --- Members with the names that every object of JavaScript has -------------------------------

  static bool has_inherited_names(const level_object& o) noexcept {
    return std::any_of(o.members.begin(), o.members.end(),
                       [](const level_member& m) { return is_inherited_name(m.name); });
  }

  std::string guarded(const level_object& o, const std::string& schema) {
    if (!has_inherited_names(o)) return schema;
    return script_list("z.preprocess(", {helpers_.use(zod_helper::own_members), schema}, ")");
  }

  const level_schema& schema_;
  zod_helpers helpers_;
  std::vector<bool> is_begun_, is_written_;
};

} // namespace assay::detail
