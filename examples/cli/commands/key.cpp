// SPDX-License-Identifier: BSL-1.0
#include "commands/key.hpp"

#include "commands/option_kinds.hpp"
#include "commands/usage_error.hpp"
#include "io/output.hpp"
#include "print/summary.hpp"
#include "print/verdict_printer.hpp"
#include "stream/object_worker.hpp"
#include "stream/run_stream.hpp"
#include "stream/stream_settings.hpp"
#include "systems/type_list.hpp"

#include "assay/identity/idempotency_key.hpp"
#include "assay/json/raw_json.hpp"
#include "assay/promptetheus.hpp"

#include <CLI/CLI.hpp>

#include <cstddef>
#include <limits>
#include <memory>
#include <string>

namespace tool {
namespace {

constexpr const char* key_form = "<session_id>:<nonce>:<seq>";

/// Checks whether the key of each event agrees with it. Reports the violations of invalid events.
class key_checker final : public object_worker<assay::promptetheus::event, key_checker> {
 public:
  key_checker(const assay::options& options, output_format format)
      : object_worker(options), printer_(format) {}

  template <class Source>
  void check_line(job& j, const source_line& line, const Source& source) {
    const assay::promptetheus::header h = header_of(source);
    if (!source.report().accepted()) return print(j, line, source.report(), h);
    if (agrees(h)) return print(j, line, no_violations_, h); // this command ignores other warnings
    const auto at = static_cast<std::size_t>(h.idempotency_key.text().data() - line.text.data());
    print(j, line,
          {false,
           false,
           {{.code = assay::code::key_disagrees,
             .path = "/idempotency_key",
             .expected = key_form + std::string(" of this event"),
             .actual = assay::kind::string,
             .offset = at}}},
          h);
  }

 private:
  void print(job& j, const source_line& line, const assay::report& report,
             const assay::promptetheus::header& h) {
    j.counts.use(type_list<assay::promptetheus::event_type>);
    printer_.print(j, line, report, h.type,
                   h.event_type ? std::optional(static_cast<std::size_t>(*h.event_type))
                                : std::nullopt);
  }

  static bool agrees(const assay::promptetheus::header& h) {
    const auto seq = h.seq.to_uint64(); // present in every accepted event
    if (h.session_id.is_escaped() || h.idempotency_key.is_escaped())
      return assay::key_agrees(h.idempotency_key.to_string(), h.session_id.to_string(), *seq);
    return assay::key_agrees(h.idempotency_key.between_quotes(), h.session_id.between_quotes(),
                             *seq);
  }

  verdict_printer printer_;
  assay::report no_violations_;
};

class key final : public command {
 public:
  key() { stream_.options.level = assay::level::reference; }

  CLI::App& add_to(CLI::App& assay) override {
    CLI::App& app = *assay.add_subcommand(
        "key", std::string("Derives, parses or checks idempotency keys, ") + key_form);
    app.require_subcommand(0, 1); // `run` reports a missing command

    CLI::App& derive = *app.add_subcommand("derive", "Prints the key of an event");
    derive.add_option("SESSION", session_, "The id of the session")->required()->type_name("");
    derive
        .add_option(
            "NONCE", nonce_,
            "A text without ':' that differs between the processes that continue one session")
        ->required()
        ->type_name("");
    add_number(derive, "SEQ", seq_, {0, std::numeric_limits<std::size_t>::max()},
               "The sequence number of the event in the session")
        ->required()
        ->default_str("")
        ->type_name("");

    CLI::App& parse = *app.add_subcommand("parse", "Prints the parts of a key");
    parse.add_option("KEY", key_, "The key")->required()->type_name("");
    add_format(parse, format_, "text: one line for each part; json: one object");

    CLI::App& check = *app.add_subcommand(
        "check", "Checks that the key of each event agrees with its session and sequence number");
    stream_.add_to(check);
    stream_.add_jobs_to(check);
    add_format(check, format_,
               "text: one line for each key that disagrees, then a summary; json: one object for "
               "each input line that is not blank");
    // The parser no longer exists when the command runs.
    derive.callback([this] { action_ = &key::derive; });
    parse.callback([this] { action_ = &key::parse; });
    check.callback([this] { action_ = &key::check; });
    return app;
  }

  exit_status run() override {
    if (action_ == nullptr)
      throw usage_error("a command is missing: expected derive, parse or check");
    return (this->*action_)();
  }

 private:
  exit_status derive() const {
    if (session_.empty()) throw usage_error("SESSION: expected a non-empty text");
    if (nonce_.empty() || nonce_.find(':') != nonce_.npos)
      throw usage_error("NONCE: expected a non-empty text without ':', found '" + nonce_ + "'");
    write_output(assay::derive_idempotency_key(session_, nonce_, seq_) + '\n');
    return exit_status::accepted;
  }

  exit_status parse() const {
    const auto parts = assay::parse_idempotency_key(key_);
    if (!parts) {
      print_message(std::string("the key does not have the form ") + key_form);
      return exit_status::rejected;
    }
    if (format_ == output_format::json) {
      const assay::raw_object all{
          {"session_id", parts->session_id}, {"nonce", parts->nonce}, {"seq", parts->seq}};
      write_output(std::string(all.text()) + '\n');
    } else {
      write_output("session_id: " + printable(parts->session_id) + "\nnonce: " +
                   printable(parts->nonce) + "\nseq: " + std::to_string(parts->seq) + '\n');
    }
    return exit_status::accepted;
  }

  exit_status check() const {
    progress shown(stream_.files);
    const auto result = run_stream(
        stream_, shown, [this] { return std::make_unique<key_checker>(stream_.options, format_); });
    shown.hide();
    if (format_ == output_format::text && !result.saw_nothing()) {
      const auto& total = result.total;
      const std::size_t disagree =
          total.by_code[static_cast<std::size_t>(assay::code::key_disagrees)].errors;
      write_output(counted(total.events.accepted + total.events.rejected, "event") + ": keys of " +
                   std::to_string(total.events.accepted) + " agree, keys of " +
                   std::to_string(disagree) + " disagree, " +
                   std::to_string(total.events.rejected - disagree) + " invalid\n");
    }
    return result.status();
  }

  exit_status (key::*action_)() const = nullptr; ///< the selected command
  std::string session_, nonce_, key_;
  std::size_t seq_ = 0;
  stream_settings stream_;
  output_format format_ = output_format::text;
};

} // namespace

std::unique_ptr<command> make_key() { return std::make_unique<key>(); }

} // namespace tool
