// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <assay/json.hpp>

#include <iostream>
#include <string_view>

/// Reads the text as a T. Prints the verdict, the violations, and the written text if accepted.
template <class T>
void show(std::string_view text, assay::level level) {
  assay::validator<T> validator({.level = level});
  T object;
  const bool accepted = validator.read(text, object);
  std::cout << (accepted ? "accepted" : "rejected") << " at " << name_of(level) << '\n';
  for (const assay::violation& v : validator.report().violations())
    std::cout << "  byte " << *v.offset << ": " << to_string(v) << '\n';
  assay::text_buffer out;
  if (accepted && assay::write(object, out)) std::cout << "  " << out.view() << '\n';
}
