#include "pipeline.hpp"

#include <stdexcept>
#include <string>
#include <system_error>
#include <utility>

namespace tool {
namespace {

/// Empties it; what one huge line needed is not kept.
void empty(assay::text_buffer& buffer) {
  if (buffer.size() > 4 * block_reader::block_size) buffer = assay::text_buffer();
  buffer.clear();
}

} // namespace

pipeline::pipeline(unsigned threads, const std::function<std::unique_ptr<worker>()>& make_worker, std::function<void(const job&)> finish)
    : finish_(std::move(finish)) {
  const std::size_t slots = threads > 1 ? 2 * std::size_t{threads} + 1 : 1;
  for (std::size_t i = 0; i < slots; ++i) free_.push_back(slots_.emplace_back(std::make_unique<slot>()).get());
  for (unsigned i = 0; i < threads; ++i) workers_.push_back(make_worker());
  if (threads <= 1) return;
  try {
    for (const auto& w : workers_) threads_.emplace_back([this, &each = *w] { work(each); });
  } catch (const std::system_error& error) {
    stop(nullptr); // those that began must end before they are joined
    throw std::runtime_error(std::to_string(threads) + " threads cannot be started: " + error.code().message());
  }
}

pipeline::~pipeline() { stop(nullptr); }

job& pipeline::free_job() {
  std::unique_lock lock(mutex_);
  const std::size_t greatest = slots_.size() * 2 * block_reader::block_size;
  room_.wait(lock, [&] { return stopped_ || (!free_.empty() && (bytes_ < greatest || unfinished_.empty())); });
  rethrow();
  slot* const s = free_.back();
  free_.pop_back();
  return s->content;
}

void pipeline::submit(job& j) {
  if (threads_.empty()) {
    workers_.front()->process(j);
    enqueue(j, true);
  } else {
    enqueue(j, false);
  }
}

void pipeline::submit_processed(job& j) { enqueue(j, true); }

void pipeline::wait() {
  std::unique_lock lock(mutex_);
  room_.wait(lock, [&] { return stopped_ || unfinished_.empty(); });
  rethrow();
}

void pipeline::enqueue(job& j, bool is_processed) {
  std::unique_lock lock(mutex_);
  slot* s = nullptr;
  for (const auto& each : slots_)
    if (&each->content == &j) s = each.get();
  s->bytes = j.lines.text.size();
  s->is_processed = is_processed;
  bytes_ += s->bytes;
  unfinished_.push_back(s);
  if (is_processed) {
    finish_in_order(lock);
  } else {
    unprocessed_.push_back(s);
    work_.notify_one();
  }
}

void pipeline::work(worker& w) {
  std::unique_lock lock(mutex_);
  for (;;) {
    work_.wait(lock, [&] { return stopped_ || !unprocessed_.empty(); });
    if (stopped_) return;
    slot* const s = unprocessed_.front();
    unprocessed_.pop_front();
    lock.unlock();
    std::exception_ptr failure;
    try {
      w.process(s->content);
    } catch (...) {
      failure = std::current_exception();
    }
    lock.lock();
    s->is_processed = true;
    if (failure != nullptr) {
      lock.unlock();
      return stop(failure);
    }
    finish_in_order(lock);
  }
}

/// Finishes what is at the front and processed, unless another thread is about that.
void pipeline::finish_in_order(std::unique_lock<std::mutex>& lock) {
  if (is_finishing_) return;
  is_finishing_ = true;
  while (!stopped_ && !unfinished_.empty() && unfinished_.front()->is_processed) {
    slot* const s = unfinished_.front();
    lock.unlock();
    std::exception_ptr failure;
    try {
      finish_(s->content);
    } catch (...) {
      failure = std::current_exception();
    }
    if (failure != nullptr) stop(failure);
    lock.lock();
    unfinished_.pop_front();
    recycle(*s);
    room_.notify_one();
  }
  is_finishing_ = false;
}

void pipeline::recycle(slot& s) {
  bytes_ -= s.bytes;
  job& j = s.content;
  empty(j.lines.text);
  empty(j.out);
  empty(j.err);
  j.lines.bytes = 0;
  j.counts = tally();
  free_.push_back(&s);
}

/// Ends the work, for a reason or because it is done.
void pipeline::stop(std::exception_ptr reason) noexcept {
  const std::lock_guard lock(mutex_);
  if (failure_ == nullptr) failure_ = std::move(reason);
  stopped_ = true;
  work_.notify_all();
  room_.notify_all();
}

void pipeline::rethrow() const {
  if (failure_ != nullptr) std::rethrow_exception(failure_);
}

} // namespace tool
