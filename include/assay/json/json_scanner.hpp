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

/// How a text ends at which a `json_scanner` looks: it is not padded, so its end must be seen.
enum class text_end : std::uint8_t {
  bracket, ///< its last byte is `}` or `]`
  nul,     ///< a NUL is readable behind it, as behind a std::string's; its last byte may be any
};

/// What a `json_scanner` looks for.
enum class faults : std::uint8_t {
  all, ///< whatever is no JSON, or beyond a limit
  /// What leaves in doubt where a value ends. NaN and the infinities, halves of surrogate pairs and
  /// strings beyond the limit do not: whoever looks at the value by itself finds them there.
  that_hide_ends,
};

/// Scans JSON text that nobody has judged yet, part by part as its caller asks: where a value ends,
/// which elements and members a container has, and what is wrong.
///
/// Every function takes the position to read at and returns the position behind what it read, or
/// null when the text is given up. Then it is over: nothing but `start`, `stopped_at` and the
/// report is to be called. Preconditions of all: the position is one that a function returned, or
/// where the text begins. Linear, no recursion. Allocates nothing but for the one fault that is
/// kept. For text that a reader has accepted there is json/walk.hpp.
class json_scanner : private detail::scanner {
 public:
  explicit json_scanner(const options& o = {}, faults f = faults::all)
      : scanner(o, &found_), options_(o), faults_(f) {}
  json_scanner(const json_scanner& other)
      : scanner(other), options_(other.options_), faults_(other.faults_), found_(other.found_),
        text_(other.text_) {
    verdict_.set_report(&found_);
  }
  json_scanner& operator=(const json_scanner& other) {
    scanner::operator=(other);
    options_ = other.options_;
    faults_ = other.faults_;
    found_ = other.found_;
    text_ = other.text_;
    verdict_.set_report(&found_);
    return *this;
  }

  /// Begins anew, with this text. It must stay where it is as long as positions in it are used, and
  /// until its report is made.
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

  /// How many containers may be inside one another by the limits.
  unsigned max_depth() const noexcept { return max_depth_; }
  /// The greatest `limits::max_depth` that counts.
  static constexpr unsigned depth_limit = detail::nesting::max_depth;

  using scanner::skip_space;

  /// Any value. `depth`: how many containers may open in it; one more is `code::depth_exceeded`.
  ///
  /// Not for the object or array that a text which ends in a bracket is: behind it the text would
  /// have to go on. That is gone through by `members` or `elements`.
  const char* value(const char* p, unsigned depth) {
    if (faults_ == faults::all) return scanner::value(p, depth);
    if (*p == '"') return scanner::string(p + 1);
    return *p == '{' || *p == '[' ? container(p, depth) : scalar(p);
  }

  /// At `"`: a string.
  const char* string(const char* p) { return scanner::string(p + 1); }

  /// At `{`: calls `use(name, at)` for each member, the name as it stands between its quotes (see
  /// `spells`), `at` where its value begins; it returns where that ends, or null.
  ///
  /// Returns the position of the closing brace. `look(at)` is called where a name should begin,
  /// before it is read.
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
  template <class Use>
  const char* members(const char* p, Use use) {
    return members(p, use, [](const char*) {});
  }

  /// At `[`: calls `use(at)` for each element, which returns where it ends, or null. Returns the
  /// position of the closing bracket.
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

  /// Behind the bracket that closes a container inside another one: the text must go on. (Behind
  /// the outermost it may end.)
  using scanner::must_continue;

  /// Gives the text up for a fault at a place in it, and returns null. `expected`, what would be
  /// right, must live as long as the program. At the end of the text the fault is that:
  /// `code::unterminated`.
  const char* fail(code what, const char* at, std::string_view expected = {}) {
    return scanner::fail(what, at, expected);
  }
  /// The same for a member whose name at `at` stood before at `first`.
  const char* fail_as_duplicate(const char* at, const char* first) {
    found_.add({.what = code::duplicate_member, .at = at, .first = first});
    return nullptr;
  }

  /// Whether something is wrong with the text, as far as it was scanned.
  bool has_fault() const noexcept { return !found_.empty(); }
  /// When the text was given up: a place up to which it was scanned.
  const char* stopped_at() const noexcept { return verdict_.stopped_at(); }
  /// Whether the text ends at a position.
  using scanner::is_end;

  /// Makes `out` the report of the text: not accepted, for the fault that was found, or that the
  /// text is not UTF-8. Offsets count from the text's start. Linear in the text; allocates.
  void put_report(assay::report& out) {
    if (const std::string_view encoding = foreign_encoding(text_); !encoding.empty()) {
      found_.clear();
      found_.add({.what = code::unsupported_encoding, .at = text_.data(), .expected = encoding});
    }
    detail::report_access::assign(out, false, false);
    // What a reader remembers of the event around a finding is asked for, too; there is none here.
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
      while (*p != ',') { // behind a value, or at the bracket that closes an empty container
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
    if (*p == '-' && p[1] == 'I') return literal(p + 1, "Infinity"); // '-' is not the last byte
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
