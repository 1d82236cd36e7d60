// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/schema/detail/described.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace assay {

/// How JSON names are made from C++ names of the form `input_tokens`.
enum class case_style : std::uint8_t {
  as_declared,          ///< input_tokens
  camel_case,           ///< inputTokens
  pascal_case,          ///< InputTokens
  kebab_case,           ///< input-tokens
  screaming_snake_case, ///< INPUT_TOKENS
  dotted,               ///< input.tokens
};

namespace detail {

/// A name of at most N bytes.
template <std::size_t N>
struct name_storage {
  std::array<char, N> characters{};
  std::size_t size = 0;

  constexpr std::string_view view() const noexcept { return {characters.data(), size}; }
};

template <std::size_t N>
consteval name_storage<N> restyled(std::string_view name, case_style style) {
  const auto is_lower = [](char c) { return c >= 'a' && c <= 'z'; };
  const auto upper = [&](char c) { return is_lower(c) ? static_cast<char>(c - 'a' + 'A') : c; };
  name_storage<N> out;
  bool starts_word = style == case_style::pascal_case;
  for (const char c : name) {
    const bool separates = c == '_';
    switch (style) {
    case case_style::as_declared: out.characters[out.size++] = c; break;
    case case_style::camel_case:
    case case_style::pascal_case:
      if (!separates) out.characters[out.size++] = starts_word ? upper(c) : c;
      starts_word = separates;
      break;
    case case_style::kebab_case: out.characters[out.size++] = separates ? '-' : c; break;
    case case_style::screaming_snake_case: out.characters[out.size++] = upper(c); break;
    case case_style::dotted: out.characters[out.size++] = separates ? '.' : c; break;
    }
  }
  return out;
}

/// The restyled name of a described member or enumerator; D is its descriptor.
template <class D, case_style Style>
inline constexpr auto
    styled_name = restyled<std::string_view(D::name).size()>(without_underscore(D::name), Style);

} // namespace detail
} // namespace assay
