// expect: text_of is for described members: the additional ones, and those not described, have no
// text of their own
#include "tool.hpp"

bool holds(const std::string_view* texts) {
  return assay::text_of<&tool::additional>(texts).empty();
}
