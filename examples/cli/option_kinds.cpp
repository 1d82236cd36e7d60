#include "option_kinds.hpp"

#include <CLI/CLI.hpp>

#include <charconv>
#include <system_error>

namespace tool {
namespace {

[[noreturn]] void refuse(const std::string& option, const std::string& expected, const std::string& found) {
  throw CLI::ValidationError(option, "expected " + expected + ", found '" + found + "'");
}

} // namespace

CLI::Option* add_number(CLI::App& app, const std::string& name, std::size_t& target, std::size_t greatest, const std::string& about) {
  const auto parse = [&target, name, greatest](const std::string& text) {
    std::size_t n = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), n);
    if (error != std::errc() || end != text.data() + text.size() || n > greatest)
      refuse(name, "an integer from 0 to " + std::to_string(greatest), text);
    target = n;
  };
  return app.add_option_function<std::string>(name, parse, about)->type_name("N")->default_str(std::to_string(target));
}

CLI::Option* add_level(CLI::App& app, assay::level& target) {
  const auto parse = [&target](const std::string& name) {
    const auto level = assay::level_of(name);
    if (!level) refuse("--level", "reference, published or strict", name);
    target = *level;
  };
  return app.add_option_function<std::string>("--level", parse, "How much an event must fulfil: reference, published or strict")
      ->type_name("LEVEL")
      ->default_str(std::string(name_of(target)));
}

CLI::Option* add_format(CLI::App& app, output_format& target, const std::string& about) {
  const auto parse = [&target](const std::string& name) {
    if (name != "text" && name != "json") refuse("--format", "text or json", name);
    target = name == "json" ? output_format::json : output_format::text;
  };
  return app.add_option_function<std::string>("--format", parse, about)
      ->type_name("FORMAT")
      ->default_str(target == output_format::json ? "json" : "text");
}

CLI::Option* add_files(CLI::App& app, std::vector<std::string>& target, const std::string& about) {
  target = {"-"};
  return app.add_option("FILE", target, about)->type_name("");
}

} // namespace tool
