// SPDX-License-Identifier: BSL-1.0
#include "codes.hpp"

#include <optional>

namespace docs {
namespace {

using assay::code;
using assay::rule_kind;
using assay::type_kind;
using assay::type_schema;

/// Returns the code for a broken rule, or nothing if the value then has the wrong type.
std::optional<code> code_of(rule_kind kind) {
  switch (kind) {
  case rule_kind::minimum:
  case rule_kind::exclusive_minimum:
  case rule_kind::maximum:
  case rule_kind::exclusive_maximum: return code::out_of_range;
  case rule_kind::multiple_of: return code::not_multiple_of;
  case rule_kind::min_length:
  case rule_kind::min_characters: return code::too_short;
  case rule_kind::max_length:
  case rule_kind::max_characters: return code::too_long;
  case rule_kind::one_of: return code::not_one_of;
  case rule_kind::format: return code::invalid_format;
  case rule_kind::min_count: return code::too_few_elements;
  case rule_kind::max_count: return code::too_many_elements;
  case rule_kind::unique_elements: return code::repeated_element;
  case rule_kind::satisfies: return code::predicate_failed;
  case rule_kind::whole: break;
  }
  return std::nullopt;
}

/// Adds the codes that a value of the type can have, without those of objects inside it.
void add(std::set<code>& to, const type_schema& type) {
  if (type.kind != type_kind::any) to.insert(code::type_mismatch);
  switch (type.kind) {
  case type_kind::integer:
    // A minimum of 0 means an unsigned type of 64 bits. Its maximum is a separate limit.
    if (type.size < 8 || type.minimum == "0") to.insert(code::out_of_range);
    break;
  case type_kind::number:
    if (type.size != 0) to.insert(code::out_of_range); // double and float
    break;
  case type_kind::enumeration: to.insert(code::not_one_of); break;
  case type_kind::timestamp: to.insert(code::invalid_format); break;
  case type_kind::array:
    if (type.size != 0) to.insert({code::too_few_elements, code::too_many_elements});
    break;
  case type_kind::tagged:
    if (!type.tag.empty())
      to.insert(code::unknown_type); // otherwise the tag, in the object, has the code
    break;
  default: break;
  }
  if (type.element != nullptr) add(to, *type.element);
  if (type.kind == type_kind::one_of)
    for (const type_schema& alternative : type.alternatives) add(to, alternative);
}

} // namespace

std::set<code> codes_of(const assay::object_schema& schema, const assay::member_schema& m) {
  if (m.forbidden) return {code::forbidden_member};
  std::set<code> out{code::duplicate_member};
  if (m.required_from != assay::never) out.insert(code::missing_member);
  if (m.name == schema.tag) {
    out.insert({code::type_mismatch, code::unknown_type});
    return out;
  }
  add(out, *m.type);
  for (const assay::rule& r : m.rules)
    if (const auto broken = code_of(r.kind)) out.insert(*broken);
  // Null has the wrong type where it does not count as missing.
  const bool refuses_null = m.required_from != assay::never || m.not_null_from != assay::never;
  if (m.optional && refuses_null) out.insert(code::type_mismatch);
  if (m.deprecated_from != assay::never) out.insert(code::deprecated_member);
  return out;
}

std::set<code> codes_of(const assay::object_schema& schema) {
  std::set<code> out;
  if (schema.unknown != assay::unknown_members::ignored) out.insert(code::unknown_member);
  for (const assay::check_schema& c : schema.checks) out.insert(c.code);
  return out;
}

} // namespace docs
