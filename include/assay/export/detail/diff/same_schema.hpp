// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/export/detail/diff/json_order.hpp"
#include "assay/export/detail/diff/keywords.hpp"
#include "assay/export/detail/diff/schema_document.hpp"

#include <boost/json/value.hpp>

#include <cstddef>
#include <set>
#include <string_view>
#include <utility>

namespace assay::detail {

/// Compares two schemas, or two lists of schemas, of two documents. They are the same if all
/// keywords are equal, through references, apart from descriptions. Equivalent schemas in another
/// form are not the same.
class same_schema {
 public:
  /// `steps` is the number of schemas that may still be compared. When it reaches 0, the result is
  /// false.
  same_schema(const schema_document& a, const schema_document& b, std::size_t& steps) noexcept
      : a_(a), b_(b), steps_(steps) {}

  bool operator()(const boost::json::value& x, const boost::json::value& y) {
    return x.is_array() && y.is_array() ? same_list(x.get_array(), y.get_array(), 0)
                                        : same(x, y, 0);
  }

  /// Returns whether keywords that are not analyzed have the same value, including the schemas that
  /// they refer to.
  bool are_same_texts(const boost::json::value& x, const boost::json::value& y) {
    return same_text(x, y, 0);
  }

 private:
  static constexpr std::size_t max_depth = 512;

  bool same(const boost::json::value& x, const boost::json::value& y, std::size_t depth) {
    if (steps_ == 0 || depth > max_depth) return false;
    --steps_;
    if (!x.is_object() || !y.is_object()) return same_json(x, y);
    if (!seen_.emplace(&x, &y).second) return true; // being compared, or known to be the same
    const auto &p = x.get_object(), &q = y.get_object();
    for (const auto& m : p)
      if (is_significant(m.key()) && !same_keyword(m.key(), m.value(), q, depth)) return false;
    for (const auto& m : q)
      if (is_significant(m.key()) && !p.contains(m.key())) return false;
    return true;
  }

  static bool is_significant(std::string_view keyword) {
    const keyword_row* const row = find_keyword(keyword);
    return row == nullptr ||
           (row->role != keyword_role::text && row->role != keyword_role::ignored);
  }

  bool same_keyword(std::string_view name, const boost::json::value& v,
                    const boost::json::object& other, std::size_t depth) {
    const auto* const w = other.if_contains(name);
    if (w == nullptr) return false;
    if (name == "$ref") return same_target(v, *w, depth);
    const keyword_row* const row = find_keyword(name);
    if (row == nullptr) return same_json(v, *w);
    if (!is_of_form(v, row->form) || !is_of_form(*w, row->form)) return same_text(v, *w, depth);
    switch (row->form) {
    case keyword_form::schema: return same(v, *w, depth + 1);
    case keyword_form::schemas: return same_list(v.get_array(), w->get_array(), depth);
    case keyword_form::schema_map: return same_map(v.get_object(), w->get_object(), depth);
    default: return same_json(v, *w);
    }
  }

  bool same_list(const boost::json::array& v, const boost::json::array& w, std::size_t depth) {
    if (v.size() != w.size()) return false;
    for (std::size_t i = 0; i < v.size(); ++i)
      if (!same(v[i], w[i], depth + 1)) return false;
    return true;
  }

  bool same_map(const boost::json::object& v, const boost::json::object& w, std::size_t depth) {
    if (v.size() != w.size()) return false;
    for (const auto& m : v) {
      const auto* const other = w.if_contains(m.key());
      if (other == nullptr || !same(m.value(), *other, depth + 1)) return false;
    }
    return true;
  }

  bool same_target(const boost::json::value& v, const boost::json::value& w, std::size_t depth) {
    if (!v.is_string() || !w.is_string()) return same_json(v, w);
    const auto x = a_.find(v.get_string()), y = b_.find(w.get_string());
    if (!x || !y) return x.has_value() == y.has_value() && same_json(v, w);
    return same(a_[*x], b_[*y], depth + 1);
  }

  /// Compares values with unknown keywords: they must be equal, and their references must have the
  /// same targets.
  bool same_text(const boost::json::value& v, const boost::json::value& w, std::size_t depth) {
    if (steps_ == 0 || depth > max_depth) return false;
    --steps_;
    if (v.is_array() && w.is_array()) {
      const auto &x = v.get_array(), &y = w.get_array();
      if (x.size() != y.size()) return false;
      for (std::size_t i = 0; i < x.size(); ++i)
        if (!same_text(x[i], y[i], depth + 1)) return false;
      return true;
    }
    if (!v.is_object() || !w.is_object()) return same_json(v, w);
    const auto &x = v.get_object(), &y = w.get_object();
    if (x.size() != y.size()) return false;
    for (const auto& m : x) {
      const auto* const other = y.if_contains(m.key());
      if (other == nullptr || !same_text(m.value(), *other, depth + 1)) return false;
      if (m.key() == "$ref" && !same_target(m.value(), *other, depth + 1)) return false;
    }
    return true;
  }

  const schema_document& a_;
  const schema_document& b_;
  std::size_t& steps_;
  std::set<std::pair<const void*, const void*>> seen_;
};

} // namespace assay::detail
