// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/schema/schema.hpp"

#include <string_view>
#include <vector>

namespace assay {

// An HTTP interface as values, from which `to_openapi` makes a document. The texts are views:
// literals, or texts that outlive the description.

/// An answer to a request.
struct openapi_answer {
  std::string_view status; ///< of HTTP: "200"; "2XX": any success; "default": any that is not named
  std::string_view about;  ///< a sentence
  const type_schema* type = nullptr; ///< of its body; null: no type that is known
};

/// A request. Several may have the same path; none has the same method, too.
struct openapi_route {
  std::string_view method; ///< in capitals: "POST"
  std::string_view path;   ///< a part in braces is a parameter: "/sessions/{session_id}/traces"
  std::string_view summary{};
  std::string_view tag{};               ///< the group that it is shown in; empty: none
  std::string_view operation{};         ///< its `operationId`; empty: made of method and path
  const type_schema* request = nullptr; ///< of its body; null: it has none
  /// Where the body holds several of that type: the member whose value is the array of them. Empty:
  /// the body is one itself.
  std::string_view batch_member{};
  bool takes_bare = false; ///< with it: a body that is one itself is taken, too
  std::vector<openapi_answer> answers{};
};

/// An interface: its routes in the order in which they are shown.
struct openapi_description {
  std::string_view title;
  std::string_view version; ///< of the document, or of the interface
  std::string_view about{};
  std::string_view server{}; ///< the URL before the paths; empty: that of who gives the document
  std::string_view key_header{}; ///< what carries the caller's key; of `Authorization` as a bearer
                                 ///< token; empty: there is no key
  std::vector<openapi_route> routes{};
};

/// The route of a table such as `honeyhive::routes`. `type_of(name)` gives the type of the object
/// of that name, or null: a system's `for_each_object` knows them.
template <class Route, class TypeOf>
openapi_route openapi_route_of(const Route& r, TypeOf type_of) {
  openapi_route out{.method = r.method, .path = r.path, .summary = r.summary};
  if constexpr (requires { r.tag; }) out.tag = r.tag;
  if constexpr (requires { r.batch_member; }) {
    out.batch_member = r.batch_member;
    out.takes_bare = r.takes_bare;
  }
  out.request = type_of(r.object);
  for (const auto& a : r.answers)
    out.answers.push_back({a.status, a.about, a.object.empty() ? nullptr : type_of(a.object)});
  return out;
}

} // namespace assay
