#include "../page.hpp"
#include "../tables.hpp"

#include "assay/producttelemetry.hpp"

namespace docs {
namespace {

using namespace assay::producttelemetry;

void print_all(std::ostream& out) {
  print_legend(out);
  print_object<event>(out, "event");
  print_object<ingest_request>(out, "The body of `POST /ingest`", "`ingest_request`.");
  print_object<identify_request>(out, "The body of `POST /identify`", "`identify_request`.");
  print_object<deletion_request>(out, "The body of `DELETE /gdpr/delete-self`",
                                 "`deletion_request`.");
}

const page producttelemetry("producttelemetry", {{"members", print_all}});

} // namespace
} // namespace docs
