// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <assay/error/violation.hpp>
#include <assay/json/json_text.hpp>
#include <assay/json/walk.hpp>

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/value.hpp>

#include <algorithm>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace assay_samples {

/// Finds errors that a JSON Schema states only with an assay keyword. Tools that do not know the
/// keyword may miss them.
class stated_errors {
 public:
  explicit stated_errors(boost::json::object schema) : root_(std::move(schema)) {}

  /// Returns the keyword that states the error, or an empty text. `text` is the text with the
  /// error.
  std::string_view keyword_for(const assay::violation& v, std::string_view text) const {
    if (is_of_the_text(v, text)) return "x-assay-text";
    return find(root_, text, names_in(v.path), v.code);
  }

 private:
  struct statement {
    std::string_view keyword;
    assay::code code;
  };
  static constexpr statement statements[] = {
      {"x-assay-bits", assay::code::integer_overflow},
      {"x-assay-bits", assay::code::number_overflow},
      {"x-assay-bits", assay::code::out_of_range},
      {"x-assay-format", assay::code::invalid_format},
      {"x-assay-max-bytes", assay::code::too_long},
      {"x-assay-maximum", assay::code::out_of_range},
      {"x-assay-min-bytes", assay::code::too_short},
      {"x-assay-minimum", assay::code::out_of_range},
      {"x-assay-multiple-of", assay::code::not_multiple_of},
      {"x-assay-satisfies", assay::code::predicate_failed},
      {"x-assay-unique-items", assay::code::repeated_element},
  };

  /// Returns whether the error is in the text and not in its value, such as an integer that is
  /// spelled with a fraction. Tools that check values cannot find it.
  static bool is_of_the_text(const assay::violation& v, std::string_view text) {
    if (v.code == assay::code::lone_surrogate) return true;
    if (v.code != assay::code::type_mismatch) return false;
    const std::string_view number = assay::find_value(text, v.path);
    const bool is_number =
        !number.empty() && (number[0] == '-' || (number[0] >= '0' && number[0] <= '9'));
    return is_number && v.expected.starts_with("integer") &&
           number.find_first_of(".eE") != number.npos && number.find("e-") == number.npos;
  }

  /// Returns the parts of a JSON Pointer.
  static std::vector<std::string> names_in(std::string_view pointer) {
    std::vector<std::string> out;
    for (std::size_t i = 0; i < pointer.size(); ++i)
      if (pointer[i] == '/') out.emplace_back();
      else if (pointer[i] == '~') out.back() += pointer[++i] == '1' ? '/' : '~';
      else out.back() += pointer[i];
    return out;
  }

  /// Searches for the keyword in the schemas of the values from `value` down to the error.
  std::string_view find(const boost::json::value& at, std::string_view value,
                        std::span<const std::string> path, assay::code code) const {
    const boost::json::object* const schema = at.if_object();
    if (schema == nullptr) return {};
    std::string_view found = find_here(*schema, code);
    const auto look = [&](const boost::json::value* inner, std::string_view inner_value,
                          std::span<const std::string> rest) {
      if (found.empty() && inner != nullptr) found = find(*inner, inner_value, rest, code);
    };
    if (const auto* reference = schema->if_contains("$ref"))
      look(&resolve(reference->get_string()), value, path);
    for (const char* keyword : {"allOf", "anyOf", "oneOf"})
      if (const auto* all = schema->if_contains(keyword))
        for (const boost::json::value& one : all->get_array())
          if (has_constants_of(one, value)) look(&one, value, path);
    const auto* const condition = schema->if_contains("if");
    if (condition != nullptr && has_constants_of(*condition, value))
      look(schema->if_contains("then"), value, path);
    if (path.empty()) return found;
    if (value.starts_with('[')) {
      std::size_t index = 0;
      for (const char c : path[0]) index = index * 10 + static_cast<std::size_t>(c - '0');
      look(schema->if_contains("items"), assay::find_element(value, index), path.subspan(1));
      return found;
    }
    const std::string_view inner = assay::find_member(value, path[0]);
    const auto* const properties = schema->if_contains("properties");
    const auto* const property =
        properties != nullptr ? properties->get_object().if_contains(path[0]) : nullptr;
    look(property, inner, path.subspan(1));
    if (property == nullptr)
      look(schema->if_contains("additionalProperties"), inner, path.subspan(1));
    return found;
  }

  /// Returns whether the value has the constants that distinguish a union's alternatives.
  bool has_constants_of(const boost::json::value& at, std::string_view value) const {
    const boost::json::object& schema = at.get_object();
    if (const auto* reference = schema.if_contains("$ref"))
      return has_constants_of(resolve(reference->get_string()), value);
    const auto* const properties = schema.if_contains("properties");
    if (properties == nullptr) return true;
    for (const auto& [name, property] : properties->get_object()) {
      const auto* const constraints = property.if_object();
      const auto* const constant =
          constraints != nullptr ? constraints->if_contains("const") : nullptr;
      if (constant != nullptr &&
          assay::json_text(assay::find_member(value, name)).to_string() != constant->get_string())
        return false;
    }
    return true;
  }

  static std::string_view find_here(const boost::json::object& schema, assay::code code) {
    for (const statement& s : statements)
      if (s.code == code && schema.contains(s.keyword)) return s.keyword;
    if (const auto* checks = schema.if_contains("x-assay-checks"))
      for (const boost::json::value& one : checks->get_array())
        if (one.at("code").get_string() == name_of(code)) return "x-assay-checks";
    return {};
  }

  const boost::json::value& resolve(std::string_view reference) const {
    constexpr std::string_view start = "#/$defs/";
    return reference == "#" ? root_ : root_.at("$defs").at(reference.substr(start.size()));
  }

  boost::json::value root_;
};

} // namespace assay_samples
