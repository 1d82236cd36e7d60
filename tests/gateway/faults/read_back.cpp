// SPDX-License-Identifier: BSL-1.0
#include "gateway/faults/read_back.hpp"

#include "gateway/support/http_client.hpp"

#include <boost/json/parse.hpp>

#include <chrono>
#include <map>
#include <optional>
#include <string_view>
#include <utility>

namespace gateway_test {
namespace {

using session_texts = std::map<std::uint64_t, const sent_event*>;

/// The events of a session, as the gateway returns them page by page.
class reading {
 public:
  reading(http_client& client, const std::string& session, const session_texts& wanted,
          std::vector<difference>& out)
      : client_(client), session_(session), wanted_(wanted), out_(out) {}

  void run() {
    std::optional<std::uint64_t> after;
    do {
      std::string target = "/api/traces/" + session_ + "/events?limit=700";
      if (after) target += "&after=" + std::to_string(*after);
      const http_answer page = client_.get(target);
      if (page.status != 200)
        return add("", "not read back: status " + std::to_string(page.status));
      after = take(page.body);
    } while (after);
    if (seen_ != wanted_.size())
      add("", std::to_string(seen_) + " events read back of " + std::to_string(wanted_.size()));
  }

 private:
  /// Returns where the next page begins, or nothing after the last page.
  std::optional<std::uint64_t> take(std::string_view body) {
    boost::system::error_code failure;
    const boost::json::value page = boost::json::parse(body, failure);
    place_ = 0;
    if (failure || !page.is_object() || !page.as_object().contains("events") ||
        !page.as_object().contains("next"))
      return add("", "not a page of events"), std::nullopt;
    for (const boost::json::value& e : page.at("events").as_array()) take_event(e, body);
    const boost::json::value& next = page.at("next");
    if (next.is_null()) return std::nullopt;
    return next.to_number<std::uint64_t>();
  }

  void take_event(const boost::json::value& e, std::string_view page) {
    const auto seq = e.at("seq").to_number<std::uint64_t>();
    const std::string key(e.at("idempotency_key").as_string());
    if (last_ && *last_ >= seq) add(key, "read back out of order");
    last_ = seq;
    ++seen_;
    const auto found = wanted_.find(seq);
    if (found == wanted_.end() || found->second->key != key)
      return add(key, "read back, but not reported as stored");
    // The search for the bytes begins after those of the previous event.
    const std::size_t at = page.find(found->second->text, place_);
    if (at == page.npos) return add(key, "read back with other bytes");
    place_ = at + found->second->text.size();
  }

  void add(std::string key, std::string what) {
    out_.push_back({std::move(key), session_, std::move(what)});
  }

  http_client& client_;
  const std::string& session_;
  const session_texts& wanted_;
  std::vector<difference>& out_;
  std::optional<std::uint64_t> last_{};
  std::size_t seen_ = 0;
  std::size_t place_ = 0; ///< in the page
};

} // namespace

std::vector<difference> read_back(unsigned short port, const std::string& key,
                                  std::span<const sent_event> sent) {
  std::map<std::string, session_texts> sessions;
  for (const sent_event& e : sent)
    if (e.what == told::stored) sessions[e.session].emplace(e.seq, &e);
  std::vector<difference> out;
  http_client client(port, key, std::chrono::seconds(10));
  for (const auto& [session, wanted] : sessions) reading(client, session, wanted, out).run();
  return out;
}

} // namespace gateway_test
