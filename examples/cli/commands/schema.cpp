// SPDX-License-Identifier: BSL-1.0
#include "commands/schema.hpp"

#include "commands/option_kinds.hpp"
#include "commands/schema_diff.hpp"
#include "commands/usage_error.hpp"
#include "describe/offers.hpp"
#include "io/io_error.hpp"
#include "io/output.hpp"
#include "print/alternatives.hpp"
#include "systems/object_choice.hpp"
#include "systems/schema_format.hpp"
#include "systems/system_list.hpp"
#include "systems/wire_interface.hpp"

#include "assay/export/schema_at.hpp"
#include "assay/schema/level.hpp"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <cstddef>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <system_error>
#include <vector>

namespace tool {
namespace {

/// Returns the name of an interface: "noveum", "honeyhive.v0".
std::string interface_name(const wire_system& system, std::string_view dialect) {
  std::string out(system.name);
  if (!dialect.empty()) out.append(".").append(dialect);
  return out;
}

/// Returns a file name: "promptetheus.event.json", "promptetheus_event_types.py".
std::string file_name(std::string stem, const schema_format& format) {
  // Python cannot import a module whose name contains dots.
  if (format.ending.starts_with('_')) std::replace(stem.begin(), stem.end(), '.', '_');
  return stem.append(format.ending);
}

class schema final : public command {
 public:
  CLI::App& add_to(CLI::App& assay) override {
    CLI::App& app = *assay.add_subcommand(
        "schema", "Writes the schema of an object for other languages and tools");
    choice_.add_to(app);
    choice_.add_position_to(app);
    add_level(app, level_, "The level of the schema: reference, published or strict");
    std::vector<std::string> names;
    std::string about;
    for (const schema_format& f : schema_formats()) {
      names.emplace_back(f.name);
      about.append(about.empty() ? "" : "; ").append(f.name).append(": ").append(f.about);
    }
    add_choice(
        app, "--format", names, 0, [this](std::size_t i) { format_ = i; }, about);
    refuse_empty(
        app.add_option(
               "-o,--output", directory_,
               "Write files such as promptetheus.event.json to this directory, for all objects, "
               "the objects of a system, or one object; existing files are replaced")
            ->type_name("DIR"));
    offer(app.get_option("--output"), {{}, offered_paths::directories});
    diff_->add_to(app).callback([this] { is_diff_ = true; });
    return app;
  }

  exit_status run() override {
    if (is_diff_) return diff_->run();
    const schema_format& format = schema_formats()[format_];
    if (format.write != nullptr) write_objects(format);
    else write_interfaces(format);
    return exit_status::accepted;
  }

 private:
  void write_objects(const schema_format& format) {
    if (directory_.empty() || (choice_.is_given() && !choice_.is_system())) {
      const wire_object& object = choice_.find();
      write_object(format, choice_.system(), object);
    } else if (choice_.is_given()) {
      write_objects_of(format, choice_.find_system());
    } else {
      for (const wire_system& s : system_list()) write_objects_of(format, s);
    }
  }

  void write_objects_of(const schema_format& format, const wire_system& system) {
    for (const wire_object& o : system.objects)
      if (system.is_meant(o.dialect, choice_.dialect())) write_object(format, system.name, o);
  }

  void write_object(const schema_format& format, std::string_view system,
                    const wire_object& object) {
    const std::string stem = schema_name(system, object);
    put(file_name(stem, format), format.write(assay::schema_at(*object.type, level_), stem));
  }

  void write_interfaces(const schema_format& format) {
    if (!directory_.empty() && !choice_.is_given()) {
      for (const wire_system& s : system_list()) {
        for (const std::string_view d : interfaces_of(s)) write_interface(format, s, d);
        if (interfaces_of(s).empty())
          print_message(std::string(s.name) + " has no routes and is skipped");
      }
      return;
    }
    const wire_system& system = choice_.find_system();
    std::vector<std::string_view> dialects = interfaces_of(system);
    if (dialects.empty())
      throw usage_error("--format " + std::string(format.name) + ": " + std::string(system.name) +
                        " has no routes");
    if (!choice_.dialect().empty()) dialects = {choice_.dialect()};
    if (directory_.empty() && dialects.size() > 1)
      throw usage_error("--dialect is missing: expected " +
                        alternatives({dialects.begin(), dialects.end()}).text() +
                        "; the routes of " + std::string(system.name) + " differ between them");
    for (const std::string_view d : dialects) write_interface(format, system, d);
  }

  void write_interface(const schema_format& format, const wire_system& system,
                       std::string_view dialect) {
    put(file_name(interface_name(system, dialect), format),
        format.write_interface(system, dialect, level_));
  }

  /// Writes the text to that file in the directory, or to standard output without a directory.
  void put(const std::string& file, std::string_view text) {
    if (directory_.empty()) return write_output(text);
    make_directory();
    output_file to((std::filesystem::path(directory_) / file).string());
    to.write(text);
    to.close();
  }

  void make_directory() const {
    std::error_code error;
    std::filesystem::create_directories(directory_, error);
    if (error) throw output_error(directory_, "cannot create the directory", error.value());
  }

  object_choice choice_;
  assay::level level_ = assay::level::published;
  std::size_t format_ = 0;
  std::string directory_;
  std::unique_ptr<command> diff_ = make_schema_diff();
  bool is_diff_ = false;
};

} // namespace

std::unique_ptr<command> make_schema() { return std::make_unique<schema>(); }

} // namespace tool
