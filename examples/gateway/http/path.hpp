// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace gateway {

/// Decodes a part of a target: `%2F` becomes a slash. Returns nothing if an escape is invalid.
/// `plus_is_space`: as in queries.
std::optional<std::string> percent_decoded(std::string_view text, bool plus_is_space = false);

/// Returns whether the bytes are valid UTF-8.
bool is_utf8(std::string_view bytes) noexcept;

/// Returns the decoded value of the first parameter of that name in the query, or nothing.
std::optional<std::string> query_value(std::string_view query, std::string_view name);

/// Returns the number of the parameter, at most `greatest`, or `otherwise` if the parameter is
/// missing. Throws bad_request if it is not a number.
std::size_t query_number(std::string_view query, std::string_view name, std::size_t otherwise,
                         std::size_t greatest);

/// Returns the number of the parameter `limit`, which is at least 1.
std::size_t query_limit(std::string_view query, std::size_t otherwise, std::size_t greatest);

/// Returns the decoded parts of the path that match the parts in braces of a pattern such as
/// `/api/traces/{session_id}/events`. Returns nothing if the path does not match. A part is never
/// empty.
std::optional<std::vector<std::string>> match_path(std::string_view pattern, std::string_view path);

/// Returns the target of a request without scheme and authority: `http://host/path?query` becomes
/// `/path?query`.
std::string_view origin_form(std::string_view target) noexcept;

} // namespace gateway
