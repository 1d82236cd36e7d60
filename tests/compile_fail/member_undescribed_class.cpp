// SPDX-License-Identifier: BSL-1.0

// expect-name: ratio
// expect: a member of a wire object cannot have this type: docs/guide/own-objects.md lists the
// types; a struct needs BOOST_DESCRIBE_STRUCT
#include <assay/json/validator.hpp>

#include <boost/describe/class.hpp>

#include <cstdint>
#include <optional>
#include <string>

class money {
 public:
  money() = default;

 private:
  int cents_ = 0;
};

struct event {
  std::optional<std::string> m01, m02, m03, m04, m05, m06, m07, m08, m09, m10, m11, m12, m13, m14,
      m15, m16, m17, m18, m19, m20, m21, m22, m23, m24, m25, m26;
  money ratio{};
  std::optional<std::int64_t> m27, m28, m29, m30, m31, m32, m33, m34, m35, m36, m37, m38, m39;
  assay::additional_members additional{};
};
BOOST_DESCRIBE_STRUCT(event, (),
                      (m01, m02, m03, m04, m05, m06, m07, m08, m09, m10, m11, m12, m13, m14, m15,
                       m16, m17, m18, m19, m20, m21, m22, m23, m24, m25, m26, ratio, m27, m28, m29,
                       m30, m31, m32, m33, m34, m35, m36, m37, m38, m39, additional))

int main() { return assay::check<event>("{}") ? 1 : 0; }
