// SPDX-License-Identifier: BSL-1.0
#include "commands/timeline.hpp"

#include "commands/option_kinds.hpp"
#include "commands/usage_error.hpp"
#include "io/block_reader.hpp"
#include "io/output.hpp"
#include "stream/object_worker.hpp"
#include "stream/run_stream.hpp"
#include "stream/stream_settings.hpp"
#include "systems/object_choice.hpp"

#include "assay/common/timeline.hpp"
#include "assay/promptetheus.hpp"
#include "assay/timeline.hpp"
#include "assay/timeline/promptetheus.hpp"

#include <CLI/CLI.hpp>

#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

namespace tool {
namespace {

using assay::timeline::event_log;

[[noreturn]] void throw_too_many() {
  throw std::runtime_error("a timeline has at most " + std::to_string(event_log::max_size) +
                           " events");
}

/// Adds the accepted events of one session, or of all sessions, to a log.
class log_worker final : public object_worker<assay::promptetheus::event, log_worker> {
 public:
  log_worker(const assay::options& options, const std::optional<std::string>& session,
             event_log& log)
      : object_worker(options), session_(session), log_(log) {}

  template <class Source>
  void check_line(job& j, const source_line& line, const Source& source) {
    if (!source.report().accepted()) return reject(j, line, source.report());
    j.counts.add(source.report());
    if (is_asked_for(header_of(source).session_id) && !add(log_, source)) throw_too_many();
  }

 private:
  bool is_asked_for(assay::json_text id) const {
    if (!session_) return true;
    return id.is_escaped() ? id.to_string() == *session_ : id.between_quotes() == *session_;
  }

  const std::optional<std::string>& session_;
  event_log& log_;
};

class timeline final : public command {
 public:
  timeline() { stream_.options.level = assay::level::reference; }

  CLI::App& add_to(CLI::App& assay) override {
    CLI::App& app = *assay.add_subcommand(
        "timeline", "Orders the events of each session and shows the tree of their spans");
    app.add_option_function<std::string>(
           "--session", [this](const std::string& id) { session_ = id; }, "Show only this session")
        ->type_name("ID");
    choice_.add_to(app);
    add_format(app, format_,
               "text: a tree for people, with its irregularities; json: one object for each "
               "session, with its tree");
    app.add_flag("--events", text_.events, "In the text format, show each event below its span");
    stream_.add_to(app);
    const CLI::Option* const level = app.get_option("--level")->default_str(
        "reference for Promptetheus events, otherwise published");
    app.callback([this, level] { level_is_given_ = level->count() != 0; });
    return app;
  }

  exit_status run() override {
    if (text_.events && format_ == output_format::json)
      throw usage_error("--events requires --format text");
    const wire_object& object = choice_.find();
    stream_.members = object.workers.members;
    event_log log;
    progress shown(stream_.files);
    // Promptetheus events are added to the log without being read, so events that do not fit their
    // structs are included. Objects of other systems are read, and a value that does not fit would
    // remove its whole array from the timeline.
    const bool needs_reading =
        object.workers.make_checker !=
        workers_of<assay::promptetheus::event, assay::promptetheus::event_type>.make_checker;
    if (needs_reading && !level_is_given_) stream_.options.level = assay::level::published;
    const auto result =
        needs_reading ? record(object, shown, log) : run_stream(stream_, shown, [&] {
          return std::make_unique<log_worker>(stream_.options, session_, log);
        });
    shown.hide();
    const assay::timeline::ordering order(log);
    print(order);
    if (order.sessions().empty() && !result.saw_nothing()) {
      if (session_)
        throw std::runtime_error("no accepted event belongs to the session '" + *session_ + "'");
      if (format_ == output_format::text) write_output("no sessions\n");
    }
    return result.status();
  }

 private:
  /// Fills the log with the records of all events.
  stream_result record(const wire_object& object, progress& shown, event_log& log) const {
    if (object.workers.make_recorder == nullptr)
      throw usage_error("--as: expected an object that contains events, found " +
                        std::string(object.name));
    std::vector<assay::common::record> records;
    const auto result = run_stream(
        stream_, shown, [&] { return object.workers.make_recorder(stream_.options, records); });
    if (session_)
      std::erase_if(records,
                    [&](const assay::common::record& r) { return group_of(r) != *session_; });
    if (!add(log, records)) throw_too_many();
    return result;
  }

  void print(const assay::timeline::ordering& order) const {
    assay::text_buffer out;
    for (const assay::timeline::ordered_session& session : order.sessions()) {
      const assay::timeline::span_tree tree(session);
      if (format_ == output_format::json) {
        if (!append_json(out, tree))
          throw std::logic_error("a tree is not expressible as JSON"); // its texts are UTF-8
        out.append('\n');
      } else {
        if (&session != order.sessions().data()) out.append('\n');
        append_text(out, tree, text_);
      }
      if (out.size() < block_reader::block_size) continue;
      write_output(out.view());
      out.clear();
    }
    write_output(out.view());
  }

  object_choice choice_;
  stream_settings stream_;
  bool level_is_given_ = false;
  std::optional<std::string> session_;
  output_format format_ = output_format::text;
  assay::timeline::text_options text_;
};

} // namespace

std::unique_ptr<command> make_timeline() { return std::make_unique<timeline>(); }

} // namespace tool
