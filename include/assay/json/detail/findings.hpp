#pragma once

#include "assay/error/violation.hpp"

#include <cstddef>
#include <string_view>
#include <vector>

namespace assay::detail {

struct member_schema;

/// What a reader notes on its way. Its path is worked out only when the event is done (json/detail/pointer.hpp).
struct finding {
  code what{};
  assay::severity severity = assay::severity::error;
  const char* at = nullptr;              ///< the value, the name or the byte at fault; the object that lacks a member
  const char* first = nullptr;           ///< duplicate_member: where the member stood first
  std::string_view expected{};           ///< in words; empty: the rules of `member` tell
  const member_schema* member = nullptr; ///< the member whose type or rules are not met, or that is missing or there twice
  bool is_name_in_root = false;          ///< the place is the name of `member`, which is one of the outermost object's
};

/// The findings of one event in the order of their places, at most as many as asked for; errors push warnings out.
class findings {
 public:
  explicit findings(std::size_t capacity) noexcept : capacity_(capacity) {}

  bool empty() const noexcept { return list_.empty() && !truncated_; }
  bool full() const noexcept { return list_.size() == capacity_; }
  /// Whether an error would find room, in a warning's place if need be.
  bool takes_errors() const noexcept { return !full() || warnings_ != 0; }
  bool truncated() const noexcept { return truncated_; }
  const std::vector<finding>& list() const noexcept { return list_; }

  void clear() noexcept {
    list_.clear();
    warnings_ = 0;
    truncated_ = false;
  }

  void add(const finding& f) {
    if (full()) {
      truncated_ = true;
      if (f.severity == severity::warning || !drop_last_warning()) return;
    }
    // In the order of their places. They come nearly so: a missing member is noted behind its object, a late payload at the end.
    auto place = list_.end();
    while (place != list_.begin() && place[-1].at > f.at) --place;
    if (place == list_.end()) list_.push_back(f);
    else list_.insert(place, f);
    warnings_ += f.severity == severity::warning;
  }

 private:
  bool drop_last_warning() {
    if (warnings_ == 0) return false;
    --warnings_;
    for (auto i = list_.end(); i != list_.begin();)
      if ((--i)->severity == severity::warning) return list_.erase(i), true;
    return false;
  }

  std::vector<finding> list_;
  std::size_t capacity_;
  std::size_t warnings_ = 0; ///< how many of the list are
  bool truncated_ = false;
};

} // namespace assay::detail
