// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/testing/detail/mutator.hpp"
#include "assay/testing/valid.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace assay::testing {
namespace detail {

/// Returns lookup data for mutation of a T, made once for each level.
template <class T>
const across_codes& codes_of(level at) {
  static const std::array<across_codes, 3> codes{
      across_codes(schema_of_type<T>(), level::reference),
      across_codes(schema_of_type<T>(), level::published),
      across_codes(schema_of_type<T>(), level::strict)};
  return codes[static_cast<std::size_t>(at)];
}

inline std::string_view view_of(const std::uint8_t* data, std::size_t size) noexcept {
  return {reinterpret_cast<const char*>(data), size}; // a null pointer has size 0
}

inline std::size_t put(const std::string& text, std::uint8_t* to) noexcept {
  std::copy(text.begin(), text.end(), to);
  return text.size();
}

} // namespace detail

/// Returns a text that differs from `text` by one or a few changes.
///
/// Most changes keep an event valid at the level: other values, other alternatives of unions, other
/// escapes and white space, and members and elements that are added, removed or moved. What becomes
/// invalid is repaired. Other changes make an event almost valid, or change bytes. A text that is
/// not JSON has its bytes changed, or is replaced by a valid event. The result has at most
/// `max_size` bytes.
///
/// The same source gives the same text. Linear in the text; rules across members add checks of it.
template <class T>
std::string mutated(std::string_view text, source& from, level at = level::published,
                    std::size_t max_size = ~std::size_t{0}) {
  validator<T> validator(detail::report_all(at));
  detail::mutator m(from, schema_of_type<T>(), at, detail::codes_of<T>(at),
                    detail::checker(validator));
  return detail::mutate_text(m, text, max_size, &valid<T>, at);
}

/// Returns a text with parts of another text: members and elements are exchanged with those of the
/// same place in the schema. What does not fit is usually repaired. If a text is not JSON, the
/// result is the beginning of one and the end of the other. It has at most `max_size` bytes.
///
/// The same source gives the same text. Linear in the texts; rules across members add checks.
template <class T>
std::string crossed(std::string_view text, std::string_view other, source& from,
                    level at = level::published, std::size_t max_size = ~std::size_t{0}) {
  validator<T> validator(detail::report_all(at));
  detail::mutator m(from, schema_of_type<T>(), at, detail::codes_of<T>(at),
                    detail::checker(validator));
  return detail::cross_texts(m, text, other, max_size);
}

/// Applies `mutated` to the first `size` bytes of a buffer of `max_size` bytes, as a custom mutator
/// of libFuzzer. Returns the size of the new text.
///
///     extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size,
///                                                    std::size_t max_size, unsigned seed) {
///       if (seed % 16 == 0) return LLVMFuzzerMutate(data, size, max_size);
///       return assay::testing::mutate<my_event>(data, size, max_size, seed);
///     }
///
/// One mutation in 16 is left to libFuzzer, which observes the values that the program compares its
/// input with.
template <class T>
std::size_t mutate(std::uint8_t* data, std::size_t size, std::size_t max_size, std::uint64_t seed,
                   level at = level::published) {
  source from(seed);
  return detail::put(mutated<T>(detail::view_of(data, size), from, at, max_size), data);
}

/// Applies `crossed` in a buffer of `max_size` bytes, as a custom crossover of libFuzzer,
/// `LLVMFuzzerCustomCrossOver`. Returns the size of the new text.
template <class T>
std::size_t cross_over(const std::uint8_t* data, std::size_t size, const std::uint8_t* other,
                       std::size_t other_size, std::uint8_t* out, std::size_t max_size,
                       std::uint64_t seed, level at = level::published) {
  source from(seed);
  return detail::put(crossed<T>(detail::view_of(data, size), detail::view_of(other, other_size),
                                from, at, max_size),
                     out);
}

} // namespace assay::testing
