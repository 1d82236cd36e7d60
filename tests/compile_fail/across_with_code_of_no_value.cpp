// expect: a rule across members takes a code of a value that breaks the schema: members_disagree,
// out_of_range, not_one_of, ...
#include "tool.hpp"

bool holds(const std::string_view*) { return true; }

constexpr auto r = assay::rules(
    assay::across<&tool::size>(assay::level::strict, holds, "a size", assay::code::missing_member));
