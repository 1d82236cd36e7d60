// SPDX-License-Identifier: BSL-1.0
#include "systems/batch_outcome.hpp"
#include "systems/systems.hpp"

#include "assay/batch/batch_validator.hpp"
#include "assay/producttelemetry.hpp"
#include "assay/producttelemetry/routes.hpp"

#include <map>
#include <memory>
#include <string>

namespace gateway {
namespace {

namespace producttelemetry = assay::producttelemetry;

constexpr std::string_view system_name = "producttelemetry";

/// Accepts events, identities and deletions of clients.
class producttelemetry_intake {
 public:
  explicit producttelemetry_intake(const settings& s)
      : events_(s.checks, {.bare_event = false, .max_body_bytes = s.max_body}), requests_(s.checks),
        identities_(s.checks), deletions_(s.checks) {}

  /// Responds with 200, or with 207 if some events were rejected. The client treats both as
  /// success.
  response ingest(event_store& store, const request& r, const path_parts&) {
    const assay::batch_verdict& v = events_.check(r.body);
    const std::string prefix = prefix_of(events_.body(), "events");
    const batch_place place{
        .system = system_name, .prefix = prefix, .suffix = "]}", .client_member = "client_id"};
    if (v.readable() && !check_around(requests_, events_.body(), "events", r.body)) {
      reject_body(store, r.body, requests_.report(), 422, place);
      return refusal_for(422, requests_.report());
    }
    const std::size_t duplicates = add(store, v);
    settle(store, v, r.body, place);
    if (duplicates != 0) {
      store.count(system_name, "duplicate", "", duplicates);
      store.count(system_name, "accepted", "", -duplicates);
    }
    response answer = answer_to(v, r.query);
    if (!v.readable()) return answer;
    if (!v.rejected().empty()) answer.status = 207;
    set_duplicates(answer.body, duplicates);
    return answer;
  }

  response identify(event_store& store, const request& r, const path_parts&) {
    producttelemetry::identify_request asked;
    if (!identities_.read(r.body, asked)) {
      const int status = status_of(identities_.report());
      reject_body(store, r.body, identities_.report(), status, {.system = system_name});
      return refusal_for(status, identities_.report());
    }
    store.identify(system_name, asked.client_id, asked.user_id);
    return {.body = R"({"success":true})"};
  }

  response forget(event_store& store, const request& r, const path_parts&) {
    producttelemetry::deletion_request asked;
    if (!deletions_.read(r.body, asked))
      return refusal_for(status_of(deletions_.report()), deletions_.report());
    const std::int64_t n = store.forget_client(system_name, asked.client_id);
    return {.body = R"({"deleted":)" + std::to_string(n) + "}"};
  }

 private:
  /// Events have no key, and a client without a response sends its queue again. So an event is
  /// identified by its content, which contains its time to the microsecond, and by the number of
  /// equal events before it in the request.
  std::size_t add(event_store& store, const assay::batch_verdict& v) {
    std::map<std::string, std::size_t> seen;
    std::size_t duplicates = 0;
    for (const assay::checked_event& e : v.events()) {
      if (e.what != assay::outcome::accepted) continue;
      std::string key = "content:" + store.digest_text(e.text);
      if (const std::size_t n = seen[key]++; n != 0) key.append(1, ':').append(std::to_string(n));
      const std::string session = e.session_id.to_string();
      const std::string client = string_member(e.text, "client_id").value_or("");
      const auto what = store.add({.system = system_name,
                                   .session = session,
                                   .key = key,
                                   .client = client,
                                   .text = e.text});
      duplicates += what == assay::dedupe_outcome::duplicate;
    }
    return duplicates;
  }

  /// Sets the number of duplicates in the response, because the verdict does not have it.
  static void set_duplicates(std::string& answer, std::size_t duplicates) {
    constexpr std::string_view none = R"("duplicates":0)";
    const std::size_t at = answer.find(none);
    if (at != answer.npos) answer.replace(at + none.size() - 1, 1, std::to_string(duplicates));
  }

  assay::batch_validator<producttelemetry::event, &producttelemetry::event::session_id, nullptr>
      events_;
  assay::validator<producttelemetry::ingest_request> requests_;
  assay::validator<producttelemetry::identify_request> identities_;
  assay::validator<producttelemetry::deletion_request> deletions_;
};

} // namespace

void add_producttelemetry(router& to, const settings& s) {
  const auto intake = std::make_shared<producttelemetry_intake>(s);
  for (const producttelemetry::route& r : producttelemetry::routes) {
    write_handler handler;
    if (r.object == "ingest_request")
      handler = [intake](auto&... of) { return intake->ingest(of...); };
    else if (r.object == "identify_request")
      handler = [intake](auto&... of) { return intake->identify(of...); };
    else handler = [intake](auto&... of) { return intake->forget(of...); };
    to.add({std::string(r.method), std::string(r.path), std::move(handler), true});
  }
}

} // namespace gateway
