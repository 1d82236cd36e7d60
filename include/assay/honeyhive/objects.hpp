// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/honeyhive/batch.hpp"
#include "assay/honeyhive/requests.hpp"
#include "assay/honeyhive/responses.hpp"

namespace assay::honeyhive {
namespace detail {

template <dialect D, class F>
constexpr void for_each_object_of_dialect(F& f) {
  constexpr bool has_wrappers = D != dialect::v1,
                 reports_failures = D == dialect::v0 || D == dialect::public_api;
  f.template operator()<event<D>>("event", D);
  f.template operator()<batched_event<D>>("batched_event", D);
  if constexpr (has_wrappers) f.template operator()<model_event<D>>("model_event", D);
  f.template operator()<session<D>>("session", D);
  if constexpr (has_wrappers) {
    f.template operator()<session_request<D>>("session_request", D);
    f.template operator()<event_request<D>>("event_request", D);
    f.template operator()<model_event_request<D>>("model_event_request", D);
  }
  f.template operator()<event_update<D>>("event_update", D);
  f.template operator()<event_batch<D>>("event_batch", D);
  if constexpr (has_wrappers) f.template operator()<model_event_batch<D>>("model_event_batch", D);
  if constexpr (D == dialect::v1)
    f.template operator()<session_event_batch>("session_event_batch", D);
  if constexpr (D == dialect::legacy) f.template operator()<session_traces>("session_traces", D);
  f.template operator()<session_response<D>>("session_response", D);
  f.template operator()<event_response<D>>("event_response", D);
  f.template operator()<batch_response<D>>("batch_response", D);
  if constexpr (reports_failures) f.template operator()<partial_failure>("partial_failure", D);
  if constexpr (specification_of(D) == specification::data_plane)
    f.template operator()<session_events_response>("session_events_response", D);
}

} // namespace detail

/// Calls `f.template operator()<T>(name, dialect)` for each top-level wire object of each dialect:
/// `event<dialect::v0>` as "event" of `dialect::v0`.
template <class F>
constexpr void for_each_object(F f) {
  detail::for_each_object_of_dialect<dialect::v0>(f);
  detail::for_each_object_of_dialect<dialect::public_api>(f);
  detail::for_each_object_of_dialect<dialect::legacy>(f);
  detail::for_each_object_of_dialect<dialect::v1>(f);
}

} // namespace assay::honeyhive
