// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/identity/detail/hex.hpp"
#include "assay/json/json_text.hpp"
#include "assay/json/unfinished_text.hpp"
#include "assay/json/validator.hpp"
#include "assay/json/write.hpp"
#include "assay/promptetheus/session_result.hpp"
#include "assay/promptetheus/trace.hpp"

#include <boost/describe/class.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace assay::promptetheus {

/// The part of a session that must be stored so that another process can continue it: see
/// `session::resume`. `append_session_state` writes it as one line of text.
struct session_state {
  trace about{}; ///< as `session::about()` returns it
  std::uint64_t next_seq =
      0;              ///< every smaller number may have been used; 0: the session has not begun
  bool ended = false; ///< nothing can be stamped any more
  friend bool operator==(const session_state&, const session_state&) = default;
};
BOOST_DESCRIBE_STRUCT(session_state, (), (about, next_seq, ended))

/// The upper limit of sequence numbers: no session uses this number or a greater one.
inline constexpr std::uint64_t seq_limit = INT64_MAX;

template <class T = session_state>
consteval auto rules_of(const session_state*) {
  return rules(
      described_as("Session state", "The part of a session that must be stored to continue it."),
      all_enforced_from(level::reference), closed_from(level::reference),
      field<&T::about>("The body that opened the trace."),
      field<&T::next_seq>("Every smaller number may have been used.", maximum(seq_limit)),
      field<&T::ended>("Whether nothing can be stamped any more."));
}

namespace detail {

/// Returns 16 hexadecimal digits for a text, by FNV-1a. Two texts of the same length that differ in
/// one byte always have different digits, because each step is a bijection; other texts have the
/// same digits only by chance.
constexpr std::array<char, 16> checksum_of(std::string_view text) noexcept {
  std::uint64_t sum = 0xcbf29ce484222325;
  for (const char c : text) sum = (sum ^ static_cast<unsigned char>(c)) * 0x100000001b3;
  std::array<unsigned char, 8> bytes{};
  for (std::size_t i = 0; i < bytes.size(); ++i)
    bytes[i] = static_cast<unsigned char>(sum >> (56 - 8 * i));
  std::array<char, 16> digits{};
  assay::detail::put_hex(digits.data(), bytes);
  return digits;
}

/// The text in which a state is stored.
struct session_file {
  std::string format{};
  std::uint64_t version{};
  session_state state{};
  std::string check{};
};
BOOST_DESCRIBE_STRUCT(session_file, (), (format, version, state, check))

/// Returns whether the state's text is the one that was written. Also returns true if one of the
/// texts is missing; that is reported separately.
inline bool is_as_written(json_text state, json_text check) {
  const auto sum = checksum_of(state.text());
  return state.empty() || !check.is_string() ||
         check.between_quotes() == std::string_view(sum.data(), sum.size());
}

template <class T = session_file>
consteval auto rules_of(const session_file*) {
  return rules(described_as("Session file", "The text in which a session's state is stored."),
               all_enforced_from(level::reference), closed_from(level::reference),
               field<&T::format>("The file format.", one_of("assay.promptetheus.session")),
               field<&T::version>("The version of the format.", between(1, 1)),
               field<&T::state>("The state."),
               field<&T::check>("The checksum of the state's text."),
               check_members<&T::state, &T::check>(level::reference, is_as_written,
                                                   "the checksum of the state's text"));
}

} // namespace detail

/// Appends the state as one line of JSON, without a line break: its format and version, the state,
/// and a checksum.
///
/// Returns `code::invalid_value` if a string of the trace is not UTF-8; the buffer is then
/// unchanged. Linear. If it throws `std::bad_alloc`, nothing is appended. Store the line
/// atomically, so that either the old or the new one exists: write a temporary file, sync it, and
/// rename it.
template <class State = session_state>
write_result append_session_state(text_buffer& out, const State& state) {
  unfinished_text line(out);
  out.append(R"({"format":"assay.promptetheus.session","version":1,"state":)");
  const std::size_t begin = out.size();
  if (const write_result written = assay::write(state, out); !written) return written;
  const auto sum = detail::checksum_of(out.view().substr(begin));
  out.append(R"(,"check":")");
  out.append(std::string_view(sum.data(), sum.size()));
  out.append(R"("})");
  line.finish();
  return {};
}

/// Reads the text that `append_session_state` wrote, with optional white space around it.
///
/// Error: `unreadable_state` for any other text, with the violations: a text that was cut off, that
/// differs in any byte or has another version, or whose trace is invalid at `strict`. Linear; the
/// state's parts are copied.
template <class State = session_state>
session_result<State> read_session_state(std::string_view text) {
  options o{.level = level::strict};
  o.limits.max_depth +=
      2; // a trace that was valid by itself is also valid within the state within the file
  o.limits.max_document_bytes += 1024;
  validator<detail::session_file> validator(o);
  detail::session_file file;
  if (validator.read(text, file)) return session_result<State>(std::move(file.state));
  session_error error{session_error::reason::unreadable_state};
  for (const violation& v : validator.report().violations())
    if (v.severity == severity::error) error.violations.push_back(v);
  return error;
}

} // namespace assay::promptetheus
