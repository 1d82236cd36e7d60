// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/error/detail/report_access.hpp"
#include "assay/error/report.hpp"
#include "assay/json/detail/report/pointer.hpp"
#include "assay/json/detail/text/scanner.hpp"
#include "assay/json/encoding.hpp"
#include "assay/json/options.hpp"

#include <cstdint>
#include <limits>
#include <string_view>

namespace assay {

/// How the text of a `json_scanner` ends. The text is not padded, so the scanner must recognize its
/// end.
enum class text_end : std::uint8_t {
  /// The text's last byte is `}` or `]`.
  bracket,
  /// A NUL is readable after the text, as after that of a `std::string`. The text's last byte may
  /// be any.
  nul,
};

/// Which faults a `json_scanner` reports.
enum class faults : std::uint8_t {
  /// Every fault: invalid JSON, and text over a limit.
  all,
  /// Only faults that make the end of a value uncertain. Skips NaN, infinities, lone surrogates and
  /// strings over the limit, which a later check of the value finds.
  that_hide_ends,
};

/// A scanner of JSON text that no reader has accepted. Finds the ends of values, the elements and
/// members of containers, and faults, as its caller asks for them.
///
/// Every function takes a position and returns the position after what it read, or null when it
/// stops at a fault. After that, call only `start`, `stopped_at`, `has_fault` and `put_report`.
///
/// Precondition of all functions: the position is the beginning of the text, or one that a function
/// has returned. Linear, without recursion. Allocates only for the one fault that it keeps. For
/// text that a reader has accepted, see json/walk.hpp.
class json_scanner : private detail::scanner {
 public:
  /// Constructs a scanner with the limits and policies of these options.
  explicit json_scanner(const options& o = {}, faults f = faults::all)
      : scanner(o, &found_), options_(o), faults_(f) {}
  /// Copies the scanner. Both may continue in the same text.
  json_scanner(const json_scanner& other)
      : scanner(other), options_(other.options_), faults_(other.faults_), found_(other.found_),
        text_(other.text_) {
    verdict_.set_report(&found_);
  }
  /// Copies the scanner. Both may continue in the same text.
  json_scanner& operator=(const json_scanner& other) {
    scanner::operator=(other);
    options_ = other.options_;
    faults_ = other.faults_;
    found_ = other.found_;
    text_ = other.text_;
    verdict_.set_report(&found_);
    return *this;
  }

  /// Starts to scan another text. The text must stay in place as long as positions in it are used,
  /// and until its report is made.
  void start(std::string_view text, text_end ends_in) noexcept {
    static_cast<scanner&>(*this) = scanner(options_, &found_);
    if (faults_ == faults::that_hide_ends) {
      replaces_surrogates_ = true;
      max_string_bytes_ = std::numeric_limits<std::size_t>::max();
    }
    found_.clear();
    text_ = text;
    const bool has_nul = ends_in == text_end::nul;
    set_text(text.data(), text.data() + text.size() + has_nul,
             has_nul ? detail::framing::cut_off : detail::framing::document);
  }

  /// Returns how deep containers may be nested, according to the limits.
  unsigned max_depth() const noexcept { return max_depth_; }
  /// The greatest value of `limits::max_depth` that has an effect.
  static constexpr unsigned depth_limit = detail::nesting::max_depth;

  /// Returns the first position at or after this one that is not white space.
  using scanner::skip_space;

  /// Scans any value. `depth` is the number of containers that may be nested in it; one more is
  /// `code::depth_exceeded`.
  ///
  /// Do not call it for the outermost container of a text with `text_end::bracket`, because it
  /// expects more text after the container. Use `members` or `elements` for that.
  const char* value(const char* p, unsigned depth) {
    if (faults_ == faults::all) return scanner::value(p, depth);
    if (*p == '"') return scanner::string(p + 1);
    return *p == '{' || *p == '[' ? container(p, depth) : scalar(p);
  }

  /// Scans a string. Precondition: `*p` is `"`.
  const char* string(const char* p) { return scanner::string(p + 1); }

  /// Scans an object, and calls `use(name, at)` for each member. Returns the position of the
  /// closing brace. Precondition: `*p` is `{`.
  ///
  /// @param p the position of the brace.
  /// @param use gets the name's text between its quotes (see `spells`), and the position of the
  /// value. Returns the position after the value, or null.
  /// @param look is called as `look(at)` where a name should begin, before the name is read.
  template <class Use, class Look>
  const char* members(const char* p, Use use, Look look) {
    p = skip_space(p + 1);
    if (*p == '}') return p;
    for (;;) {
      detail::string_token token;
      look(p);
      if ((p = name(p, token)) == nullptr || (p = use(token.text, p)) == nullptr) return nullptr;
      p = skip_space(p);
      if (*p == '}') return p;
      if (*p != ',') return fail(code::invalid_syntax, p, "',' or '}'");
      p = skip_space(p + 1);
    }
  }
  /// Scans an object as above, without `look`.
  template <class Use>
  const char* members(const char* p, Use use) {
    return members(p, use, [](const char*) {});
  }

  /// Scans an array, and calls `use(at)` for each element. `use` returns the position after the
  /// element, or null. Returns the position of the closing bracket. Precondition: `*p` is `[`.
  template <class Use>
  const char* elements(const char* p, Use use) {
    p = skip_space(p + 1);
    if (*p == ']') return p;
    for (;;) {
      if ((p = use(p)) == nullptr) return nullptr;
      p = skip_space(p);
      if (*p == ']') return p;
      if (*p != ',') return fail(code::invalid_syntax, p, "',' or ']'");
      p = skip_space(p + 1);
    }
  }

  /// Checks that the text continues after the bracket of a nested container. (After the outermost
  /// one it may end.)
  using scanner::must_continue;

  /// Stops with a fault at a position, and returns null. At the end of the text the fault is always
  /// `code::unterminated`.
  ///
  /// @param what the code.
  /// @param at the position.
  /// @param expected what was expected; valid as long as the program runs.
  const char* fail(code what, const char* at, std::string_view expected = {}) {
    return scanner::fail(what, at, expected);
  }
  /// Stops with `code::duplicate_member` at the name at `at`, which first occurred at `first`.
  /// Returns null.
  const char* fail_as_duplicate(const char* at, const char* first) {
    found_.add({.what = code::duplicate_member, .at = at, .first = first});
    return nullptr;
  }

  /// Returns whether a fault was found.
  bool has_fault() const noexcept { return !found_.empty(); }
  /// Returns a position up to which the text was scanned, after a function has returned null.
  const char* stopped_at() const noexcept { return verdict_.stopped_at(); }
  /// Returns whether the text ends at this position.
  using scanner::is_end;

  /// Replaces `out` by the report of the text: rejected for the fault that was found, or because
  /// the text is not UTF-8. Offsets count from the start of the text. Linear in the text;
  /// allocates.
  void put_report(assay::report& out) {
    if (const std::string_view encoding = foreign_encoding(text_); !encoding.empty()) {
      found_.clear();
      found_.add({.what = code::unsupported_encoding, .at = text_.data(), .expected = encoding});
    }
    detail::report_access::assign(out, false, false);
    // `add_violations` asks the reader for its state around a finding; a scanner has none.
    const detail::object_reader nothing(options_, nullptr);
    detail::add_violations(out, text_, found_, options_, walk_, nothing, detail::object_layout{});
  }

 private:
  const char* container(const char* p, unsigned depth) {
    detail::nesting open;
    detail::string_token ignored;
    for (;;) { // at a value
      if (*p == '{' || *p == '[') {
        if (open.depth() == depth) return fail(code::depth_exceeded, p);
        open.push(*p == '{');
        p = skip_space(p + 1);
        if (*p != open.closing()) {
          if (open.in_object() && (p = name(p, ignored)) == nullptr) return nullptr;
          continue;
        }
      } else {
        if ((p = *p == '"' ? scanner::string(p + 1) : scalar(p)) == nullptr) return nullptr;
        p = skip_space(p);
      }
      while (*p != ',') { // after a value, or at the bracket that closes an empty container
        if (*p != open.closing())
          return fail(code::invalid_syntax, p, open.in_object() ? "',' or '}'" : "',' or ']'");
        if ((p = must_continue(p + 1)) == nullptr || open.pop() == 0) return p;
        p = skip_space(p);
      }
      p = skip_space(p + 1);
      if (open.in_object() && (p = name(p, ignored)) == nullptr) return nullptr;
    }
  }

  const char* scalar(const char* p) {
    switch (*p) {
    case 't': return literal(p, "true");
    case 'f': return literal(p, "false");
    case 'n': return literal(p, "null");
    case 'N': return literal(p, "NaN");
    case 'I': return literal(p, "Infinity");
    default: break;
    }
    if (*p == '-' && p[1] == 'I')
      return literal(p + 1, "Infinity"); // p[1] exists: '-' is never the last byte
    detail::number_token ignored;
    return number(p, ignored);
  }

  options options_;
  faults faults_;
  detail::findings found_{1};
  detail::pointer_walk walk_;
  std::string_view text_;
};

} // namespace assay
