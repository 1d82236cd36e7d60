// SPDX-License-Identifier: BSL-1.0

// Idempotency keys, ULIDs, span ids, event ids, nonces and UUIDs. Reads any text as one of them,
// and makes them from any numbers and bytes. A made id is read as its parts, an accepted id is made
// again as the same text, and a slower implementation accepts the same texts.

#include "fields.hpp"
#include "input.hpp"

#include <assay/identity/derived_event_id.hpp>
#include <assay/identity/idempotency_key.hpp>
#include <assay/identity/nonce.hpp>
#include <assay/identity/span_id.hpp>
#include <assay/identity/ulid.hpp>
#include <assay/identity/uuid.hpp>
#include <assay/json/text_buffer.hpp>

#include <algorithm>
#include <array>
#include <chrono>
#include <compare>
#include <cstdint>
#include <cstdlib>
#include <optional>
#include <string>
#include <string_view>

using assay_fuzz::fields;
using assay_fuzz::must;

namespace {

// --- Idempotency keys

/// Finds the parts of a key by trying every two colons.
std::optional<assay::idempotency_key_parts> slowly_split(std::string_view key) {
  std::optional<assay::idempotency_key_parts> found;
  for (std::size_t first = 0; first < key.size(); ++first) {
    if (key[first] != ':') continue;
    for (std::size_t second = first + 1; second < key.size(); ++second) {
      if (key[second] != ':') continue;
      const std::string_view nonce = key.substr(first + 1, second - first - 1);
      const std::string digits(key.substr(second + 1));
      if (nonce.empty() || nonce.find(':') != nonce.npos) continue;
      if (digits.empty() || digits.size() > 20 ||
          digits.find_first_not_of("0123456789") != digits.npos)
        continue;
      const std::uint64_t seq = std::strtoull(digits.c_str(), nullptr, 10);
      if (std::to_string(seq) != digits) continue; // leading zeros, or more than 64 bits
      must(!found, "a key is split in only one way", key);
      found = {key.substr(0, first), nonce, seq};
    }
  }
  return found;
}

void check_key(std::string_view key) {
  const auto parts = assay::parse_idempotency_key(key);
  if (key.size() <= 300) must(parts == slowly_split(key), "a key is split into its parts", key);
  if (!parts) {
    must(!assay::key_agrees(key, key, 0), "an invalid key agrees with nothing", key);
    return;
  }
  const auto& [session, nonce, seq] = *parts;
  must(assay::derive_idempotency_key(session, nonce, seq) == key, "a key's parts make it again",
       key);
  must(assay::key_agrees(key, session, seq), "a key agrees with its parts", key);
  must(!assay::key_agrees(key, session, seq + 1) &&
           !assay::key_agrees(key, std::string(session) + "x", seq) &&
           (session.empty() || !assay::key_agrees(key, session.substr(1), seq)),
       "a key agrees with no other parts", key);
}

void check_made_key(fields from) {
  const std::uint64_t seq = from.number();
  std::string nonce(from.text(from.below(12)));
  std::erase(nonce, ':');
  if (nonce.empty()) nonce = "n";
  const std::string_view session = from.text(100);
  const std::string key = assay::derive_idempotency_key(session, nonce, seq);
  check_key(key);
  const auto parts = assay::parse_idempotency_key(key);
  must(parts && parts->session_id == session && parts->nonce == nonce && parts->seq == seq,
       "a key is read as the parts it was made from", key);
  assay::text_buffer out;
  out.append("before ");
  assay::append_idempotency_key(out, session, nonce, seq);
  must(out.view() == "before " + key, "an appended key is the same", key);
}

// --- ULIDs

constexpr std::string_view alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// Returns the text of 128 bits, made bit by bit.
std::string slow_ulid(const std::array<std::uint8_t, 16>& bytes) {
  std::string bits = "00"; // 130 bits make 26 characters
  for (const std::uint8_t b : bytes)
    for (int i = 7; i >= 0; --i) bits += (b >> i & 1) != 0 ? '1' : '0';
  std::string out;
  for (std::size_t i = 0; i < bits.size(); i += 5)
    out += alphabet[static_cast<std::size_t>(std::stoi(bits.substr(i, 5), nullptr, 2))];
  return out;
}

/// Returns the text of the next number, counted in its characters.
std::string slowly_counted(std::string text) {
  for (std::size_t i = text.size(); i-- > 0;) {
    if (text[i] != 'Z') {
      text[i] = alphabet[alphabet.find(text[i]) + 1];
      break;
    }
    text[i] = '0';
  }
  return text;
}

void check_ulid(std::string_view text) {
  const auto id = assay::parse_ulid(text);
  const bool expected =
      text.size() == 26 && text[0] <= '7' && text.find_first_not_of(alphabet) == text.npos;
  must(id.has_value() == expected && assay::is_ulid(text) == expected,
       "a ULID is valid if it has the right form", text);
  if (!id) return;
  must(id->text() == text, "a ULID is read as it is written", text);
  const auto next = id->next();
  const bool is_last = text.ends_with("ZZZZZZZZZZZZZZZZ");
  must(next.has_value() == !is_last, "only the last ULID of a millisecond has no next one", text);
  if (!next) return;
  must(next->text() == slowly_counted(std::string(text)), "the next ULID is one more", text);
  must(*next > *id && next->time() == id->time(), "the next ULID has the same millisecond", text);
}

std::chrono::sys_time<std::chrono::milliseconds> at(std::uint64_t milliseconds) {
  return std::chrono::sys_time<std::chrono::milliseconds>(
      std::chrono::milliseconds(static_cast<std::int64_t>(milliseconds)));
}

void check_made_ulids(fields from) {
  assay::ulid_sequence sequence;
  std::optional<assay::ulid> before;
  for (int i = 0; i < 4; ++i) {
    const std::uint64_t time = from.below(3) == 0 ? from.number() : from.below(1000);
    const auto random = from.bytes<10>();
    std::array<std::uint8_t, 16> bytes{};
    for (std::size_t k = 0; k < 6; ++k) bytes[k] = static_cast<std::uint8_t>(time >> (40 - 8 * k));
    std::copy(random.begin(), random.end(), bytes.begin() + 6);
    const auto id = assay::make_ulid(at(time), random);
    must(id.has_value() == (time >> 48 == 0), "48 bits of milliseconds make a ULID", "");
    const auto stamped = sequence.next(at(time), random);
    if (!id) {
      must(!stamped, "a sequence makes no ULID for another time", "");
      continue;
    }
    const std::string text = slow_ulid(bytes);
    must(id->text() == text && id->time() == at(time), "a ULID consists of its time and its bytes",
         text);
    check_ulid(text);
    check_ulid(alphabet[from.byte() % alphabet.size()] + text.substr(1));
    if (before) {
      must((*id <=> *before) == (id->text() <=> before->text()), "ULIDs have their texts' order",
           text);
      if (stamped) must(*stamped > *before, "a sequence grows", text);
    }
    if (stamped && (!before || at(time) > before->time()))
      must(*stamped == *id, "at a later time a sequence restarts", text);
    if (stamped) before = stamped;
  }
}

// --- Ids made of hexadecimal digits

bool is_hexadecimal(std::string_view text, std::size_t size) {
  return text.size() == size && text.find_first_not_of("0123456789abcdef") == text.npos;
}

void check_hexadecimal(std::string_view text) {
  must(assay::is_nonce(text) == is_hexadecimal(text, 8), "a nonce has 8 digits", text);
  must(assay::is_event_id(text) == is_hexadecimal(text, 32), "an event id has 32 digits", text);
  const bool is_span = text.starts_with("span_") && is_hexadecimal(text.substr(5), 32);
  must(assay::is_span_id(text) == is_span, "a span id is span_ and 32 digits", text);
}

std::string hexadecimal(std::uint8_t byte) {
  constexpr std::string_view digits = "0123456789abcdef";
  return {digits[byte / 16], digits[byte % 16]};
}

void check_made_ids(fields from) {
  const auto bytes = from.bytes<16>();
  std::string expected;
  for (const std::uint8_t b : bytes) expected += hexadecimal(b);
  expected[12] = '4';                                         // the version
  expected[16] = std::string_view("89ab")[bytes[8] >> 4 & 3]; // the variant
  const std::string_view id = expected;
  must(assay::random_event_id(bytes) == id, "an event id has its bytes' digits", id);
  must(assay::make_span_id(bytes) == "span_" + expected, "a span id contains an event id", id);
  must(assay::random_uuid(bytes) == expected.substr(0, 8) + "-" + expected.substr(8, 4) + "-" +
                                        expected.substr(12, 4) + "-" + expected.substr(16, 4) +
                                        "-" + expected.substr(20),
       "a UUID is an event id with dashes", id);
  check_hexadecimal(id);
  check_hexadecimal("span_" + expected);
  const auto nonce = assay::make_nonce({bytes[0], bytes[1], bytes[2], bytes[3]});
  std::string digits;
  for (std::size_t i = 0; i < 4; ++i) digits += hexadecimal(bytes[i]);
  must(nonce == digits, "a nonce has its bytes' digits", digits);
  check_hexadecimal(digits);
  const std::string key = assay::derive_idempotency_key("s", nonce, 1);
  must(assay::parse_idempotency_key(key)->nonce == nonce, "a nonce is part of a key", key);
}

void check_derived_id(std::string_view key) {
  const auto space = assay::event_id_namespace("example.com");
  const auto id = assay::derive_event_id(space, key);
  must(assay::is_event_id(id) && id.view()[12] == '5' &&
           std::string_view("89ab").find(id.view()[16]) != std::string_view::npos,
       "a derived id is a UUID of version 5", key);
  must(assay::derive_event_id(space, std::string(key)) == id, "equal keys have equal ids", key);
  must(assay::derive_event_id(space, std::string(key) + "x") != id &&
           assay::derive_event_id(assay::event_id_namespace("example.org"), key) != id,
       "other keys and other producers have other ids", key);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const assay_fuzz::input in(data, size);
  const std::string_view text = in.text();
  for (const std::string_view t : {text, text.substr(0, text.find('\n'))}) {
    check_key(t);
    check_ulid(t);
    check_hexadecimal(t);
  }
  check_derived_id(text);
  const fields from(text);
  check_made_key(from);
  check_made_ulids(from);
  check_made_ids(from);
  return 0;
}
