#include "api/api.hpp"

#include "page_files.hpp"

namespace gateway {
namespace {

/// The page runs its own script and asks its own server, and nothing else.
constexpr std::string_view policy = "default-src 'none'; script-src 'self'; style-src 'self'; "
                                    "connect-src 'self'; img-src 'self' data:; base-uri 'none'; "
                                    "form-action 'none'; frame-ancestors 'none'";

void add(router& to, std::string_view path, std::string_view type, std::string_view content) {
  to.add({"GET", std::string(path),
          read_handler([type, content](reader_pool&, const request&, const path_parts&) {
            response out{.body = std::string(content), .content_type = type};
            out.headers.emplace_back("Content-Security-Policy", std::string(policy));
            out.headers.emplace_back("X-Content-Type-Options", "nosniff");
            return out;
          })});
}

} // namespace

void add_page(router& to) {
  add(to, "/", "text/html; charset=utf-8", page_files::index_html);
  add(to, "/app.js", "text/javascript; charset=utf-8", page_files::app_js);
  add(to, "/style.css", "text/css; charset=utf-8", page_files::style_css);
}

} // namespace gateway
