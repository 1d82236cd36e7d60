#include "store/writer.hpp"

#include "store/schema.hpp"

#include <chrono>
#include <new>

namespace gateway {
namespace {

constexpr std::size_t jobs_a_transaction = 512;

database opened(const writer::settings& s) {
  database db(s.file, database::access::make);
  prepare(db, s.is_durable ? durability::power : durability::process);
  return db;
}

} // namespace

writer::writer(const settings& s, log& to, metrics& counted)
    : settings_(s), log_(to), metrics_(counted), db_(opened(s)), store_(db_, s.limits),
      thread_([this] { run(); }) {}

bool writer::submit(write_job& job) {
  {
    const std::lock_guard lock(mutex_);
    if (is_stopping_ || queue_.size() >= settings_.max_queue) return false;
    queue_.push_back(std::move(job));
  }
  is_needed_.notify_one();
  return true;
}

void writer::stop() {
  {
    const std::lock_guard lock(mutex_);
    is_stopping_ = true;
  }
  is_needed_.notify_one();
  if (thread_.joinable()) thread_.join();
}

std::size_t writer::waiting() const {
  const std::lock_guard lock(mutex_);
  return queue_.size();
}

void writer::run() {
  std::deque<write_job> jobs;
  for (;;) {
    {
      std::unique_lock lock(mutex_);
      is_needed_.wait(lock, [&] { return is_stopping_ || !queue_.empty(); });
      if (queue_.empty()) return;
      while (!queue_.empty() && jobs.size() < jobs_a_transaction) {
        jobs.push_back(std::move(queue_.front()));
        queue_.pop_front();
      }
    }
    do_all(jobs);
    jobs.clear();
  }
}

void writer::do_all(std::deque<write_job>& jobs) {
  std::deque<response> answers;
  const auto start = std::chrono::steady_clock::now();
  try {
    store_.begin();
    for (write_job& job : jobs) answers.push_back(do_one(job));
    store_.commit();
    metrics_.add(store_.take_counts());
    metrics_.set_quarantine_rows(store_.quarantine_rows());
  } catch (const std::exception& error) {
    store_.roll_back();
    log_.write(log_level::error, "commit_failed", {{"reason", error.what()}});
    answers.assign(jobs.size(), refusal_for_now(503, "the database is not available"));
  }
  metrics_.add_commit(std::chrono::steady_clock::now() - start);
  for (std::size_t i = 0; i < jobs.size(); ++i) jobs[i].answer(std::move(answers[i]));
}

response writer::do_one(write_job& job) {
  store_.begin_request({job.method, job.target, job.source});
  try {
    response answer = job.work(store_);
    store_.end_request();
    return answer;
  } catch (const std::bad_alloc&) {
    log_.write(log_level::error, "out_of_memory");
  } catch (const std::exception& error) {
    log_.write(log_level::error, "request_failed", {{"reason", error.what()}});
  }
  store_.undo_request();
  return refusal_for_now(503, "the request could not be stored");
}

} // namespace gateway
