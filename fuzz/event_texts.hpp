// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <assay/testing/almost_valid.hpp>
#include <assay/testing/source.hpp>
#include <assay/testing/valid.hpp>

#include <cstddef>
#include <string>
#include <vector>

namespace assay_fuzz {

/// Returns events for targets whose inputs are not texts: half of them valid, half of them almost
/// valid, none of them long.
template <class T>
const std::vector<std::string>& event_texts(assay::level at = assay::level::published) {
  static const std::vector<std::string> all = [&] {
    constexpr std::size_t count = 32, most = 1000;
    std::vector<std::string> out;
    assay::testing::source from(1);
    while (out.size() < count) {
      std::string text = out.size() % 2 == 0 ? assay::testing::valid<T>(from, at)
                                             : assay::testing::almost_valid<T>(from, at).text;
      if (text.size() <= most) out.push_back(std::move(text));
    }
    return out;
  }();
  return all;
}

} // namespace assay_fuzz
