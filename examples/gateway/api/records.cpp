// SPDX-License-Identifier: BSL-1.0
#include "api/stored_events.hpp"

#include "assay/common/honeyhive.hpp"
#include "assay/common/noveum.hpp"
#include "assay/common/producttelemetry.hpp"
#include "assay/common/timeline.hpp"
#include "assay/common/trajectory.hpp"
#include "assay/honeyhive.hpp"
#include "assay/noveum.hpp"
#include "assay/producttelemetry.hpp"
#include "assay/trajectory.hpp"

#include <vector>

namespace gateway {
namespace {

using records = std::vector<assay::common::record>;

template <class T>
void append_all(records& out, database& db, const stored_session& of) {
  assay::options lenient;
  lenient.level = assay::level::reference;
  assay::validator<T> validator(lenient);
  T value;
  for_each_event(db, of, [&](std::string_view, std::string_view event) {
    if (validator.read(event, value)) append_records(out, value);
    return true;
  });
}

} // namespace

bool fill_by_records(assay::timeline::event_log& log, database& db, const stored_session& of) {
  using honeyhive_event = assay::honeyhive::batched_event<assay::honeyhive::dialect::legacy>;
  records all;
  if (of.system == "honeyhive") append_all<honeyhive_event>(all, db, of);
  if (of.system == "noveum") append_all<assay::noveum::trace>(all, db, of);
  if (of.system == "producttelemetry") append_all<assay::producttelemetry::event>(all, db, of);
  if (of.system == "trajectory") append_all<assay::trajectory::telemetry_event>(all, db, of);
  // All events belong to the session, because the request may have determined it.
  for (assay::common::record& r : all) r.session = of.session;
  return add(log, all);
}

} // namespace gateway
