#include "api/api.hpp"

namespace gateway {

void add_operations(router& to, const metrics& counted, std::function<std::size_t()> waiting) {
  to.add(
      {"GET", "/healthz", read_handler([](reader_pool& readers, const request&, const path_parts&) {
         auto lease = readers.take();
         statement(lease.db(), "SELECT count(*) FROM meta").run();
         return response{.body = R"({"status":"ok"})"};
       })});
  to.add({"GET", "/metrics",
          read_handler([&counted, waiting = std::move(waiting)](reader_pool&, const request&,
                                                                const path_parts&) {
            return response{.body = counted.text(waiting()),
                            .content_type = "text/plain; version=0.0.4"};
          })});
}

} // namespace gateway
