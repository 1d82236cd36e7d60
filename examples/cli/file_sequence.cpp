#include "file_sequence.hpp"

#include "container.hpp"
#include "io_error.hpp"
#include "output.hpp"
#include "type_list.hpp"

#include "assay/promptetheus.hpp"

#include <span>
#include <string>
#include <utility>

namespace tool {

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

/// The next lines of the current file; false at its end.
bool file_sequence::read(block& b) {
  if (ahead_.empty()) return reader_->next(b);
  b = std::move(ahead_.front());
  ahead_.pop_front();
  return true;
}

/// Sees what the file holds whose first lines the job has. Returns why it is not read, or nothing;
/// gives the job a hint.
std::string file_sequence::look_at_start(job& j) {
  constexpr std::size_t most_ahead = 64; // blocks; nobody waits for a line that never comes
  constexpr std::size_t enough = 4 * block_reader::block_size;
  const auto members =
      settings_.members.empty()
          ? std::span<const std::string_view>(member_names<assay::promptetheus::event>)
          : settings_.members;
  assay::text_buffer longer;
  assay::text_buffer* start = &j.lines.text;
  if (j.lines.is_cut) { // no line is known whole
    longer.append(j.lines.text.view().substr(0, enough));
    start = &longer;
  }
  container found = recognise(*start, !j.lines.is_cut && j.lines.text.size() > enough, members);
  while (found == container::unknown_yet && !j.lines.is_cut) {
    block b;
    const bool at_end = !reader_->next(b);
    if (start != &longer) longer.append(j.lines.text.view());
    start = &longer;
    longer.append(b.text.view().substr(0, enough));
    if (!at_end) ahead_.push_back(std::move(b));
    found =
        recognise(longer, at_end || longer.size() > enough || ahead_.size() == most_ahead, members);
  }
  if (found == container::none || found == container::unknown_yet) return {};
  const std::string hint =
      hint_of(found, start->view(), settings_.files[place_], settings_.command);
  if (has_no_lines(found)) return hint;
  j.hint = told(hint);
  return {};
}

/// Tells that the current file is not read, or not further, and why.
void file_sequence::fail(job& j, std::string_view sentence) {
  failed_ = true;
  j.lines = block();
  j.err.append(told(sentence));
  leave();
}

/// On to the next file.
void file_sequence::leave() noexcept {
  reader_.reset();
  file_.reset();
  ahead_.clear();
  ++place_;
}

} // namespace tool
