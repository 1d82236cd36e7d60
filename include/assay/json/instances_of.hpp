// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/detail/config.hpp"
#include "assay/error/detail/report_access.hpp"
#include "assay/error/write_result.hpp"
#include "assay/json/detail/read/member_functions.hpp"
#include "assay/json/detail/report/pointer.hpp"
#include "assay/json/detail/table/soundness.hpp"
#include "assay/json/detail/write/write_new.hpp"
#include "assay/json/detail/write/writer.hpp"
#include "assay/json/text_buffer.hpp"

#include <string_view>

namespace assay {
namespace detail {

template <class T>
class engine;

} // namespace detail

template <class T>
class validator;
template <class T>
class line_reader;
template <class T>
write_result write(const T& value, text_buffer& out);

/// The compiled code that checks, reads and writes a T. A program of many files can compile it
/// once.
///
/// Declare `extern template class assay::instances_of<T>;` in the files that use T. After it,
/// `validator`, `line_reader`, `write` and everything made from them compile faster. Define
/// `template class assay::instances_of<T>;` in one file; without it the program does not link.
/// Files without the declaration may be linked with them.
template <class T>
class instances_of {
  friend detail::engine<T>;
  friend validator<T>;
  friend line_reader<T>;
  friend write_result write<T>(const T&, text_buffer&);

  // These functions are not inline, because compilers instantiate inline functions in spite of the
  // declaration.
  static const char* check(detail::reader& r, const char* p);
  static const char* read(detail::reader& r, const char* p, T& value);
  static void make_report(report& of, std::string_view text, detail::findings& found,
                          const options& o, detail::pointer_walk& walk, detail::reader& r);
  static void reject(report& of, const detail::finding& why, const options& o);
  static write_result write_to(const T& value, text_buffer& out);
};

template <class T>
const char* instances_of<T>::check(detail::reader& r, const char* p) {
  using is_sound [[maybe_unused]] = decltype(detail::report_faults<T>());
  return r.template root<false>(p, static_cast<T*>(nullptr));
}

template <class T>
const char* instances_of<T>::read(detail::reader& r, const char* p, T& value) {
  return r.template root<true>(p, &value);
}

template <class T>
ASSAY_COLD ASSAY_NOINLINE void
instances_of<T>::make_report(report& of, std::string_view text, detail::findings& found,
                             const options& o, detail::pointer_walk& walk, detail::reader& r) {
  struct all_or_none {
    report& of;
    bool done = false;
    ~all_or_none() {
      if (!done) detail::report_access::assign(of, false, true);
    }
  } guard{of};
  detail::add_violations(of, text, found, o, walk, r, r.root_layout());
  guard.done = true;
}

template <class T>
ASSAY_COLD ASSAY_NOINLINE void instances_of<T>::reject(report& of, const detail::finding& why,
                                                       const options& o) {
  const bool has_room = o.limits.max_violations != 0;
  detail::report_access::assign(of, false, !has_room);
  if (!has_room) return;
  violation& v = detail::report_access::add(of);
  v.code = why.what;
  v.offset = 0;
  detail::append_expected(v.expected, why, o);
}

template <class T>
write_result instances_of<T>::write_to(const T& value, text_buffer& out) {
  if constexpr (detail::is_sound<T>) { // otherwise the compiler reports what is wrong with T
    const std::size_t before = out.size();
    detail::writer w(out);
    w.append(value);
    if (w.valid()) [[likely]]
      return {};
    out.truncate(before);
  }
  return code::invalid_value;
}

} // namespace assay
