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
  std::optional<schema_id> part{}; ///< nothing: it is not there
  std::string words{};             ///< what it says
};

inline constexpr schema_compatibility for_both{true, true}, for_writers{true, false},
    for_readers{false, true}, for_neither{false, false};

/// What a kind is always compatible for.
constexpr schema_compatibility usual(schema_change_kind k) noexcept {
  const schema_change_row& row = row_of(k);
  return {row.writers == schema_verdict::yes, row.readers == schema_verdict::yes};
}

/// A value as it stands in reports: its JSON, and not all of it where it is long.
inline std::string words_of_value(const boost::json::value& v) {
  constexpr std::size_t longest = 80;
  std::string text = boost::json::serialize(v);
  if (text.size() <= longest) return text;
  std::size_t end = longest; // no part of a character
  while (end != 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  return text.substr(0, end) + "...";
}

/// The changes that were found, each once.
class change_list {
 public:
  change_list(const schema_document& old_one, const schema_document& new_one) noexcept
      : old_(&old_one), new_(&new_one) {}

  void add(const diff_place& at, schema_change_kind kind, schema_compatibility compatible,
           std::string_view keyword, const keyword_place& was, const keyword_place& is) {
    total_ = total_ & compatible;
    if (!keeps_ || !seen_
                        .emplace(kind, keyword, was.part, was.words, is.part, is.words,
                                 compatible.writers, compatible.readers,
                                 (was.part || is.part) ? std::string() : at.path + ' ' + at.when)
                        .second)
      return;
    schema_change c{.kind = kind, .compatible_for = compatible, .path = at.path, .when = at.when};
    c.keyword = keyword;
    c.was = was.words;
    c.is = is.words;
    if (was.part) c.old_place = place_of(*old_, *was.part, keyword);
    if (is.part) c.new_place = place_of(*new_, *is.part, keyword);
    c.object = is.part    ? new_->definition_of(*is.part)
               : was.part ? old_->definition_of(*was.part)
                          : std::string_view();
    changes_.push_back(std::move(c));
  }

  /// What all changes together are compatible for.
  schema_compatibility total() const noexcept { return total_; }
  std::vector<schema_change>& changes() noexcept { return changes_; }

  /// From now on only the total counts.
  void keep_nothing() noexcept { keeps_ = false; }

 private:
  static std::string place_of(const schema_document& document, schema_id part,
                              std::string_view keyword) {
    std::string place = document.place_of(part);
    if (document.member(part, keyword) != nullptr)
      (place += '/') += schema_document::escaped(keyword);
    return place;
  }

  const schema_document* old_;
  const schema_document* new_;
  schema_compatibility total_{};
  bool keeps_ = true;
  std::vector<schema_change> changes_;
  std::set<std::tuple<schema_change_kind, std::string, std::optional<schema_id>, std::string,
                      std::optional<schema_id>, std::string, bool, bool, std::string>>
      seen_;
};

} // namespace assay::detail
