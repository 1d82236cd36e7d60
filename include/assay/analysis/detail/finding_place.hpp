// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/analysis/detail/coverage_plan.hpp"
#include "assay/json/json_text.hpp"
#include "assay/json/parse_raw.hpp"
#include "assay/json/walk.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace assay::analysis::detail {

/// The place of a violation: a member of an object, or the object itself if `member` is `no_place`.
/// Both are `no_place` if the violation belongs to neither. If a value should be an object but is
/// not, the violation belongs to the member.
struct finding_place {
  std::uint32_t object = no_place, member = no_place;
};

/// Follows a violation's path through the schema, and through the text to find the alternatives of
/// unions.
class finding_search {
 public:
  /// `text`: the event, which may be invalid JSON.
  finding_search(const coverage_plan& plan, std::string_view text) : plan_(plan), text_(text) {}

  /// Follows the path as far as possible. Linear in the text and the path; allocates if a part of
  /// the text must be searched for.
  finding_place find(std::string_view path) {
    finding_place out;
    std::string_view text = text_;
    const char* from = path.data(); // the text is the value at the path up to here
    const auto text_at = [&](const char* to) {
      text = find_value(text, {from, static_cast<std::size_t>(to - from)});
      from = to;
      return text;
    };
    std::uint32_t at = plan_.root();
    for (;;) {
      at = alternative_at(at, [&] { return text_at(path.data()); });
      const coverage_place& place = plan_.place(at);
      if (path.empty()) {
        if (place.object != no_place && text_at(path.data()).starts_with('{'))
          out = {place.object, no_place};
        return out;
      }
      if (place.object == no_place && place.kind != type_kind::array &&
          place.kind != type_kind::map)
        return out;
      if (place.object == no_place) {
        next_part(path);
        at = place.inner;
        continue;
      }
      const coverage_object& o = plan_.object(place.object);
      const char* const here = path.data();
      out = {place.object, o.names.find(next_part(path))};
      if (out.member == no_place) return out;
      at = o.members[out.member].place;
      if (out.member == o.tagged) at = named(at, find_member(text_at(here), o.schema->tag));
    }
  }

 private:
  /// Returns the union's alternative with this tag; the union itself if there is none.
  std::uint32_t named(std::uint32_t at, std::string_view tag) {
    const coverage_place& place = plan_.place(at);
    if (!tag.starts_with('"') || tag.size() < 2) return at;
    const json_text name(tag);
    // An event that was not read to its end may have invalid escapes.
    if (name.is_escaped() && !is_valid_json(tag, {.lone_surrogates = surrogate_policy::replace}))
      return at;
    const std::uint32_t i = place.names.find(characters_of(name, room_));
    return i != no_place ? place.inner + i : at;
  }

  /// Returns the alternative of a union that the text has; any other place is returned unchanged.
  /// Unions may be nested.
  template <class Text>
  std::uint32_t alternative_at(std::uint32_t at, Text text) {
    for (;;) {
      const coverage_place& place = plan_.place(at);
      if (place.kind == type_kind::typed_or_any) return place.inner;
      if (place.kind == type_kind::tagged)
        return place.tag.empty() ? at : named(at, find_member(text(), place.tag));
      if (place.kind != type_kind::one_of || text().empty()) return at;
      const unsigned found = bit_of(kind_of(text().front()));
      if ((place.kinds & found) == 0) return at;
      at = place.inner;
      while ((plan_.place(at).kinds & found) == 0) ++at;
    }
  }

  /// Removes the first name or index from the path and returns it.
  std::string_view next_part(std::string_view& path) {
    path.remove_prefix(1);
    std::string_view part = path.substr(0, path.find('/'));
    path.remove_prefix(part.size());
    if (part.find('~') == part.npos) return part;
    part_.clear();
    for (; !part.empty(); part.remove_prefix(1)) {
      if (part.front() != '~' || part.size() == 1) {
        part_ += part.front();
        continue;
      }
      part.remove_prefix(1);
      part_ += part.front() == '0' ? '~' : '/';
    }
    return part_;
  }

  const coverage_plan& plan_;
  std::string_view text_;
  std::string room_, part_;
};

} // namespace assay::analysis::detail
