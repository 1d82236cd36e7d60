// SPDX-License-Identifier: BSL-1.0

// Chunks of any events and sessions: each event is in exactly one chunk or rejected, in order. Each
// chunk is within the limits and is a body of its events.

#include "input.hpp"

#include <assay/batch/chunker.hpp>
#include <assay/testing/source.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <deque>
#include <map>
#include <string>
#include <string_view>
#include <vector>

using assay_fuzz::must;

namespace {

/// The events pushed to a chunker, and the results.
class account {
 public:
  explicit account(const assay::chunk_options& o) : options_(o) {}

  std::string& come(std::string text, std::string session) {
    sessions_.push_back(std::move(session));
    seen_.push_back(0);
    return *texts_.insert(texts_.end(), std::move(text));
  }

  void take(const assay::chunk_step& step) {
    must(step.complete == nullptr || !step.refused, "a step has a chunk or a rejection", "");
    if (step.refused) {
      ++seen_.at(step.refused->index);
      const std::size_t alone =
          texts_.at(step.refused->index).size() + options_.wrapper.empty_size();
      must(alone > options_.max_bytes && step.refused->body_size == alone,
           "a rejected event is too large by itself", texts_[step.refused->index]);
    }
    if (step.complete != nullptr) take(*step.complete);
  }

  void finish() const {
    must(std::all_of(seen_.begin(), seen_.end(), [](int n) { return n == 1; }),
         "each event is in one chunk or rejected", "");
  }

  std::deque<std::string> texts_; ///< their addresses are stable

 private:
  void take(const assay::chunk& c) {
    must(!c.events().empty() && c.events().size() == c.indices().size(),
         "a chunk has events, each with its index", "");
    must(c.events().size() <= std::max<std::size_t>(options_.max_events, 1) &&
             c.body_size() <= options_.max_bytes,
         "a chunk is within the limits", "");
    std::string expected(options_.wrapper.prefix);
    for (std::size_t i = 0; i < c.events().size(); ++i) {
      const std::size_t index = c.indices()[i];
      ++seen_.at(index);
      must(c.events()[i] == texts_[index], "an event in a chunk is the pushed event",
           texts_[index]);
      const std::string session = options_.open_sessions == 0 ? "" : sessions_[index];
      must(c.session() == session, "all events of a chunk belong to its session", session);
      const auto last = last_of_.find(session);
      must(last == last_of_.end() || last->second < index, "events of a session keep their order",
           texts_[index]);
      last_of_[session] = index;
      if (i != 0) expected += options_.wrapper.separator;
      expected += texts_[index];
    }
    expected += options_.wrapper.suffix;
    assay::text_buffer body;
    c.append_body(body);
    must(body.view() == expected && c.body_size() == expected.size(),
         "a body consists of its events in the wrapper", expected);
  }

  assay::chunk_options options_;
  std::vector<std::string> sessions_;
  std::vector<int> seen_;
  std::map<std::string, std::size_t> last_of_;
};

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  assay::testing::source from({data, size});
  static constexpr assay::batch_wrapper wrappers[] = {
      assay::events_wrapper, assay::array_wrapper, assay::lines_wrapper, {"<<", "><", ">>"}};
  assay::chunk_options o;
  o.wrapper = from.pick(wrappers);
  o.max_events = from.below(6);
  o.max_bytes = from.between(0, 200);
  o.open_sessions = from.below(5);
  assay::chunker chunker(o);
  account all(o);
  while (!from.is_empty()) {
    const std::string session(from.below(6), 's');
    const std::string& text = all.come(std::string(from.below(60), 'x'), session);
    switch (from.below(8)) {
    case 0: // the text is gone after the call
      all.take(chunker.push_copy(std::string(text), session));
      break;
    case 1:
      all.take(chunker.push(text, session));
      all.take(chunker.finish());
      break;
    default: all.take(chunker.push(text, session)); break;
    }
    must(chunker.event_count() == all.texts_.size(), "the number of events is correct", "");
  }
  for (assay::chunk_step step = chunker.finish(); step.complete != nullptr; step = chunker.finish())
    all.take(step);
  all.finish();
  return 0;
}
