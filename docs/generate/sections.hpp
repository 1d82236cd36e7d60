// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "objects.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace docs {

/// An object that a page describes: the page's own object, or an object inside it.
struct section {
  std::string_view title;
  std::vector<dialect_object> dialects{}; ///< the dialects that have the object
};

/// The contents of a page: its own object, then the objects inside it that have no page, in the
/// order in which members refer to them.
struct page_contents {
  std::vector<section> sections{};
  std::vector<const listed_object*> linked{}; ///< objects inside these that have their own pages
};

page_contents contents_of(const listed_object& object);

/// Returns the object if it has a page, or null.
const listed_object* page_of(const assay::object_schema& schema);

/// Returns the anchor of a heading: "voice-metadata".
std::string anchor_of(std::string_view heading);

/// Returns the link from a page to the description of an object.
std::string link_to(const assay::object_schema& schema, const listed_object& from);

} // namespace docs
