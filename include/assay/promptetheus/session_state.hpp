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

/// What must be stored of a session so that another process can go on with it: see
/// `session::resume`. `append_session_state` makes one line of text of it.
struct session_state {
  trace about{};              ///< as `session::about()` gives it
  std::uint64_t next_seq = 0; ///< every number below may have been used; 0: it has not begun
  bool ended = false;         ///< nothing can be stamped any more
  friend bool operator==(const session_state&, const session_state&) = default;
};
BOOST_DESCRIBE_STRUCT(session_state, (), (about, next_seq, ended))

/// No session uses this number or one above it.
inline constexpr std::uint64_t seq_limit = INT64_MAX;

template <class T = session_state>
consteval auto rules_of(const session_state*) {
  return rules(described_as("Session state", "What must be stored of a session to go on with it."),
               all_enforced_from(level::reference), closed_from(level::reference),
               field<&T::about>("The body that opened the trace."),
               field<&T::next_seq>("Every number below may have been used.", maximum(seq_limit)),
               field<&T::ended>("Whether nothing can be stamped any more."));
}

namespace detail {

/// 16 hexadecimal digits for a text, by FNV-1a. They differ for any two texts of the same length
/// that differ in one byte, since each step is a bijection; other texts have the same by chance
/// alone.
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

/// Whether the state's text is the one that was written. What is missing is a violation of its own.
inline bool is_as_written(json_text state, json_text check) {
  const auto sum = checksum_of(state.text());
  return state.empty() || !check.is_string() ||
         check.between_quotes() == std::string_view(sum.data(), sum.size());
}

template <class T = session_file>
consteval auto rules_of(const session_file*) {
  return rules(described_as("Session file", "The text in which a session's state is stored."),
               all_enforced_from(level::reference), closed_from(level::reference),
               field<&T::format>("What file it is.", one_of("assay.promptetheus.session")),
               field<&T::version>("Of the format.", between(1, 1)), field<&T::state>("The state."),
               field<&T::check>("The checksum of the state's text."),
               check_members<&T::state, &T::check>(level::reference, is_as_written,
                                                   "the checksum of the state's text"));
}

} // namespace detail

/// Appends the state as one line of JSON, without a line break: its format and version, the state,
/// and a checksum.
///
/// True on success. Else `code::invalid_value`, and the buffer as before: a string of the trace is
/// not UTF-8. Linear. Nothing is appended when it throws std::bad_alloc. Store the line so that
/// there is always either the old one or the new one: write a temporary file, sync it, and rename
/// it.
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

/// Reads what `append_session_state` wrote; white space around it does not count.
///
/// Error: `unreadable_state` for any other text, with the violations: one that was cut off, that
/// differs in any byte, that is of another version, or whose trace is not valid at `strict`.
/// Linear; the state's parts are copied.
template <class State = session_state>
session_result<State> read_session_state(std::string_view text) {
  options o{.level = level::strict};
  o.limits.max_depth += 2; // what was valid as a trace is so within the state within the file
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
