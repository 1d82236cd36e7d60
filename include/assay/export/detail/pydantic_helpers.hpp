// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/export/detail/python_text.hpp"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace assay::detail {

// The part of a pydantic module before its classes.

/// Names that the module already has, including builtin types and functions.
inline constexpr std::string_view pydantic_reserved[] = {"Annotated",
                                                         "Any",
                                                         "BaseModel",
                                                         "BeforeValidator",
                                                         "ConfigDict",
                                                         "Discriminator",
                                                         "Field",
                                                         "Forbidden",
                                                         "Fraction",
                                                         "Literal",
                                                         "Model",
                                                         "NoTwoEqual",
                                                         "NoneType",
                                                         "Omittable",
                                                         "T",
                                                         "Tag",
                                                         "TypeVar",
                                                         "Union",
                                                         "any_but",
                                                         "bool",
                                                         "by_tag",
                                                         "dict",
                                                         "float",
                                                         "int",
                                                         "list",
                                                         "model_validator",
                                                         "multiple_of",
                                                         "refuse",
                                                         "refuse_members",
                                                         "refuse_null",
                                                         "refuse_two",
                                                         "str",
                                                         "utf8_length"};

/// Returns whether pydantic's BaseModel has a member of that name.
inline bool is_of_base_model(std::string_view name) noexcept {
  constexpr std::string_view names[] = {"construct",
                                        "copy",
                                        "dict",
                                        "from_orm",
                                        "json",
                                        "model_computed_fields",
                                        "model_config",
                                        "model_construct",
                                        "model_copy",
                                        "model_dump",
                                        "model_dump_json",
                                        "model_extra",
                                        "model_fields",
                                        "model_fields_set",
                                        "model_json_schema",
                                        "model_parametrized_name",
                                        "model_post_init",
                                        "model_rebuild",
                                        "model_validate",
                                        "model_validate_json",
                                        "model_validate_strings",
                                        "parse_file",
                                        "parse_obj",
                                        "parse_raw",
                                        "schema",
                                        "schema_json",
                                        "update_forward_refs",
                                        "validate"};
  return std::find(std::begin(names), std::end(names), name) != std::end(names);
}

/// A definition that the module contains if later code uses its name.
struct pydantic_helper {
  std::string_view name, text;
};

inline constexpr pydantic_helper pydantic_helpers[] = {
    {"Omittable", R"(

def refuse_null(value: Any) -> Any:
    if value is None:
        raise ValueError("null is not accepted")
    return value


T = TypeVar("T")
# An optional member: None if missing; null is rejected.
Omittable = Annotated[T | None, BeforeValidator(refuse_null)]
)"},
    {"Forbidden", R"(

def refuse(value: Any) -> Any:
    raise ValueError("the member must not be present")


Forbidden = Annotated[None, BeforeValidator(refuse)]
)"},
    {"any_but", R"(

def any_but(*kinds: type) -> BeforeValidator:
    """Rejects values of these types."""

    def check(value: Any) -> Any:
        if isinstance(value, kinds):
            raise ValueError("a value of this type is not accepted")
        return value

    return BeforeValidator(check)
)"},
    {"by_tag", R"(

def by_tag(member: str, *known: str) -> Discriminator:
    """Selects the alternative by a member; "" means any unknown value."""

    def tag_of(value: Any) -> str:
        is_object = isinstance(value, dict)
        tag = value.get(member) if is_object else getattr(value, member, None)
        return tag if tag in known else ""

    return Discriminator(tag_of)
)"},
    {"utf8_length", R"(

def utf8_length(least: int, most: int | None = None) -> BeforeValidator:
    """Limits the length in bytes; `min_length` and `max_length` count characters."""

    def check(value: Any) -> Any:
        size = len(value.encode()) if isinstance(value, str) else least
        if size < least or (most is not None and size > most):
            raise ValueError(f"{size} bytes are too few or too many")
        return value

    return BeforeValidator(check)
)"},
    {"multiple_of", R"(

def multiple_of(step: str) -> BeforeValidator:
    """Requires an exact multiple; pydantic's own check is approximate."""
    exact = Fraction(step)

    def check(value: Any) -> Any:
        if type(value) in (int, float) and Fraction(str(value)) % exact:
            raise ValueError(f"the number is not a multiple of {step}")
        return value

    return BeforeValidator(check)
)"},
    {"refuse_members", R"(

def refuse_members(*names: str) -> Any:
    """Rejects members that have the Python names of aliased fields."""

    @model_validator(mode="before")
    def check(value: Any) -> Any:
        if isinstance(value, dict) and not value.keys().isdisjoint(names):
            raise ValueError("a member is unknown")
        return value

    return check
)"},
    {"NoTwoEqual", R"(

def refuse_two(values: Any) -> Any:
    # In JSON, true does not equal 1.
    seen = [(isinstance(v, bool), v) for v in values if isinstance(values, list)]
    if any(v in seen[:i] for i, v in enumerate(seen)):
        raise ValueError("two elements are equal")
    return values


NoTwoEqual = BeforeValidator(refuse_two)
)"},
};

/// Returns the text before the classes: imports, constants, and the helpers that are used.
inline std::string pydantic_head(const std::string& constants, std::string_view text) {
  std::string helpers;
  for (const pydantic_helper& h : pydantic_helpers)
    if (has_python_word(text, h.name)) helpers += h.text;
  const std::string all = helpers + std::string(text);
  constexpr std::string_view fractions[] = {"Fraction"};
  constexpr std::string_view types[] = {"NoneType"};
  constexpr std::string_view typing[] = {"Annotated", "Any", "Literal", "TypeVar", "Union"};
  constexpr std::string_view pydantic[] = {"BaseModel",      "BeforeValidator", "ConfigDict",
                                           "Discriminator",  "Field",           "Tag",
                                           "model_validator"};
  std::string out = "\n";
  append_python_import(out, "fractions", fractions, all);
  append_python_import(out, "types", types, all);
  append_python_import(out, "typing", typing, all);
  if (out.size() > 1) out += '\n';
  append_python_import(out, "pydantic", pydantic, all);
  return out + constants + helpers;
}

/// Converts an ECMA-262 regular expression for Python's `re`, where `$`, `.`, `\d` and `\w` differ.
inline std::string python_regex(std::string_view pattern) {
  std::string out;
  bool in_class = false;
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    const std::string_view rest = pattern.substr(i);
    const auto in = [&](std::string_view inside) {
      return in_class ? std::string(inside) : '[' + std::string(inside) + ']';
    };
    if (rest.starts_with("\\d") || rest.starts_with("\\w")) {
      out += in(pattern[++i] == 'd' ? "0-9" : "0-9A-Za-z_");
    } else if (rest.starts_with("\\D") || rest.starts_with("\\W")) {
      const bool is_digit = pattern[++i] == 'D';
      out += in_class ? rest.substr(0, 2) : is_digit ? "[^0-9]" : "[^0-9A-Za-z_]";
    } else if (rest.starts_with("\\k<") && !in_class) {
      const std::size_t end = std::min(rest.find('>'), rest.size());
      out.append("(?P=").append(rest.substr(3, end - 3)).append(")");
      i += end;
    } else if (rest.front() == '\\') {
      out += rest.substr(0, 2);
      ++i;
    } else if (rest.starts_with("(?<") && !rest.starts_with("(?<=") && !rest.starts_with("(?<!")) {
      out += "(?P<";
      i += 2;
    } else if (!in_class && rest.front() == '$') {
      out += "\\Z";
    } else if (!in_class && rest.front() == '.') {
      out += "[^\\n\\r\\u2028\\u2029]";
    } else {
      if (rest.front() == '[' && in_class) out += '\\';
      in_class = in_class ? rest.front() != ']' : rest.front() == '[';
      out += rest.front();
    }
  }
  return out;
}

/// Appends a constant with the expression, which has no quotes, in lines of the usual length.
inline void append_python_regex(std::string& out, const std::string& name,
                                std::string_view expression) {
  const bool fits = name.size() + 6 + expression.size() <= python_width;
  out.append(name).append(fits ? " = " : " = (\n");
  while (!expression.empty()) {
    std::size_t size = std::min(expression.size(), fits ? expression.size() : python_width - 7);
    if (expression[size - 1] == '\\') --size; // never split an escape
    out.append(fits ? "r\"" : "    r\"").append(expression.substr(0, size)).append("\"\n");
    expression.remove_prefix(size);
  }
  if (!fits) out += ")\n";
}

/// Returns a literal of one pattern that requires all patterns.
inline std::string python_pattern(const std::vector<std::string_view>& patterns) {
  std::string all;
  for (const std::string_view p : patterns) {
    const std::string one = python_regex(p);
    const bool begins = p.starts_with('^') && (p.find('|') == p.npos || p.ends_with("$"));
    if (patterns.size() == 1 && begins) all = one;
    else all += "(?=[\\s\\S]*?(?:" + one + "))";
  }
  const bool is_plain = python_escaped(all, '\0') == all && all.find('"') == all.npos;
  return is_plain ? "r\"" + all + '"' : python_string(all);
}

} // namespace assay::detail
