// SPDX-License-Identifier: BSL-1.0
#include "commands/verdict.hpp"

#include "commands/option_kinds.hpp"
#include "describe/offers.hpp"
#include "io/input_file.hpp"
#include "io/output.hpp"

#include "assay/batch/promptetheus.hpp"
#include "assay/error/position.hpp"
#include "assay/identity/system_source.hpp"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

namespace tool {
namespace {

/// Reads the file up to its end, or up to slightly more than `limit` bytes.
void read_all(const std::string& file, std::size_t limit, assay::text_buffer& to) {
  constexpr std::size_t at_once = std::size_t{1} << 18;
  input_file input(file);
  while (to.size() <= limit) {
    char* const p = to.reserve(at_once);
    const std::size_t got = input.read(p, at_once);
    if (got == 0) return;
    to.commit(p + got);
  }
}

/// Lists the violations of a body and its events, one per line: `FILE:LINE:COLUMN:
/// /pointer/in/the/body: message [code]`.
class violation_list {
 public:
  violation_list(std::string_view file, std::string_view body)
      : file_(printable(file)), body_(body), columns_(body) {}

  void append_body(const assay::report& report) {
    for (const assay::violation& v : report.violations()) {
      constexpr std::string_view whole = "(event)";
      std::string text = to_string(v);
      if (v.path.empty()) text.replace(0, whole.size(), "(body)");
      append_place(v.offset.value_or(0));
      append(text);
    }
  }

  void append_event(const assay::rejected_event& event, std::string_view text,
                    assay::body_form form) {
    const auto begin = static_cast<std::size_t>(text.data() - body_.data());
    const std::string pointer = pointer_to(event.index, begin, form);
    // Computed before the places inside the event, so that offsets ascend.
    const std::string place = place_of(begin);
    for (assay::violation v : event.report.violations()) {
      v.path.insert(0, pointer);
      append_place(begin + v.offset.value_or(0));
      append(to_string(v));
    }
    if (!event.report.truncated()) return;
    text_ += place;
    append(pointer + (pointer.empty() ? "" : ": ") + "more violations were not shown");
  }

  const std::string& text() const noexcept { return text_; }

 private:
  /// Returns the JSON Pointer to the event that begins at `begin`.
  std::string pointer_to(std::size_t index, std::size_t begin, assay::body_form form) const {
    if (form == assay::body_form::bare) return {};
    const std::size_t before = body_.find_last_not_of(
        " \t\r\n", begin - 1); // a bracket, a comma, or the colon before a single event
    return body_[before] == ':' ? "/events" : "/events/" + std::to_string(index);
  }

  void append_place(std::size_t offset) { text_ += place_of(offset); }

  /// Returns `FILE:LINE:COLUMN: `. For ascending offsets, all calls together are linear in the
  /// body.
  std::string place_of(std::size_t offset) {
    if (offset < offset_) line_ = 1, offset_ = 0;
    const auto from = body_.begin() + static_cast<std::ptrdiff_t>(offset_),
               to = body_.begin() + static_cast<std::ptrdiff_t>(offset);
    line_ += static_cast<std::size_t>(std::count(from, to, '\n'));
    offset_ = offset;
    return std::string(file_) + ':' + std::to_string(line_) + ':' +
           std::to_string(columns_.at(offset)) + ": ";
  }
  void append(const std::string& text) { text_.append(text) += '\n'; }

  std::string file_;
  std::string_view body_;
  assay::column_counter columns_;
  std::size_t offset_ = 0;
  std::size_t line_ = 1;
  std::string text_;
};

class verdict final : public command {
 public:
  CLI::App& add_to(CLI::App& assay) override {
    CLI::App& app = *assay.add_subcommand(
        "verdict", "Checks the body of one request and prints the response to it");
    CLI::Option* const session = refuse_empty(
        app.add_option("--session", session_,
                       "The session that all events belong to, whatever session they name")
            ->type_name("ID"));
    app.add_flag("--reject-foreign-sessions", form_.reject_foreign_sessions,
                 "Reject events that name another session than --session")
        ->needs(session);
    app.add_flag("--reject-key-conflicts", rejects_key_conflicts_,
                 "Reject events that have the idempotency key of another event but different "
                 "content, instead of treating them as duplicates");
    add_choice(
        app, "--format", {"reference", "multi-status", "otlp"}, 0,
        [this](std::size_t i) { format_ = static_cast<format>(i); },
        "The form of the response: reference, multi-status or otlp");
    app.add_flag("--verbose", is_verbose_,
                 "Print the HTTP status and all violations to standard error");
    add_checks(app, options_);
    app.add_option("FILE", file_, "The file that holds the body; standard input if missing or -")
        ->type_name("");
    offer(app.get_option("FILE"), {{}, offered_paths::files});
    return app;
  }

  exit_status run() override {
    if (is_verbose_) form_.max_violations = form_.max_events; // at least one for every event
    assay::text_buffer body;
    read_all(file_, form_.max_body_bytes, body);
    assay::promptetheus::batch_validator validator(options_, form_);
    assay::dedupe_limits remembered;
    if (rejects_key_conflicts_) remembered.content_key = assay::system_random<16>();
    assay::dedupe_window window(remembered);
    const assay::batch_verdict& v = validator.check(body.view(), session_, &window);
    assay::text_buffer response;
    const int status = append_in_format(response, v);
    response.append('\n');
    if (is_verbose_) print_details(v, body.view(), status);
    write_output(response.view());
    return v ? exit_status::accepted : exit_status::rejected;
  }

 private:
  enum class format : std::uint8_t { reference, multi_status, otlp };

  int append_in_format(assay::text_buffer& out, const assay::batch_verdict& v) const {
    switch (format_) {
    case format::multi_status: return append_multi_status(out, v);
    case format::otlp: return append_otlp_response(out, v);
    case format::reference: break;
    }
    return append_response(out, v);
  }

  void print_details(const assay::batch_verdict& v, std::string_view body, int status) const {
    violation_list list(shown_name(file_), body);
    list.append_body(v.body_report());
    for (const assay::rejected_event& e : v.rejected())
      list.append_event(e, v.events()[e.index].text, v.form());
    write_error(list.text());
    write_error("HTTP status " + std::to_string(status) + '\n');
  }

  assay::options options_;
  assay::batch_format form_;
  format format_ = format::reference;
  std::string session_;
  std::string file_ = "-";
  bool rejects_key_conflicts_ = false;
  bool is_verbose_ = false;
};

} // namespace

std::unique_ptr<command> make_verdict() { return std::make_unique<verdict>(); }

} // namespace tool
