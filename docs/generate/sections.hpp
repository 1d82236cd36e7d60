// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "objects.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace docs {

/// An object that a page describes: the page's own, or one within it.
struct section {
  std::string_view title;
  std::vector<dialect_object> dialects{}; ///< in which it is there
};

/// What a page tells of: its own object, then those within it that have no page, in the order in
/// which members lead to them.
struct page_contents {
  std::vector<section> sections{};
  std::vector<const listed_object*> linked{}; ///< other pages' objects that are in these
};

page_contents contents_of(const listed_object& object);

/// The object that has a page, or null.
const listed_object* page_of(const assay::object_schema& schema);

/// A heading's anchor: "voice-metadata".
std::string anchor_of(std::string_view heading);

/// The link from a page to where an object is described.
std::string link_to(const assay::object_schema& schema, const listed_object& from);

} // namespace docs
