// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/detail/config.hpp"
#include "assay/json/escapes.hpp"
#include "assay/json/detail/report/check_state.hpp"
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

/// JSON's grammar (RFC 8259), over text without padding.
///
/// Every function takes a position and returns the position after what it read, or null when
/// reading stops.
///
/// Why every read is in bounds: outside strings, the text's last byte (`framing`) belongs to no
/// token except the end of a container, and `must_continue` tests whether a nested container ends
/// the text. So reading byte by byte stops at the last byte. A byte of any other token is not the
/// last one, and the byte after it may be read. Reads of whole blocks, and of strings, which may
/// hold the last byte, are compared with the end (`has_bytes`, `long_string`).
class scanner {
 public:
  /// `report` receives the findings; null if only the verdict is needed.
  scanner(const options& o, findings* report) noexcept
      : verdict_(o, report), replaces_surrogates_(o.lone_surrogates == surrogate_policy::replace),
        max_depth_(max_depth_of(o.limits)),
        min_struct_depth_(max_depth_ > max_struct_nesting ? max_depth_ - max_struct_nesting : 0),
        max_string_bytes_(o.limits.max_string_bytes), max_members_(o.limits.max_members) {}

  /// Sets the text, which ends at `end` as `f` describes.
  void set_text(const char* begin, const char* end, framing f) noexcept {
    begin_ = begin;
    end_ = end;
    framing_ = f;
    // `begin` means that there is no window: the first byte of the text is neither in a name nor in
    // a string, so no caller tests it.
    constexpr std::ptrdiff_t window = short_text::capacity;
    const bool has_windows =
        end - begin >= window && max_string_bytes_ >= static_cast<std::size_t>(window);
    last_window_ = has_windows ? end - window : begin;
  }

  /// Returns whether n bytes at p are readable.
  bool has_bytes(const char* p, std::ptrdiff_t n) const noexcept { return end_ - p >= n; }

  /// Returns whether the event's text ends at p.
  bool is_end(const char* p) const noexcept {
    return p == end_ || (framing_ == framing::cut_off && p + 1 == end_) ||
           (framing_ == framing::lines && *p == '\n');
  }

  /// Rejects the event, and stops.
  ASSAY_COLD ASSAY_NOINLINE const char* fail(code what, const char* at,
                                             std::string_view expected = {}) {
    if (category_of(what) != category::limit && is_end(at)) what = code::unterminated;
    if (category_of(what) == category::syntax && is_byte_order_mark(at))
      expected = "no byte order mark except at the start of a stream";
    verdict_.give_up({.what = what, .at = at, .expected = expected});
    return nullptr;
  }

  /// Rejects the event for an escape or a character at `at` that is wrong from `stop` on. If the
  /// text ends at `stop`, it is unterminated instead.
  ASSAY_COLD const char* fail_inside(code what, const char* at, const char* stop) {
    return fail(what, is_end(stop) ? stop : at);
  }

  /// Returns the verdict on the text so far.
  const check_state& verdict() const noexcept { return verdict_; }

  ASSAY_ALWAYS_INLINE const char* skip_space(const char* p) const noexcept {
    if (static_cast<unsigned char>(*p) > ' ') [[likely]]
      return p;
    if (*p == ' ' && static_cast<unsigned char>(p[1]) > ' ') [[likely]]
      return p + 1;
    return skip_long_space(p);
  }

  /// Returns whether `short_text::capacity` bytes at p are readable, and strings within them are
  /// within the limit. Precondition: p is after the first byte of the text.
  bool has_window(const char* p) const noexcept { return p <= last_window_; }

  /// Scans a string from after its opening quote to after its closing one. Sets `escaped_` if it
  /// has an escape.
  ASSAY_NOINLINE const char* string(const char* p) { return inlined_string(p); }

  const char* string(const char* p, string_token& out) {
    escaped_ = false;
    const char* const next = string(p);
    if (next != nullptr) [[likely]]
      out = {{p, static_cast<std::size_t>(next - 1 - p)}, escaped_};
    return next;
  }

  /// Returns the end of a string whose length is `length`, a guess. Otherwise corrects the guess,
  /// and returns null.
  ///
  /// Use it for members whose strings nearly always have the same length. Since the length is
  /// predicted and not computed from the text, the processor continues with the next member before
  /// it has finished this one.
  ASSAY_ALWAYS_INLINE const char* guessed_string(const char* p,
                                                 std::uint8_t& length) const noexcept {
    if (!has_bytes(p, max_guess)) [[unlikely]]
      return nullptr;
    std::size_t guess = length;
    if (is_first_interruption(p, guess) && p[guess] == '"' && guess <= max_string_bytes_)
        [[likely]] {
      // The compiler knows here that both are equal, and would compute the guess from the text.
      hide_origin(guess);
      return p + guess + 1;
    }
    const std::uint64_t interruptions = map_of<max_guess, interrupting_lanes>(p);
    if (interruptions != 0) length = static_cast<std::uint8_t>(first_of(interruptions));
    return nullptr;
  }

  /// Precondition: p is at `-` or a digit, or the number is invalid.
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

  /// Precondition: p is at the first character of `true`, `false` or `null`.
  ASSAY_ALWAYS_INLINE const char* literal(const char* p, std::string_view word) {
    if (has_bytes(p, static_cast<std::ptrdiff_t>(word.size())) &&
        std::memcmp(p, word.data(), word.size()) == 0) [[likely]]
      return p + word.size();
    return fail_literal(p, word);
  }

  /// One more than the longest string whose length can be guessed.
  static constexpr std::ptrdiff_t max_guess = 64;

  /// The maximum nesting of described structs. Reading them is recursive, and a struct may contain
  /// itself.
  static constexpr unsigned max_struct_nesting = 256;

  static unsigned max_depth_of(const limits& l) noexcept {
    return l.max_depth < nesting::max_depth ? l.max_depth : nesting::max_depth;
  }

  /// Scans any value, and checks all of it. `depth` is the number of containers that may still
  /// open.
  const char* value(const char* p, unsigned depth) {
    if (*p == '"') return string(p + 1);
    return *p == '{' || *p == '[' ? container(p, depth) : word_or_number(p);
  }

  /// Scans a member's name and its colon. Returns where the value begins.
  const char* name(const char* p, string_token& out) {
    if (*p != '"') [[unlikely]]
      return fail(code::invalid_syntax, p, "a member's name in quotes");
    p = string(p + 1, out);
    return p == nullptr ? nullptr : value_after_name(p);
  }

  /// Checks that the text continues after the end of a nested container.
  const char* must_continue(const char* p) {
    if (p == end_) [[unlikely]]
      return fail(code::unterminated, p);
    return p;
  }

 protected:
  check_state verdict_;
  /// Where the event begins.
  const char* begin_ = nullptr;
  /// Where the text ends.
  const char* end_ = nullptr;
  framing framing_ = framing::document;
  /// The last position for which `has_window` is true.
  const char* last_window_ = nullptr;
  bool replaces_surrogates_;
  /// Whether a string had an escape since this was last cleared.
  bool escaped_ = false;
  unsigned max_depth_;
  /// How many containers must still be allowed to open where a described struct opens.
  unsigned min_struct_depth_;
  std::size_t max_string_bytes_;
  std::size_t max_members_;

 private:
  bool is_byte_order_mark(const char* p) const noexcept {
    constexpr auto size = static_cast<std::ptrdiff_t>(byte_order_mark.size());
    return has_bytes(p, size) &&
           std::memcmp(p, byte_order_mark.data(), byte_order_mark.size()) == 0;
  }

  /// `string` without a call, for the loop that reads most strings.
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

  /// Scans a container and everything in it. Iterative, so that no nesting exhausts the stack.
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
      while (*p != ',') { // after a value
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

  /// Scans a member's name and its colon. Returns where the value begins.
  ASSAY_ALWAYS_INLINE const char* skip_name(const char* p) {
    if (*p != '"') [[unlikely]]
      return fail(code::invalid_syntax, p, "a member's name in quotes");
    if ((p = inlined_string(p + 1)) == nullptr) [[unlikely]]
      return nullptr;
    return value_after_name(p);
  }

  /// Scans the colon after a member's name. Returns where the value begins.
  ASSAY_ALWAYS_INLINE const char* value_after_name(const char* p) {
    p = skip_space(p);
    if (*p != ':') [[unlikely]]
      return fail(code::invalid_syntax, p, "':' after a member's name");
    return skip_space(p + 1);
  }

  /// Scans a number without computing its value.
  ASSAY_ALWAYS_INLINE const char* skip_number(const char* p) {
    constexpr std::ptrdiff_t size = 32;
    const char* const first = p + (*p == '-');
    if (has_bytes(first, size)) [[likely]] {
      constexpr std::uint64_t all = (std::uint64_t{1} << size) - 1;
      const std::uint64_t stops = ~map_of<size, digit_lanes>(first) & all;
      if (stops != 0) [[likely]] {
        const std::ptrdiff_t whole = first_of(stops);
        // Avoids a branch for the decimal point. If there is one, it is the first stop, and the
        // number ends at the second.
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

  /// Scans the rest of a string from p on. The string began at `first`. Returns the position after
  /// its closing quote.
  ASSAY_NOINLINE const char* long_string(const char* p, const char* const first) {
    constexpr std::ptrdiff_t size = 64;
    while (p != end_ && end_ - begin_ >= size) {
      // The block ends at `end_` at the latest, and p is within it whenever the map is shifted: p
      // >= block, and p - block < size.
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
    // Texts shorter than a block. The last byte may be `}`, which does not interrupt a string, so
    // each byte is compared with the end.
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

  /// Appends digits to m, and returns the position after them; p itself if there is none. m is
  /// exact for up to 19 digits in all.
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

  /// Scans the rest of a number after its integer digits, which begin at `first`, if there are many
  /// of them or it continues.
  ASSAY_NOINLINE const char* rest_of_number(const char* first, const char* p, number_token& out) {
    // A number with fewer digits before its point and in its exponent is at most 1e299.
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
    return may_be_large ? check_number_size(first, p, out.negative) : p;
  }

  /// Notes a number if it is beyond a double. Its digits begin at `first`; p is after the number.
  ASSAY_COLD ASSAY_NOINLINE const char* check_number_size(const char* first, const char* p,
                                                          bool negative) {
    if (!verdict_.notes_number_overflow() || !exceeds_double({first, p})) return p;
    return verdict_.note_number_overflow(first - negative, p);
  }

  ASSAY_COLD ASSAY_NOINLINE const char* fail_literal(const char* p, std::string_view word) {
    while (*p ==
           word.front()) { // Moves to the first wrong byte, at the latest the text's last one.
      ++p;
      word.remove_prefix(1);
      if (word.empty()) break;
    }
    return fail(code::invalid_syntax, p, "true, false or null");
  }

  /// Rejects text that is not a number, or a number with leading zeros. `p` is after its digits.
  ASSAY_COLD ASSAY_NOINLINE const char* fail_number(const char* first, const char* p) {
    if (p != first) return fail(code::invalid_syntax, first, "a number without leading zeros");
    const auto is = [&](std::string_view word) {
      return has_bytes(p, static_cast<std::ptrdiff_t>(word.size())) &&
             std::memcmp(p, word.data(), word.size()) == 0;
    };
    if (is("NaN") || is("Infinity")) return fail(code::nonfinite_number, p);
    return fail(code::invalid_syntax, p, "a value");
  }

  /// Scans a byte of a string that is neither plain ASCII nor a quote. Returns the position after
  /// it.
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
    // A backslash or a hexadecimal digit is never the text's last byte, so the byte after it is
    // readable.
    if (p[1] != 'u') return fail_inside(code::invalid_escape, p, p + 1);
    const int u = hex4(p + 2);
    if (u < 0) return fail_inside(code::invalid_escape, p, after_hex_digits(p + 2));
    if (u == 0 && verdict_.notes_nulls()) [[unlikely]]
      return verdict_.note_null(p, p + 6);
    if ((u & 0xF800) != 0xD800) return p + 6;
    const char* stop = p + 6; // where the pair's other half is wrong
    if (is_high_surrogate(u) && *stop == '\\' && *++stop == 'u') {
      const int low = hex4(p + 8);
      if (low < 0) return fail_inside(code::invalid_escape, p + 6, after_hex_digits(p + 8));
      if (is_low_surrogate(low)) return p + 12;
    }
    if (replaces_surrogates_) return p + 6;
    return is_high_surrogate(u) ? fail_inside(code::lone_surrogate, p, stop)
                                : fail(code::lone_surrogate, p);
  }

  static const char* after_hex_digits(const char* p) noexcept {
    while (is_digit(*p) || ((*p | 0x20) >= 'a' && (*p | 0x20) <= 'f')) ++p;
    return p;
  }

  /// Returns whether the bytes begin a character that has more bytes than there are before `stop`.
  static bool is_cut_character(const char* p, const char* stop) noexcept {
    const auto lead = static_cast<unsigned char>(*p);
    const std::ptrdiff_t size = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
    return lead >= 0xC2 && lead <= 0xF4 && stop - p < size;
  }

  /// Scans characters that are not ASCII. The text's last byte is ASCII, as `utf8_character`
  /// requires.
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
