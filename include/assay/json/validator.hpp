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

/// A reader, its findings and the report made from them: what `validator` and `line_reader` have
/// in common.
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

  /// Makes the report that of no event, which is not accepted: so it stays when memory runs out
  /// before the verdict.
  void begin() noexcept { report_access::assign(report_, false, true); }

  /// Checks the event at p, or reads it when `target` is not null. Returns where it ends, or null
  /// when it was given up.
  const char* run(const char* p, const char* end, framing f, T* target) {
    begin();
    findings_.clear();
    reader_.set_text(p, end, f);
    return target != nullptr ? instances_of<T>::read(reader_, p, *target)
                             : instances_of<T>::check(reader_, p);
  }

  /// Makes the report of what was run last; `text`: the event, from where offsets count.
  bool conclude(std::string_view text) {
    const bool accepted = !reader_.verdict().rejected();
    const bool has_room = options_.limits.max_violations != 0;
    if (!findings_.empty()) [[unlikely]]
      instances_of<T>::tell(report_, text, findings_, options_, walk_, reader_);
    report_access::conclude(report_, accepted,
                            has_room ? findings_.truncated() : reader_.verdict().left_out());
    if (!accepted && has_room)
      if (const std::string_view found = foreign_encoding(text); !found.empty())
        reject({.what = code::unsupported_encoding, .expected = found});
    return accepted;
  }

  /// Makes the report say that the event as a whole is refused.
  void reject(const finding& why) { instances_of<T>::reject(report_, why, options_); }
  /// The same for an event that is too large to be looked into: nothing of the one before is to
  /// be seen.
  void refuse_as_too_large() {
    reader_.forget();
    reject({.what = code::document_too_large});
  }
  /// Makes the texts of members views into `original`, of which the text that was run last is the
  /// copy `copy`.
  void move_texts(const char* copy, const char* original) noexcept {
    reader_.move_texts(copy, original);
  }

  /// Whether the text must be read from a copy in which U+0000 is replaced.
  bool needs_replacement(std::string_view text) const noexcept {
    return options_.null_characters == null_character_policy::replace &&
           text.find(null_escape) != text.npos;
  }

  std::size_t max_size() const noexcept { return options_.limits.max_document_bytes; }
  bool is_too_large(std::size_t bytes) const noexcept { return bytes > max_size(); }
  const assay::report& report() const noexcept { return report_; }
  const detail::reader& reader() const noexcept { return reader_; }

  /// The raw text of the event's member, quotes included; empty when it is absent, and when it is
  /// a `no_member`.
  template <auto Member>
  std::string_view text_of() const noexcept {
    if constexpr (is_variant<T>) {
      return text_of_alternative<Member>(static_cast<const T*>(nullptr));
    } else {
      static_assert(!is_sound<T> || has_member<T>(id_of<Member>()),
                    "text_of is for members of the event itself: name one of its struct");
      constexpr std::uint16_t index = object_table<T>::index_of(id_of<Member>());
      return index != not_there ? reader_.text(index) : std::string_view();
    }
  }

  /// The raw text of the member that names the payload's type; empty when it is absent.
  std::string_view text_of_tag() const noexcept {
    static_assert(has_tag, "only an event with a tag has one");
    return reader_.text(0);
  }
  /// The payload's alternative that this member names; nothing when it names none.
  std::optional<std::size_t> alternative() const noexcept {
    static_assert(has_tag, "only an event with a tag has one");
    return reader_.alternative();
  }

 private:
  /// The same of a union's alternative; empty where the event is another one.
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

/// What a `validator` and a `line_reader` tell of the event that they went through last.
template <class T>
class last_event {
 public:
  /// The verdict on the event, and its violations; offsets count from the first byte of its text,
  /// or of its line. A part of the reader, valid until it goes on.
  const assay::report& report() const noexcept { return engine_.report(); }

  /// The raw JSON text of a member of the event, as a view into the text that the reader was given,
  /// valid as long as that is; empty when the member is absent, or the reader gave up before it. Of
  /// a union: a member of any of its alternatives, empty where the event is another one.
  template <auto Member>
  std::string_view text_of() const noexcept {
    return engine_.template text_of<Member>();
  }
  /// Whether the event has a member that names its type; only then are the next two to be called.
  static constexpr bool has_tag() noexcept { return detail::engine<T>::has_tag; }
  /// The raw JSON text of the member that names the type.
  std::string_view text_of_tag() const noexcept { return engine_.text_of_tag(); }
  /// The payload's alternative that this member names, by its place among them; nothing when it
  /// names none.
  std::optional<std::size_t> alternative() const noexcept { return engine_.alternative(); }

 protected:
  explicit last_event(const options& o) : engine_(o) {}

  detail::engine<T> engine_;
};

/// Checks or reads one event after another, and keeps its memory between them. T is a described
/// wire object, or a std::variant of some that is tagged inside (`tagged_by`).
///
/// When a check or read throws std::bad_alloc there is no verdict, and `report()` is of no event:
/// it is not accepted. The next one is judged as always. Not for use by two threads at once; one
/// for each thread is cheap.
template <class T>
class validator : public last_event<T> {
  using last_event<T>::engine_;

 public:
  explicit validator(const options& o = {}) : last_event<T>(o) {
    static_cast<void>(&instances_of<T>::check); // what is wrong with T the compiler says here first
  }

  /// Whether the text is one valid event; white space around it and a byte order mark before it
  /// are allowed.
  ///
  /// Linear in the text. Allocates nothing for an accepted event without warnings; the text needs
  /// no padding. `text_of` and the like give views into it, so a temporary string is not taken:
  /// `check(std::string_view(temporary))` is for the verdict and the report.
  bool check(std::string_view text) { return run(text, nullptr); }
  template <detail::owned_text Temporary>
  bool check(Temporary&&) = delete;

  /// The same, and stores the event in `value`. After a rejection, and after std::bad_alloc,
  /// `value` is valid but unspecified.
  ///
  /// Memory that `value` holds is reused: a value of the same type and shape as the one before
  /// allocates nothing.
  bool read(std::string_view text, T& value) { return run(text, &value); }
  template <detail::owned_text Temporary>
  bool read(Temporary&&, T&) = delete;

 protected:
  /// Checks the object at `at`, inside a container of a text that ends at `end`; its last byte is
  /// `}` or `]`. Returns the position behind the object, or null when it was given up.
  ///
  /// `accepted`: whether `check` of its text alone would accept it, with the same texts of its
  /// members. If not, that is to be asked: no report is made here. Goes no further than the object,
  /// and is linear in it.
  const char* check_in_place(const char* at, const char* end, bool& accepted) {
    const char* const behind = engine_.run(at, end, detail::framing::element, nullptr);
    if (behind == nullptr) return nullptr;
    const std::string_view text(at, static_cast<std::size_t>(behind - at));
    accepted = !engine_.reader().verdict().rejected() && !engine_.is_too_large(text.size()) &&
               !engine_.needs_replacement(text);
    return behind;
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

  /// No event ends so, and what is wrong with it is told from a copy that ends in a byte at which
  /// every reading stops; or U+0000 is replaced in it, before anything looks at it.
  ASSAY_COLD ASSAY_NOINLINE bool run_copy(std::string_view text, std::size_t start,
                                          std::size_t size, T* target, detail::framing f) {
    engine_.begin();
    copy_.assign(text.substr(0, size));
    struct original_views { // whatever is thrown
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

/// Whether the text is one valid event. As `validator::check`, for one event and without its
/// report.
template <class T>
bool check(std::string_view text, const options& o = {}) {
  options verdict_only = o;
  verdict_only.limits.max_violations = 0;
  return validator<T>(verdict_only).check(text);
}

} // namespace assay
