// SPDX-License-Identifier: BSL-1.0

// expect-name: additional
// expect: text_of is for described members: additional_members and members that are not
// described have no text
#include "tool.hpp"

void find(const assay::object_texts& texts, assay::rule_violations& out) {
  out.add(texts.text_of<&tool::additional>(), "nothing");
}
