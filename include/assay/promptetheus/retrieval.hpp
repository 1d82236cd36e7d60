// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/json/members.hpp"
#include "assay/schema/rules.hpp"

#include <boost/describe/class.hpp>

#include <concepts>
#include <optional>
#include <string>
#include <vector>

namespace assay::promptetheus {

/// A retrieved document in its documented form. Producers send other forms too: see `retrieval`.
struct retrieval_document {
  std::optional<std::string> id{};
  std::optional<std::string> content{};
  std::optional<std::string> source{};
  std::optional<number> score{};
  std::optional<raw_object> metadata{};
  additional_members additional{};
  friend bool operator==(const retrieval_document&, const retrieval_document&) = default;
};
BOOST_DESCRIBE_STRUCT(retrieval_document, (), (id, content, source, score, metadata, additional))

template <class T = retrieval_document>
consteval auto rules_of(const retrieval_document*) {
  return rules(described_as("Retrieved document", "A document that a retrieval found."),
               all_enforced_from(level::strict), field<&T::id>("The document's id."),
               field<&T::content>("The text of the document, or a part of it."),
               field<&T::source>("The source of the document."),
               field<&T::score>("The relevance for the query; the scale is the producer's."),
               field<&T::metadata>("Free-form data about the document."));
}

/// A query and the documents that it found.
struct retrieval {
  std::string query{};
  std::vector<typed_or_raw<retrieval_document>> documents{};
  std::optional<raw_object> metadata{};
  additional_members additional{};
  friend bool operator==(const retrieval&, const retrieval&) = default;
};
BOOST_DESCRIBE_STRUCT(retrieval, (), (query, documents, metadata, additional))

template <class T = retrieval>
consteval auto rules_of(const retrieval*) {
  return rules(described_as("Retrieval", "A query and the documents that it found."),
               field<&T::query>("The query."),
               field<&T::documents>("The documents found. An element without the documented form "
                                    "is kept as free-form JSON; `strict` rejects it."),
               field<&T::metadata>("Free-form data that the producer attached to the event."));
}

} // namespace assay::promptetheus
