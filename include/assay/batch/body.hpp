#pragma once

#include "assay/batch/detail/body_scanner.hpp"
#include "assay/error/report.hpp"
#include "assay/json/json_text.hpp"
#include "assay/json/validator.hpp"

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace assay {

/// How a request's body holds its events.
struct batch_format {
  /// The member of the body whose value is the array of events. A value of another kind counts as an array of it alone.
  std::string_view member = "events";
  /// Whether an object without that member is one event itself; the empty object is none.
  bool bare_event = true;
  /// Whether an array is taken for the events.
  bool bare_array = false;
  /// Bytes of a body.
  std::size_t max_body_bytes = std::size_t{256} << 20;
  /// Events in a body; likewise other members beside them.
  std::size_t max_events = 100'000;
  /// Violations that are kept of one batch in all; of an event behind that only the first error is told.
  std::size_t max_violations = 1000;
};

/// Where the events were in a body.
enum class body_form : std::uint8_t {
  none,    ///< it holds no event and no place for them: no byte at all, or `{}`
  wrapped, ///< in the member that `batch_format` names
  bare,    ///< the body is one event
  array,   ///< the body is an array of events
};

/// Finds the events in a request's body, in one pass and without copying. Keeps its memory from body to body.
///
/// The body must be JSON: one that is not is refused whole, because nothing says where its events end. Of one event's bad
/// content only that counts which leaves it in doubt: NaN, a lone surrogate or deep nesting do not (detail/body_scanner.hpp).
class batch_body {
 public:
  explicit batch_body(const batch_format& f = {}) : format_(f) {
    options_.limits.max_document_bytes = f.max_body_bytes;
    options_.limits.max_members = f.max_events;
    options_.limits.max_depth = detail::nesting::greatest;
  }

  /// Whether the body is what the format says; white space around it and a byte order mark before it are allowed.
  ///
  /// Linear in the body; the text needs no padding, and its views are used until the next one. If not, `report` says why:
  /// anything of categories syntax and encoding, `depth_exceeded` (65,536), `document_too_large`, `too_many_members`,
  /// `type_mismatch` (no object), `missing_member`, and `duplicate_member` (the member twice: readers differ in which counts).
  bool split(std::string_view body) {
    events_.clear();
    others_.clear();
    form_ = body_form::none;
    found_.clear();
    report_.assign(true, false);
    if (body.size() > format_.max_body_bytes) {
      found_.add({.what = code::document_too_large, .at = body.data()});
      return refuse(body.substr(0, 0));
    }
    if (body.empty()) return true;
    const std::size_t start = body.starts_with(detail::byte_order_mark) ? detail::byte_order_mark.size() : 0;
    const std::size_t size = body.find_last_not_of(" \t\r\n") + 1; // npos + 1 is 0
    if (size > start && (body[size - 1] == '}' || body[size - 1] == ']')) [[likely]]
      return run(body.substr(0, size), start, size, detail::framing::document);
    // No object or array ends so. What is wrong with it is told from a copy that ends in a byte at which every reading stops.
    copy_.assign(body);
    return run(copy_, start, copy_.size() + 1, detail::framing::cut_off);
  }

  template <detail::owned_text Temporary>
  bool split(Temporary&&) = delete; // its texts would be gone

  /// The events' texts, in their order.
  std::span<const std::string_view> events() const noexcept { return events_; }
  body_form form() const noexcept { return form_; }
  /// The other members of a wrapped body, as they came: the name as it stands between its quotes, and the value's text.
  std::span<const std::pair<std::string_view, json_text>> others() const noexcept { return others_; }
  /// Why the body was refused.
  const assay::report& report() const noexcept { return report_; }

 private:
  bool run(std::string_view text, std::size_t start, std::size_t size, detail::framing f) {
    scanner_.emplace(options_, &found_);
    scanner_->set_text(text.data(), text.data() + size, f);
    const char* const p = scanner_->skip_space(text.data() + start);
    const char* const behind = *p == '{' ? object(p) : *p == '[' ? array(p) : scanner_->element(p);
    if (behind == nullptr) return refuse(text);
    if (behind != text.data() + text.size()) {
      const char* const next = scanner_->skip_space(behind);
      if (!scanner_->is_end(next)) return scanner_->fail(code::trailing_content, next), refuse(text);
    }
    if (*p == '{' ? form_ != body_form::none || others_.empty() : *p == '[' && format_.bare_array) {
      if (*p == '[') form_ = body_form::array;
      return true;
    }
    if (*p != '{') {
      found_.add({.what = code::type_mismatch, .at = p, .expected = format_.bare_array ? "object or array" : "object"});
      return refuse(text);
    }
    refuse({});
    violation& v = report_.add();
    v.code = code::missing_member;
    append_member(v.path, format_.member);
    v.expected = "array";
    v.offset = static_cast<std::size_t>(p - text.data());
    return false;
  }

  const char* object(const char* p) {
    const char* member_at = nullptr;
    const char* const close = scanner_->members(p, [&](const detail::string_token& name, const char* at) -> const char* {
      if (!detail::body_scanner::is_name(name, format_.member)) return other(name, at);
      const char* const name_at = name.text.data() - 1;
      if (member_at != nullptr) {
        found_.add({.what = code::duplicate_member, .at = name_at, .first = member_at});
        return nullptr;
      }
      member_at = name_at;
      if (*at != '[') return event(at);
      const char* const behind = array(at);
      return behind == nullptr ? nullptr : scanner_->more(behind);
    });
    if (close == nullptr) return nullptr;
    if (member_at != nullptr) {
      form_ = body_form::wrapped;
    } else if (format_.bare_event && !others_.empty()) {
      form_ = body_form::bare;
      events_.assign(1, {p, static_cast<std::size_t>(close + 1 - p)});
      others_.clear();
    }
    return close + 1;
  }

  const char* array(const char* p) {
    const char* const close = scanner_->elements(p, [&](const char* at) { return event(at); });
    return close == nullptr ? nullptr : close + 1;
  }

  const char* event(const char* at) {
    if (events_.size() == format_.max_events) return scanner_->fail(code::too_many_members, at);
    const char* const end = scanner_->element(at);
    if (end != nullptr) events_.push_back({at, static_cast<std::size_t>(end - at)});
    return end;
  }

  const char* other(const detail::string_token& name, const char* at) {
    if (others_.size() == format_.max_events) return scanner_->fail(code::too_many_members, at);
    const char* const end = scanner_->element(at);
    if (end != nullptr) others_.emplace_back(name.text, json_text({at, static_cast<std::size_t>(end - at)}));
    return end;
  }

  /// Refuses the body for what was found. `text`: the body as far as it is to be seen.
  bool refuse(std::string_view text) {
    form_ = body_form::none;
    events_.clear();
    others_.clear();
    if (const std::string_view encoding = detail::foreign_encoding(text); !encoding.empty()) {
      found_.clear();
      found_.add({.what = code::unsupported_encoding, .at = text.data(), .expected = encoding});
    }
    report_.assign(false, false);
    // `add_violations` also asks for what a reader remembers of the event around a finding; there is none here.
    const detail::object_reader nothing(options_, nullptr);
    detail::add_violations(report_, text, found_, options_, walk_, nothing, detail::object_schema{});
    return false;
  }

  batch_format format_;
  options options_;
  detail::findings found_{1};
  std::optional<detail::body_scanner> scanner_;
  detail::pointer_walk walk_;
  assay::report report_;
  std::vector<std::string_view> events_;
  std::vector<std::pair<std::string_view, json_text>> others_;
  body_form form_ = body_form::none;
  std::string copy_;
};

} // namespace assay
