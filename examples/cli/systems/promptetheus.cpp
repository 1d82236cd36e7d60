// SPDX-License-Identifier: BSL-1.0
#include "systems/systems.hpp"

#include "assay/common/promptetheus.hpp"
#include "assay/promptetheus.hpp"
#include "assay/testing/promptetheus.hpp"

#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace tool::systems {
namespace {

std::vector<assay::testing::batch_event> make_session(assay::testing::source& from,
                                                      assay::level at) {
  std::vector<assay::testing::batch_event> out;
  for (auto& e : assay::testing::promptetheus_session(from, at).events) {
    assay::testing::batch_event& to = out.emplace_back();
    to.what.text = std::move(e.text);
    to.what.accepted = e.outcome != assay::outcome::rejected;
    to.what.violation = std::move(e.violation);
    to.outcome = e.outcome;
  }
  return out;
}

} // namespace

wire_system promptetheus() {
  using namespace assay::promptetheus;
  wire_system out{.name = "promptetheus",
                  .about = "a stream of events of 16 types",
                  .standard = "event",
                  .api = api};
  for_each_object([&]<class T>(std::string_view name) {
    constexpr bool is_event = std::is_same_v<T, event>;
    using types = std::conditional_t<is_event, event_type, void>;
    wire_object& o = out.objects.emplace_back(wire_object_of<T, types>(name));
    if (is_event) o.workers.make_session = make_session;
  });
  for (const route& r : routes)
    (r.batch_member.empty() ? out.routes : out.batch_routes).push_back(wire_route_of(r));
  return out;
}

} // namespace tool::systems
