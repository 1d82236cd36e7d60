// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/error/detail/owned_text.hpp"
#include "assay/error/detail/report_access.hpp"
#include "assay/error/path.hpp"
#include "assay/error/report.hpp"
#include "assay/json/encoding.hpp"
#include "assay/json/escapes.hpp"
#include "assay/json/json_scanner.hpp"
#include "assay/json/json_text.hpp"
#include "assay/json/options.hpp"

#include <algorithm>
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
namespace detail {
struct body_access; // batch/detail/body_access.hpp
} // namespace detail

/// Describes how a request's body holds its events.
struct batch_format {
  /// The member of the body whose value is the array of events. A value of another type counts as
  /// an array with this one element.
  std::string_view member = "events";
  /// Whether an object without that member is itself an event. The empty object is not.
  bool bare_event = true;
  /// Whether the body may be an array of events.
  bool bare_array = false;
  /// The maximum size of a body in bytes.
  std::size_t max_body_bytes = std::size_t{256} << 20;
  /// The maximum number of events in a body, and also of its other members.
  std::size_t max_events = 100'000;
  /// The maximum number of violations kept for a batch. After that, only the first error of each
  /// event is reported.
  std::size_t max_violations = 1000;
  /// Rejects an event whose session is not the request's (`members_disagree`). An event without a
  /// session is accepted.
  bool reject_foreign_sessions = false;
};

/// The place of the events in a body.
enum class body_form : std::uint8_t {
  none,    ///< no events and no place for them: the body is empty or `{}`
  wrapped, ///< in the member that `batch_format` names
  bare,    ///< the body is one event
  array,   ///< the body is an array of events
};

/// Splits a request's body into events, in one pass and without copying. Memory is reused from body
/// to body.
///
/// A body that is not valid JSON is rejected as a whole, because the ends of its events are
/// unknown. In an event, only errors that hide its end are reported (`faults::that_hide_ends`).
/// NaN, a lone surrogate and deep nesting do not hide it. The rest of the body is checked as a
/// validator checks an event.
class batch_body {
 public:
  /// Constructs a splitter.
  ///
  /// `o` applies to the body outside of its events, without warnings. Its limits `max_depth` (which
  /// counts the body itself) and `max_string_bytes` apply; those of `f` replace the others.
  explicit batch_body(const batch_format& f = {}, const options& o = {})
      : format_(f), scanner_(of_events(f, o), faults::that_hide_ends),
        outside_(outside_of_events(f, o)) {}

  /// Splits a body and returns whether it has the expected format. White space around it and a byte
  /// order mark before it are allowed.
  ///
  /// Linear in the body. The text needs no padding; the views refer to it and are valid until the
  /// next call. On failure, `report` holds the reason: any code of the categories syntax and
  /// encoding, `depth_exceeded` (in an event: 65,536), `string_too_long` (outside of the events),
  /// `document_too_large`, `too_many_members`, `type_mismatch` (not an object), `missing_member`,
  /// or `duplicate_member` (the events' member occurs twice, and readers differ in which one
  /// counts). If it throws `std::bad_alloc`, `report` is not accepted and has no violations.
  bool split(std::string_view body) { return split_by(body, check_nothing); }

  /// Deleted: the events would refer to a body that no longer exists.
  template <detail::owned_text Temporary>
  bool split(Temporary&&) = delete;

  /// Returns the events' texts in order.
  std::span<const std::string_view> events() const noexcept { return events_; }
  /// Returns the place of the events in the body.
  body_form form() const noexcept { return form_; }
  /// Returns the other members of a wrapped body, unchanged: the name as written between its
  /// quotes, and the value's text.
  std::span<const std::pair<std::string_view, json_text>> others() const noexcept {
    return others_;
  }
  /// Returns the report of the last body: accepted, or rejected with the reason.
  const assay::report& report() const noexcept { return report_; }

 private:
  friend struct detail::body_access;

  static constexpr auto check_nothing = [](const char*, const char*) -> const char* {
    return nullptr;
  };

  /// `check_event` is explained at `detail::body_access`.
  template <class CheckEvent>
  bool split_by(std::string_view body, const CheckEvent& check_event) {
    events_.clear();
    others_.clear();
    form_ = body_form::none;
    detail::report_access::assign(report_, false, true);
    if (body.size() > format_.max_body_bytes) {
      start(body.substr(0, 0), text_end::bracket);
      scanner_.fail(code::document_too_large, body.data());
      return refuse();
    }
    if (body.empty()) return accept();
    const std::size_t begin = body.starts_with(byte_order_mark) ? byte_order_mark.size() : 0;
    const std::size_t size = std::max(body.find_last_not_of(" \t\r\n") + 1, begin); // npos + 1 is 0
    if (size > begin && (body[size - 1] == '}' || body[size - 1] == ']')) [[likely]]
      return run(body.substr(0, size), begin, text_end::bracket, check_event);
    // No object or array ends like this. Report the error from a copy that ends in a byte at which
    // every scan stops.
    copy_.assign(body.substr(0, size));
    return run(copy_, begin, text_end::nul, check_nothing);
  }

  /// Returns the options for the body, with the format's limits.
  static options of_body(const batch_format& f, options o) noexcept {
    o.limits.max_document_bytes = f.max_body_bytes;
    o.limits.max_members = f.max_events;
    return o;
  }
  /// Returns the options for the events: only their ends are searched for.
  static options of_events(const batch_format& f, const options& o) noexcept {
    options ends;
    ends.limits = of_body(f, o).limits;
    ends.limits.max_depth = json_scanner::depth_limit;
    return ends;
  }
  static options outside_of_events(const batch_format& f, const options& o) noexcept {
    options outside = of_body(f, o);
    // There are no warnings about a body.
    outside.level = level::reference;
    if (o.null_characters == null_character_policy::warn)
      outside.null_characters = null_character_policy::accept;
    return outside;
  }

  void start(std::string_view text, text_end ends_in) noexcept {
    scanner_.start(text, ends_in);
    outside_.start(text, ends_in);
  }

  template <class CheckEvent>
  bool run(std::string_view text, std::size_t begin, text_end ends_in,
           const CheckEvent& check_event) {
    start(text, ends_in);
    const auto take_event = [&](const char* at) {
      return event(at, text.data() + text.size(), check_event);
    };
    const char* const p = scanner_.skip_space(text.data() + begin);
    const bool is_array = *p == '[' && format_.bare_array;
    const char* const after = *p == '{'  ? object(p, take_event)
                              : is_array ? array(p, take_event)
                                         : neither(p);
    if (after == nullptr) return refuse();
    if (after != text.data() + text.size()) // `text` has no trailing white space
      return scanner_.fail(code::trailing_content, scanner_.skip_space(after),
                           *p == '{' || is_array ? "" : "only white space after a value"),
             refuse();
    if (form_ == body_form::bare) return accept(); // errors in the event are reported for the event
    if (outside_.has_fault()) return refuse();
    if (*p == '{' ? form_ != body_form::none || others_.empty() : is_array) {
      if (is_array) form_ = body_form::array;
      return accept();
    }
    if (*p != '{') {
      scanner_.fail(code::type_mismatch, p, format_.bare_array ? "object or array" : "object");
      return refuse();
    }
    forget();
    detail::report_access::assign(report_, false, false);
    violation& v = detail::report_access::add(report_);
    v.code = code::missing_member;
    append_member(v.path, format_.member);
    v.expected = "array";
    v.offset = static_cast<std::size_t>(p - text.data());
    return false;
  }

  bool accept() noexcept {
    detail::report_access::assign(report_, true, false);
    return true;
  }

  template <class TakeEvent>
  const char* object(const char* p, const TakeEvent& take_event) {
    const char* member_at = nullptr;
    const auto take_member = [&](std::string_view name, const char* at) -> const char* {
      if (!spells(name, format_.member)) return other(name, at);
      const char* const name_at = name.data() - 1;
      if (member_at != nullptr) {
        return scanner_.fail_as_duplicate(name_at, member_at);
      }
      member_at = name_at;
      if (*at != '[') return take_event(at);
      const char* const after = array(at, take_event);
      return after == nullptr ? nullptr : scanner_.must_continue(after);
    };
    const auto check_name = [&](const char* at) {
      if (*at == '"') outside_.string(at);
    };
    const char* const close = scanner_.members(p, take_member, check_name);
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

  template <class TakeEvent>
  const char* array(const char* p, const TakeEvent& take_event) {
    const char* const close = scanner_.elements(p, take_event);
    return close == nullptr ? nullptr : close + 1;
  }

  /// Scans a body of an unexpected type.
  const char* neither(const char* p) {
    if (*p != '[') return outside_.value(p, 0);
    const char* const close = scanner_.elements(
        p, [&](const char* at) { return outside_.value(at, outside_depth() - 1); });
    return close == nullptr ? nullptr : close + 1;
  }

  template <class CheckEvent>
  const char* event(const char* at, const char* end_of_body, const CheckEvent& check_event) {
    if (events_.size() == format_.max_events) return scanner_.fail(code::too_many_members, at);
    const char* end = check_event(at, end_of_body);
    if (end == nullptr) end = event_end(at);
    if (end != nullptr) events_.push_back({at, static_cast<std::size_t>(end - at)});
    return end;
  }

  /// Returns the end of a value that is not checked here.
  const char* event_end(const char* at) { return scanner_.value(at, json_scanner::depth_limit); }

  const char* other(std::string_view name, const char* at) {
    if (others_.size() == format_.max_events) return scanner_.fail(code::too_many_members, at);
    // An error here makes the body invalid, unless the body is a bare event.
    const char* end = outside_.value(at, outside_depth() - 1);
    if (end == nullptr) end = event_end(at);
    if (end != nullptr)
      others_.emplace_back(name, json_text({at, static_cast<std::size_t>(end - at)}));
    return end;
  }

  /// Returns the maximum number of open arrays and objects outside of the events, including the
  /// body.
  unsigned outside_depth() const noexcept { return std::max(outside_.max_depth(), 1u); }

  /// Rejects the body. Errors outside of the events are reported first, because they occur first.
  bool refuse() {
    forget();
    (outside_.has_fault() ? outside_ : scanner_).put_report(report_);
    return false;
  }
  void forget() noexcept {
    form_ = body_form::none;
    events_.clear();
    others_.clear();
  }

  batch_format format_;
  json_scanner scanner_; ///< finds the ends of the events
  json_scanner outside_; ///< checks the body outside of the events, unless it is a bare event
  assay::report report_;
  std::vector<std::string_view> events_;
  std::vector<std::pair<std::string_view, json_text>> others_;
  body_form form_ = body_form::none;
  std::string copy_;
};

} // namespace assay
