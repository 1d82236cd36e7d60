// SPDX-License-Identifier: BSL-1.0
#include "commands/completion.hpp"

#include "commands/command_line.hpp"
#include "commands/option_kinds.hpp"
#include "describe/completion.hpp"
#include "io/output.hpp"

#include <CLI/CLI.hpp>

#include <cstddef>
#include <string>

namespace tool {
namespace {

class completion final : public command {
 public:
  CLI::App& add_to(CLI::App& assay) override {
    CLI::App& app = *assay.add_subcommand(
        "completion", "Prints a script that completes commands, options and values in a shell");
    add_choice(
        app, "SHELL", {"bash", "zsh", "fish"}, 0, [this](std::size_t i) { shell_ = i; },
        "The shell: bash, zsh or fish")
        ->required()
        ->default_str("")
        ->type_name("");
    return app;
  }

  exit_status run() override {
    constexpr std::string (*scripts[])(const command_description&) = {
        bash_completion, zsh_completion, fish_completion};
    write_output(scripts[shell_](describe_tool()));
    return exit_status::accepted;
  }

 private:
  std::size_t shell_ = 0;
};

} // namespace

std::unique_ptr<command> make_completion() { return std::make_unique<completion>(); }

} // namespace tool
