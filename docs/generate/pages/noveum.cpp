#include "../page.hpp"
#include "../tables.hpp"

#include "assay/noveum.hpp"

namespace docs {
namespace {

using namespace assay::noveum;

void print_all(std::ostream& out) {
  print_legend(out);
  print_object<export_request>(out, "The request", "`assay::noveum::export_request`.");
  print_object<trace>(out, "trace", "The members from `sdk` on are those of an exported trace.");
  print_object<trace_metadata>(out, "Metadata of a trace", "`trace_metadata`.");
  print_object<assay::noveum::sdk>(out, "sdk");
  print_object<span>(out, "span");
  print_object<span_event>(out, "Events of a span or a trace", "`span_event`.");
  print_object<span_link>(out, "Links of a span", "`span_link`.");
  print_object<assay::noveum::exception>(out, "The exception of a span", "`exception`.");
}

const page noveum("noveum", {{"members", print_all}});

} // namespace
} // namespace docs
