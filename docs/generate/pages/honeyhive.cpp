#include "../page.hpp"
#include "../tables.hpp"

#include "assay/honeyhive.hpp"

#include <ostream>

namespace docs {
namespace {

using namespace assay::honeyhive;

/// The object that is the template T in these dialects.
template <template <dialect> class T, dialect... D>
void print(std::ostream& out, std::string_view title, std::string_view note = "") {
  print_dialects(out, {{name_of(D), &assay::schema_of<T<D>>()}...}, title, note);
}

void print_all(std::ostream& out) {
  constexpr auto v0 = dialect::v0, public_api = dialect::public_api, legacy = dialect::legacy,
                 v1 = dialect::v1;
  out << "\nA dialect's column says from which [level](levels.md) on the member must be there, or "
         "that it may be there; \u2014: the "
         "dialect does "
         "not\nname it. Types and rules are enforced from `published` on.\n";
  print<event, v0, public_api, legacy, v1>(out, "An event alone", "`event<D>`.");
  print<batched_event, v0, public_api, legacy, v1>(out, "An event of a batch",
                                                   "`batched_event<D>`.");
  print<model_event, v0, public_api, legacy>(out, "A model's call", "`model_event<D>`.");
  print<event_update, v0, public_api, legacy, v1>(out, "A change of an event",
                                                  "`event_update<D>`.");
  print<session, v0, public_api, legacy, v1>(out, "A session that starts", "`session<D>`.");
  print<session_properties, v0, public_api, legacy, v1>(out, "The session beside a batch",
                                                        "`session_properties<D>`.");
  print<event_request, v0, public_api, legacy>(out, "The wrapper of an event",
                                               "`event_request<D>`.");
  print<model_event_request, v0, public_api, legacy>(out, "The wrapper of a model's call",
                                                     "`model_event_request<D>`.");
  print<session_request, v0, public_api, legacy>(out, "The wrapper of a session",
                                                 "`session_request<D>`.");
  print<event_batch, v0, public_api, legacy, v1>(out, "A batch of events", "`event_batch<D>`.");
  print<model_event_batch, v0, public_api, legacy>(out, "A batch of models' calls",
                                                   "`model_event_batch<D>`.");
  print_object<session_event_batch>(out, "A batch of events of the session that the path names",
                                    "`session_event_batch`.");
  print_object<session_traces>(out, "Events of the session that the path names, as logs",
                               "`session_traces`.");
  print<session_response, v0, public_api, legacy, v1>(out, "The answer to a session",
                                                      "`session_response<D>`.");
  print<event_response, v0, public_api, legacy, v1>(out, "The answer to an event",
                                                    "`event_response<D>`.");
  print<batch_response, v0, public_api, legacy, v1>(out, "The answer to a batch",
                                                    "`batch_response<D>`.");
  print_object<session_events_response>(out, "The answer to the events of a session",
                                        "`session_events_response`.");
  print_object<partial_failure>(out, "The answer when some events are refused",
                                "`partial_failure`.");
}

const page honeyhive("honeyhive", {{"members", print_all}});

} // namespace
} // namespace docs
