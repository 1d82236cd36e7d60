// [definition]
#include "events.hpp"

template class assay::instances_of<assay::promptetheus::event>;
// [/definition]
