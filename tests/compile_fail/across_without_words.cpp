// expect: across needs the words for what would be right: empty ones say nothing
#include "tool.hpp"

bool holds(const std::string_view*) { return true; }

constexpr auto r = assay::rules(assay::across<&tool::size>(assay::level::strict, holds, ""));
