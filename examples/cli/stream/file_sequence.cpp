// SPDX-License-Identifier: BSL-1.0
#include "stream/file_sequence.hpp"

#include "io/container.hpp"
#include "io/io_error.hpp"
#include "io/output.hpp"
#include "systems/type_list.hpp"

#include "assay/promptetheus.hpp"

#include <span>
#include <string>
#include <utility>

namespace tool {
namespace {

/// Appends the lines of a block, at most `most` bytes of each part.
void append_start(assay::text_buffer& to, const block& b, std::size_t most) {
  for (const assay::line_block& part : b.lines()) {
    to.append(part.text.substr(0, most));
    if (part.is_cut) to.append('\n');
  }
}

} // namespace

bool file_sequence::next(job& j) {
  for (; place_ != settings_.files.size(); leave()) {
    const std::string& name = settings_.files[place_];
    j.file = shown_name(name);
    try {
      const bool is_start = !reader_;
      if (is_start)
        reader_.emplace(file_.emplace(name), settings_.options.limits.max_document_bytes);
      if (!read(j.lines)) continue;
      if (const std::string refusal = is_start ? look_at_start(j) : ""; !refusal.empty())
        fail(j, refusal);
    } catch (const input_error& error) {
      fail(j, error.what());
    }
    return true;
  }
  return false;
}

/// Reads the next lines of the current file; returns false at its end.
bool file_sequence::read(block& b) {
  if (ahead_.empty()) return reader_->next(b);
  b = std::move(ahead_.front());
  ahead_.pop_front();
  return true;
}

/// Recognizes the form of the file from the first lines in the job. Returns the reason not to read
/// the file, or an empty text. May give the job a hint.
std::string file_sequence::look_at_start(job& j) {
  constexpr std::size_t most_ahead = 64; // blocks; bounds the wait for an endless line
  constexpr std::size_t enough = 4 * block_reader::block_size;
  const auto members =
      settings_.members.empty()
          ? std::span<const std::string_view>(member_names<assay::promptetheus::event>)
          : settings_.members;
  const bool is_cut = j.lines.lines().front().is_cut; // no line is complete
  const bool is_long = !is_cut && j.lines.joined.size() > enough;
  assay::text_buffer copied;
  assay::text_buffer& start = is_long ? j.lines.joined : copied;
  if (is_cut) copied.append(j.lines.lines().front().text.substr(0, enough));
  else if (!is_long) append_start(copied, j.lines, enough);
  container found = recognize(start, is_long, members);
  if (is_long) j.lines.parts.front().text = start.view(); // the memory may have moved
  while (found == container::unknown_yet && !is_cut && !is_long) {
    block b;
    const bool at_end = !reader_->next(b);
    append_start(copied, b, enough);
    if (!at_end) ahead_.push_back(std::move(b));
    found =
        recognize(copied, at_end || copied.size() > enough || ahead_.size() == most_ahead, members);
  }
  if (found == container::none || found == container::unknown_yet) return {};
  const std::string hint = hint_of(found, start.view(), settings_.files[place_], settings_.command);
  if (has_no_lines(found)) return hint;
  j.hint = message_line(hint);
  return {};
}

/// Reports why the current file is not read, or not read further.
void file_sequence::fail(job& j, std::string_view sentence) {
  failed_ = true;
  j.lines = block();
  j.err.append(message_line(sentence));
  leave();
}

/// Moves on to the next file.
void file_sequence::leave() noexcept {
  reader_.reset();
  file_.reset();
  ahead_.clear();
  ++place_;
}

} // namespace tool
