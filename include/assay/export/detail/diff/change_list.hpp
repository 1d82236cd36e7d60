// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/export/detail/diff/schema_scope.hpp"
#include "assay/export/schema_change.hpp"

#include <boost/json/serialize.hpp>

#include <cstddef>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

namespace assay::detail {

/// Where two schemas are being compared.
struct diff_place {
  std::string path{}, when{}; ///< as in `schema_change`
  schema_scope old_scope{}, new_scope{};
  std::size_t depth = 0;
};

/// A keyword in one of the two schemas.
struct keyword_place {
  std::optional<schema_id> part{};  ///< nothing if it is missing
  std::string words{};              ///< its value, in words
  std::optional<schema_id> value{}; ///< the value, because `words` may be truncated
  std::string_view keyword{};       ///< if it is not the same as in the other schema
};

inline constexpr schema_compatibility for_both{true, true}, for_writers{true, false},
    for_readers{false, true}, for_neither{false, false};

/// Returns for whom a kind of change is always compatible.
constexpr schema_compatibility usual(schema_change_kind k) noexcept {
  const schema_change_row& row = row_of(k);
  return {row.writers == schema_verdict::yes, row.readers == schema_verdict::yes};
}

/// Returns the text; if it is longer than `longest` bytes, its beginning without partial
/// characters, and "...".
inline std::string cut_words(std::string text, std::size_t longest) {
  if (text.size() <= longest) return text;
  std::size_t end = longest;
  while (end != 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  return text.substr(0, end) + "...";
}

/// Returns the JSON of a value for reports, truncated if it is long.
inline std::string words_of_value(const boost::json::value& v) {
  return cut_words(boost::json::serialize(v), 80);
}

/// The changes that were found, without duplicates.
class change_list {
 public:
  change_list(const schema_document& old_one, const schema_document& new_one) noexcept
      : old_(&old_one), new_(&new_one) {}

  void add(const diff_place& at, schema_change_kind kind, schema_compatibility compatible,
           std::string_view keyword, const keyword_place& was, const keyword_place& is) {
    total_ = total_ & compatible;
    if (!keeps_ || !seen_
                        .emplace(kind, keyword, was.part, was.value, was.words, is.part, is.value,
                                 is.words, compatible.writers, compatible.readers,
                                 what_else(at, keyword, was.part || is.part))
                        .second)
      return;
    schema_change c{.kind = kind, .compatible_for = compatible, .path = at.path, .when = at.when};
    c.keyword = keyword;
    c.was = was.words;
    c.is = is.words;
    if (was.part) c.old_place = place_of(*old_, was, keyword);
    if (is.part) c.new_place = place_of(*new_, is, keyword);
    c.object = is.part    ? new_->definition_of(*is.part)
               : was.part ? old_->definition_of(*was.part)
                          : std::string_view();
    changes_.push_back(std::move(c));
  }

  /// Returns for whom all changes together are compatible.
  schema_compatibility total() const noexcept { return total_; }
  std::vector<schema_change>& changes() noexcept { return changes_; }

  /// Ignores later changes, except for the total.
  void keep_nothing() noexcept { keeps_ = false; }

 private:
  /// Distinguishes changes of the same parts of the schemas: one part may require many members. If
  /// no part is known, the place is used.
  static std::string what_else(const diff_place& at, std::string_view keyword, bool has_part) {
    if (!has_part) return at.path + ' ' + at.when;
    return keyword == "required" ? at.path.substr(at.path.rfind('/') + 1) : std::string();
  }

  static std::string place_of(const schema_document& document, const keyword_place& p,
                              std::string_view keyword) {
    std::string place = document.place_of(*p.part);
    if (!p.keyword.empty()) keyword = p.keyword;
    if (document.member(*p.part, keyword) != nullptr)
      (place += '/') += schema_document::escaped(keyword);
    return place;
  }

  const schema_document* old_;
  const schema_document* new_;
  schema_compatibility total_{};
  bool keeps_ = true;
  std::vector<schema_change> changes_;
  std::set<std::tuple<schema_change_kind, std::string, std::optional<schema_id>,
                      std::optional<schema_id>, std::string, std::optional<schema_id>,
                      std::optional<schema_id>, std::string, bool, bool, std::string>>
      seen_;
};

} // namespace assay::detail
