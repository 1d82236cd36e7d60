// SPDX-License-Identifier: BSL-1.0
#include "api/stored_events.hpp"

#include "http/message.hpp"

#include "assay/json/json_output.hpp"
#include "assay/json/json_text.hpp"
#include "assay/json/text_buffer.hpp"
#include "assay/json/walk.hpp"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <limits>

namespace gateway {
namespace {

constexpr std::string_view by_seq =
    "SELECT seq, body FROM events WHERE system = ?1 AND session = ?2 AND (?3 IS NULL OR seq > "
    "coalesce(?4, ?3)) ORDER BY seq, id LIMIT ?5";
constexpr std::string_view by_arrival =
    "SELECT id, body FROM events WHERE system = ?1 AND session = ?2 AND (?3 IS NULL OR id > ?3) "
    "ORDER BY id LIMIT ?5";

/// Binds a number of a query; throws bad_request if it is not a number. A number beyond 63 bits is
/// a text of 20 digits, as in the table.
struct sortable_place {
  std::optional<std::int64_t> number{};
  std::optional<std::string> digits{};

  explicit sortable_place(const std::optional<std::string>& text) {
    if (!text) return;
    std::uint64_t n = 0;
    const char* const end = text->data() + text->size();
    const auto [stop, error] = std::from_chars(text->data(), end, n);
    if (error != std::errc() || stop != end)
      throw bad_request("after: expected the position of an event");
    constexpr auto greatest = std::uint64_t{std::numeric_limits<std::int64_t>::max()};
    number = static_cast<std::int64_t>(std::min(n, greatest));
    if (n <= greatest) return;
    digits = std::to_string(n);
    digits->insert(0, 20 - digits->size(), '0');
  }
};

/// Returns the event with its session. An event of Promptetheus belongs to the session of its
/// request, whatever session it names.
std::string of_session(std::string_view event, const std::string& session) {
  std::string out(event);
  const assay::json_text own(assay::find_member(event, "session_id"));
  if (own.empty() || (own.is_string() && own.to_string() == session)) return out;
  assay::text_buffer name;
  assay::json_output(name).string(session);
  const auto at = static_cast<std::size_t>(own.text().data() - event.data());
  return out.replace(at, own.text().size(), name.view());
}

} // namespace

bool is_known(database& db, const std::string& system, const std::string& session) {
  statement asked(db, "SELECT 1 FROM sessions WHERE system = ?1 AND session = ?2");
  asked.bind(system, session);
  return asked.step();
}

void for_each_event(database& db, const stored_session& of,
                    const std::function<bool(std::string_view, std::string_view)>& use) {
  const bool has_seq = of.system == "promptetheus";
  const sortable_place after(of.after);
  const std::int64_t limit = of.limit ? static_cast<std::int64_t>(*of.limit) : -1;
  statement asked(db, has_seq ? by_seq : by_arrival);
  if (has_seq) asked.bind(of.system, of.session, after.number, after.digits, limit);
  else asked.bind(of.system, of.session, after.number, nullptr, limit);
  while (asked.step()) {
    std::string_view place = asked.text(0);
    place.remove_prefix(std::min(place.find_first_not_of('0'), place.size()));
    if (place.empty()) place = "0";
    if (!has_seq && !use(place, asked.text(1))) return;
    if (has_seq && !use(place, of_session(asked.text(1), of.session))) return;
  }
}

} // namespace gateway
