// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/detail/config.hpp"
#include "assay/json/escapes.hpp"
#include "assay/json/detail/report/judgement.hpp"
#include "assay/json/encoding.hpp"
#include "assay/json/detail/text/nesting.hpp"
#include "assay/json/detail/text/short_text.hpp"
#include "assay/json/detail/text/tokens.hpp"
#include "assay/json/number.hpp"
#include "assay/json/options.hpp"

#include <charconv>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace assay::detail {

/// JSON's grammar (RFC 8259) over text that need not be padded.
///
/// Every function takes the position to read at and returns the position behind what it read, or
/// null when the event is given up. Why no read leaves the text: its last byte (`framing`) is one
/// that no token but an object's end contains, and an object's end is tested for being the text's
/// (`must_continue`). So reading byte by byte stops there by itself, and a byte that is known to be
/// part of a token is never the last: the one behind it may be read. Only blocks of bytes need a
/// comparison with the end
/// (`has_bytes`).
class scanner {
 public:
  /// `report`: where findings go; null when only the verdict is asked for.
  scanner(const options& o, findings* report) noexcept
      : verdict_(o, report), replaces_surrogates_(o.lone_surrogates == surrogate_policy::replace),
        max_depth_(max_depth_of(o.limits)),
        min_struct_depth_(max_depth_ > max_struct_nesting ? max_depth_ - max_struct_nesting : 0),
        max_string_bytes_(o.limits.max_string_bytes), max_members_(o.limits.max_members) {}

  /// The text ends at `end`, as `f` says.
  void set_text(const char* begin, const char* end, framing f) noexcept {
    begin_ = begin;
    end_ = end;
    framing_ = f;
    // The first byte of the text is neither in a name nor in a string: at `begin`, no window can be
    // asked for.
    constexpr std::ptrdiff_t window = short_text::capacity;
    const bool has_windows =
        end - begin >= window && max_string_bytes_ >= static_cast<std::size_t>(window);
    last_window_ = has_windows ? end - window : begin;
  }

  /// Whether n bytes at p are readable.
  bool has_bytes(const char* p, std::ptrdiff_t n) const noexcept { return end_ - p >= n; }

  /// Whether the event's text ends at p.
  bool is_end(const char* p) const noexcept {
    return p == end_ || (framing_ == framing::cut_off && p + 1 == end_) ||
           (framing_ == framing::lines && *p == '\n');
  }

  /// Gives the event up.
  ASSAY_COLD ASSAY_NOINLINE const char* fail(code what, const char* at,
                                             std::string_view expected = {}) {
    if (category_of(what) != category::limit && is_end(at)) what = code::unterminated;
    if (category_of(what) == category::syntax && is_byte_order_mark(at))
      expected = "no byte order mark but at the start of a stream";
    verdict_.give_up({.what = what, .at = at, .expected = expected});
    return nullptr;
  }

  /// Gives the event up at an escape or a character that goes wrong at `stop`: it is at fault,
  /// unless the text ends there.
  ASSAY_COLD const char* fail_inside(code what, const char* at, const char* stop) {
    return fail(what, is_end(stop) ? stop : at);
  }

  /// What is thought of the text so far.
  const judgement& verdict() const noexcept { return verdict_; }

  ASSAY_ALWAYS_INLINE const char* skip_space(const char* p) const noexcept {
    if (static_cast<unsigned char>(*p) > ' ') [[likely]]
      return p;
    if (*p == ' ' && static_cast<unsigned char>(p[1]) > ' ') [[likely]]
      return p + 1;
    return skip_long_space(p);
  }

  /// Whether `short_text::capacity` bytes at p are readable, and no string that fits into them is
  /// beyond the limit. Precondition: p is behind the first byte of the text.
  bool has_window(const char* p) const noexcept { return p <= last_window_; }

  /// From behind the opening quote to behind the closing one. Sets `escaped_` when it meets an
  /// escape.
  ASSAY_NOINLINE const char* string(const char* p) { return inlined_string(p); }

  const char* string(const char* p, string_token& out) {
    escaped_ = false;
    const char* const next = string(p);
    if (next != nullptr) [[likely]]
      out = {{p, static_cast<std::size_t>(next - 1 - p)}, escaped_};
    return next;
  }

  /// The end of a string that is as long as `length`, a guess; else null, and the guess is
  /// corrected.
  ///
  /// For members that nearly always have the same lengths. From a length that is known, and not
  /// computed from the text, the processor goes on to the next member before it is done with this
  /// one.
  ASSAY_ALWAYS_INLINE const char* guessed_string(const char* p,
                                                 std::uint8_t& length) const noexcept {
    if (!has_bytes(p, max_guess)) [[unlikely]]
      return nullptr;
    std::size_t guess = length;
    if (is_first_interruption(p, guess) && p[guess] == '"' && guess <= max_string_bytes_)
        [[likely]] {
      // The compiler sees that the two are equal now, and would compute the guess from the text.
      hide_origin(guess);
      return p + guess + 1;
    }
    const std::uint64_t interruptions = map_of<max_guess, interrupting_lanes>(p);
    if (interruptions != 0) length = static_cast<std::uint8_t>(first_of(interruptions));
    return nullptr;
  }

  /// At `-` or a digit.
  const char* number(const char* p, number_token& out) {
    out.negative = *p == '-';
    p += out.negative;
    const char* const first = p;
    p = digits(p, out.magnitude);
    if (p == first || (*first == '0' && p - first > 1)) [[unlikely]]
      return fail_number(first, p);
    if (p - first > 19) [[unlikely]]
      out.overflow = !fits_64_bits(first, p);
    if (*p != '.' && (*p | 0x20) != 'e' && !out.overflow) [[likely]]
      return p;
    return rest_of_number(first, p, out);
  }

  /// At the first character of `true`, `false` or `null`.
  ASSAY_ALWAYS_INLINE const char* literal(const char* p, std::string_view word) {
    if (has_bytes(p, static_cast<std::ptrdiff_t>(word.size())) &&
        std::memcmp(p, word.data(), word.size()) == 0) [[likely]]
      return p + word.size();
    return fail_literal(p, word);
  }

  /// The longest string whose length can be guessed is one byte shorter.
  static constexpr std::ptrdiff_t max_guess = 64;

  /// Described structs inside one another: reading them is recursive, and a struct may be described
  /// to hold its own kind.
  static constexpr unsigned max_struct_nesting = 256;

  static unsigned max_depth_of(const limits& l) noexcept {
    return l.max_depth < nesting::max_depth ? l.max_depth : nesting::max_depth;
  }

  /// Any value, checked in full. `depth`: how many containers may still open.
  const char* value(const char* p, unsigned depth) {
    if (*p == '"') return string(p + 1);
    return *p == '{' || *p == '[' ? container(p, depth) : word_or_number(p);
  }

  /// A member's name and its colon; returns where the value stands.
  const char* name(const char* p, string_token& out) {
    if (*p != '"') [[unlikely]]
      return fail(code::invalid_syntax, p, "a member's name in quotes");
    p = string(p + 1, out);
    return p == nullptr ? nullptr : value_after_name(p);
  }

  /// Behind a `}` that closes a container inside another: the text must go on.
  const char* must_continue(const char* p) {
    if (p == end_) [[unlikely]]
      return fail(code::unterminated, p);
    return p;
  }

 protected:
  judgement verdict_;
  const char* begin_ = nullptr; ///< where the event begins
  const char* end_ = nullptr;   ///< where the text ends
  framing framing_ = framing::document;
  const char* last_window_ = nullptr; ///< the last place that `has_window`
  bool replaces_surrogates_;
  bool escaped_ = false; ///< since it was last cleared, a string had an escape
  unsigned max_depth_;
  unsigned min_struct_depth_; ///< how many containers must still be allowed to open where a
                              ///< described struct does
  std::size_t max_string_bytes_;
  std::size_t max_members_;

 private:
  bool is_byte_order_mark(const char* p) const noexcept {
    constexpr auto size = static_cast<std::ptrdiff_t>(byte_order_mark.size());
    return has_bytes(p, size) &&
           std::memcmp(p, byte_order_mark.data(), byte_order_mark.size()) == 0;
  }

  /// `string` without a call, for the loop that meets most of them.
  ASSAY_ALWAYS_INLINE const char* inlined_string(const char* p) {
    constexpr std::ptrdiff_t size = 32;
    if (!has_bytes(p, size)) [[unlikely]]
      return long_string(p, p);
    const std::uint64_t interruptions = map_of<size, interrupting_lanes>(p);
    if (interruptions == 0) return long_string(p + size, p);
    const std::ptrdiff_t length = first_of(interruptions);
    if (p[length] == '"' && static_cast<std::size_t>(length) <= max_string_bytes_) [[likely]]
      return p + length + 1;
    return long_string(p + length, p);
  }

  /// A container and all within it. Iterative, so that no nesting can exhaust the stack.
  const char* container(const char* p, unsigned depth) {
    nesting open;
    for (;;) { // at a value
      switch (*p) {
      case '"': p = inlined_string(p + 1); break;
      case 't': p = literal(p, "true"); break;
      case 'f': p = literal(p, "false"); break;
      case 'n': p = literal(p, "null"); break;
      case '{':
      case '[':
        if (open.depth() == depth) [[unlikely]]
          return fail(code::depth_exceeded, p);
        open.push(*p == '{');
        p = skip_space(p + 1);
        if (*p == open.closing()) goto close;
        if (open.in_object() && (p = skip_name(p)) == nullptr) [[unlikely]]
          return nullptr;
        continue;
      default: p = skip_number(p);
      }
      if (p == nullptr) [[unlikely]]
        return nullptr;
      p = skip_space(p);
      while (*p != ',') { // behind a value
        if (*p != open.closing()) [[unlikely]]
          return fail(code::invalid_syntax, p, open.in_object() ? "',' or '}'" : "',' or ']'");
      close:
        if ((p = must_continue(p + 1)) == nullptr || open.pop() == 0) return p;
        p = skip_space(p);
      }
      p = skip_space(p + 1);
      if (open.in_object() && (p = skip_name(p)) == nullptr) [[unlikely]]
        return nullptr;
    }
  }

  /// A member's name and its colon; returns where the value stands.
  ASSAY_ALWAYS_INLINE const char* skip_name(const char* p) {
    if (*p != '"') [[unlikely]]
      return fail(code::invalid_syntax, p, "a member's name in quotes");
    if ((p = inlined_string(p + 1)) == nullptr) [[unlikely]]
      return nullptr;
    return value_after_name(p);
  }

  /// After a member's name: its colon; returns where the value is.
  ASSAY_ALWAYS_INLINE const char* value_after_name(const char* p) {
    p = skip_space(p);
    if (*p != ':') [[unlikely]]
      return fail(code::invalid_syntax, p, "':' behind a member's name");
    return skip_space(p + 1);
  }

  /// A number that nobody asks the value of.
  ASSAY_ALWAYS_INLINE const char* skip_number(const char* p) {
    constexpr std::ptrdiff_t size = 32;
    const char* const first = p + (*p == '-');
    if (has_bytes(first, size)) [[likely]] {
      constexpr std::uint64_t all = (std::uint64_t{1} << size) - 1;
      const std::uint64_t stops = ~map_of<size, digit_lanes>(first) & all;
      if (stops != 0) [[likely]] {
        const std::ptrdiff_t whole = first_of(stops);
        // Without a branch for the point, which may be there or not: it is the first stop, and then
        // the second is the number's end.
        const bool has_point = first[whole] == '.';
        const std::uint64_t ends = stops & (stops - has_point);
        const std::ptrdiff_t end = std::countr_zero(ends);
        const bool has_digits = whole != 0 && (whole == 1 || *first != '0') && end != whole + 1;
        if (ends != 0 && has_digits && (first[end] | 0x20) != 'e') [[likely]]
          return first + end;
      }
    }
    number_token ignored;
    return number(p, ignored);
  }

  const char* word_or_number(const char* p) {
    switch (*p) {
    case 't': return literal(p, "true");
    case 'f': return literal(p, "false");
    case 'n': return literal(p, "null");
    default: return skip_number(p);
    }
  }

  /// From p on in a string that began at `first`, to behind its closing quote.
  ASSAY_NOINLINE const char* long_string(const char* p, const char* const first) {
    constexpr std::ptrdiff_t size = 64;
    while (p != end_ && end_ - begin_ >= size) {
      // The text's last block begins before p. p is within the block each time that the map is
      // shifted.
      const char* const block = has_bytes(p, size) ? p : end_ - size;
      if (is_uninterrupted<size>(block)) {
        p = block + size;
        continue;
      }
      const std::uint64_t map = map_of<size, interrupting_lanes>(block);
      do {
        const std::uint64_t interruptions = map >> (p - block);
        if (interruptions == 0) {
          p = block + size;
          break;
        }
        p += first_of(interruptions);
        if (*p == '"') [[likely]]
          return end_of_string(p, first);
        if ((p = interruption(p)) == nullptr) [[unlikely]]
          return nullptr;
      } while (p - block < size);
    }
    // Shorter texts. The last byte may be `}`, which does not interrupt a string: the end is tested
    // byte by byte.
    while (p != end_) {
      if (*p == '"') return end_of_string(p, first);
      const bool plain = static_cast<signed char>(*p) >= 0x20 && *p != '\\';
      if ((p = plain ? p + 1 : interruption(p)) == nullptr) return nullptr;
    }
    return fail(code::unterminated, p);
  }

  const char* end_of_string(const char* quote, const char* first) {
    if (static_cast<std::size_t>(quote - first) > max_string_bytes_) [[unlikely]]
      return fail(code::string_too_long, first - 1);
    return quote + 1;
  }

  ASSAY_NOINLINE const char* skip_long_space(const char* p) const noexcept {
    while (*p == ' ' || *p == '\t' || *p == '\r' || (*p == '\n' && framing_ != framing::lines)) ++p;
    return p;
  }

  /// Digits, appended to m; p itself when there is none. m is right up to 19 digits in all.
  ASSAY_ALWAYS_INLINE const char* digits(const char* p, std::uint64_t& m) const noexcept {
    if (has_bytes(p, 8)) [[likely]] {
      const int n = eight_digits(p, m);
      p += n;
      if (n < 8) [[likely]]
        return p;
    }
    while (is_digit(*p)) m = m * 10 + static_cast<unsigned char>(*p++ - '0');
    return p;
  }

  /// Behind a number's digits, which begin at `first`, when there are many or it goes on.
  ASSAY_NOINLINE const char* rest_of_number(const char* first, const char* p, number_token& out) {
    // What has fewer digits than that before its point, and in its exponent, is at most 1e299.
    constexpr std::ptrdiff_t many = 200, many_in_exponent = 3;
    bool may_be_large = p - first > many;
    if (*p == '.') {
      out.integral = false;
      const char* const fraction = ++p;
      std::uint64_t ignored = 0;
      p = digits(p, ignored);
      if (p == fraction) return fail(code::invalid_syntax, p, "a digit after the decimal point");
    }
    if ((*p | 0x20) == 'e') {
      out.integral = false;
      ++p;
      if (*p == '+' || *p == '-') ++p;
      if (!is_digit(*p)) return fail(code::invalid_syntax, p, "a digit in the exponent");
      const char* const exponent = p;
      while (is_digit(*++p)) {
      }
      may_be_large |= p - exponent >= many_in_exponent;
    }
    return may_be_large ? judge_size(first, p, out.negative) : p;
  }

  /// Behind a number whose digits begin at `first` and which may be beyond a double.
  ASSAY_COLD ASSAY_NOINLINE const char* judge_size(const char* first, const char* p,
                                                   bool negative) {
    if (!verdict_.notes_number_overflow() || !exceeds_double({first, p})) return p;
    return verdict_.note_number_overflow(first - negative, p);
  }

  ASSAY_COLD ASSAY_NOINLINE const char* fail_literal(const char* p, std::string_view word) {
    while (*p == word.front()) { // to the first byte that is wrong; it comes at the last byte of
                                 // the text at the latest
      ++p;
      word.remove_prefix(1);
      if (word.empty()) break;
    }
    return fail(code::invalid_syntax, p, "true, false or null");
  }

  /// No number, or one with leading zeros: `p` is behind its digits.
  ASSAY_COLD ASSAY_NOINLINE const char* fail_number(const char* first, const char* p) {
    if (p != first) return fail(code::invalid_syntax, first, "a number without leading zeros");
    const auto is = [&](std::string_view word) {
      return has_bytes(p, static_cast<std::ptrdiff_t>(word.size())) &&
             std::memcmp(p, word.data(), word.size()) == 0;
    };
    if (is("NaN") || is("Infinity")) return fail(code::nonfinite_number, p);
    return fail(code::invalid_syntax, p, "a value");
  }

  /// At a byte of a string that is no plain ASCII character and no quote.
  const char* interruption(const char* p) {
    if (*p == '\\') {
      escaped_ = true;
      constexpr auto bit = [](char c) { return std::uint64_t{1} << (c - 64); };
      constexpr std::uint64_t letters =
          bit('b') | bit('f') | bit('n') | bit('r') | bit('t') | bit('\\');
      const unsigned c = static_cast<unsigned char>(p[1]);
      if ((c - 64 < 64 && (letters >> (c - 64) & 1) != 0) || c == '"' || c == '/') [[likely]]
        return p + 2;
      return unicode_escape(p);
    }
    if (static_cast<unsigned char>(*p) < 0x20) return fail(code::control_character, p);
    return characters(p);
  }

  ASSAY_NOINLINE const char* unicode_escape(const char* p) {
    // A hexadecimal digit is never the text's last byte, so behind four of them one more may be
    // read; likewise behind `\`.
    if (p[1] != 'u') return fail_inside(code::invalid_escape, p, p + 1);
    const int u = hex4(p + 2);
    if (u < 0) return fail_inside(code::invalid_escape, p, behind_hex_digits(p + 2));
    if (u == 0 && verdict_.notes_nulls()) [[unlikely]]
      return verdict_.note_null(p, p + 6);
    if ((u & 0xF800) != 0xD800) return p + 6;
    const char* stop = p + 6; // where a pair's other half goes wrong
    if (is_high_surrogate(u) && *stop == '\\' && *++stop == 'u') {
      const int low = hex4(p + 8);
      if (low < 0) return fail_inside(code::invalid_escape, p + 6, behind_hex_digits(p + 8));
      if (is_low_surrogate(low)) return p + 12;
    }
    if (replaces_surrogates_) return p + 6;
    return is_high_surrogate(u) ? fail_inside(code::lone_surrogate, p, stop)
                                : fail(code::lone_surrogate, p);
  }

  static const char* behind_hex_digits(const char* p) noexcept {
    while (is_digit(*p) || ((*p | 0x20) >= 'a' && (*p | 0x20) <= 'f')) ++p;
    return p;
  }

  /// Whether the bytes begin a character of more bytes than there are.
  static bool is_cut_character(const char* p, const char* stop) noexcept {
    const auto lead = static_cast<unsigned char>(*p);
    const std::ptrdiff_t size = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
    return lead >= 0xC2 && lead <= 0xF4 && stop - p < size;
  }

  /// At characters that are not ASCII. The text's last byte is ASCII, as `utf8_character` asks for.
  ASSAY_NOINLINE const char* characters(const char* p) {
    do {
      const char* const next = utf8_character(p);
      if (next == nullptr) [[unlikely]] {
        const char* stop = p + 1;
        while ((*stop & 0xC0) == 0x80) ++stop;
        return fail_inside(code::invalid_utf8, p, is_cut_character(p, stop) ? stop : p);
      }
      p = next;
    } while (static_cast<signed char>(*p) < 0);
    return p;
  }
};

} // namespace assay::detail
