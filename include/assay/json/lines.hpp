// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/detail/config.hpp"
#include "assay/json/instances_of.hpp"
#include "assay/json/validator.hpp"

#include <cstring>

namespace assay {

/// A reader of newline-delimited events. An invalid line does not affect its neighbors.
///
/// Skips blank lines. Accepts CRLF, a byte order mark at the very start, and a last line without a
/// newline. The text needs no padding, and must outlive the reader. A raw line break inside an
/// event ends it.
template <class T>
class line_reader : public last_event<T> {
 public:
  /// Starts at the first line of the text.
  explicit line_reader(std::string_view text, const options& o = {}) : last_event<T>(o) {
    static_cast<void>(
        &instances_of<T>::check); // the compiler reports here first what is wrong with T
    restart(text, 1);
  }
  /// Deleted: the texts would be views into a temporary.
  template <detail::owned_text Temporary>
  explicit line_reader(Temporary&&, const options& = {}) = delete;

  /// Starts again with another text, such as the next block of a stream.
  ///
  /// Precondition: the text begins at the start of a line. Changes nothing if it throws
  /// std::bad_alloc.
  ///
  /// @param text must outlive the reader.
  /// @param first_line the number of the text's first line. If it is 1, a stream begins, and a byte
  /// order mark is skipped.
  void restart(std::string_view text, std::size_t first_line) {
    text = without_mark(text, first_line);
    // Every read stops at a newline or a brace. A last line that ends in neither is read from a
    // copy with a newline added.
    const bool stops = text.empty() || text.back() == '\n' || text.back() == '}';
    // With `null_character_policy::replace`, the whole text is read from a copy.
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

  /// Deleted: the texts would be views into a temporary.
  template <detail::owned_text Temporary>
  void restart(Temporary&&, std::size_t) = delete;

  /// Moves to the next line that is not blank, and checks it. Returns false if there is none.
  ///
  /// If it throws std::bad_alloc, there is no verdict on the line and `accepted()` is false. The
  /// next call tries the same line again.
  bool next() { return advance(nullptr); }

  /// Moves to the next line that is not blank, and reads it. Returns false if there is none.
  /// `accepted()` returns whether `value` holds the event.
  bool next(T& value) { return advance(&value); }

  /// Returns whether the current line was accepted.
  bool accepted() const noexcept { return engine_.report().accepted(); }
  /// Returns the current line's number, from 1. Before the first line and after the last one: the
  /// number of lines passed, plus one.
  std::size_t line() const noexcept { return line_; }
  /// Returns the current line without its newline and without a byte order mark. The view is into
  /// the reader's text, and valid as long as that text.
  std::string_view text() const noexcept { return text_; }

 protected:
  using last_event<T>::engine_;

  /// Starts again with the beginning of a line over the limit, moves to it and rejects it. There is
  /// no other line after it.
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
    at_ = line_end; // after the verdict, so that an exception loses no line
  }

  /// Reads a line from a copy. All views refer to the original text afterwards, whatever is thrown.
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

  /// Returns whether the line is longer than the limit. Searches no further than that.
  /// Precondition: the text is longer than the limit.
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
  /// A copy of the last line with a newline added, or of the whole text.
  std::string tail_;
  /// Where the copied part begins in the original text.
  const char* original_tail_ = nullptr;
  const char* at_ = nullptr;
  const char* end_ = nullptr;
  const char* line_begin_ = nullptr;
  std::size_t line_ = 1;
  /// The copy is still to be read.
  bool has_tail_ = false;
  /// The copy is being read.
  bool in_tail_ = false;
};

} // namespace assay
