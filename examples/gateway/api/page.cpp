// SPDX-License-Identifier: BSL-1.0
#include "api/api.hpp"

#include "page_files.hpp"

namespace gateway {
namespace {

/// The page can run only its own script and connect only to its own server.
constexpr std::string_view policy = "default-src 'none'; script-src 'self'; style-src 'self'; "
                                    "connect-src 'self'; img-src 'self' data:; base-uri 'none'; "
                                    "form-action 'none'; frame-ancestors 'none'";

constexpr std::string_view type_of(std::string_view name) {
  if (name.ends_with(".html")) return "text/html; charset=utf-8";
  if (name.ends_with(".js")) return "text/javascript; charset=utf-8";
  return "text/css; charset=utf-8";
}

void add(router& to, std::string_view path, std::string_view type, std::string_view content) {
  to.add({.method = "GET",
          .pattern = std::string(path),
          .handler = read_handler([type, content](reader_pool&, const request&, const path_parts&) {
            response out{.body = std::string(content), .content_type = type};
            out.headers.emplace_back("Content-Security-Policy", std::string(policy));
            out.headers.emplace_back("X-Content-Type-Options", "nosniff");
            return out;
          }),
          .is_quick = true});
}

} // namespace

void add_page(router& to) {
  add(to, "/", type_of("index.html"), page_files::index_html);
  for (const page_files::file& f : page_files::all)
    add(to, std::string(1, '/').append(f.name), type_of(f.name), f.content);
}

} // namespace gateway
