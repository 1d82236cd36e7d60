// SPDX-License-Identifier: BSL-1.0

// Input of compilation.cpp: checks, reads and writes all 16 types.
#include <assay/promptetheus.hpp>

using assay::promptetheus::event;

bool check_event(std::string_view text) { return assay::validator<event>().check(text); }

bool read_event(std::string_view text, event& e) { return assay::validator<event>().read(text, e); }

bool write_event(const event& e, assay::text_buffer& out) {
  return static_cast<bool>(write(e, out));
}
