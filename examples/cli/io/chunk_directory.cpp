// SPDX-License-Identifier: BSL-1.0
#include "io/chunk_directory.hpp"

#include "commands/usage_error.hpp"
#include "io/io_error.hpp"
#include "io/output.hpp"

#include <filesystem>
#include <string_view>
#include <system_error>
#include <utility>

namespace tool {
namespace {

constexpr std::string_view name_begin = "chunk-", name_end = ".json";

} // namespace

chunk_directory::chunk_directory(std::string name) : name_(std::move(name)) {
  std::error_code error;
  std::filesystem::create_directories(name_, error);
  if (error) throw output_error(name_, "cannot create the directory", error.value());
  for (std::filesystem::directory_iterator i(name_, error), end; !error && i != end;
       i.increment(error)) {
    const std::string file = i->path().filename().string();
    if (file.starts_with(name_begin) && file.ends_with(name_end))
      throw usage_error("the directory " + name_ + " already contains chunks, such as " + file);
  }
  if (error) throw output_error(name_, "cannot read the directory", error.value());
}

void chunk_directory::write(const assay::chunk& chunk) {
  constexpr std::size_t digits = 10; // enough for more files than a file system can hold
  const std::string number = std::to_string(++count_);
  std::string file(name_begin);
  file.append(digits - number.size(), '0').append(number).append(name_end);
  body_.clear();
  chunk.append_body(body_);
  write_new_file((std::filesystem::path(name_) / file).string(), body_.view());
}

} // namespace tool
