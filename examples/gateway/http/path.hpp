// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace gateway {

/// The characters that a part of a target stands for: `%2F` is a slash. Nothing when an escape is
/// none. `plus_is_space`: as in queries.
std::optional<std::string> percent_decoded(std::string_view text, bool plus_is_space = false);

/// Whether the bytes are characters in UTF-8.
bool is_utf8(std::string_view bytes) noexcept;

/// The value of the query's first parameter of that name, decoded; nothing when there is none.
std::optional<std::string> query_value(std::string_view query, std::string_view name);

/// The number that the parameter says, at most `greatest`; `otherwise` when it is not there. Throws
/// bad_request when it is no number.
std::size_t query_number(std::string_view query, std::string_view name, std::size_t otherwise,
                         std::size_t greatest);

/// The same for `limit`: how many are asked for, which is at least one.
std::size_t query_limit(std::string_view query, std::size_t otherwise, std::size_t greatest);

/// The decoded parts of the path that stand for the parts in braces of a pattern such as
/// `/api/traces/{session_id}/events`; nothing when the path is another one. A part is never empty.
std::optional<std::vector<std::string>> match_path(std::string_view pattern, std::string_view path);

/// The target of a request without its scheme and authority, if it has them:
/// `http://host/path?query` is `/path?query`.
std::string_view origin_form(std::string_view target) noexcept;

} // namespace gateway
