#include "laws.hpp"

#include <assay/honeyhive.hpp>

#include <algorithm>
#include <cstddef>
#include <string>

namespace assay_laws {
namespace {

using namespace assay::honeyhive;

template <class T>
void add(std::vector<subject>& to, std::string_view object, dialect d) {
  std::string name = "honeyhive." + std::string(object) + ' ' + std::string(name_of(d));
  const bool is_known =
      std::any_of(to.begin(), to.end(), [&](const subject& s) { return s.name == name; });
  if (!is_known) to.push_back(laws<T>(std::move(name)));
}

/// What is sent by no request of its own, and the answers.
template <dialect D>
void add_others(std::vector<subject>& to) {
  add<event<D>>(to, "event", D);
  add<batched_event<D>>(to, "batched_event", D);
  if constexpr (D != dialect::v1) add<model_event<D>>(to, "model_event", D);
  add<session<D>>(to, "session", D);
  add<session_response<D>>(to, "session_response", D);
  add<event_response<D>>(to, "event_response", D);
  add<batch_response<D>>(to, "batch_response", D);
}

} // namespace

void add_honeyhive(std::vector<subject>& to) {
  add_others<dialect::v0>(to);
  add_others<dialect::public_api>(to);
  add_others<dialect::legacy>(to);
  add_others<dialect::v1>(to);
  for (std::size_t i = 0; i < routes.size(); ++i)
    visit_route(i, [&]<class T>() { add<T>(to, routes[i].object, routes[i].dialect); });
}

} // namespace assay_laws
