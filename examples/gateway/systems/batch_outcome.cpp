// SPDX-License-Identifier: BSL-1.0
#include "systems/batch_outcome.hpp"

#include "http/path.hpp"

#include "assay/batch/responses.hpp"
#include "assay/identity/system_source.hpp"
#include "assay/json/parse_raw.hpp"
#include "assay/json/report_json.hpp"
#include "assay/json/walk.hpp"

#include <optional>

namespace gateway {
namespace {

/// Returns the violations as `[{"pointer","code","message"}]`.
std::string json_of(const assay::report& why) {
  assay::text_buffer out;
  assay::json_output to(out);
  char lead = '[';
  for (const assay::violation& v : why.violations()) {
    to.put(lead);
    lead = ',';
    to.raw(R"({"pointer":)");
    to.string(v.path);
    to.raw(R"(,"code":)");
    to.string(name_of(v.code));
    to.raw(R"(,"message":)");
    to.string(message_of(v));
    to.put('}');
  }
  if (lead == '[') to.put('[');
  to.put(']');
  return std::string(out.view());
}

/// A batch keeps a bounded number of violations, but at least the first violation of each event is
/// known.
std::string json_of(const assay::rejected_event& e) {
  if (!e.report.violations().empty()) return json_of(e.report);
  assay::text_buffer out;
  assay::json_output to(out);
  const std::size_t end = e.reason.starts_with('/') ? e.reason.find(": ") : std::string::npos;
  to.raw(R"([{"pointer":)");
  to.string(end == e.reason.npos ? std::string() : e.reason.substr(0, end));
  to.raw(R"(,"code":)");
  to.string(name_of(e.reason_code));
  to.raw(R"(,"message":)");
  to.string(end == e.reason.npos ? e.reason : e.reason.substr(end + 2));
  to.raw("}]");
  return std::string(out.view());
}

/// Returns the client that an event names, or nothing if it names several clients, which is a
/// reason for rejection.
std::optional<std::string> client_of(std::string_view event, std::string_view member) {
  std::size_t n = 0;
  if (member.empty()) return std::nullopt;
  assay::for_each_member(event, [&](std::string_view name, std::string_view) {
    if (name == member || name.find('\\') != name.npos) ++n;
  });
  return n > 1 ? std::nullopt : string_member(event, member);
}

int status_of(const assay::rejected_event& e) {
  if (e.reason_code == assay::code::sequence_conflict || e.reason_code == assay::code::key_conflict)
    return 409;
  return category_of(e.reason_code) == assay::category::schema ? 422 : 400;
}

void reject_event(event_store& store, const assay::rejected_event& e, std::string_view text,
                  const batch_place& place) {
  store.count(place.system, "rejected", name_of(e.reason_code));
  const auto own = place.session.empty() ? string_member(text, place.session_member) : std::nullopt;
  const auto client = client_of(text, place.client_member);
  const std::string violations = json_of(e);
  store.quarantine({.system = place.system,
                    .session = own ? std::string_view(*own) : place.session,
                    .client = client ? std::optional<std::string_view>(*client) : std::nullopt,
                    .status = status_of(e),
                    .violations = violations,
                    .is_cut = e.report.violations().empty(),
                    .prefix = place.prefix,
                    .body = text,
                    .suffix = place.suffix});
}

} // namespace

std::optional<std::string> string_member(std::string_view event, std::string_view name) {
  if (name.empty()) return std::nullopt;
  const assay::json_text text(assay::find_member(event, name));
  if (!text.is_string() || !assay::is_valid_json(text.text())) return std::nullopt;
  return text.to_string();
}

int status_of(const assay::report& why) {
  const bool is_json =
      !why.violations().empty() && category_of(why.violations()[0].code) == assay::category::schema;
  return is_json ? 422 : 400;
}

response refusal_for(int status, const assay::report& why) {
  assay::text_buffer out;
  assay::json_output to(out);
  to.raw(R"({"detail":)");
  to.string(why.violations().empty() ? std::string() : to_string(why.violations()[0]));
  to.put('}');
  return {.status = status, .body = std::string(out.view())};
}

std::string prefix_of(const assay::batch_body& body, std::string_view member) {
  std::string out("{");
  for (const auto& [name, value] : body.others())
    out.append("\"").append(name).append("\":").append(value.text()).append(",");
  return out.append("\"").append(member).append("\":[");
}

void store_without_key(event_store& store, const assay::batch_verdict& v, const batch_place& place,
                       std::string_view otherwise) {
  for (const assay::checked_event& e : v.events()) {
    const assay::kind k = e.idempotency_key.kind();
    if (e.what != assay::outcome::accepted || k == assay::kind::string || k == assay::kind::number)
      continue;
    const std::string own = e.session_id.to_string();
    const std::string key = "none:" + assay::random_event_id().str();
    store.add({.system = place.system,
               .session = !place.session.empty() ? place.session
                          : own.empty()          ? otherwise
                                                 : std::string_view(own),
               .key = key,
               .text = e.text});
  }
}

void reject_body(event_store& store, std::string_view body, const assay::report& why, int status,
                 const batch_place& place) {
  const bool is_known = !why.violations().empty();
  store.count(place.system, "rejected", is_known ? name_of(why.violations()[0].code) : "");
  const std::string violations = json_of(why);
  store.quarantine({.system = place.system,
                    .session = place.session,
                    .status = status,
                    .violations = violations,
                    .body = body});
}

void settle(event_store& store, const assay::batch_verdict& v, std::string_view body,
            const batch_place& place) {
  if (!v.readable()) {
    assay::text_buffer ignored;
    return reject_body(store, body, v.body_report(), append_response(ignored, v), place);
  }
  const std::size_t duplicates = v.duplicates(), accepted = v.accepted() - duplicates;
  if (accepted != 0) store.count(place.system, "accepted", "", accepted);
  if (duplicates != 0) store.count(place.system, "duplicate", "", duplicates);
  for (const assay::rejected_event& e : v.rejected())
    reject_event(store, e, v.events()[e.index].text, place);
}

response answer_to(const assay::batch_verdict& v, std::string_view query) {
  constexpr assay::response_options form{.reports_duplicates = true};
  assay::text_buffer out;
  const bool is_each = query_value(query, "results") == "each";
  const int status = is_each ? append_multi_status(out, v, form) : append_response(out, v, form);
  return {.status = status, .body = std::string(out.view())};
}

} // namespace gateway
