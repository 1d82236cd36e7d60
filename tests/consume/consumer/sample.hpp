// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <string_view>

inline constexpr std::string_view sample =
    R"({"type":"user_message","session_id":"s1","timestamp":"2026-06-12T09:00:55.100894Z","seq":1,)"
    R"("idempotency_key":"s1:1","payload":{"content":"hello"}})";
