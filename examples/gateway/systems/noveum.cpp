// SPDX-License-Identifier: BSL-1.0
#include "systems/batch_outcome.hpp"
#include "systems/systems.hpp"

#include "assay/batch/batch_validator.hpp"
#include "assay/noveum.hpp"
#include "assay/noveum/routes.hpp"

#include <memory>
#include <string>

namespace gateway {
namespace {

namespace noveum = assay::noveum;

constexpr std::string_view system_name = "noveum";

/// Accepts exports of traces. The id of a trace identifies it; each trace is its own session.
class noveum_intake {
 public:
  explicit noveum_intake(const settings& s)
      : traces_(s.checks, {.member = "traces", .bare_event = false, .max_body_bytes = s.max_body}),
        requests_(s.checks) {}

  response take(event_store& store, const request& r, const path_parts&) {
    store_window window(store, system_name);
    const assay::batch_verdict& v = traces_.check(r.body, {}, &window);
    const std::string prefix = prefix_of(traces_.body(), "traces");
    const batch_place place{
        .system = system_name, .prefix = prefix, .suffix = "]}", .session_member = "trace_id"};
    if (v.readable() && !check_around(requests_, traces_.body(), "traces", r.body)) {
      store.take_back();
      reject_body(store, r.body, requests_.report(), 422, place);
      return refusal_for(422, requests_.report());
    }
    store_without_key(store, v, place, "");
    settle(store, v, r.body, place);
    return answer_to(v, r.query);
  }

 private:
  assay::batch_validator<noveum::trace, &noveum::trace::trace_id, &noveum::trace::trace_id> traces_;
  assay::validator<noveum::export_request> requests_;
};

} // namespace

void add_noveum(router& to, const settings& s) {
  const auto intake = std::make_shared<noveum_intake>(s);
  for (const noveum::route& r : noveum::routes)
    to.add({std::string(r.method), std::string(r.path),
            write_handler([intake](auto&... of) { return intake->take(of...); }), true});
}

} // namespace gateway
