// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/schema/cannot_compile.hpp"
#include "assay/schema/detail/member_rules.hpp"
#include "assay/schema/rule.hpp"

#include <array>
#include <cstddef>
#include <string_view>
#include <type_traits>

namespace assay::detail {

// The results of the functions in schema/rules/: rules as stated, before `field` combines those of
// a member.

/// The types that a rule applies to.
enum class rule_subject : std::uint8_t { any, text, number, counted };

constexpr void check_level(level l, std::string_view member = {}) {
  if (l > never)
    cannot_compile("a level is reference, published, strict or never: this number is not a level",
                   member.data());
}

/// Appends the rules of a member. It is not a template, so that compilers instantiate it once.
struct field_collector {
  member_rules& member;
  rule* rules;
  slice* choices; ///< for each rule
  std::string_view* texts;
  std::uint16_t rule_count = 0;
  std::uint16_t text_count = 0;
  unsigned notes = 0; ///< what else was stated, as bits

  constexpr void add(const rule* first, std::size_t n, const std::string_view* list,
                     std::size_t size, const char* fault) {
    const char* const name = member.id.name.data();
    if (fault != nullptr) cannot_compile(fault, name);
    choices[rule_count] = {text_count, static_cast<std::uint16_t>(size)};
    for (std::size_t i = 0; i < size; ++i) texts[text_count++] = list[i];
    for (std::size_t i = 0; i < n; ++i) {
      check_level(first[i].from, member.id.name);
      rules[rule_count++] = first[i];
    }
  }
};

/// `Rules` rules on a value. The type has the subject, so that `field` can check it. `texts` are
/// the choices of the first rule.
template <rule_subject Subject, std::size_t Rules = 1, std::size_t Texts = 0>
struct stated_rules {
  static constexpr rule_subject subject = Subject;
  static constexpr std::size_t rule_count = Rules;
  static constexpr std::size_t text_count = Texts;

  std::array<rule, Rules> rules{};
  std::array<std::string_view, Texts> texts{};
  const char* fault = nullptr; ///< the mistake; `field` reports it with the member

  constexpr void add_to(field_collector& out) const {
    out.add(rules.data(), Rules, texts.data(), Texts, fault);
  }

  /// Returns a copy that is enforced from this level on.
  consteval stated_rules from(level l) const {
    stated_rules copy = *this;
    for (rule& r : copy.rules) r.from = l;
    return copy;
  }
};

template <rule_subject Subject>
constexpr stated_rules<Subject> state(rule_kind kind) {
  stated_rules<Subject> out;
  out.rules[0].kind = kind;
  return out;
}

/// Sets rule `I` of `out` to a rule with a bound.
template <std::size_t I = 0, class Stated, class Bound>
constexpr void state_bound(Stated& out, rule_kind kind, Bound b) {
  out.rules[I].kind = kind;
  if (const char* const fault = fault_of_bound(b)) out.fault = fault;
  else if constexpr (bound_source<Bound>) out.rules[I].limit = bound(b);
}
template <class Bound>
constexpr auto state_bound(rule_kind kind, Bound b) {
  stated_rules<rule_subject::number> out;
  state_bound(out, kind, b);
  return out;
}

/// Returns a rule with a number of bytes, characters or elements.
template <rule_subject Subject, class Size>
constexpr stated_rules<Subject> state_size(rule_kind kind, Size size) {
  stated_rules<Subject> out = state<Subject>(kind);
  if constexpr (!integer<Size>) {
    out.fault = "a length or count is an integer, not a fraction, character or boolean: "
                "write a number such as 1 or 100";
  } else if (size < 0 || static_cast<std::uint64_t>(size) > 0xFFFF'FFFF) {
    out.fault = "a length or count is from 0 to 4294967295: change the number";
  } else {
    out.rules[0].size = static_cast<std::uint64_t>(size);
  }
  return out;
}

} // namespace assay::detail
