// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/json/escapes.hpp"
#include "assay/json/json_output.hpp"
#include "assay/json/lines.hpp"
#include "assay/json/unfinished_text.hpp"
#include "assay/json/validator.hpp"
#include "assay/json/walk.hpp"
#include "assay/producttelemetry/event.hpp"

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace assay::producttelemetry {

namespace detail {

/// The first line of the file.
struct queue_header {
  std::string format{};
  std::uint64_t version{};
  std::uint64_t events{};
  additional_members additional{};
};
BOOST_DESCRIBE_STRUCT(queue_header, (), (format, version, events, additional))

template <class T = queue_header>
consteval auto rules_of(const queue_header*) {
  return rules(described_as("Queue header", "The first line of a file of events."),
               all_enforced_from(level::reference),
               field<&T::format>("The file format.", one_of("assay.producttelemetry.queue")),
               field<&T::version>("The version of the format.", between(1, 1)),
               field<&T::events>("The number of lines that follow."));
}

} // namespace detail

/// A line that is not a valid event.
struct damaged_line {
  std::size_t line = 0;                ///< from 1
  std::vector<violation> violations{}; ///< the reasons
};

/// The content of a file of events.
struct queue_file {
  std::vector<std::string>
      events{}; ///< the texts of the valid events, oldest first, each on one line
  std::vector<damaged_line> damaged{}; ///< the other lines
  bool has_header =
      false; ///< the first line is a valid header; if not, it is among the damaged lines
  std::size_t missing =
      0; ///< lines that the header announces but that are missing: the file was cut off
  std::size_t superfluous = 0; ///< lines beyond those that the header announces

  /// Returns whether the file is exactly as it was written.
  explicit operator bool() const noexcept {
    return has_header && damaged.empty() && missing == 0 && superfluous == 0;
  }
};

/// Appends a file of these events, which must be valid JSON without line breaks. The file is
/// newline-delimited JSON in UTF-8: a header line with the format and the number of events, then
/// one event per line. If it throws `std::bad_alloc`, nothing is appended.
inline void append_queue_file(text_buffer& out, std::span<const std::string_view> events) {
  unfinished_text file(out);
  json_output to(out);
  to.raw(R"({"format":"assay.producttelemetry.queue","version":1,"events":)");
  to.integer(events.size());
  to.raw("}\n");
  for (const std::string_view e : events) {
    to.raw(e);
    to.put('\n');
  }
  file.finish();
}

/// Reads a file of events. Each line is checked independently, so that a damaged line does not
/// affect others. A file of another version, or without its first line, is read too; its first line
/// then counts as damaged, unless it is an event.
///
/// `o`: how events are checked. Blank lines are ignored. Linear in the text; the events are copied.
template <class Event = event>
queue_file read_queue_file(std::string_view text, const options& o = {}) {
  queue_file found;
  std::size_t promised = 0;
  std::size_t lines = 0;
  const std::size_t first_end = std::min(text.find('\n'), text.size());
  detail::queue_header header;
  found.has_header = validator<detail::queue_header>().read(text.substr(0, first_end), header);
  if (found.has_header) {
    promised = static_cast<std::size_t>(header.events);
    text.remove_prefix(std::min(first_end + 1, text.size()));
  }
  line_reader<Event> reader(std::string_view(), o);
  reader.restart(text, found.has_header ? 2 : 1);
  while (reader.next()) {
    ++lines;
    if (reader.accepted()) {
      found.events.emplace_back(trimmed(reader.text()));
      replace_escapes(found.events.back(), o);
      continue;
    }
    const auto violations = reader.report().violations();
    found.damaged.push_back({reader.line(), {violations.begin(), violations.end()}});
  }
  if (found.has_header && lines < promised) found.missing = promised - lines;
  if (found.has_header && lines > promised) found.superfluous = lines - promised;
  return found;
}

} // namespace assay::producttelemetry
