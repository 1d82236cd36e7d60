// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "input.hpp"
#include "roundtrip.hpp"

#include <assay/json/validator.hpp>

#include <algorithm>
#include <string_view>

namespace assay_fuzz {

/// Checks any text as any object: check and read agree, each level includes the conditions of the
/// level below, and an accepted value loses nothing.
template <class T>
void check_object(std::string_view text, assay::options o) {
  bool accepted_below = true;
  for (const assay::level l : levels) {
    o.level = l;
    assay::validator<T> checker(o), reader(o);
    T value;
    const bool accepted = checker.check(text);
    must(reader.read(text, value) == accepted, "check and read agree", text);
    const auto checked = checker.report().violations(), read = reader.report().violations();
    must(std::equal(checked.begin(), checked.end(), read.begin(), read.end()),
         "check and read report the same violations", text);
    must(accepted_below || !accepted, "a level includes the conditions of the level below", text);
    must(check_roundtrip<T>(text, o) == accepted, "a verdict is the same each time", text);
    accepted_below = accepted;
  }
}

} // namespace assay_fuzz
