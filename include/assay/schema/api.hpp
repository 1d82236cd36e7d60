// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <string_view>

namespace assay {

/// @file
///
/// How systems describe their interfaces, apart from the routes. All members are views of literals.

/// A response to a request, as the system describes it, or as it was observed.
struct api_response {
  /// The HTTP status: "200"; "2XX" for any success; "default" for any other status.
  std::string_view status;
  std::string_view about;    ///< one sentence
  std::string_view object{}; ///< the name of the object in the body; empty if unknown
};

/// Facts about all routes of an interface.
struct api_info {
  std::string_view title;     ///< the name of the interface
  std::string_view version{}; ///< empty if the interface states none
  std::string_view server{};  ///< the URL before the paths; empty if each route has its own
  /// The header with the caller's key; `Authorization` carries it as a bearer token; empty if there
  /// is no key.
  std::string_view key_header{};
};

} // namespace assay
