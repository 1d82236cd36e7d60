// SPDX-License-Identifier: BSL-1.0
#include "laws.hpp"

#include <algorithm>
#include <cstdio>

namespace assay_laws {

std::vector<subject> all_subjects() {
  std::vector<subject> out;
  add_promptetheus(out);
  add_honeyhive(out);
  add_trajectory(out);
  add_producttelemetry(out);
  add_noveum(out);
  add_zoo(out);
  add_examples(out);
  return out;
}

void tell(std::string_view object, level at, std::uint64_t seed, std::string_view law,
          std::string_view text, const assay::report& found) {
  static int told = 0;
  if (++told > 20) return;
  std::printf("%.*s at %s, seed %llu: it does not hold that %.*s\n",
              static_cast<int>(object.size()), object.data(), name_of(at).data(),
              static_cast<unsigned long long>(seed), static_cast<int>(law.size()), law.data());
  constexpr std::size_t shown = 2000;
  std::printf("  %.*s\n", static_cast<int>(std::min(text.size(), shown)), text.data());
  for (const assay::violation& v : found.violations())
    std::printf("  found %s\n", to_string(v).c_str());
}

} // namespace assay_laws
