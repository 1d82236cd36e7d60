// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/detail/config.hpp"
#include "assay/json/instances_of.hpp"
#include "assay/json/validator.hpp"

#include <cstring>

namespace assay {

/// Walks newline-delimited events. One bad line never touches its neighbours.
///
/// Blank lines are skipped; CRLF, a byte order mark at the very start and a last line without a
/// newline are fine. The text needs no padding and must outlive the reader. A raw line break inside
/// an event ends it.
template <class T>
class line_reader : public last_event<T> {
 public:
  explicit line_reader(std::string_view text, const options& o = {}) : last_event<T>(o) {
    static_cast<void>(&instances_of<T>::check); // what is wrong with T the compiler says here first
    restart(text, 1);
  }
  template <detail::owned_text Temporary>
  explicit line_reader(Temporary&&, const options& = {}) = delete; // its text would be gone

  /// Begins anew with another text, for example the next block of a stream; `first_line` is the
  /// number of its first line. Where that is 1 a stream begins, and a byte order mark is skipped.
  ///
  /// Precondition: the text begins at the start of a line. Nothing changes when it throws
  /// std::bad_alloc.
  void restart(std::string_view text, std::size_t first_line) {
    text = without_mark(text, first_line);
    // A newline or a brace stops every reading; a last line that ends in neither is read from a
    // copy that gets a newline.
    const bool stops = text.empty() || text.back() == '\n' || text.back() == '}';
    // Where U+0000 is replaced, all is read from a copy.
    const bool replaces = engine_.needs_replacement(text);
    const std::size_t tail = replaces ? 0
                             : stops  ? text.size()
                                      : text.rfind('\n') + 1; // npos + 1 is 0
    const bool has_tail = tail != text.size();
    if (has_tail) {
      tail_.reserve(text.size() - tail + 1);
      tail_.assign(text.substr(tail));
      if (!stops) tail_ += '\n';
      if (replaces) detail::replace_nulls(tail_);
    }
    has_tail_ = has_tail;
    in_tail_ = false;
    original_tail_ = text.data() + tail;
    line_ = first_line;
    set_text(text.substr(0, tail));
  }

  template <detail::owned_text Temporary>
  void restart(Temporary&&, std::size_t) = delete;

  /// Goes to the next line that is not blank and checks it; false when there is none. When it
  /// throws std::bad_alloc there is no verdict on the line, `accepted()` is false, and it is the
  /// next line still.
  bool next() { return advance(nullptr); }

  /// Goes to the next line that is not blank and reads it; false when there is none. `accepted()`
  /// tells whether it was.
  bool next(T& value) { return advance(&value); }

  bool accepted() const noexcept { return engine_.report().accepted(); }
  /// The line's number, from 1. Before the first line and after the last: how many lines were gone
  /// through, plus one.
  std::size_t line() const noexcept { return line_; }
  /// The line without its newline, as a view into the text that the reader was given, valid as long
  /// as that is; a byte order mark before the first one is left out.
  std::string_view text() const noexcept { return text_; }

 protected:
  using last_event<T>::engine_;

  /// Begins anew with a line of which only this beginning is there, longer than the limit, and goes
  /// to it: it is refused, and there is no other one.
  void refuse_cut_line(std::string_view text, std::size_t line) {
    engine_.begin();
    engine_.refuse_as_too_large();
    has_tail_ = in_tail_ = false;
    line_ = line;
    set_text({});
    text_ = without_mark(text, line);
  }

 private:
  static std::string_view without_mark(std::string_view text, std::size_t line) noexcept {
    if (line == 1 && text.starts_with(byte_order_mark)) text.remove_prefix(byte_order_mark.size());
    return text;
  }

  void set_text(std::string_view text) noexcept {
    at_ = line_begin_ = text.data();
    end_ = text.data() + text.size();
  }

  bool advance(T* target) {
    for (;;) {
      for (; at_ != end_; ++at_) {
        if (*at_ == '\n') {
          ++line_;
          line_begin_ = at_ + 1;
        } else if (*at_ != ' ' && *at_ != '\r' && *at_ != '\t') {
          if (in_tail_) [[unlikely]]
            read_tail(target);
          else read_line(target);
          return true;
        }
      }
      if (!has_tail_) return false;
      has_tail_ = false;
      in_tail_ = true;
      set_text(tail_);
    }
  }

  ASSAY_ALWAYS_INLINE void read_line(T* target) {
    const char* line_end = nullptr;
    if (engine_.is_too_large(static_cast<std::size_t>(end_ - line_begin_)) && is_line_too_large())
        [[unlikely]] {
      line_end = set_line(line_end_from(at_));
      engine_.refuse_as_too_large();
    } else {
      const char* const next = engine_.run(at_, end_, detail::framing::lines, target);
      const bool is_whole = next != nullptr && !engine_.reader().verdict().rejected();
      line_end = set_line(
          is_whole
              ? next
              : line_end_from(next == nullptr ? engine_.reader().verdict().stopped_at() : next));
      engine_.conclude(text_);
    }
    at_ = line_end; // not before the verdict is there: nothing was to be lost
  }

  /// The same for a line that is read from a copy: whatever is thrown, views are of the original.
  ASSAY_COLD ASSAY_NOINLINE void read_tail(T* target) {
    struct original_views {
      line_reader& of;
      ~original_views() {
        of.engine_.move_texts(of.tail_.data(), of.original_tail_);
        if (of.text_.data() != nullptr)
          of.text_ = {of.original_tail_ + (of.text_.data() - of.tail_.data()), of.text_.size()};
      }
    };
    text_ = {};
    const original_views at_the_end{*this};
    read_line(target);
  }

  /// Whether the line goes on after the limit; looks no further than that. Precondition: the text
  /// does.
  bool is_line_too_large() const noexcept {
    return std::memchr(line_begin_, '\n', engine_.max_size() + 1) == nullptr;
  }

  const char* line_end_from(const char* from) const noexcept {
    const void* const newline = std::memchr(from, '\n', static_cast<std::size_t>(end_ - from));
    return newline == nullptr ? end_ : static_cast<const char*>(newline);
  }

  const char* set_line(const char* line_end) noexcept {
    text_ = {line_begin_, static_cast<std::size_t>(line_end - line_begin_)};
    return line_end;
  }

  std::string_view text_;
  std::string tail_;                    ///< a copy of the last line, with a newline; or of all
  const char* original_tail_ = nullptr; ///< of which it is one
  const char* at_ = nullptr;
  const char* end_ = nullptr;
  const char* line_begin_ = nullptr;
  std::size_t line_ = 1;
  bool has_tail_ = false; ///< it is still to be read
  bool in_tail_ = false;  ///< it is being read
};

} // namespace assay
