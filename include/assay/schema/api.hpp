// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <string_view>

namespace assay {

// What systems say of the interfaces that their objects are sent to, beside the routes themselves.
// Everything here is views of literals.

/// An answer to a request, as the system publishes it or was seen to give it.
struct api_answer {
  std::string_view status; ///< of HTTP: "200"; "2XX": any success; "default": any that is not named
  std::string_view about;  ///< a sentence
  std::string_view object{}; ///< the name of what its body is; empty: no object that is known
};

/// What holds for all routes of an interface.
struct api_info {
  std::string_view title;
  std::string_view version{};    ///< empty: it states none
  std::string_view server{};     ///< the URL before the paths; empty: each has its own
  std::string_view key_header{}; ///< what carries the caller's key; of `Authorization` as a bearer
                                 ///< token; empty: there is no key
};

} // namespace assay
