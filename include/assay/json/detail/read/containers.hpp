// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/json/detail/read/scalars.hpp"
#include "assay/json/members.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace assay::detail {

// Functions that fill a C++ container: `next(name)` returns the place of the next element, `done()`
// is called after it was read, and `finish()` at the end.

/// Fills a std::vector. Its elements keep their memory.
template <class T>
struct into_vector {
  std::vector<T>* v;
  std::size_t n = 0;

  T* next(const string_token&) {
    if (n == v->size()) v->emplace_back();
    return &(*v)[n++];
  }
  void done() noexcept {}
  void finish() { v->resize(n); }
};
/// Fills a std::vector<bool>, whose elements have no address.
struct into_bools {
  std::vector<bool>* v;
  bool value = false;

  bool* next(const string_token&) noexcept { return &value; }
  void done() { v->push_back(value); }
  void finish() noexcept {}
};
template <class T>
struct into_dictionary {
  dictionary<T>* v;
  std::size_t n = 0;

  T* next(const string_token& name) {
    if (n == v->size()) v->emplace_back();
    assign_string((*v)[n].first, name);
    return &(*v)[n++].second;
  }
  void done() noexcept {}
  void finish() { v->resize(n); }
};
/// Fills a map, which holds one value for each name. Duplicates are violations, and are not stored.
template <class Map>
struct into_map {
  Map* v;
  std::string name{};
  typename Map::mapped_type left_out{};

  typename Map::mapped_type* next(const string_token& token) {
    assign_string(name, token);
    const auto [at, inserted] = v->try_emplace(name);
    return inserted ? &at->second : &left_out;
  }
  void done() noexcept {}
  void finish() noexcept {}
};
template <class T>
struct into_array {
  T* elements;
  std::size_t size;
  std::size_t n = 0;
  T left_out{};

  T* next(const string_token&) { return n < size ? &elements[n++] : &left_out; }
  void done() noexcept {}
  void finish() noexcept {}
};

} // namespace assay::detail
