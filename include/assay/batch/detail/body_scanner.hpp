#pragma once

#include "assay/json/detail/text/scanner.hpp"

#include <limits>
#include <string>
#include <string_view>

namespace assay::detail {

/// JSON's grammar over a body of many events: it finds where each of them ends.
///
/// What makes one event bad without leaving it in doubt where it ends passes here, so that it does
/// not cost its neighbours their place: NaN and the infinities, halves of surrogate pairs, strings
/// beyond the limit, deep nesting. Whoever looks at the event by itself finds it there. The last
/// byte of the text is `}`, `]` or what `framing::cut_off` says.
class body_scanner : public scanner {
 public:
  body_scanner(const options& o, findings* report) noexcept : scanner(o, report) {
    replaces_surrogates_ = true;
    max_string_bytes_ = std::numeric_limits<std::size_t>::max();
  }

  /// Any value that is not the last of the text. Iterative, so that no nesting can exhaust the
  /// stack.
  const char* element(const char* p) {
    if (*p == '"') return string(p + 1);
    return *p == '{' || *p == '[' ? nested(p) : scalar(p);
  }

  /// At `{`: calls `use(name, at)` for each member, `at` where its value begins, which returns
  /// where it ends. Returns the position of the closing brace, or null when the text was given up.
  /// `look(at)` is called where a name should begin, before it is read.
  template <class Use, class Look>
  const char* members(const char* p, Use use, Look look) {
    p = skip_space(p + 1);
    if (*p == '}') return p;
    for (;;) {
      string_token token;
      look(p);
      if ((p = name(p, token)) == nullptr || (p = use(token, p)) == nullptr) return nullptr;
      p = skip_space(p);
      if (*p == '}') return p;
      if (*p != ',') return fail(code::invalid_syntax, p, "',' or '}'");
      p = skip_space(p + 1);
    }
  }

  /// At `[`: calls `use(at)` for each element, which returns where it ends. Returns the position of
  /// the closing bracket.
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

  /// Whether a name is this one, however it is spelled.
  static bool is_name(const string_token& token, std::string_view name) {
    if (!token.escaped) return token.text == name;
    std::string decoded;
    unescape(token.text, decoded);
    return decoded == name;
  }

 private:
  const char* nested(const char* p) {
    nesting open;
    string_token ignored;
    for (;;) { // at a value
      if (*p == '{' || *p == '[') {
        if (open.depth() == nesting::max_depth) return fail(code::depth_exceeded, p);
        open.push(*p == '{');
        p = skip_space(p + 1);
        if (*p != open.closing()) {
          if (open.in_object() && (p = name(p, ignored)) == nullptr) return nullptr;
          continue;
        }
      } else {
        if ((p = *p == '"' ? string(p + 1) : scalar(p)) == nullptr) return nullptr;
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
    number_token ignored;
    return number(p, ignored);
  }
};

} // namespace assay::detail
