#include "instances.hpp"

template class assay::instances_of<assay::promptetheus::event>;
