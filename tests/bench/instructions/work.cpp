// SPDX-License-Identifier: BSL-1.0

// work OPERATION STREAM TIMES: runs the operation TIMES times on 500 events. run.sh counts the
// instructions.
#include <assay/promptetheus.hpp>

#include "../generator.hpp"

#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

namespace {

using assay::promptetheus::event;

std::size_t check(const std::string& text, assay::level level) {
  assay::options options;
  options.level = level;
  std::size_t accepted = 0;
  for (assay::line_reader<event> lines(text, options); lines.next();) accepted += lines.accepted();
  return accepted;
}

std::size_t check_documents(std::string_view text) {
  std::size_t accepted = 0;
  assay::validator<event> validator;
  for (std::size_t end; (end = text.find('\n')) != text.npos; text.remove_prefix(end + 1))
    accepted += validator.check(text.substr(0, end));
  return accepted;
}

std::size_t read(const std::string& text) {
  std::size_t accepted = 0;
  event e;
  for (assay::line_reader<event> lines(text); lines.next(e);) accepted += lines.accepted();
  return accepted;
}

std::size_t write_all(const std::vector<event>& events) {
  std::size_t written = 0;
  assay::text_buffer out;
  for (const event& e : events) written += static_cast<bool>(write(e, out));
  return written;
}

} // namespace

int main(int argc, char** argv) {
  if (argc != 4) return 2;
  constexpr std::size_t count = 500;
  const std::string_view operation = argv[1], stream = argv[2];
  std::string text;
  bench::generator generator(stream == "small" ? bench::mix::small : bench::mix::mixed);
  for (std::size_t i = 0; i < count; ++i) generator.append_event(text);
  std::vector<event> events;
  event e;
  for (assay::line_reader<event> lines(text); lines.next(e);) events.push_back(e);
  for (int i = std::atoi(argv[3]); i != 0; --i) {
    const std::size_t n = operation == "check"       ? check(text, assay::level::published)
                          : operation == "strict"    ? check(text, assay::level::strict)
                          : operation == "documents" ? check_documents(text)
                          : operation == "read"      ? read(text)
                          : operation == "write"     ? write_all(events)
                                                     : 0;
    if (n != count) return 1;
  }
}
