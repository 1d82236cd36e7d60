// SPDX-License-Identifier: BSL-1.0
#include "gateway/faults/event_source.hpp"

#include <assay/json/write.hpp>

#include <algorithm>
#include <stdexcept>
#include <utility>

namespace gateway_test {
namespace {

namespace prom = assay::promptetheus;

prom::session open_session(const std::string& id, dice& random) {
  prom::trace about;
  about.id = id;
  about.agent = "tester";
  about.user_goal = "nothing is lost";
  assay::random_bytes<4> bytes;
  for (auto& b : bytes) b = static_cast<std::uint8_t>(random.below(256));
  auto opened = prom::session::open(std::move(about), bytes);
  if (!opened) throw std::runtime_error("no session");
  return *std::move(opened);
}

/// Returns the event with a `metadata` member that the published schema lacks. The level reference
/// accepts it.
void make_invalid(sent_event& e) {
  e.text.insert(e.text.size() - 1, R"(,"metadata":"none")");
  e.must_fail = true;
}

} // namespace

event_source::event_source(std::string id, dice& random, const size_limits& limits)
    : id_(std::move(id)), dice_(random), limits_(limits), session_(open_session(id_, random)) {}

std::string event_source::about() const {
  assay::text_buffer out;
  (void)write(session_.about(), out);
  return std::string(out.view());
}

void event_source::make(std::size_t n, std::vector<sent_event>& to) {
  const std::size_t end = to.size() + n;
  while (to.size() < end) {
    to.push_back(stamped(payload()));
    if (dice_.chance(0.004)) make_invalid(to.back());
    if (to.size() == end) return;
    if (dice_.chance(0.004)) to.push_back(sent_event(to.back()));
    else if (dice_.chance(0.002) && !to.back().must_fail) {
      sent_event rival = to.back();
      rival.key = id_ + ":ffffffff:" + std::to_string(rival.seq);
      rival.text.replace(rival.text.find(to.back().key), to.back().key.size(), rival.key);
      to.push_back(std::move(rival));
    }
  }
}

prom::payload event_source::payload() {
  if (dice_.chance(0.0005)) {
    const std::size_t limits[] = {limits_.proxy, limits_.gateway, limits_.producer};
    return prom::user_message{.content = words(limits[dice_.below(3)] + 1000)};
  }
  if (dice_.chance(0.02)) return prom::agent_message{.content = words(dice_.below(4000))};
  switch (dice_.below(4)) {
  case 0: return prom::user_message{.content = words(dice_.below(160))};
  case 1: return prom::agent_message{.content = words(dice_.below(160)) + " \xE2\x82\xAC \"1\"\n"};
  case 2:
    return prom::metric{.name = "rows", .value = static_cast<std::int64_t>(dice_.below(1u << 30))};
  default:
    return prom::tool_call{.tool_name = "search", .arguments = {{"to", words(20)}, {"seats", 2}}};
  }
}

std::string event_source::words(std::size_t size) {
  std::string out(size, ' ');
  for (char& c : out) c = static_cast<char>('a' + dice_.below(26));
  return out;
}

sent_event event_source::stamped(prom::payload p) {
  auto e = session_.stamp(std::move(p));
  if (!e && e.error().why == prom::session_error::reason::not_started) e = session_.start();
  if (!e) throw std::runtime_error("an event that is not valid");
  assay::text_buffer out;
  (void)write(*e, out);
  return {
      .session = id_, .key = e->idempotency_key, .seq = e->seq, .text = std::string(out.view())};
}

} // namespace gateway_test
