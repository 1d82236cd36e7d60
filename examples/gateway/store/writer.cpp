// SPDX-License-Identifier: BSL-1.0
#include "store/writer.hpp"

#include "store/schema.hpp"

#include <new>

namespace gateway {
namespace {

constexpr std::size_t jobs_a_transaction = 512;
constexpr std::chrono::seconds probe_age{1}, clearing_pause{1};
constexpr std::chrono::milliseconds probe_wait{100};
constexpr std::chrono::seconds longest_usual{2}; // usual limit of a transaction
constexpr int probe_patience = 1000;             // milliseconds

database opened(const writer::settings& s) {
  database db(s.file, database::access::make);
  prepare(db, s.is_durable ? durability::power : durability::process);
  return db;
}

} // namespace

writer::writer(const settings& s, log& to, metrics& counted)
    : settings_(s), log_(to), metrics_(counted), db_(opened(s)), file_(s.file),
      store_(db_, s.limits), thread_([this] { run(); }) {}

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

bool writer::is_well() {
  std::unique_lock lock(mutex_);
  if (start_ && clock::now() - *start_ > longest_usual) return false;
  if (clock::now() - last_end_ < probe_age || is_stopping_) return is_well_;
  is_probe_wanted_ = true;
  is_needed_.notify_one();
  is_probed_.wait_for(lock, probe_wait, [&] { return !is_probe_wanted_; });
  return is_well_;
}

/// Waits for requests and takes them. Returns false when the thread must end.
bool writer::wait(std::deque<write_job>& jobs) {
  std::unique_lock lock(mutex_);
  const auto is_due = [&] { return is_stopping_ || is_probe_wanted_ || !queue_.empty(); };
  if (store_.must_clear()) is_needed_.wait_for(lock, clearing_pause, is_due);
  else is_needed_.wait(lock, is_due);
  if (is_stopping_ && queue_.empty()) return false;
  while (!queue_.empty() && jobs.size() < jobs_a_transaction) {
    jobs.push_back(std::move(queue_.front()));
    queue_.pop_front();
  }
  if (!jobs.empty()) start_ = clock::now();
  return true;
}

void writer::run() {
  std::deque<write_job> jobs;
  while (wait(jobs)) {
    bool is_probe = false;
    {
      const std::lock_guard lock(mutex_);
      is_probe = is_probe_wanted_ && jobs.empty();
    }
    if (!jobs.empty()) do_all(jobs);
    else if (is_probe) probe();
    clear_journal();
    jobs.clear();
  }
}

/// A long read must not delay every request.
void writer::clear_journal() {
  if (!store_.must_clear() || clock::now() < next_clearing_) return;
  store_.clear_journal();
  next_clearing_ = clock::now() + clearing_pause;
}

void writer::commit() {
  if (!file_.is_in_place())
    throw database_error("the file of the database was removed or replaced", 0);
  store_.commit();
}

void writer::note_end(bool is_well) {
  {
    const std::lock_guard lock(mutex_);
    is_well_ = is_well;
    is_probe_wanted_ = false;
    last_end_ = clock::now();
    start_.reset();
  }
  is_probed_.notify_all();
}

void writer::note_failure(const std::exception& error) {
  store_.roll_back();
  log_.write(log_level::error, "commit_failed", {{"reason", error.what()}});
}

/// Writes a small value to detect a full disk or a lock. After a failure it writes a larger value,
/// because a nearly full disk may have space for the small one only.
void writer::probe() {
  bool is_done = false, was_well = false;
  {
    const std::lock_guard lock(mutex_);
    was_well = is_well_;
  }
  db_.set_patience(probe_patience);
  try {
    store_.begin();
    store_.write_probe();
    if (!was_well)
      statement(db_, "UPDATE meta SET value = zeroblob(1048576) WHERE name = 'probe'").run();
    commit();
    is_done = true;
  } catch (const std::exception& error) {
    note_failure(error);
  }
  db_.set_patience(database::usual_patience);
  note_end(is_done);
}

void writer::do_all(std::deque<write_job>& jobs) {
  std::deque<response> answers;
  const auto start = clock::now();
  bool is_done = false;
  try {
    store_.begin();
    for (write_job& job : jobs) answers.push_back(do_one(job));
    commit();
    is_done = true;
    metrics_.add(store_.take_counts());
  } catch (const std::exception& error) {
    if (!is_done) note_failure(error);
    answers.assign(jobs.size(), refusal_for_now(503, "the database is not available"));
  }
  note_end(is_done);
  metrics_.add_commit(clock::now() - start);
  for (std::size_t i = 0; i < jobs.size(); ++i) jobs[i].answer(std::move(answers[i]));
}

response writer::do_one(write_job& job) {
  response refused = refusal_for_now(503, "the request could not be stored");
  store_.begin_request({job.method, job.target, job.source});
  try {
    response answer = job.work(store_);
    store_.end_request();
    return answer;
  } catch (const bad_request& error) {
    refused = refusal(400, error.what());
  } catch (const std::bad_alloc&) {
    log_.write(log_level::error, "out_of_memory");
  } catch (const std::exception& error) {
    log_.write(log_level::error, "request_failed", {{"reason", error.what()}});
  }
  store_.undo_request();
  return refused;
}

} // namespace gateway
