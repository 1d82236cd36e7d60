// SPDX-License-Identifier: BSL-1.0
#include "measure.hpp"

#include <malloc.h>
#include <pthread.h>
#include <signal.h>
#include <sys/mman.h>
#include <time.h>
#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <limits>
#include <new>

namespace hostile {
namespace {

// The counters of this program's operator new. Only one thread works at a time.
std::size_t in_use = 0, peak = 0, allocated = 0;

void* counted(void* p) noexcept {
  if (p == nullptr) return p;
  const std::size_t n = malloc_usable_size(p);
  in_use += n;
  allocated += n;
  peak = std::max(peak, in_use);
  return p;
}
void release(void* p) noexcept {
  if (p != nullptr) in_use -= malloc_usable_size(p);
  std::free(p);
}

double thread_seconds() noexcept {
  timespec t{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
  return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_nsec) * 1e-9;
}

/// Memory for a thread's stack, with a guard page below it. It is painted so that it shows how much
/// of it was touched.
class painted_stack {
 public:
  explicit painted_stack(std::size_t bytes) : bytes_(bytes) {
    void* const area = mmap(nullptr, bytes_ + guard, PROT_READ | PROT_WRITE,
                            MAP_PRIVATE | MAP_ANONYMOUS | MAP_STACK, -1, 0);
    if (area == MAP_FAILED || mprotect(area, guard, PROT_NONE) != 0) throw std::bad_alloc();
    area_ = static_cast<unsigned char*>(area);
  }
  painted_stack(const painted_stack&) = delete;
  painted_stack& operator=(const painted_stack&) = delete;
  ~painted_stack() { munmap(area_, bytes_ + guard); }

  void paint() noexcept { std::memset(begin(), paint_byte, bytes_); }
  unsigned char* begin() const noexcept { return area_ + guard; }
  std::size_t size() const noexcept { return bytes_; }
  std::size_t touched() const noexcept {
    std::size_t untouched = 0;
    while (untouched < bytes_ && begin()[untouched] == paint_byte) ++untouched;
    return bytes_ - untouched;
  }

 private:
  static constexpr std::size_t guard = std::size_t{64} << 10;
  static constexpr unsigned char paint_byte = 0xA5;

  std::size_t bytes_;
  unsigned char* area_ = nullptr;
};

/// The running operation, for the message about a stack overflow: its handler can do little else.
char at_work[512];

void tell_overflow(int) {
  const auto put = [](const char* text) { (void)!write(2, text, std::strlen(text)); };
  put("the stack overflowed, or memory was misused, in ");
  put(at_work);
  put("\n");
  _exit(3);
}

/// Runs it in a thread with that stack.
void run_on(painted_stack& stack, const std::function<void()>& f) {
  struct task {
    const std::function<void()>* f;
    char signal_stack[16 << 10];
    static void* start(void* self) {
      auto& t = *static_cast<task*>(self);
      stack_t alternative{};
      alternative.ss_sp = t.signal_stack;
      alternative.ss_size = sizeof t.signal_stack;
      sigaltstack(&alternative, nullptr);
      (*t.f)();
      return nullptr;
    }
  } t{&f, {}};
  pthread_attr_t attributes;
  pthread_attr_init(&attributes);
  pthread_t thread{};
  if (pthread_attr_setstack(&attributes, stack.begin(), stack.size()) != 0 ||
      pthread_create(&thread, &attributes, task::start, &t) != 0) {
    std::fprintf(stderr, "no thread with a stack of %zu bytes can be started\n", stack.size());
    std::exit(2);
  }
  pthread_join(thread, nullptr);
  pthread_attr_destroy(&attributes);
}

/// Returns the exponent e of y ~ x^e, by least squares of the logarithms.
double exponent_of(const std::vector<std::pair<double, double>>& points) {
  double x = 0, y = 0, xx = 0, xy = 0;
  for (const auto& [a, b] : points) {
    const double u = std::log(a), v = std::log(b);
    x += u, y += v, xx += u * u, xy += u * v;
  }
  const double n = static_cast<double>(points.size()), spread = n * xx - x * x;
  return spread <= 0 ? 0 : (n * xy - x * y) / spread;
}

template <class Value>
double exponent_of(const std::vector<point>& points, Value value, std::size_t first = 0) {
  std::vector<std::pair<double, double>> all;
  for (std::size_t i = first; i < points.size(); ++i)
    all.emplace_back(static_cast<double>(points[i].bytes), value(points[i]));
  return exponent_of(all);
}

/// One input and its measurements so far.
class step {
 public:
  step(const subject& s, std::size_t bytes) : work_(s.prepare(bytes)) {
    result_.bytes = work_.bytes;
    result_.seconds = std::numeric_limits<double>::infinity();
  }

  /// Runs once, for memory and stack.
  void look(painted_stack& stack) {
    if (work_.before) work_.before();
    stack.paint();
    run_on(stack, [&] {
      const std::size_t before = in_use, allocated_before = allocated;
      peak = in_use;
      work_.run();
      result_.peak = peak - before;
      result_.allocated = allocated - allocated_before;
    });
    result_.stack = stack.touched();
    result_.is_overflowed = result_.stack == stack.size();
  }

  void time(painted_stack& stack, const plan& p, int rounds) {
    run_on(stack, [&] {
      for (; rounds != 0; --rounds) result_.seconds = std::min(result_.seconds, seconds(p));
    });
  }

  const point& result() const noexcept { return result_; }

 private:
  double seconds(const plan& p) {
    double all = 0;
    std::size_t runs = 0;
    if (work_.before) {
      // The preparation is not measured, but takes time.
      do {
        work_.before();
        const double start = thread_seconds();
        work_.run();
        all += thread_seconds() - start;
      } while (++runs < 8 && all < p.least_seconds);
      return all / static_cast<double>(runs);
    }
    const double start = thread_seconds();
    std::size_t more = 1;
    do {
      for (std::size_t i = 0; i < more; ++i) work_.run();
      runs += more;
      all = thread_seconds() - start;
      more *= 2;
    } while (all < p.least_seconds);
    return all / static_cast<double>(runs);
  }

  work work_;
  point result_;
};

std::string number(double value) {
  char text[32];
  std::snprintf(text, sizeof text, "%.2f", value);
  return text;
}

} // namespace

growth measure(const subject& s, const plan& p) {
  static const bool is_prepared = [] {
    // Keep all memory in one heap, and keep it after release. Otherwise the kernel's work for large
    // blocks, which small ones do not need, would look like growth.
    mallopt(M_ARENA_MAX, 1);
    mallopt(M_MMAP_MAX, 0);
    mallopt(M_TRIM_THRESHOLD, std::numeric_limits<int>::max());
    struct sigaction action {};
    action.sa_handler = tell_overflow;
    action.sa_flags = SA_ONSTACK;
    sigaction(SIGSEGV, &action, nullptr);
    sigaction(SIGBUS, &action, nullptr);
    return true;
  }();
  (void)is_prepared;
  std::snprintf(at_work, sizeof at_work, "%s: %s", s.operation.c_str(), s.shape.c_str());

  static painted_stack stack(p.stack_bytes); // shared, because making one takes time
  std::vector<step> steps;
  steps.reserve(p.sizes.size());
  for (const std::size_t bytes : p.sizes) steps.emplace_back(s, bytes);
  for (step& t : steps) t.look(stack);

  growth g;
  const auto judge = [&] {
    g.points.clear();
    for (const step& t : steps) g.points.push_back(t.result());
    // The added times keep operations that are as fast as a call or a memory copy from looking like
    // growth: caches and the distance of two addresses change the speed of a copy up to five times.
    const auto seconds = [](const point& x) {
      return x.seconds + 2e-7 + static_cast<double>(x.bytes) * 1e-9;
    };
    g.time = exponent_of(g.points, seconds);
    g.last_time = exponent_of(g.points, seconds, g.points.size() - 2);
    return g.time <= p.exponent && g.last_time <= p.last_exponent;
  };
  for (step& t : steps) t.time(stack, p, p.rounds);
  bool is_good = judge();
  for (int i = 0; i < p.retries && !is_good; ++i) {
    for (step& t : steps) t.time(stack, p, p.rounds);
    is_good = judge();
  }
  if (!is_good && g.time < p.no_doubt) {
    // A step to the next level of cache, or to another path in the allocator, is not growth. It
    // does not occur again at larger sizes.
    plan greater = p;
    for (std::size_t& bytes : greater.sizes) bytes *= 4;
    greater.no_doubt = 0;
    const growth confirmed = measure(s, greater);
    g.time = confirmed.time;
    g.last_time = confirmed.last_time;
    is_good = g.time <= p.exponent && g.last_time <= p.last_exponent;
  }
  // Added, so that small amounts of memory do not look like growth. It cannot hide relevant growth.
  constexpr double constant = 8 << 10;
  g.memory =
      exponent_of(g.points, [](const point& x) { return static_cast<double>(x.peak) + constant; });
  g.allocated = exponent_of(
      g.points, [](const point& x) { return static_cast<double>(x.allocated) + constant; });
  for (const point& x : g.points) g.stack = std::max(g.stack, x.stack);

  if (!is_good)
    g.findings.push_back("time grows as n^" + number(g.time) + ", in the last step as n^" +
                         number(g.last_time));
  if (g.memory > p.memory_exponent)
    g.findings.push_back("memory in use grows as n^" + number(g.memory));
  if (g.allocated > p.memory_exponent &&
      static_cast<double>(g.largest().allocated) >
          p.least_allocated * static_cast<double>(g.largest().bytes))
    g.findings.push_back("memory allocated grows as n^" + number(g.allocated));
  for (const point& x : g.points)
    if (x.is_overflowed) {
      g.findings.push_back("the stack of " + std::to_string(p.stack_bytes) + " bytes is too small");
      break;
    }
  return g;
}

} // namespace hostile

// All variants, because libraries request memory in each of these ways.
namespace {

void* counted_or_throw(void* p) {
  if (p == nullptr) throw std::bad_alloc();
  return hostile::counted(p);
}
void* aligned(std::size_t n, std::align_val_t a) {
  const auto alignment = static_cast<std::size_t>(a);
  return std::aligned_alloc(alignment, (n + alignment - 1) / alignment * alignment);
}

} // namespace

void* operator new(std::size_t n) { return counted_or_throw(std::malloc(n)); }
void* operator new[](std::size_t n) { return counted_or_throw(std::malloc(n)); }
void* operator new(std::size_t n, const std::nothrow_t&) noexcept {
  return hostile::counted(std::malloc(n));
}
void* operator new[](std::size_t n, const std::nothrow_t&) noexcept {
  return hostile::counted(std::malloc(n));
}
void* operator new(std::size_t n, std::align_val_t a) { return counted_or_throw(aligned(n, a)); }
void* operator new[](std::size_t n, std::align_val_t a) { return counted_or_throw(aligned(n, a)); }
void operator delete(void* p) noexcept { hostile::release(p); }
void operator delete[](void* p) noexcept { hostile::release(p); }
void operator delete(void* p, std::size_t) noexcept { hostile::release(p); }
void operator delete[](void* p, std::size_t) noexcept { hostile::release(p); }
void operator delete(void* p, const std::nothrow_t&) noexcept { hostile::release(p); }
void operator delete[](void* p, const std::nothrow_t&) noexcept { hostile::release(p); }
void operator delete(void* p, std::align_val_t) noexcept { hostile::release(p); }
void operator delete[](void* p, std::align_val_t) noexcept { hostile::release(p); }
void operator delete(void* p, std::size_t, std::align_val_t) noexcept { hostile::release(p); }
void operator delete[](void* p, std::size_t, std::align_val_t) noexcept { hostile::release(p); }
