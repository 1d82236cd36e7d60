#include "schema.hpp"

#include "io_error.hpp"
#include "object_choice.hpp"
#include "option_kinds.hpp"
#include "output.hpp"
#include "schema_diff.hpp"
#include "schema_format.hpp"
#include "system_list.hpp"

#include "assay/export/schema_at.hpp"
#include "assay/schema/level.hpp"

#include <CLI/CLI.hpp>

#include <cstddef>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <system_error>
#include <vector>

namespace tool {
namespace {

class schema final : public command {
 public:
  CLI::App& add_to(CLI::App& assay) override {
    CLI::App& app = *assay.add_subcommand(
        "schema", "Write what an object must be, as a schema for other languages and tools");
    choice_.add_to(app);
    choice_.add_position_to(app);
    add_level(app, level_, "What is accepted at which level: reference, published or strict");
    std::vector<std::string> names;
    std::string about;
    for (const schema_format& f : schema_formats()) {
      names.emplace_back(f.name);
      about.append(about.empty() ? "" : "; ").append(f.name).append(": ").append(f.about);
    }
    add_choice(
        app, "--format", names, 0, [this](std::size_t i) { format_ = i; }, about);
    refuse_empty(app.add_option("-o,--output", directory_,
                                "Write all objects, or those that are asked for, to files in this "
                                "directory, such as promptetheus.event.json")
                     ->type_name("DIR"));
    diff_->add_to(app).callback([this] { is_diff_ = true; });
    return app;
  }

  exit_status run() override {
    if (is_diff_) return diff_->run();
    const schema_format& format = schema_formats()[format_];
    const bool is_chosen = choice_.is_given();
    if (directory_.empty()) {
      const wire_object& object = choice_.find();
      write_output(text_of(format, choice_.system(), object));
      return exit_status::accepted;
    }
    make_directory();
    if (is_chosen) {
      write_file(format, choice_.system(), choice_.find());
    } else {
      for (const wire_system& s : system_list())
        for (const wire_object& o : s.objects) write_file(format, s.name, o);
    }
    return exit_status::accepted;
  }

 private:
  std::string text_of(const schema_format& format, std::string_view system,
                      const wire_object& object) const {
    return format.write(assay::schema_at(*object.type, level_), schema_name(system, object));
  }

  void make_directory() const {
    std::error_code error;
    std::filesystem::create_directories(directory_, error);
    if (error) throw output_error(directory_, "cannot make the directory", error.value());
  }

  void write_file(const schema_format& format, std::string_view system,
                  const wire_object& object) const {
    const std::filesystem::path directory(directory_);
    output_file to((directory / (schema_name(system, object).append(format.extension))).string());
    to.write(text_of(format, system, object));
    to.close();
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
