#include "../page.hpp"
#include "../tables.hpp"

#include "assay/trajectory.hpp"

namespace docs {
namespace {

using namespace assay::trajectory;

void print_all(std::ostream& out) {
  print_legend(out);
  print_object<telemetry_event>(out, "telemetry_event");
  print_object<stored_trajectory>(out, "A trajectory to be uploaded", "`stored_trajectory`.");
  print_object<upload_receipt>(out, "The answer to an upload", "`upload_receipt`.");
}

const page trajectory("trajectory", {{"members", print_all}});

} // namespace
} // namespace docs
