// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstddef>
#include <cstdint>

#ifdef ASSAY_FUZZING

#include "input.hpp"

#include <assay/testing/mutate.hpp>

extern "C" std::size_t LLVMFuzzerMutate(std::uint8_t* data, std::size_t size, std::size_t max_size);

namespace assay_fuzz {

/// Most inputs are valid at the default level; the other levels are used less often.
inline assay::level level_of(unsigned seed) noexcept {
  using enum assay::level;
  constexpr assay::level some[] = {published, published, published, published,
                                   published, strict,    strict,    reference};
  return some[seed / 128 % 8];
}

/// Mutates an input, which is a text and a byte of options (input.hpp). libFuzzer's own mutator
/// uses the dictionary and the values that the program compares its input with.
template <class T>
std::size_t mutate_input(std::uint8_t* data, std::size_t size, std::size_t max_size,
                         unsigned seed) {
  if (max_size < 2 || seed % 16 == 0) return LLVMFuzzerMutate(data, size, max_size);
  const bool changes_options = seed / 16 % 8 == 0;
  const auto other = static_cast<std::uint8_t>(seed >> 16);
  const std::uint8_t options = changes_options ? other : size == 0 ? '\n' : data[size - 1];
  size =
      assay::testing::mutate<T>(data, size == 0 ? 0 : size - 1, max_size - 1, seed, level_of(seed));
  data[size] = options;
  return size + 1;
}

template <class T>
std::size_t cross_inputs(const std::uint8_t* data, std::size_t size, const std::uint8_t* other,
                         std::size_t other_size, std::uint8_t* out, std::size_t max_size,
                         unsigned seed) {
  if (size == 0 || other_size == 0 || max_size == 0) return 0;
  const std::size_t written = assay::testing::cross_over<T>(
      data, size - 1, other, other_size - 1, out, max_size - 1, seed, level_of(seed));
  out[written] = data[size - 1];
  return written + 1;
}

} // namespace assay_fuzz

/// Makes libFuzzer mutate the inputs of a target as texts of T. Use it once, at the end of the
/// target's file.
#define ASSAY_FUZZ_MUTATES(...)                                                                    \
  extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size,             \
                                                 std::size_t max_size, unsigned seed) {            \
    return assay_fuzz::mutate_input<__VA_ARGS__>(data, size, max_size, seed);                      \
  }                                                                                                \
  extern "C" std::size_t LLVMFuzzerCustomCrossOver(                                                \
      const std::uint8_t* data, std::size_t size, const std::uint8_t* other,                       \
      std::size_t other_size, std::uint8_t* out, std::size_t max_size, unsigned seed) {            \
    return assay_fuzz::cross_inputs<__VA_ARGS__>(data, size, other, other_size, out, max_size,     \
                                                 seed);                                            \
  }

#else // inputs are replayed: they are not mutated

#define ASSAY_FUZZ_MUTATES(...) static_assert(true)

#endif
