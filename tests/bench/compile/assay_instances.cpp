// SPDX-License-Identifier: BSL-1.0

// Input of compilation.cpp: checks, reads and writes all 16 types with code that is in another
// file.
#include <assay/promptetheus.hpp>

using assay::promptetheus::event;

extern template class assay::instances_of<event>;

bool check_event(std::string_view text) { return assay::validator<event>().check(text); }

bool read_event(std::string_view text, event& e) { return assay::validator<event>().read(text, e); }

bool write_event(const event& e, assay::text_buffer& out) {
  return static_cast<bool>(write(e, out));
}
