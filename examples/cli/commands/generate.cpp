// SPDX-License-Identifier: BSL-1.0
#include "commands/generate.hpp"

#include "commands/option_kinds.hpp"
#include "commands/usage_error.hpp"
#include "describe/offers.hpp"
#include "io/output.hpp"
#include "systems/object_choice.hpp"

#include "assay/json/options.hpp"
#include "assay/json/text_buffer.hpp"
#include "assay/testing/batch_sample.hpp"
#include "assay/testing/sample.hpp"
#include "assay/testing/sample_json.hpp"
#include "assay/testing/sample_kind.hpp"
#include "assay/testing/source.hpp"

#include <CLI/CLI.hpp>

#include <cstddef>
#include <cstdint>
#include <limits>
#include <memory>
#include <string>
#include <string_view>

namespace tool {
namespace {

constexpr std::size_t block_bytes = 1 << 16; // size of one write

using assay::testing::batch_event;
using assay::testing::sample;
using assay::testing::sample_kind;
using assay::testing::source;

/// What to generate. The first enumerators have the order of `sample_kind`.
enum class generated : std::uint8_t { valid, almost_valid, hostile, session, batch };

/// Appends the sample as JSON, with additional leading members, for example
/// `{"outcome":"accepted",`.
void append_json_after(assay::text_buffer& out, std::string_view head, const sample& s) {
  assay::text_buffer json;
  append_json(json, s);
  out.append(head);
  out.append(json.view().substr(1));
}

void append_json(assay::text_buffer& out, const batch_event& e) {
  constexpr std::string_view heads[] = {R"({"outcome":"accepted",)", R"({"outcome":"repeated",)",
                                        R"({"outcome":"rejected",)"};
  append_json_after(out, heads[static_cast<std::size_t>(e.outcome)], e.what);
}

class generate final : public command {
 public:
  CLI::App& add_to(CLI::App& assay) override {
    CLI::App& app = *assay.add_subcommand(
        "generate",
        "Generates texts for testing parsers, one per line; the same seed gives the same texts");
    choice_.add_to(app);
    choice_.add_position_to(app);
    add_level(app, options_.level,
              "The level at which the texts are valid or invalid: reference, published or strict");
    add_choice(
        app, "--kind", {"valid", "almost-valid", "hostile", "session", "batch"}, 0,
        [this](std::size_t i) { kind_ = static_cast<generated>(i); },
        "valid: accepted, without warnings; almost-valid: exactly one violation; hostile: JSON or "
        "nearly JSON with content that breaks parsers, such as invalid UTF-8 or a line break "
        "inside a text; session: the events of a session in the order of their arrival, with "
        "retries and conflicts; batch: request bodies {\"events\":[...]} of all of these");
    add_number(app, "--count", count_, {1, max_number},
               "How many texts, sessions or bodies to generate");
    add_number(app, "--seed", seed_, {0, max_number},
               "The seed of the first text; each further text uses the next seed");
    app.add_flag(
        "--expect", expects_,
        "Write each text in a JSON object with its expected verdict: {\"accepted\",\"severity\","
        "\"code\",\"path\",\"offset\",\"reason\",\"text\"}; a text that is not UTF-8 is written in "
        "Base64, as \"base64\"");
    refuse_empty(app.add_option("-o,--output", output_, "The file to write; -: standard output")
                     ->type_name("FILE")
                     ->capture_default_str());
    offer(app.get_option("--output"), {{}, offered_paths::files});
    return app;
  }

  exit_status run() override {
    const object_workers& workers = choice_.find().workers;
    if (kind_ == generated::session && workers.make_session == nullptr)
      throw usage_error("--kind session: works with promptetheus.event only");
    output_file to(output_);
    assay::text_buffer out;
    for (std::size_t n = 0; n < count_; ++n) {
      source from(seed_ + n);
      append(out, workers, from);
      if (out.size() < block_bytes) continue;
      to.write(out.view());
      out.clear();
    }
    to.write(out.view());
    to.close();
    return exit_status::accepted;
  }

 private:
  static constexpr std::size_t max_number = std::numeric_limits<std::size_t>::max() / 2;

  void append(assay::text_buffer& out, const object_workers& workers, source& from) const {
    switch (kind_) {
    case generated::session:
      for (const batch_event& e : workers.make_session(from, options_.level)) {
        if (expects_) append_json(out, e);
        else out.append(e.what.text);
        out.append('\n');
      }
      return;
    case generated::batch: append_batch(out, workers.make_batch(from, options_)); break;
    default: {
      const sample made = workers.generate(static_cast<sample_kind>(kind_), from, options_);
      if (expects_) assay::testing::append_json(out, made);
      else out.append(made.text);
    }
    }
    out.append('\n');
  }

  void append_batch(assay::text_buffer& out, const assay::testing::batch_sample& made) const {
    if (!expects_) return out.append(made.body);
    assay::text_buffer head;
    head.append(R"({"events":[)");
    for (const batch_event& e : made.events) {
      if (&e != made.events.data()) head.append(',');
      append_json(head, e);
    }
    head.append("],");
    append_json_after(
        out, head.view(),
        {.text = made.body, .accepted = made.readable(), .violation = made.violation});
  }

  object_choice choice_;
  assay::options options_;
  generated kind_ = generated::valid;
  std::size_t count_ = 10, seed_ = 0;
  bool expects_ = false;
  std::string output_ = "-";
};

} // namespace

std::unique_ptr<command> make_generate() { return std::make_unique<generate>(); }

} // namespace tool
