// SPDX-License-Identifier: BSL-1.0
#include "stream/pipeline.hpp"

#include <stdexcept>
#include <string>
#include <system_error>
#include <utility>

namespace tool {
namespace {

void empty(assay::text_buffer& buffer) {
  if (buffer.size() > block_reader::max_kept) buffer = assay::text_buffer();
  buffer.clear();
}

/// Locks a mutex that other threads usually hold for less time than waking a thread takes. They
/// hold it longer only while an input has no data. Yields several times before it sleeps, which
/// saves 5 % of the whole time with two threads.
std::unique_lock<std::mutex> locked_soon(std::mutex& m) {
  std::unique_lock lock(m, std::try_to_lock);
  for (int tries = 0; tries != 100 && !lock.owns_lock(); ++tries) {
    std::this_thread::yield();
    lock.try_lock();
  }
  if (!lock.owns_lock()) lock.lock();
  return lock;
}

} // namespace

pipeline::pipeline(unsigned threads, const std::function<std::unique_ptr<worker>()>& make_worker,
                   std::function<bool(job&)> read, std::function<void(const job&)> finish)
    : read_(std::move(read)), finish_(std::move(finish)) {
  const std::size_t slots = threads > 1 ? 2 * std::size_t{threads} + 1 : 1;
  for (std::size_t i = 0; i < slots; ++i)
    free_.push_back(slots_.emplace_back(std::make_unique<slot>()).get());
  for (unsigned i = 0; i < threads; ++i) workers_.push_back(make_worker());
}

void pipeline::run() {
  std::vector<std::jthread> others;
  try {
    for (std::size_t i = 1; i < workers_.size(); ++i)
      others.emplace_back([this, &w = *workers_[i]] { work(w); });
  } catch (const std::system_error& error) {
    stop(nullptr); // started threads must end before they are joined
    throw std::runtime_error("cannot start " + std::to_string(workers_.size()) +
                             " threads: " + error.code().message());
  }
  work(*workers_.front());
  others.clear();
  if (failure_ != nullptr) std::rethrow_exception(failure_);
}

void pipeline::work(worker& w) noexcept {
  try {
    while (slot* const s = read_next()) {
      w.process(s->content);
      finish_in_order(*s);
    }
  } catch (...) {
    stop(std::current_exception());
  }
}

/// Reads the next job in this thread. Returns null at the end of the input or after `stop`.
pipeline::slot* pipeline::read_next() {
  const std::unique_lock reading = locked_soon(input_); // copying a block takes 20 microseconds
  if (at_end_) return nullptr;
  slot* const s = free_slot();
  if (s == nullptr) return nullptr;
  at_end_ = !read_(s->content);
  if (at_end_) return nullptr;
  const std::lock_guard lock(mutex_);
  s->bytes = s->content.lines.read.size() + s->content.lines.joined.size();
  s->is_processed = false;
  bytes_ += s->bytes;
  unfinished_.push_back(s);
  return s;
}

/// Waits for an empty slot and returns it, or null after `stop`.
pipeline::slot* pipeline::free_slot() {
  std::unique_lock lock(mutex_);
  const std::size_t greatest = slots_.size() * 2 * block_reader::block_size;
  room_.wait(lock, [&] {
    return stopped_ || (!free_.empty() && (bytes_ < greatest || unfinished_.empty()));
  });
  if (stopped_) return nullptr;
  slot* const s = free_.back();
  free_.pop_back();
  return s;
}

/// Finishes the processed jobs at the front, unless another thread is doing this.
void pipeline::finish_in_order(slot& processed) {
  std::unique_lock lock(mutex_);
  processed.is_processed = true;
  if (is_finishing_) return;
  is_finishing_ = true;
  while (!stopped_ && !unfinished_.empty() && unfinished_.front()->is_processed) {
    slot& s = *unfinished_.front();
    lock.unlock();
    finish_(s.content);
    lock.lock();
    unfinished_.pop_front();
    recycle(s);
    room_.notify_one(); // at most one thread waits to read
  }
  is_finishing_ = false;
}

void pipeline::recycle(slot& s) {
  bytes_ -= s.bytes;
  job& j = s.content;
  empty(j.lines.read);
  empty(j.lines.joined);
  empty(j.out);
  empty(j.err);
  j.lines.bytes = 0;
  j.counts = tally();
  j.hint.clear();
  free_.push_back(&s);
}

/// Ends the work early. Keeps the reason if it is the first.
void pipeline::stop(std::exception_ptr reason) noexcept {
  const std::lock_guard lock(mutex_);
  if (failure_ == nullptr) failure_ = std::move(reason);
  stopped_ = true;
  room_.notify_all();
}

} // namespace tool
