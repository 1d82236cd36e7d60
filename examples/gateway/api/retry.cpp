// SPDX-License-Identifier: BSL-1.0
#include "api/retry.hpp"

#include <algorithm>
#include <string>

namespace gateway {
namespace {

/// While this object exists, rejected events are not kept. They are already in quarantine.
class retrying {
 public:
  explicit retrying(event_store& store) noexcept : store_(store) { store_.is_retrying = true; }
  retrying(const retrying&) = delete;
  retrying& operator=(const retrying&) = delete;
  ~retrying() { store_.is_retrying = false; }

 private:
  event_store& store_;
};

/// An entry of the quarantine, with the number of times that it arrived.
struct kept_request {
  request asked{};
  std::string prefix{}, event{}, suffix{};
  std::size_t times = 1;

  /// Returns the body of a batch that contains the event that many times.
  std::string body_of(std::size_t n) const {
    std::string out = prefix;
    out.reserve(prefix.size() + n * (event.size() + 1) + suffix.size());
    for (std::size_t i = 0; i < n; ++i) {
      if (i != 0) out += ',';
      out += event;
    }
    return out + suffix;
  }
};

std::optional<kept_request> find(database& db, std::int64_t id) {
  statement asked(
      db, "SELECT method, target, prefix, body, suffix, repeats FROM quarantine WHERE id = ?1");
  if (!asked.bind(id).step()) return std::nullopt;
  kept_request out;
  out.asked.method = asked.text(0);
  const std::string target(asked.text(1));
  const std::size_t mark = target.find('?');
  out.asked.path = target.substr(0, mark);
  if (mark != target.npos) out.asked.query = target.substr(mark + 1);
  out.prefix = asked.text(2);
  out.event = asked.text(3);
  out.suffix = asked.text(4);
  out.times = static_cast<std::size_t>(std::max<std::int64_t>(asked.integer(5), 0)) + 1;
  return out;
}

retry_result ask(event_store& store, const write_handler& handler, const request& r,
                 const path_parts& parts) {
  const std::uint64_t before = store.rejected_count();
  retry_result out{};
  try {
    out.answer = handler(store, r, parts);
  } catch (const bad_request& error) {
    store.take_back();
    out.answer = refusal(400, error.what());
  }
  out.is_accepted = out.answer.status < 300 && store.rejected_count() == before;
  return out;
}

/// Repeats the request until each arrival is stored or recognized as a duplicate. Events without an
/// id are new each time. Sets `left` to the number of arrivals that are still to be repeated,
/// because the body of one request has a limit.
retry_result repeat(event_store& store, const write_handler& handler, kept_request& k,
                    const path_parts& parts, std::size_t& left) {
  constexpr std::size_t most_bytes = std::size_t{1} << 20;
  const bool is_batch = !k.suffix.empty();
  const std::size_t at_once =
      is_batch ? std::min(k.times, 1 + most_bytes / (k.event.size() + 1)) : 1;
  left = k.times;
  retry_result out;
  for (;;) {
    const std::int64_t before = store.added_count();
    k.asked.body = k.body_of(std::min(at_once, left));
    out = ask(store, handler, k.asked, parts);
    if (!out.is_accepted) return out;
    const auto added = static_cast<std::size_t>(store.added_count() - before);
    if (added < std::min(at_once, left)) left = 0;
    else left -= std::min(at_once, left);
    if (left == 0 || is_batch) return out;
  }
}

} // namespace

std::optional<retry_result> retry(event_store& store, const router& routes, std::int64_t id) {
  std::optional<kept_request> k = find(store.db(), id);
  if (!k) return std::nullopt;
  const routing where = routes.find(k->asked.method, k->asked.path);
  const auto* const handler =
      where.found == nullptr ? nullptr : std::get_if<write_handler>(&where.found->handler);
  if (handler == nullptr) return retry_result{.answer = refusal(404, "no such path")};
  const retrying marked(store);
  std::size_t left = 0;
  retry_result out = repeat(store, *handler, *k, where.parts, left);
  if (!out.is_accepted) return out;
  if (left == 0) statement(store.db(), "DELETE FROM quarantine WHERE id = ?1").bind(id).run();
  else
    statement(store.db(), "UPDATE quarantine SET repeats = ?2 WHERE id = ?1")
        .bind(id, left - 1)
        .run();
  return out;
}

} // namespace gateway
