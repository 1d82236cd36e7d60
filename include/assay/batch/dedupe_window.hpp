// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/batch/detail/content_digest.hpp"
#include "assay/identity/random_bytes.hpp"

#include <boost/intrusive/list.hpp>
#include <boost/intrusive/set.hpp>

#include <compare>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace assay {

/// The relation of an event to the earlier events of its session.
enum class dedupe_outcome : std::uint8_t {
  first,     ///< a new event
  duplicate, ///< an event with this idempotency key is known: this is the same event, whatever else
             ///< it contains
  collision, ///< an event with this idempotency key but other content is known, and the window
             ///< compares contents
  conflict,  ///< an event with this sequence number but another key is known: one of the two is
             ///< wrong
};

/// Limits of what a `dedupe_window` remembers.
struct dedupe_limits {
  /// The maximum number of events.
  std::size_t max_events = 100'000;
  /// The maximum size in bytes of session ids and keys, and of what is stored with them.
  std::size_t max_bytes = std::size_t{32} << 20;
  /// The key for digests of the events' contents. If it is set, a digest of each event's text is
  /// remembered too (16 bytes), which distinguishes a retry from another event with the same key.
  /// Use secret random bytes (`system_random<16>()`): then no sender can construct an event that
  /// looks like a retry of another one. A `batch_validator` without a window does not compare
  /// contents.
  std::optional<random_bytes<16>> content_key{};
};

/// Remembers a bounded number of the latest events by session, idempotency key and sequence number.
///
/// At the limit, the event that arrived first is forgotten; a duplicate does not change the age of
/// an event. A duplicate of a forgotten event counts as new, and a conflict with it is not
/// detected. So the window must cover the time in which producers retry. Replays and reordering
/// have no other effect: an event that is remembered is a duplicate in any order and number.
///
/// Keys and sessions are compared as texts, not only by their hashes; contents are compared by
/// digests of 128 bits. Takes amortized constant time for each event, or time logarithmic in the
/// remembered events if keys were constructed to have the same hash. One window must not be used by
/// two threads at once.
///
/// Only the constructor and the `observe` functions allocate. If one throws `std::bad_alloc`, the
/// window is unchanged, except for memory that it keeps.
template <class = void>
class basic_dedupe_window {
 public:
  /// Constructs an empty window.
  explicit basic_dedupe_window(const dedupe_limits& l = {}) : limits_(l) {}
  basic_dedupe_window(const basic_dedupe_window&) = delete;
  basic_dedupe_window& operator=(const basic_dedupe_window&) = delete;

  /// Classifies an event. A new one is remembered, and the oldest are forgotten until the window is
  /// within its limits.
  ///
  /// Session and key are compared byte by byte, unescaped. Without `seq` there are no conflicts.
  ///
  /// `text`: the event's JSON, used only if the limits have a `content_key`. White space between
  /// tokens does not matter; any other change does, such as other escapes, another order of members
  /// or another spelling of a number. If either event was observed without its text, contents are
  /// not compared.
  dedupe_outcome observe(std::string_view session, std::string_view key,
                         std::optional<std::uint64_t> seq = std::nullopt,
                         std::string_view text = {}) {
    const dedupe_outcome what = observe_without_forgetting(session, key, seq, text);
    if (what == dedupe_outcome::first) forget_oldest();
    return what;
  }

  /// Classifies an event and remembers a new one, without applying the limits. Use it for the
  /// events of one batch, so that all of them are compared with each other. `forget_oldest` brings
  /// the window back within its limits.
  dedupe_outcome observe_without_forgetting(std::string_view session, std::string_view key,
                                            std::optional<std::uint64_t> seq = std::nullopt,
                                            std::string_view text = {}) {
    const key_name name = name_of(session, key);
    const bool compares = limits_.content_key && !text.empty();
    if (const entry* const found = by_key_.find(name); found != nullptr)
      return compares && found->has_content && found->content() != content_of(text)
                 ? dedupe_outcome::collision
                 : dedupe_outcome::duplicate;
    if (seq && by_seq_.find({name.session_hash, *seq, session}) != nullptr)
      return dedupe_outcome::conflict;
    remember(name, seq, compares ? content_of(text) : std::string_view());
    return dedupe_outcome::first;
  }

  /// Forgets the oldest events until the window is within its limits.
  void forget_oldest() noexcept {
    while (!by_age_.empty() && (by_age_.size() > limits_.max_events || bytes_ > limits_.max_bytes))
      forget(by_age_.front());
  }

  /// Forgets the newest events until no more than `n` are left. This undoes all observations
  /// without forgetting since `size()` was `n`.
  void forget_newest(std::size_t n) noexcept {
    while (by_age_.size() > n) forget(by_age_.back());
  }

  /// Forgets an event, for example a new one that could not be stored, so that its retry is
  /// accepted as new. Returns whether it was remembered.
  bool forget(std::string_view session, std::string_view key) noexcept {
    entry* const found = by_key_.find(name_of(session, key));
    if (found != nullptr) forget(*found);
    return found != nullptr;
  }

  /// Forgets all events; memory is kept. Linear in the events remembered.
  void clear() noexcept {
    for (entry& e : by_age_) {
      by_key_.empty_bucket_of(e);
      if (e.has_seq) by_seq_.empty_bucket_of(e);
      release(e);
    }
    free_.splice(free_.begin(), by_age_);
    bytes_ = 0;
  }

  /// Returns the number of events remembered.
  std::size_t size() const noexcept { return by_age_.size(); }
  /// Returns the size in bytes that `dedupe_limits::max_bytes` limits.
  std::size_t bytes() const noexcept { return bytes_; }

 private:
  struct key_name {
    std::size_t hash = 0;
    std::size_t session_hash = 0;
    std::string_view key{};
    std::string_view session{};

    std::strong_ordering operator<=>(const key_name&) const = default;
    std::size_t mixed() const noexcept { return hash ^ session_hash; }
  };
  struct seq_name {
    std::size_t session_hash = 0;
    std::uint64_t seq = 0;
    std::string_view session{};

    std::strong_ordering operator<=>(const seq_name&) const = default;
    std::size_t mixed() const noexcept { return static_cast<std::size_t>(seq) + session_hash; }
  };

  static constexpr std::size_t content_size = sizeof(detail::content_digest);

  using link = boost::intrusive::link_mode<boost::intrusive::normal_link>;
  using hook = boost::intrusive::set_member_hook<link>;
  struct entry : boost::intrusive::list_base_hook<link> {
    hook in_keys;
    hook in_seqs;
    std::size_t hash = 0;
    std::size_t session_hash = 0;
    std::uint64_t seq = 0;
    std::size_t session_size = 0;
    bool has_seq = false;
    bool has_content = false;
    std::string texts; ///< the session, the key, and the content's digest if known

    std::string_view session() const noexcept {
      return std::string_view(texts).substr(0, session_size);
    }
    std::string_view key() const noexcept {
      return std::string_view(texts).substr(session_size, texts.size() - session_size -
                                                              (has_content ? content_size : 0));
    }
    std::string_view content() const noexcept {
      return std::string_view(texts).substr(texts.size() - content_size);
    }
  };
  struct key_of_entry {
    using type = key_name;
    type operator()(const entry& e) const noexcept {
      return {e.hash, e.session_hash, e.key(), e.session()};
    }
  };
  struct seq_of_entry {
    using type = seq_name;
    type operator()(const entry& e) const noexcept { return {e.session_hash, e.seq, e.session()}; }
  };

  /// Finds entries by their names: a hash table whose buckets are trees, so that names constructed
  /// to collide cost only a logarithm.
  template <hook entry::*Hook, class NameOf>
  class index {
    using bucket = boost::intrusive::set<entry, boost::intrusive::member_hook<entry, hook, Hook>,
                                         boost::intrusive::key_of_value<NameOf>,
                                         boost::intrusive::constant_time_size<false>>;

   public:
    static constexpr std::size_t bucket_size = sizeof(bucket);
    using name = typename NameOf::type;

    entry* find(const name& n) noexcept {
      if (buckets_.empty()) return nullptr;
      const auto found = place(n).find(n);
      return found == place(n).end() ? nullptr : &*found;
    }
    /// Precondition: there is a bucket.
    void insert(entry& e) { place(NameOf()(e)).insert(e); }
    void erase(entry& e) {
      bucket& b = place(NameOf()(e));
      b.erase(b.iterator_to(e));
    }
    /// Empties the bucket of `e`.
    void empty_bucket_of(const entry& e) noexcept { place(NameOf()(e)).clear(); }
    std::size_t bucket_count() const noexcept { return buckets_.size(); }
    using table = std::vector<bucket>;
    /// Makes the index empty, with these buckets; their number must be a power of two.
    void reset(table&& buckets) noexcept {
      for (bucket& b : buckets_) b.clear();
      buckets_ = std::move(buckets);
    }

   private:
    std::size_t bucket_of(const name& n) const noexcept {
      const std::uint64_t spread =
          n.mixed() *
          0x9E37'79B9'7F4A'7C15u; // Fibonacci hashing: the upper bits depend on all bits
      return static_cast<std::size_t>(spread >> 32) & (buckets_.size() - 1);
    }
    bucket& place(const name& n) noexcept { return buckets_[bucket_of(n)]; }

    table buckets_;
  };

  using key_index = index<&entry::in_keys, key_of_entry>;
  using seq_index = index<&entry::in_seqs, seq_of_entry>;

  key_name name_of(std::string_view session, std::string_view key) const noexcept {
    const std::hash<std::string_view> hash;
    // Successive events usually belong to the same session.
    const bool is_as_before = !by_age_.empty() && by_age_.back().session() == session;
    return {hash(key), is_as_before ? by_age_.back().session_hash : hash(session), key, session};
  }

  static std::size_t size_of(const entry& e) noexcept {
    constexpr std::size_t buckets =
        2 * (key_index::bucket_size + seq_index::bucket_size); // up to two for each entry
    return sizeof(entry) + buckets + e.texts.capacity();
  }

  /// Makes space for one more entry in the indexes. Amortized constant time.
  void grow() {
    constexpr std::size_t least = 128; // with a usual batch, most buckets are empty
    const std::size_t buckets = by_key_.bucket_count();
    if (by_age_.size() < buckets) return;
    const std::size_t more = buckets == 0 ? least : 2 * buckets;
    typename key_index::table keys(more);
    typename seq_index::table seqs(more); // both exist before either index is replaced
    by_key_.reset(std::move(keys));
    by_seq_.reset(std::move(seqs));
    for (entry& e : by_age_) {
      by_key_.insert(e);
      if (e.has_seq) by_seq_.insert(e);
    }
  }

  /// Returns the digest of an event's content as bytes, valid until the next call.
  std::string_view content_of(std::string_view text) {
    digest_ = detail::digest_of(text, *limits_.content_key, room_);
    return {reinterpret_cast<const char*>(digest_.data()), content_size};
  }

  /// `content`: the digest; empty if it is not known.
  void remember(const key_name& name, std::optional<std::uint64_t> seq, std::string_view content) {
    grow();
    if (free_.empty()) free_.push_front(pool_.emplace_back());
    entry& e = free_.front();
    e.texts.clear();
    e.texts.reserve(name.session.size() + name.key.size() + content.size());
    e.texts.append(name.session).append(name.key);
    if (!content.empty()) e.texts.append(content);
    e.session_size = name.session.size();
    e.hash = name.hash;
    e.session_hash = name.session_hash;
    e.has_seq = seq.has_value();
    e.seq = seq.value_or(0);
    e.has_content = !content.empty();
    free_.pop_front();
    by_age_.push_back(e);
    by_key_.insert(e);
    if (e.has_seq) by_seq_.insert(e);
    bytes_ += size_of(e);
  }

  /// Frees the memory of unusually long texts; that of usual ones is kept for another event.
  static void release(entry& e) noexcept {
    constexpr std::size_t usual = 256;
    if (e.texts.capacity() > usual)
      std::string().swap(e.texts); // assigning an empty string may keep the memory
  }

  void forget(entry& e) noexcept {
    bytes_ -= size_of(e);
    by_key_.erase(e);
    if (e.has_seq) by_seq_.erase(e);
    by_age_.erase(by_age_.iterator_to(e));
    free_.push_front(e);
    release(e);
  }

  dedupe_limits limits_;
  std::size_t bytes_ = 0;
  std::deque<entry> pool_;
  boost::intrusive::list<entry> by_age_;
  boost::intrusive::list<entry> free_;
  key_index by_key_;
  seq_index by_seq_;
  detail::content_digest digest_{}; ///< of the event observed last
  std::string room_;
};

/// A window with the library's default implementation.
using dedupe_window = basic_dedupe_window<>;

} // namespace assay
