// SPDX-License-Identifier: BSL-1.0
#include "commands/chunk.hpp"

#include "commands/option_kinds.hpp"
#include "describe/offers.hpp"
#include "io/chunk_directory.hpp"
#include "io/output.hpp"
#include "print/summary.hpp"
#include "stream/object_worker.hpp"
#include "stream/run_stream.hpp"
#include "stream/stream_settings.hpp"

#include "assay/batch/chunker.hpp"
#include "assay/json/escapes.hpp"
#include "assay/promptetheus.hpp"

#include <CLI/CLI.hpp>

#include <cstddef>
#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace tool {
namespace {

/// Writes one body per line, or one per file.
class chunk_writer {
 public:
  explicit chunk_writer(const std::optional<std::string>& directory) {
    if (directory) directory_.emplace(*directory);
  }

  /// `out`: the text for standard output.
  void write(const assay::chunk& chunk, assay::text_buffer& out) {
    ++chunks_;
    events_ += chunk.events().size();
    if (directory_) return directory_->write(chunk);
    chunk.append_body(out);
    out.append('\n');
  }

  std::size_t chunks() const noexcept { return chunks_; }
  std::size_t events() const noexcept { return events_; }

 private:
  std::optional<chunk_directory> directory_;
  std::size_t chunks_ = 0;
  std::size_t events_ = 0;
};

/// Gives the accepted events to a chunker, with the bytes of their lines.
class chunk_worker final : public object_worker<assay::promptetheus::event, chunk_worker> {
 public:
  chunk_worker(const assay::options& options, std::size_t max_bytes, assay::chunker& to,
               chunk_writer& writer)
      : object_worker(options), max_bytes_(max_bytes), options_(options), chunker_(to),
        writer_(writer) {}

  template <class Source>
  void check_line(job& j, const source_line& line, const Source& source) {
    const assay::report& report = source.report();
    if (!report.accepted()) return reject(j, line, report);
    // A copy, because the block is freed before the chunk is full.
    const assay::chunk_step step = chunker_.push_copy(text_of(line), session_of(header_of(source)));
    if (step.refused) return reject(j, line, too_large(*step.refused));
    j.counts.add(report);
    if (step.complete != nullptr) writer_.write(*step.complete, j.out);
  }

 private:
  /// Returns the event without surrounding white space, and with its escapes replaced if the check
  /// replaced them.
  std::string_view text_of(const source_line& line) {
    constexpr std::string_view space = " \t\r";
    const std::size_t begin = line.text.find_first_not_of(space);
    const std::string_view text =
        line.text.substr(begin, line.text.find_last_not_of(space) + 1 - begin);
    if (!assay::replaces_escapes(options_) || text.find('\\') == text.npos) return text;
    replaced_.assign(text);
    assay::replace_escapes(replaced_, options_);
    return replaced_;
  }

  std::string_view session_of(const assay::promptetheus::header& h) {
    if (!h.session_id.is_escaped()) return h.session_id.between_quotes();
    return session_ = h.session_id.to_string();
  }

  assay::report too_large(const assay::refused_event& e) const {
    return {false,
            false,
            {{.code = assay::code::document_too_large,
              .expected = "a body of at most " + counted(max_bytes_, "byte") + ", found " +
                          counted(e.body_size, "byte") + " with this event only",
              .offset = 0}}};
  }

  std::size_t max_bytes_;
  assay::options options_;
  assay::chunker& chunker_;
  chunk_writer& writer_;
  std::string replaced_, session_;
};

class chunk final : public command {
 public:
  CLI::App& add_to(CLI::App& assay) override {
    CLI::App& app = *assay.add_subcommand("chunk", "Groups events into request bodies");
    constexpr std::size_t greatest = std::numeric_limits<std::size_t>::max() / 2;
    add_number(app, "--max-events", options_.max_events, {1, greatest},
               "The maximum number of events in a body");
    add_size(app, "--max-bytes", options_.max_bytes, "The maximum size of a body");
    app.add_flag_callback(
        "--by-session", [this] { options_.open_sessions = sessions_at_a_time; },
        "Put only events of one session into each body");
    app.add_option_function<std::string>(
           "-o,--output", [this](const std::string& name) { directory_ = name; },
           "Write each body to a separate file in this directory: chunk-0000000001.json and so on; "
           "without this option, write one body per line to standard output. The directory is "
           "created if it is missing, and must not contain chunk files")
        ->type_name("DIR");
    offer(app.get_option("--output"), {{}, offered_paths::directories});
    stream_.add_to(app);
    return app;
  }

  exit_status run() override {
    chunk_writer writer(directory_);
    progress shown(stream_.files);
    assay::chunker chunker(options_);
    const auto result = run_stream(stream_, shown, [&] {
      return std::make_unique<chunk_worker>(stream_.options, options_.max_bytes, chunker, writer);
    });
    shown.hide();
    for (assay::text_buffer out;; out.clear()) {
      const assay::chunk_step step = chunker.finish();
      if (step.complete == nullptr) break;
      writer.write(*step.complete, out);
      write_output(out.view());
    }
    if (result.saw_nothing()) return result.status();
    write_error(counted(writer.chunks(), "chunk") + ", " + counted(writer.events(), "event") +
                ", " + std::to_string(result.total.events.rejected) + " rejected\n");
    return result.status();
  }

 private:
  /// The number of chunks that are filled at the same time with `--by-session`. It bounds the
  /// memory.
  static constexpr std::size_t sessions_at_a_time = 64;

  stream_settings stream_;
  assay::chunk_options options_;
  std::optional<std::string> directory_;
};

} // namespace

std::unique_ptr<command> make_chunk() { return std::make_unique<chunk>(); }

} // namespace tool
