// SPDX-License-Identifier: BSL-1.0

// Texts that are not JSON: formats, numbers, ids, times, names, places.

#include "subjects.hpp"

#include <assay/analysis/naming.hpp>
#include <assay/analysis/past_tense.hpp>
#include <assay/batch/http_date.hpp>
#include <assay/batch/retry.hpp>
#include <assay/error.hpp>
#include <assay/identity.hpp>
#include <assay/identity/derived_event_id.hpp>
#include <assay/json/number.hpp>
#include <assay/producttelemetry/settings.hpp>
#include <assay/schema/decimal.hpp>
#include <assay/schema/format.hpp>

namespace hostile {

void add_texts(std::vector<subject>& all) {
  const auto& shapes = text_shapes();
  for (const assay::text_format_row& row : assay::format_table)
    add_for(all, "has_format " + std::string(row.name), shapes,
            [f = row.format](std::string_view t) { use(assay::has_format(f, t)); });

  add_for(all, "is_rfc3339, parse_rfc3339, find_rfc3339_fault, is_date, is_time", shapes,
          [](std::string_view t) {
            use(assay::is_rfc3339(t)), use(assay::parse_rfc3339(t));
            use(assay::find_rfc3339_fault(t)), use(assay::is_date(t)), use(assay::is_time(t));
          });
  add_for(all, "timestamp::parse, its order", shapes, [](std::string_view t) {
    const auto made = assay::timestamp::parse(t);
    if (made) use(made->time()), use(*made < *made);
  });
  add_for(all, "parse_ulid, is_event_id, is_nonce, is_span_id", shapes, [](std::string_view t) {
    use(assay::parse_ulid(t)), use(assay::is_event_id(t)), use(assay::is_nonce(t));
    use(assay::is_span_id(t));
  });
  add_for(all, "parse_idempotency_key, key_agrees", shapes, [](std::string_view t) {
    use(assay::parse_idempotency_key(t)), use(assay::key_agrees(t, t, 7));
  });
  add_for(all, "derive_idempotency_key, derive_event_id, event_id_namespace", shapes,
          [](std::string_view t) {
            use(assay::derive_idempotency_key(t, t, 7));
            use(assay::derive_event_id(assay::event_id_namespace(t), t));
          });
  add_for(all, "parse_http_date, parse_retry_after", shapes, [](std::string_view t) {
    use(assay::parse_http_date(t, {})), use(assay::parse_retry_after(t, {}));
  });
  add_for(all, "is_json_number, is_decimal_step", shapes, [](std::string_view t) {
    use(assay::is_json_number(t)), use(assay::is_decimal_step(t));
  });
  add_for(all, "compare_decimals, is_multiple_of", shapes, [](std::string_view t) {
    if (!assay::is_json_number(t)) return; // the precondition of these functions
    use(assay::compare_decimals(t, t)), use(assay::compare_decimals(t, "0.05"));
    use(assay::is_multiple_of(t, "0.05")), use(assay::is_multiple_of(t, "999999999999999989"));
  });
  add_for(all, "check_name, is_conventional_name", shapes, [](std::string_view t) {
    use(assay::analysis::is_conventional_name(t));
    for (const auto& f : assay::analysis::check_name(t)) use(assay::analysis::to_string(f));
  });
  add_for(all, "is_past_tense", shapes,
          [](std::string_view t) { use(assay::analysis::is_past_tense(t)); });
  add_for(all, "append_member, cut_in_middle", shapes, [](std::string_view t) {
    std::string path;
    assay::append_member(path, t);
    use(assay::cut_in_middle(path));
  });
  add_for(all, "to_string of a violation", shapes, [](std::string_view t) {
    const assay::violation v{
        .code = assay::code::type_mismatch, .path = std::string(t), .expected = std::string(t)};
    use(assay::to_string(v));
  });
  add_for(all, "ProductTelemetry's settings", shapes, [](std::string_view t) {
    namespace telemetry = assay::producttelemetry;
    const auto environment = [&](std::string_view) { return std::optional<std::string>(t); };
    use(telemetry::choose_api_url(t, environment)), use(telemetry::config_location(t, t));
    use(telemetry::choose_write_key(t, t, environment));
    use(telemetry::decide_opt_out(false, environment, t));
  });
  add_for(all, "ProductTelemetry's settings file", json_shapes(), [](std::string_view t) {
    const auto environment = [](std::string_view) { return std::optional<std::string>(); };
    use(assay::producttelemetry::decide_opt_out(false, environment, t));
  });
}

} // namespace hostile
