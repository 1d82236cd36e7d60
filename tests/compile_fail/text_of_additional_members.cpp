// SPDX-License-Identifier: BSL-1.0

// expect-name: additional
// expect: text_of is for described members: the additional ones, and those not described, have no
// text of their own
#include "tool.hpp"

void find(const assay::object_texts& texts, assay::rule_violations& out) {
  out.add(texts.text_of<&tool::additional>(), "nothing");
}
