// SPDX-License-Identifier: BSL-1.0

// Stored files. If the client's file is truncated or damaged anywhere, all intact lines are
// restored, and the result is a valid file again. A session's state is restored unchanged or not
// at all.

#include "event_texts.hpp"
#include "input.hpp"

#include <assay/producttelemetry/queue_file.hpp>
#include <assay/promptetheus/session.hpp>
#include <assay/promptetheus/session_state.hpp>
#include <assay/testing/source.hpp>

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

using assay_fuzz::must;
namespace agent = assay::promptetheus;
namespace pt = assay::producttelemetry;

namespace {

std::string saved(const std::vector<std::string>& events) {
  const std::vector<std::string_view> views(events.begin(), events.end());
  assay::text_buffer out;
  pt::append_queue_file(out, views);
  return std::string(out.view());
}

pt::queue_file check_file(std::string_view text) {
  const pt::queue_file file = pt::read_queue_file(text);
  const pt::queue_file again = pt::read_queue_file(saved(file.events));
  must(again && again.events == file.events, "the restored events are a valid file again", text);
  std::size_t last = 0;
  for (const pt::damaged_line& d : file.damaged) {
    must(d.line > last && !d.violations.empty(), "damaged lines are in order, with reasons", text);
    last = d.line;
  }
  return file;
}

/// Returns whether all these events are among the others, in the same order.
bool are_in_order(const std::vector<std::string>& found, const std::vector<std::string>& of) {
  auto at = of.begin();
  for (const std::string& e : found) {
    at = std::find(at, of.end(), e);
    if (at == of.end()) return false;
    ++at;
  }
  return true;
}

std::string stored(const agent::session_state& s) {
  assay::text_buffer out;
  must(bool(append_session_state(out, s)), "a state that was read can be stored", "");
  return std::string(out.view());
}

/// Returns whether the text is a state. If so, resumes a session from it.
bool check_state(std::string_view text) {
  const auto state = agent::read_session_state(text);
  if (!state) {
    must(!state.error().violations.empty(), "a rejected state has violations", text);
    return false;
  }
  const auto again = agent::read_session_state(stored(*state));
  must(again && *again == *state, "a stored state is unchanged", text);
  auto s = agent::session::resume(*state, 1, {});
  must(s.has_value() == (!state->ended && state->next_seq < agent::seq_limit),
       "a resumed session continues with the open spans", text);
  if (!s) return true;
  must(s->persist([](const agent::session_state&) { return true; }),
       "a resumed session can be stored", text);
  const auto e = state->next_seq == 0 ? s->start() : s->end();
  must(e && e->seq == state->next_seq, "a resumed session uses the next number", text);
  return true;
}

void check_made_state(assay::testing::source& from) {
  static const auto& abouts = assay_fuzz::event_texts<agent::trace>(assay::level::strict);
  agent::session_state state;
  assay::validator<agent::trace> reader({.level = assay::level::strict});
  must(reader.read(abouts[2 * from.below(abouts.size() / 2)], state.about), "a trace is read", "");
  state.next_seq = from.bits() >> from.below(64);
  state.next_seq &= agent::seq_limit;
  state.ended = from.one_in(4);
  const std::string whole = stored(state);
  const auto read = agent::read_session_state(whole);
  must(read && *read == state && check_state(whole), "a stored state is read", whole);

  must(!check_state(std::string_view(whole).substr(0, from.below(whole.size()))),
       "a truncated state is rejected", whole);
  std::string changed = whole;
  const std::size_t at = from.below(whole.size());
  changed[at] = static_cast<char>(from.below(256));
  must(changed == whole || !check_state(changed), "a changed byte is detected", changed);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const assay_fuzz::input in(data, size);
  check_file(in.text());
  check_state(in.text());

  assay::testing::source from({data, size});
  check_made_state(from);
  std::vector<std::string> events;
  const auto& some = assay_fuzz::event_texts<pt::event>();
  for (std::size_t n = from.below(6); n != 0; --n)
    events.push_back(some[2 * from.below(some.size() / 2)]); // the valid ones
  const std::string whole = saved(events);
  const pt::queue_file file = check_file(whole);
  must(file && file.events == events, "saved events are restored", whole);

  // Truncated: every line before the cut is restored, and so is a complete event at the cut.
  const std::size_t cut = from.below(whole.size() + 1);
  const pt::queue_file part = check_file(std::string_view(whole).substr(0, cut));
  const auto lines = static_cast<std::size_t>(
      std::count(whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(cut), '\n'));
  const std::size_t least = lines == 0 ? 0 : lines - 1;
  must(part.events.size() == least || part.events.size() == least + 1,
       "a truncated file has the lines before the cut", whole);
  must(std::equal(part.events.begin(), part.events.end(), events.begin()),
       "the lines of a truncated file are the first ones", whole);
  must(!part.has_header || part.events.size() == events.size() || part.missing != 0 ||
           !part.damaged.empty(),
       "missing lines are reported", whole);

  // A changed byte damages its own line, and also the next line if the byte was the line break.
  const std::size_t at = from.below(whole.size());
  const auto line = static_cast<std::size_t>(
      std::count(whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(at), '\n'));
  const std::size_t last_line = whole[at] == '\n' ? line + 1 : line;
  std::vector<std::string> others;
  for (std::size_t i = 0; i < events.size(); ++i)
    if (i + 1 < line || i + 1 > last_line) others.push_back(events[i]); // the header is line 0
  std::string changed = whole;
  changed[at] = static_cast<char>(from.below(256));
  const pt::queue_file damaged = check_file(changed);
  must(are_in_order(others, damaged.events), "a changed byte costs only its own line", changed);
  return 0;
}
