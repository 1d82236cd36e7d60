// SPDX-License-Identifier: BSL-1.0
#include "api/api.hpp"

namespace gateway {
namespace {

std::int64_t quarantine_rows(reader_pool& readers) {
  auto lease = readers.take();
  statement asked(lease.db(), "SELECT rows FROM quarantine_size");
  return asked.step() ? asked.integer(0) : 0;
}

} // namespace

void add_operations(router& to, const metrics& counted, std::function<std::size_t()> waiting,
                    std::function<bool()> is_well) {
  to.add({.method = "GET",
          .pattern = "/healthz",
          .handler = read_handler([is_well = std::move(is_well)](
                                      reader_pool& readers, const request&, const path_parts&) {
            auto lease = readers.take();
            statement(lease.db(), "SELECT count(*) FROM meta").run();
            if (!is_well()) return refusal_for_now(503, "the database cannot be written");
            return response{.body = R"({"status":"ok"})"};
          }),
          .is_quick = true});
  to.add({.method = "GET",
          .pattern = "/metrics",
          .handler = read_handler([&counted, waiting = std::move(waiting)](
                                      reader_pool& readers, const request&, const path_parts&) {
            return response{.body = counted.text(waiting(), quarantine_rows(readers)),
                            .content_type = "text/plain; version=0.0.4"};
          }),
          .is_quick = true});
}

} // namespace gateway
