#include "systems.hpp"

#include "assay/common/honeyhive.hpp"
#include "assay/honeyhive.hpp"

#include <algorithm>
#include <cstddef>
#include <string_view>

namespace tool::systems {
namespace {

using namespace assay::honeyhive;

constexpr std::string_view about(std::string_view object) {
  constexpr std::string_view texts[][2] = {
      {"session", "a session as the request that starts it has it"},
      {"session_request", "a session in its wrapper"},
      {"session_traces", "events of the session that the path names, as logs"},
      {"event", "an event of a model, tool, chain or session"},
      {"event_request", "an event in its wrapper"},
      {"event_update", "what is to be changed of an event"},
      {"event_batch", "a batch of events"},
      {"batched_event", "one of the events of a batch"},
      {"session_event_batch", "a batch of events of the session that the path names"},
      {"model_event", "a model's call"},
      {"model_event_request", "a model's call in its wrapper"},
      {"model_event_batch", "a batch of models' calls"},
      {"session_response", "the answer to the start of a session"},
      {"event_response", "the answer to an event"},
      {"batch_response", "the answer to a batch"},
  };
  for (const auto& [name, text] : texts)
    if (name == object) return text;
  return "";
}

template <class T>
void add(wire_system& s, std::string_view name, dialect d) {
  const bool is_known = std::any_of(s.objects.begin(), s.objects.end(), [&](const wire_object& o) {
    return o.name == name && o.dialect == name_of(d);
  });
  if (!is_known)
    s.objects.push_back({name, name_of(d), about(name), workers_of<T>,
                         name.ends_with("event") ? "event" : "object"});
}

/// What is sent by no request of its own, and the answers.
template <dialect D>
void add_others(wire_system& s) {
  add<event<D>>(s, "event", D);
  add<batched_event<D>>(s, "batched_event", D);
  if constexpr (D != dialect::v1) add<model_event<D>>(s, "model_event", D);
  add<session<D>>(s, "session", D);
  add<session_response<D>>(s, "session_response", D);
  add<event_response<D>>(s, "event_response", D);
  add<batch_response<D>>(s, "batch_response", D);
}

} // namespace

wire_system honeyhive() {
  wire_system out{.name = "honeyhive",
                  .about = "sessions and events of models, tools and chains, and batches of them",
                  .standard = ""};
  for (const auto specification :
       {specification::v0, specification::public_api, specification::data_plane})
    out.dialects.push_back({name_of(specification), ""});
  for (const auto d : {dialect::legacy, dialect::v1})
    out.dialects.push_back({name_of(d), name_of(specification_of(d))});

  add_others<dialect::v0>(out);
  add_others<dialect::public_api>(out);
  add_others<dialect::legacy>(out);
  add_others<dialect::v1>(out);
  for (std::size_t i = 0; i < routes.size(); ++i) {
    const route& r = routes[i];
    visit_route(i, [&]<class T>() { add<T>(out, r.object, r.dialect); });
    out.routes.push_back({r.method, r.path, r.object, name_of(r.dialect)});
  }
  return out;
}

} // namespace tool::systems
