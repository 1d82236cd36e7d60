// SPDX-License-Identifier: BSL-1.0

// Measures the time and memory of ordering many small events and of building the trees of their
// spans.
#include "measure.hpp"

#include <assay/timeline.hpp>

#include <charconv>
#include <cstdio>
#include <cstdlib>
#include <malloc.h>
#include <optional>
#include <random>

namespace bench {
namespace {

using namespace assay::timeline;

enum class arrival { in_order, some_late, shuffled };

/// Returns the allocated memory in bytes.
double allocated() {
  const auto info = mallinfo2();
  return static_cast<double>(info.uordblks + info.hblkhd);
}

/// The order in which events arrive.
std::vector<std::uint32_t> arrivals(std::size_t n, arrival how) {
  std::vector<std::uint32_t> out(n);
  for (std::size_t i = 0; i < n; ++i) out[i] = static_cast<std::uint32_t>(i);
  std::mt19937_64 random;
  if (how == arrival::some_late) // every hundredth, by up to a thousand places
    for (std::size_t i = 0; i + 1000 < n; i += 100) std::swap(out[i], out[i + 1 + random() % 999]);
  if (how == arrival::shuffled) std::shuffle(out.begin(), out.end(), random);
  return out;
}

/// Makes the n-th event. Sessions take turns; ten events form a span; ten spans are nested.
class maker {
 public:
  explicit maker(std::size_t sessions) : sessions_(sessions) {}

  record operator()(std::size_t n) {
    const std::size_t session = n % sessions_, seq = n / sessions_, span = seq / 10;
    const bool is_start = seq % 10 == 0, is_end = seq % 10 == 9;
    record r{.session = text(session_, "ses_01J0000000000000", session),
             .seq = seq,
             .span = text(span_, "span_0123456789abcdef01234567", span),
             .label = is_start || is_end ? "state_change" : "metric",
             .role = is_start ? role::span_start
                     : is_end ? role::span_end
                              : role::event};
    if (span % 10 != 0) r.parent = text(parent_, "span_0123456789abcdef01234567", span - span % 10);
    if (is_start || is_end) r.name = "step";
    if (is_end) r.duration_ms = static_cast<double>(span % 1000);
    char* p = key_ + r.session.copy(key_, sizeof session_);
    p += std::string_view(":0a1b2c3d:").copy(p, 10);
    r.key = {key_, static_cast<std::size_t>(std::to_chars(p, key_ + sizeof key_, seq).ptr - key_)};
    return r;
  }

 private:
  static std::string_view text(char (&room)[64], std::string_view prefix, std::size_t n) {
    char* const p = room + prefix.copy(room, 40);
    return {room, static_cast<std::size_t>(std::to_chars(p, room + sizeof room, 1'000'000 + n).ptr -
                                           room)};
  }

  std::size_t sessions_;
  char session_[64], span_[64], parent_[64], key_[128];
};

struct result {
  double adding, ordering, trees; // nanoseconds per event
  double held, ordered;           // bytes per event
};

/// Returns the processor time of this thread for each of n, in nanoseconds. Its clock stops while
/// other programs run.
template <class F>
double nanoseconds(std::size_t n, F f) {
  return processor_seconds(f) * 1e9 / static_cast<double>(n);
}

result measure(std::size_t n, std::size_t sessions, arrival how) {
  const std::vector<std::uint32_t> order = arrivals(n, how);
  const auto each = static_cast<double>(n);
  maker make(sessions);
  result out{};
  std::size_t sum = 0;
  const double making = nanoseconds(n, [&] {
    for (const std::uint32_t i : order) sum += make(i).key.size();
  });
  if (sum == 0) std::exit(1);

  const double before = allocated();
  event_log log;
  log.reserve(n);
  out.adding = nanoseconds(n,
                           [&] {
                             for (const std::uint32_t i : order) log.add(make(i));
                           }) -
               making;
  out.held = (allocated() - before) / each;

  std::optional<ordering> ordered;
  out.ordering = nanoseconds(n, [&] { ordered.emplace(log); });
  out.ordered = (allocated() - before) / each - out.held;

  std::size_t events = 0;
  std::uint64_t previous = 0;
  out.trees = nanoseconds(n, [&] {
    for (const ordered_session& s : ordered->sessions()) {
      const span_tree tree(s);
      for (const span_node& node : tree.nodes()) events += node.events.size();
    }
  });
  for (const ordered_session& s : ordered->sessions()) {
    for (const event_index e : s.events()) {
      if (log.seq(e) != 0 && log.seq(e) != previous + 1) events = 0;
      previous = log.seq(e);
    }
  }
  if (events != n || ordered->sessions().size() != sessions) {
    std::fputs("ordering: not in order\n", stderr);
    std::exit(1);
  }
  return out;
}

void measure_ordering(const plan& p) {
  const std::size_t greatest = p.quick ? 1'000'000 : 10'000'000;
  const std::string_view names[] = {"in order", "1 % late", "shuffled"};
  table out({"events, sessions", "they arrive", "adding, ns each", "ordering, ns each",
             "trees, ns each", "log, bytes each", "order, bytes each"});
  for (const std::size_t n : {greatest / 100, greatest / 10, greatest})
    for (const std::size_t sessions : {std::size_t{1}, n / 1000})
      for (const arrival how : {arrival::in_order, arrival::some_late, arrival::shuffled}) {
        series adding, ordering, trees, held, ordered;
        for (int round = 0; round < 3; ++round) {
          const result r = measure(n, sessions, how);
          adding.add(r.adding), ordering.add(r.ordering), trees.add(r.trees), held.add(r.held),
              ordered.add(r.ordered);
        }
        out.row({std::to_string(n) + ", " + std::to_string(sessions),
                 std::string(names[static_cast<int>(how)]), fixed(adding.median(), 0),
                 fixed(ordering.median(), 0), fixed(trees.median(), 0), fixed(held.median(), 0),
                 fixed(ordered.median(), 0)});
      }
  publish(p, "ordering", out.text());
}

const add_part ordering_part("ordering", measure_ordering);

} // namespace
} // namespace bench
