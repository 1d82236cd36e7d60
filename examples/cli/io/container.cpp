// SPDX-License-Identifier: BSL-1.0
#include "io/container.hpp"

#include "io/input_file.hpp"
#include "io/output.hpp"

#include "assay/json/encoding.hpp"
#include "assay/json/json_scanner.hpp"
#include "assay/json/walk.hpp"

#include <algorithm>
#include <cstddef>
#include <utility>

namespace tool {
namespace {

constexpr std::string_view white_space = " \t\r\n";

/// Returns the command that unpacks or converts this encoding to standard output.
std::string unpacking(std::string_view encoding) {
  constexpr std::pair<std::string_view, std::string_view> commands[] = {
      {"gzip data", "gzip -dc"},     {"zstd data", "zstd -dc"}, {"xz data", "xz -dc"},
      {"bzip2 data", "bzip2 -dc"},   {"LZ4 data", "lz4 -dc"},   {"zlib data", "pigz -dc"},
      {"a zip archive", "unzip -p"},
  };
  for (const auto& [name, command] : commands)
    if (name == encoding) return std::string(command);
  return "iconv -f " + std::string(encoding) + " -t UTF-8";
}

/// Returns the encoding or compression of a file that is not UTF-8, or an empty text. For an
/// encoding, the second line must match as well; otherwise the first line may only be damaged.
std::string_view encoding_of(std::string_view text) noexcept {
  const std::string_view encoding = assay::foreign_encoding(text);
  if (!encoding.starts_with("UTF")) return encoding;
  constexpr std::size_t two_characters = 6; // and the remaining bytes of the newline
  const std::size_t newline = text.find('\n');
  const std::string_view next =
      newline == text.npos ? "" : text.substr(newline + 1, two_characters);
  const bool is_only_line = next.find_first_not_of('\0') == next.npos;
  const bool has_nuls = text.substr(0, newline).find('\0') != text.npos &&
                        (is_only_line || std::count(next.begin(), next.end(), '\0') > 1);
  return has_nuls ? encoding : std::string_view();
}

/// The members of request bodies that contain the events or other objects.
constexpr std::string_view wrappers[] = {"events", "model_events", "logs",   "traces",
                                         "event",  "model_event",  "session"};

/// Removes the next line that is not blank from the text and returns it; empty if there is none.
std::string_view take_line(std::string_view& text) noexcept {
  text.remove_prefix(std::min(text.find_first_not_of(white_space), text.size()));
  const std::size_t newline = text.find('\n');
  const std::string_view line = text.substr(0, newline);
  text.remove_prefix(line.size());
  return assay::trimmed(line);
}

/// Returns the number of lines that are not blank, at most 3.
unsigned lines_of(std::string_view text) noexcept {
  unsigned n = 0;
  while (n < 3 && !take_line(text).empty()) ++n;
  return n;
}

/// A JSON value at the start of a text.
class leading_value {
 public:
  /// Precondition: a NUL follows the text in memory.
  explicit leading_value(std::string_view text) : text_(text) {
    scan_.start(text, assay::text_end::nul);
  }

  /// Scans the value and returns its text, up to the first invalid byte.
  std::string_view read() {
    const char* const end = scan_.value(text_.data(), scan_.max_depth());
    is_whole_ = end != nullptr;
    is_cut_off_ = !is_whole_ && scan_.is_end(scan_.stopped_at());
    const char* const stop = is_whole_ ? end : scan_.stopped_at();
    return text_.substr(0, static_cast<std::size_t>(stop - text_.data()));
  }
  bool is_whole() const noexcept { return is_whole_; }
  /// Returns whether the text is valid JSON but ends within the value.
  bool is_cut_off() const noexcept { return is_cut_off_; }

  /// Returns whether the object has a wrapper member that is not in `members`. With `first`, only
  /// its first member is checked.
  bool has_wrapper(std::span<const std::string_view> members, bool first) {
    if (text_.front() != '{') return false;
    bool found = false;
    scan_.members(text_.data(), [&](std::string_view name, const char* at) -> const char* {
      const auto is_name = [&](std::string_view other) { return other == name; };
      const bool is_wrapper = (*at == '[' || *at == '{') &&
                              std::any_of(std::begin(wrappers), std::end(wrappers), is_name);
      if (is_wrapper) found = std::none_of(members.begin(), members.end(), is_name);
      if (is_wrapper || first) return nullptr;
      return scan_.value(at, scan_.max_depth());
    });
    return found;
  }

 private:
  assay::json_scanner scan_;
  std::string_view text_;
  bool is_whole_ = false;
  bool is_cut_off_ = false;
};

/// Returns whether a line begins an array of objects but does not end it.
bool opens_array(std::string_view line) noexcept {
  return line.starts_with('[') && line.find_first_not_of(white_space, 1) == line.find('{') &&
         !line.ends_with(']');
}

/// Returns whether a value that is incomplete on its first line continues on the next line.
/// Otherwise it is an object that was cut off.
///
/// `value`: its valid part. It must span three lines, because the second line could be the next
/// object after an array that was cut off.
bool goes_on(std::string_view value, std::string_view first, std::string_view second) {
  return first == "[" || opens_array(first) || lines_of(value) > 2 ||
         (first == "{" && second.starts_with('"'));
}

/// `text`: begins at the first bracket. Precondition: a NUL follows it in memory.
container recognise_json(std::string_view text, bool is_all,
                         std::span<const std::string_view> members) {
  std::string_view rest = text;
  const std::string_view first = take_line(rest), second = take_line(rest);
  leading_value scan(text);
  const std::string_view value = scan.read();
  const bool is_array = first.starts_with('[');
  const bool has_wrapper = leading_value(text).has_wrapper(members, !scan.is_whole());
  const auto of_lines = is_array      ? container::array
                        : has_wrapper ? container::body
                                      : container::object;
  const auto of_one_line = is_array      ? container::array_line
                           : has_wrapper ? container::body_line
                                         : container::none;

  if (scan.is_whole() && value.find('\n') != value.npos) return of_lines;
  if (scan.is_whole())
    return value == first                      ? of_one_line
           : first.substr(value.size()) == "," ? container::comma_lines
                                               : container::none;
  if (first.ends_with(is_array ? ']' : '}') && value.size() < first.size())
    return of_one_line; // it contains an error
  if (!second.empty() && (has_wrapper || goes_on(value, first, second))) return of_lines;
  const bool may_go_on = scan.is_cut_off() || has_wrapper || opens_array(first);
  if (may_go_on && !is_all) return container::unknown_yet;
  return second.empty() && first != "[" && opens_array(first) ? container::array : container::none;
}

} // namespace

container recognize(assay::text_buffer& start, bool is_all,
                    std::span<const std::string_view> members) {
  const std::string_view raw = start.view();
  if (!encoding_of(raw).empty()) return container::packed;
  const std::size_t begin = raw.find_first_not_of(
      white_space, raw.starts_with(assay::byte_order_mark) ? assay::byte_order_mark.size() : 0);
  if (begin == raw.npos) return is_all ? container::none : container::unknown_yet;
  if (raw[begin] != '{' && raw[begin] != '[') return container::none;
  const std::size_t size = raw.size();
  start.append('\0');
  const container found = recognise_json(start.view().substr(begin, size - begin), is_all, members);
  start.truncate(size);
  return found;
}

std::string hint_of(container c, std::string_view start, std::string_view file,
                    std::string_view command) {
  const std::string name = file == "-" ? "" : ' ' + shell_word(file);
  const auto sentence = [&](std::string_view found, const std::string& advice) {
    return std::string(shown_name(file)) + ": expected one object per line, found " +
           std::string(found) + "; try " + advice;
  };
  const auto piped = [&](std::string_view filter) {
    return std::string(filter) + name + " | assay " + std::string(command) + " -";
  };
  const std::string verdict = "assay verdict" + name + " for a batch of Promptetheus events, or ";
  switch (c) {
  case container::array_line: return sentence("an array on the first line", piped("jq -c '.[]'"));
  case container::comma_lines:
    return sentence("a comma after the first object", piped("sed 's/,[[:space:]]*$//'"));
  case container::body_line:
    return sentence("a request body on the first line",
                    verdict + "--as SYSTEM --route PATH for other requests (see assay list)");
  case container::array: return sentence("an array over several lines", piped("jq -c '.[]'"));
  case container::object: return sentence("an object over several lines", piped("jq -c ."));
  case container::body:
    return sentence(
        "a request body over several lines",
        verdict + "jq -c ." + name +
            " | assay validate --as SYSTEM --route PATH for other requests (see assay list)");
  default: break;
  }
  const std::string_view encoding = encoding_of(start);
  return sentence(encoding, piped(unpacking(encoding)));
}

} // namespace tool
