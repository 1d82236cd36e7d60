#include "api/retry.hpp"

#include <string>

namespace gateway {
namespace {

/// While it is there rejected events are not kept: they are in quarantine already.
class retrying {
 public:
  explicit retrying(event_store& store) noexcept : store_(store) { store_.is_retrying = true; }
  retrying(const retrying&) = delete;
  retrying& operator=(const retrying&) = delete;
  ~retrying() { store_.is_retrying = false; }

 private:
  event_store& store_;
};

} // namespace

std::optional<retry_result> retry(event_store& store, const router& routes, std::int64_t id) {
  statement asked(store.db(),
                  "SELECT method, target, prefix, body, suffix FROM quarantine WHERE id = ?1");
  if (!asked.bind(id).step()) return std::nullopt;
  request r;
  r.method = asked.text(0);
  const std::string target(asked.text(1));
  r.path = target.substr(0, target.find('?'));
  r.body.append(asked.text(2)).append(asked.text(3)).append(asked.text(4));
  asked.reset();
  const routing where = routes.find(r.method, r.path);
  const auto* const handler =
      where.found == nullptr ? nullptr : std::get_if<write_handler>(&where.found->handler);
  if (handler == nullptr) return retry_result{.answer = refusal(404, "the path is gone")};
  const std::uint64_t before = store.rejected_count();
  const retrying marked(store);
  retry_result out{.answer = (*handler)(store, r, where.parts)};
  out.is_accepted = out.answer.status < 300 && store.rejected_count() == before;
  if (out.is_accepted) statement(store.db(), "DELETE FROM quarantine WHERE id = ?1").bind(id).run();
  return out;
}

} // namespace gateway
