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

/// What a mutator of a T looks things up in, made once for each level.
template <class T>
const across_codes& codes_of(level at) {
  static const std::array<across_codes, 3> codes{
      across_codes(schema_of_type<T>(), level::reference),
      across_codes(schema_of_type<T>(), level::published),
      across_codes(schema_of_type<T>(), level::strict)};
  return codes[static_cast<std::size_t>(at)];
}

inline std::string_view view_of(const std::uint8_t* data, std::size_t size) noexcept {
  return {reinterpret_cast<const char*>(data), size}; // a null pointer has the size 0
}

inline std::size_t put(const std::string& text, std::uint8_t* to) noexcept {
  std::copy(text.begin(), text.end(), to);
  return text.size();
}

} // namespace detail

/// A text that came from another one by a change or a few: another event near the first.
///
/// Most changes keep an event valid at the level: other values, members and elements that come, go
/// and move, another alternative of a union, other escapes, other white space; and what is not
/// valid is mended. Some are near misses, as `almost_valid` makes them, or changed bytes, so that
/// what is invalid is tried, too. A text that is no JSON has its bytes changed, or a valid event
/// takes its place. The result is not longer than `max_size`.
///
/// The same source gives the same text. Linear in the text; rules across members cost checks of it.
template <class T>
std::string mutated(std::string_view text, source& from, level at = level::published,
                    std::size_t max_size = ~std::size_t{0}) {
  validator<T> validator(detail::report_all(at));
  detail::mutator m(from, schema_of_type<T>(), at, detail::codes_of<T>(at),
                    detail::judge(validator));
  return detail::mutate_text(m, text, max_size, &valid<T>, at);
}

/// A text with parts of another one: members and elements change hands with those of the same place
/// in the schema, and what does not fit is mended, as a rule. Of texts that are no JSON, it is the
/// beginning of one and the end of the other. The result is not longer than `max_size`.
///
/// The same source gives the same text. Linear in the texts; rules across members cost checks.
template <class T>
std::string crossed(std::string_view text, std::string_view other, source& from,
                    level at = level::published, std::size_t max_size = ~std::size_t{0}) {
  validator<T> validator(detail::report_all(at));
  detail::mutator m(from, schema_of_type<T>(), at, detail::codes_of<T>(at),
                    detail::judge(validator));
  return detail::cross_texts(m, text, other, max_size);
}

/// `mutated` in a buffer of `max_size` bytes, of which `size` hold the text: what libFuzzer asks of
/// a custom mutator. The size of the new text.
///
///     extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size,
///                                                    std::size_t max_size, unsigned seed) {
///       if (seed % 16 == 0) return LLVMFuzzerMutate(data, size, max_size);
///       return assay::testing::mutate<my_event>(data, size, max_size, seed);
///     }
///
/// The sixteenth part that is libFuzzer's own knows what the program compares its input with.
template <class T>
std::size_t mutate(std::uint8_t* data, std::size_t size, std::size_t max_size, std::uint64_t seed,
                   level at = level::published) {
  source from(seed);
  return detail::put(mutated<T>(detail::view_of(data, size), from, at, max_size), data);
}

/// `crossed` in a buffer of `max_size` bytes: what libFuzzer asks of a custom crossover,
/// `LLVMFuzzerCustomCrossOver`. The size of the new text.
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
