#include "generate.hpp"

#include "object_choice.hpp"
#include "option_kinds.hpp"
#include "output.hpp"

#include "assay/json/options.hpp"
#include "assay/json/text_buffer.hpp"
#include "assay/testing/sample.hpp"
#include "assay/testing/sample_json.hpp"
#include "assay/testing/sample_kind.hpp"
#include "assay/testing/source.hpp"

#include <CLI/CLI.hpp>

#include <cstddef>
#include <limits>
#include <memory>
#include <string>

namespace tool {
namespace {

constexpr std::size_t block_bytes = 1 << 16; // of output that is written at once

class generate final : public command {
 public:
  CLI::App& add_to(CLI::App& assay) override {
    CLI::App& app = *assay.add_subcommand(
        "generate", "Write texts to test parsers with, one a line, the same for the same seed");
    choice_.add_to(app);
    choice_.add_position_to(app);
    add_level(app, options_.level,
              "At which level they are valid, or are not: reference, published or strict");
    add_choice(
        app, "--kind", {"valid", "almost-valid", "hostile"}, 0,
        [this](std::size_t i) { kind_ = static_cast<assay::testing::sample_kind>(i); },
        "valid: accepted, with nothing to warn of; almost-valid: with exactly one violation; "
        "hostile: JSON or nearly so, with what breaks parsers, such as bytes that are no UTF-8 or "
        "a line break within");
    add_number(app, "--count", count_, {1, max_number}, "How many");
    add_number(app, "--seed", seed_, {0, max_number},
               "The seed of the first; each has the one after that of the one before");
    app.add_flag("--expect", expects_,
                 "Write each as a JSON object, with its verdict: "
                 "{\"accepted\",\"severity\",\"code\",\"path\",\"reason\",\"text\"}; a text that "
                 "is not UTF-8 stands in Base64 as \"base64\"");
    refuse_empty(app.add_option("-o,--output", output_, "The file to write; -: standard output")
                     ->type_name("FILE")
                     ->capture_default_str());
    return app;
  }

  exit_status run() override {
    const wire_object& object = choice_.find();
    output_file to(output_);
    assay::text_buffer out;
    for (std::size_t n = 0; n < count_; ++n) {
      assay::testing::source from(seed_ + n);
      const assay::testing::sample made = object.workers.generate(kind_, from, options_);
      if (expects_) append_json(out, made);
      else out.append(made.text);
      out.append('\n');
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

  object_choice choice_;
  assay::options options_;
  assay::testing::sample_kind kind_ = assay::testing::sample_kind::valid;
  std::size_t count_ = 10, seed_ = 0;
  bool expects_ = false;
  std::string output_ = "-";
};

} // namespace

std::unique_ptr<command> make_generate() { return std::make_unique<generate>(); }

} // namespace tool
