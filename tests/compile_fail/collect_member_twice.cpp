// expect: collect names a member twice: remove one
#include "tool.hpp"

constexpr auto r = assay::rules(assay::collect<&tool::name, &tool::name>(assay::level::strict));
