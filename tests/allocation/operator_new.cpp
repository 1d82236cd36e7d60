// SPDX-License-Identifier: BSL-1.0
#include "allocation/operator_new.hpp"

#include <cstdlib>
#include <new>

namespace {

void* allocated(std::size_t n, std::size_t alignment = 0) noexcept {
  ++assay_test::allocations;
  if (assay_test::until_failure != SIZE_MAX && assay_test::until_failure-- == 0) {
    assay_test::until_failure = SIZE_MAX;
    return nullptr;
  }
  if (n > assay_test::max_size) return nullptr;
  if (n == 0) n = 1;
  return alignment == 0
             ? std::malloc(n)
             : std::aligned_alloc(alignment, (n + alignment - 1) / alignment * alignment);
}

void* allocated_or_throw(std::size_t n, std::size_t alignment = 0) {
  if (void* p = allocated(n, alignment)) return p;
  throw std::bad_alloc();
}

} // namespace

// All variants: a sanitizer's runtime would provide those that are missing.
void* operator new(std::size_t n) { return allocated_or_throw(n); }
void* operator new[](std::size_t n) { return allocated_or_throw(n); }
void* operator new(std::size_t n, const std::nothrow_t&) noexcept { return allocated(n); }
void* operator new[](std::size_t n, const std::nothrow_t&) noexcept { return allocated(n); }
void* operator new(std::size_t n, std::align_val_t a) {
  return allocated_or_throw(n, static_cast<std::size_t>(a));
}
void* operator new[](std::size_t n, std::align_val_t a) {
  return allocated_or_throw(n, static_cast<std::size_t>(a));
}
void operator delete(void* p) noexcept { std::free(p); }
void operator delete[](void* p) noexcept { std::free(p); }
void operator delete(void* p, std::size_t) noexcept { std::free(p); }
void operator delete[](void* p, std::size_t) noexcept { std::free(p); }
void operator delete(void* p, const std::nothrow_t&) noexcept { std::free(p); }
void operator delete[](void* p, const std::nothrow_t&) noexcept { std::free(p); }
void operator delete(void* p, std::align_val_t) noexcept { std::free(p); }
void operator delete[](void* p, std::align_val_t) noexcept { std::free(p); }
void operator delete(void* p, std::size_t, std::align_val_t) noexcept { std::free(p); }
void operator delete[](void* p, std::size_t, std::align_val_t) noexcept { std::free(p); }
