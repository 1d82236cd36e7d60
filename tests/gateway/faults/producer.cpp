// SPDX-License-Identifier: BSL-1.0
#include "gateway/faults/producer.hpp"

#include "gateway/faults/telling.hpp"
#include "gateway/support/http_client.hpp"

#include <assay/promptetheus/event.hpp>

#include <algorithm>
#include <deque>
#include <string_view>
#include <thread>
#include <utility>

namespace gateway_test {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

class producer {
 public:
  explicit producer(const producer_options& o)
      : options_(o), dice_(o.seed), client_(o.port, o.key, o.timeout) {
    options_push_.validation.level = assay::level::reference;
    options_push_.max_bytes = o.limits.producer;
    options_push_.max_events = 60;
    options_push_.responses = assay::response_format::acceptance;
    options_push_.retry = {.max_retries = 3,
                           .base_delay = milliseconds(2),
                           .max_delay = milliseconds(20),
                           .max_retry_after = milliseconds(5),
                           .min_delay = milliseconds(1)};
  }

  std::vector<sent_event> run() && {
    for (std::size_t i = 0; i < options_.sessions; ++i) {
      sessions_.push_back(
          {event_source(options_.name + "_" + std::to_string(i), dice_, options_.limits)});
      open(sessions_.back().source);
    }
    for (std::size_t made = 0; made < options_.events && !is_late();) {
      session& s = sessions_[dice_.below(sessions_.size())];
      const std::size_t n = std::min(options_.events - made, dice_.between(1, 300));
      s.source.make(n, s.fresh);
      made += n;
      push(s);
    }
    while (!is_late() && std::any_of(sessions_.begin(), sessions_.end(),
                                     [](const session& s) { return !s.untold.empty(); }))
      for (session& s : sessions_) push(s);
    return account();
  }

 private:
  struct session {
    event_source source;
    std::vector<sent_event> fresh{};   ///< made, but not pushed yet
    std::deque<sent_event> events{};   ///< pushed; their addresses stay valid
    std::vector<sent_event*> untold{}; ///< events without a result
  };

  bool is_late() const { return steady_clock::now() > options_.deadline; }

  void open(const event_source& source) {
    const std::string about = source.about();
    while (!is_late()) {
      const int status = client_.post("/api/traces", about).status;
      if (status >= 200 && status < 300) return;
      std::this_thread::sleep_for(milliseconds(2));
    }
  }

  void push(session& s) {
    for (sent_event& e : s.fresh) s.untold.push_back(&s.events.emplace_back(std::move(e)));
    s.fresh.clear();
    if (s.untold.empty()) return;
    std::vector<std::string_view> texts;
    for (const sent_event* e : s.untold) texts.push_back(e->text);
    const std::string target = "/api/traces/" + s.source.id() + "/events";
    settle(s.untold, push(texts, target));
    std::erase_if(s.untold, [](const sent_event* e) { return e->what != told::nothing; });
  }

  assay::push_result push(const std::vector<std::string_view>& texts, const std::string& target) {
    const auto transport = [&](std::string_view body) {
      http_answer a = client_.post(target, body);
      const auto now = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
      return assay::push_response{.status = a.status,
                                  .retry_after = assay::parse_retry_after(a.retry_after, now),
                                  .body = std::move(a.body)};
    };
    const auto sleep = [this](milliseconds delay) {
      std::this_thread::sleep_for(delay);
      return !is_late();
    };
    return assay::push<assay::promptetheus::event>(texts, options_push_, transport, sleep,
                                                   [this] { return dice_.fraction(); });
  }

  std::vector<sent_event> account() {
    std::vector<sent_event> out;
    for (session& s : sessions_) {
      std::move(s.events.begin(), s.events.end(), std::back_inserter(out));
      std::move(s.fresh.begin(), s.fresh.end(), std::back_inserter(out));
    }
    return out;
  }

  producer_options options_;
  dice dice_;
  http_client client_;
  assay::push_options options_push_;
  std::deque<session> sessions_;
};

} // namespace

std::vector<sent_event> produce(const producer_options& o) { return producer(o).run(); }

} // namespace gateway_test
