#include "../page.hpp"
#include "../tables.hpp"

#include "assay/promptetheus.hpp"

namespace docs {
namespace {

using namespace assay::promptetheus;

void print_all(std::ostream& out) {
  print_legend(out);
  print_object<event>(out, "The envelope",
                      "`assay::promptetheus::event`. From `strict` on the idempotency key must be "
                      "`<session_id>:<nonce>:<seq>` "
                      "of the event itself, and the timestamp RFC 3339.");
  print_object<user_message>(out, "user_message");
  print_object<agent_message>(out, "agent_message");
  print_object<voice_metadata>(out, "Metadata of the two messages", "`voice_metadata`.");
  print_object<tool_call>(out, "tool_call");
  print_object<tool_result>(out, "tool_result");
  print_object<retrieval>(out, "retrieval");
  print_object<retrieval_document>(
      out, "Documents of a retrieval",
      "`retrieval_document`; an item of another shape is kept raw below `strict`.");
  print_object<browser_action>(out, "browser_action");
  print_object<dom_snapshot>(out, "dom_snapshot");
  print_object<screenshot>(out, "screenshot");
  print_object<replay_artifact>(out, "replay_artifact");
  print_object<goal_check>(out, "goal_check");
  print_object<state_change>(out, "state_change");
  print_object<session_end>(out, "session_end");
  print_object<llm_call>(out, "llm_call");
  print_object<score>(out, "score");
  print_object<error>(out, "error");
  print_object<metric>(out, "metric");
  print_object<trace>(out, "The body that opens a trace",
                      "`assay::promptetheus::trace`, an object by itself: the body of `POST "
                      "/api/traces`. The backend checks no type, so at\n"
                      "`reference` any object passes; what does not fit is kept among "
                      "`additional`. A `session` makes one.");
}

const page promptetheus("promptetheus", {{"members", print_all}});

} // namespace
} // namespace docs
