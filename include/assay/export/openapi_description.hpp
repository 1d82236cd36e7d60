// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/schema/schema.hpp"

#include <string_view>
#include <vector>

namespace assay {

/// @file
///
/// An HTTP interface as values, from which `to_openapi` makes a document. The texts are views. They
/// must outlive the description.

/// A response to a request.
struct openapi_response {
  /// The HTTP status: "200"; "2XX" for any success; "default" for any other status.
  std::string_view status;
  std::string_view about;            ///< one sentence
  const type_schema* type = nullptr; ///< the type of its body; null if unknown
};

/// A request. Each combination of method and path is unique.
struct openapi_route {
  std::string_view method;    ///< in upper case: "POST"
  std::string_view path;      ///< a part in braces is a parameter: "/sessions/{session_id}/traces"
  std::string_view summary{}; ///< one line
  std::string_view tag{};     ///< the group in which tools show it; may be empty
  std::string_view operation{};         ///< its `operationId`; if empty, made of method and path
  const type_schema* request = nullptr; ///< the type of its body; null if it has none
  /// The member whose value is the array of values of the type `request`. Empty: the body is one
  /// value of that type.
  std::string_view batch_member{};
  /// With `batch_member`: a body that is a single value is accepted as well.
  bool takes_bare = false;
  std::vector<openapi_response> responses{}; ///< the responses
};

/// An HTTP interface. Its routes keep their order.
struct openapi_description {
  std::string_view title;   ///< the name of the interface
  std::string_view version; ///< of the document or of the interface
  std::string_view about{}; ///< the description; may be empty
  /// The URL before the paths; empty: the server that provides the document.
  std::string_view server{};
  /// The header that contains the caller's key. In `Authorization`, the key is a bearer token.
  /// Empty if there is no key.
  std::string_view key_header{};
  std::vector<openapi_route> routes{}; ///< all requests
};

/// Returns the route of a table such as `honeyhive::routes`. `type_of(name)` returns the type of
/// the object of that name, or null. Use a system's `for_each_object` to implement it.
template <class Route, class TypeOf>
openapi_route openapi_route_of(const Route& r, TypeOf type_of) {
  openapi_route out{.method = r.method, .path = r.path, .summary = r.summary};
  if constexpr (requires { r.tag; }) out.tag = r.tag;
  if constexpr (requires { r.batch_member; }) {
    out.batch_member = r.batch_member;
    out.takes_bare = r.takes_bare;
  }
  out.request = type_of(r.object);
  for (const auto& a : r.responses)
    out.responses.push_back({a.status, a.about, a.object.empty() ? nullptr : type_of(a.object)});
  return out;
}

} // namespace assay
