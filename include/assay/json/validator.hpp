// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/detail/config.hpp"
#include "assay/json/encoding.hpp"
#include "assay/json/detail/table/soundness.hpp"
#include "assay/error/detail/owned_text.hpp"
#include "assay/error/detail/report_access.hpp"
#include "assay/json/detail/report/pointer.hpp"
#include "assay/json/instances_of.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>

namespace assay {
namespace detail {

/// A reader, its findings and the report made from them. `validator` and `line_reader` share it.
template <class T>
class engine {
 public:
  /// Whether the event has a member that names its type.
  static constexpr bool has_tag = [] {
    if constexpr (is_variant<T>) return true;
    else return object_table<T>::has_tag;
  }();

  explicit engine(const options& o)
      : options_(o), findings_(o.limits.max_violations),
        reader_(o, o.limits.max_violations != 0 ? &findings_ : nullptr) {
    reader_.set_unknown_policy(o);
  }
  engine(const engine&) = delete; // the reader points to the findings
  engine& operator=(const engine&) = delete;

  /// Makes the report empty and not accepted. It stays that way if memory runs out before the
  /// verdict.
  void begin() noexcept { report_access::assign(report_, false, true); }

  /// Checks the event at p, or reads it if `target` is not null. Returns where the event ends, or
  /// null if reading stopped inside it.
  const char* run(const char* p, const char* end, framing f, T* target) {
    begin();
    findings_.clear();
    reader_.set_text(p, end, f);
    return target != nullptr ? instances_of<T>::read(reader_, p, *target)
                             : instances_of<T>::check(reader_, p);
  }

  /// Makes the report of the last run. `text` is the event; offsets count from its start.
  bool conclude(std::string_view text) {
    const bool accepted = !reader_.verdict().rejected();
    const bool has_room = options_.limits.max_violations != 0;
    if (!findings_.empty()) [[unlikely]]
      instances_of<T>::make_report(report_, text, findings_, options_, walk_, reader_);
    report_access::conclude(report_, accepted,
                            has_room ? findings_.truncated() : reader_.verdict().left_out());
    if (!accepted && has_room)
      if (const std::string_view found = foreign_encoding(text); !found.empty())
        reject({.what = code::unsupported_encoding, .expected = found});
    return accepted;
  }

  /// Makes the report reject the event as a whole.
  void reject(const finding& why) { instances_of<T>::reject(report_, why, options_); }
  /// Rejects an event that is too large without reading it. Forgets the texts of the event before
  /// it.
  void refuse_as_too_large() {
    reader_.forget();
    reject({.what = code::document_too_large});
  }
  /// Moves the members' texts from the copy that was read to the original text.
  void move_texts(const char* copy, const char* original) noexcept {
    reader_.move_texts(copy, original);
  }

  /// Returns whether the text must be read from a copy in which U+0000 is replaced.
  bool needs_replacement(std::string_view text) const noexcept {
    return options_.null_characters == null_character_policy::replace &&
           text.find(null_escape) != text.npos;
  }

  std::size_t max_size() const noexcept { return options_.limits.max_document_bytes; }
  bool is_too_large(std::size_t bytes) const noexcept { return bytes > max_size(); }
  const assay::report& report() const noexcept { return report_; }
  const detail::reader& reader() const noexcept { return reader_; }

  /// Returns the raw text of the event's member, with its quotes. Empty if the member is missing or
  /// is a `no_member`.
  template <auto Member>
  std::string_view text_of() const noexcept {
    if constexpr (is_variant<T>) {
      return text_of_alternative<Member>(static_cast<const T*>(nullptr));
    } else {
      static_assert(!is_sound<T> || has_member<T>(id_of<Member>()),
                    "text_of needs a member of the event itself: name one of its struct");
      constexpr std::uint16_t index = object_table<T>::index_of(id_of<Member>());
      return index != not_there ? reader_.text(index) : std::string_view();
    }
  }

  /// Returns the raw text of the member that names the payload's type. Empty if it is missing.
  std::string_view text_of_tag() const noexcept {
    static_assert(has_tag, "this event has no tag: call this only if has_tag()");
    return reader_.text(0);
  }
  /// Returns the index of the payload's alternative that this member names. Empty if it names none.
  std::optional<std::size_t> alternative() const noexcept {
    static_assert(has_tag, "this event has no tag: call this only if has_tag()");
    return reader_.alternative();
  }

 private:
  /// Returns the text of a member of any of a union's alternatives. Empty if the event is another
  /// alternative.
  template <auto Member, class... A>
  std::string_view text_of_alternative(const std::variant<A...>*) const noexcept {
    std::string_view out;
    const auto look = [&]<class Alternative>(std::type_identity<Alternative>) {
      if constexpr (described<Alternative>)
        if constexpr (has_member<Alternative>(id_of<Member>())) {
          using table = object_table<Alternative, T>;
          constexpr std::uint16_t index = table::index_of(id_of<Member>());
          if (&reader_.root_layout() == &table::layout && index != not_there)
            out = reader_.text(index);
        }
    };
    (look(std::type_identity<A>()), ...);
    return out;
  }

  options options_;
  findings findings_;
  detail::reader reader_;
  pointer_walk walk_;
  assay::report report_;
};

} // namespace detail

/// The result of the last event that was checked or read. Base class of `validator` and
/// `line_reader`.
template <class T>
class last_event {
 public:
  /// Returns the verdict on the event, and its violations. Offsets count from the first byte of its
  /// text, or of its line. The reference is valid as long as the reader; the report changes with
  /// the next event.
  const assay::report& report() const noexcept { return engine_.report(); }

  /// Returns the raw JSON text of a member of the event. Empty if the member is missing, or if
  /// reading stopped before it.
  ///
  /// For a union, Member may belong to any alternative; the result is empty if the event is another
  /// one. The view is into the text that the reader was given, and valid as long as that text.
  template <auto Member>
  std::string_view text_of() const noexcept {
    return engine_.template text_of<Member>();
  }
  /// Returns whether the event has a member that names its type. Call `text_of_tag` and
  /// `alternative` only if it does.
  static constexpr bool has_tag() noexcept { return detail::engine<T>::has_tag; }
  /// Returns the raw JSON text of the member that names the type. Empty if it is missing.
  std::string_view text_of_tag() const noexcept { return engine_.text_of_tag(); }
  /// Returns the index of the payload's alternative that the type names. Empty if it names none.
  std::optional<std::size_t> alternative() const noexcept { return engine_.alternative(); }

 protected:
  /// Constructs without an event.
  explicit last_event(const options& o) : engine_(o) {}

  /// The reader and its report.
  detail::engine<T> engine_;
};

/// A validator of events: checks or reads one after another, and keeps its memory between them.
///
/// If a check or read throws std::bad_alloc, there is no verdict: `report()` is empty and not
/// accepted. The next event is checked as usual. Two threads must not use one validator at once;
/// one for each thread is cheap.
///
/// @tparam T a described wire object, or a std::variant of wire objects that hold their tag
/// (`tagged_by`).
template <class T>
class validator : public last_event<T> {
  using last_event<T>::engine_;

 public:
  /// Constructs a validator with these options.
  explicit validator(const options& o = {}) : last_event<T>(o) {
    static_cast<void>(
        &instances_of<T>::check); // the compiler reports here first what is wrong with T
  }

  /// Returns whether the text is one valid event. White space around it and a byte order mark
  /// before it are allowed.
  ///
  /// Linear in the text. Allocates nothing for an accepted event without warnings. The text needs
  /// no padding. It must outlive the use of `text_of` and `text_of_tag`, which return views into
  /// it, so temporary strings are rejected at compile time. Call
  /// `check(std::string_view(temporary))` if you need only the verdict and the report.
  bool check(std::string_view text) { return run(text, nullptr); }
  /// Deleted: `text_of` would return views into a temporary.
  template <detail::owned_text Temporary>
  bool check(Temporary&&) = delete;

  /// Checks the text as `check` does, and stores the event in `value`. After a rejection or
  /// std::bad_alloc, `value` is valid but unspecified.
  ///
  /// Reuses the memory of `value`: an event with the same type and shape as the last one allocates
  /// nothing.
  bool read(std::string_view text, T& value) { return run(text, &value); }
  /// Deleted: `text_of` would return views into a temporary.
  template <detail::owned_text Temporary>
  bool read(Temporary&&, T&) = delete;

 protected:
  /// Checks the object at `at` inside a container. The text ends at `end`, and its last byte is `}`
  /// or `]`. Returns the position after the object, or null if reading stopped inside it.
  ///
  /// Reads no further than the object, and is linear in it. Makes no report: call `check` with the
  /// object's text if it is not accepted.
  ///
  /// @param at the object's brace.
  /// @param end the end of the text.
  /// @param accepted set to whether `check` of the object's text would accept it, with the same
  /// texts of its members.
  const char* check_in_place(const char* at, const char* end, bool& accepted) {
    const char* const after = engine_.run(at, end, detail::framing::element, nullptr);
    if (after == nullptr) return nullptr;
    const std::string_view text(at, static_cast<std::size_t>(after - at));
    accepted = !engine_.reader().verdict().rejected() && !engine_.is_too_large(text.size()) &&
               !engine_.needs_replacement(text);
    return after;
  }

 private:
  bool run(std::string_view text, T* target) {
    if (engine_.is_too_large(text.size())) [[unlikely]]
      return engine_.refuse_as_too_large(), false;
    const std::size_t start = text.starts_with(byte_order_mark) ? byte_order_mark.size() : 0;
    std::size_t size = text.size();
    while (size > start && (text[size - 1] == '\n' || text[size - 1] == ' ' ||
                            text[size - 1] == '\r' || text[size - 1] == '\t'))
      --size;
    const bool ends_as_event = size > start && text[size - 1] == '}';
    if (ends_as_event && !engine_.needs_replacement(text)) [[likely]] {
      engine_.run(text.data() + start, text.data() + size, detail::framing::document, target);
      return engine_.conclude(text.substr(0, size));
    }
    return run_copy(text, start, size, target,
                    ends_as_event ? detail::framing::document : detail::framing::cut_off);
  }

  /// Runs on a copy, for two reasons. A text that does not end in a brace is not an event; the copy
  /// ends in a NUL, at which every read stops. And U+0000 may have to be replaced before the text
  /// is read.
  ASSAY_COLD ASSAY_NOINLINE bool run_copy(std::string_view text, std::size_t start,
                                          std::size_t size, T* target, detail::framing f) {
    engine_.begin();
    copy_.assign(text.substr(0, size));
    struct original_views { // also after an exception
      validator& of;
      const char* original;
      ~original_views() { of.engine_.move_texts(of.copy_.data(), original); }
    };
    const original_views at_the_end{*this, text.data()};
    if (engine_.needs_replacement(copy_)) detail::replace_nulls(copy_);
    engine_.run(copy_.c_str() + start, copy_.c_str() + size + (f == detail::framing::cut_off), f,
                target);
    return engine_.conclude(copy_);
  }

  std::string copy_;
};

/// Returns whether the text is one valid event, as `validator::check` does, but without a report.
template <class T>
bool check(std::string_view text, const options& o = {}) {
  options verdict_only = o;
  verdict_only.limits.max_violations = 0;
  return validator<T>(verdict_only).check(text);
}

} // namespace assay
