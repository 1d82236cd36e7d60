// SPDX-License-Identifier: BSL-1.0

// Date-times of RFC 3339: reads any text as one, and any numbers in the form of one. A slow
// implementation of the standard gives the same verdict and the same instant. The text before a
// reported fault is valid, and a written date-time reads back as the same.

#include "calendar.hpp"
#include "fields.hpp"
#include "input.hpp"

#include <assay/identity/instant.hpp>
#include <assay/identity/rfc3339.hpp>
#include <assay/identity/timestamp.hpp>

#include <algorithm>
#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>

using assay_fuzz::must;

namespace {

/// The parts of a date-time.
struct moment {
  long long seconds = 0; ///< since 1970; for a leap second those of the second before it
  bool is_leap_second = false;
  long nanoseconds = 0;
  int offset = 0; ///< in minutes
};

/// Returns whether the text has a form, in which a 0 matches any digit and a letter matches itself
/// in either case.
bool has_form(std::string_view text, std::string_view form) {
  if (text.size() != form.size()) return false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    const bool fits = form[i] == '0'   ? c >= '0' && c <= '9'
                      : form[i] == 'T' ? c == 'T' || c == 't'
                                       : c == form[i];
    if (!fits) return false;
  }
  return true;
}

int number(std::string_view digits) { return std::stoi(std::string(digits)); }

/// Reads the text from its end: the offset, the fraction, and the rest by its form.
std::optional<moment> slowly_read(std::string_view text) {
  moment out;
  if (text.ends_with('Z') || text.ends_with('z')) {
    text.remove_suffix(1);
  } else {
    if (text.size() < 6) return std::nullopt;
    const std::string_view offset = text.substr(text.size() - 6);
    if (!has_form(offset, "+00:00") && !has_form(offset, "-00:00")) return std::nullopt;
    const int hours = number(offset.substr(1, 2)), minutes = number(offset.substr(4, 2));
    if (hours >= 24 || minutes >= 60) return std::nullopt;
    out.offset = (hours * 60 + minutes) * (offset[0] == '-' ? -1 : 1);
    text.remove_suffix(6);
  }
  if (const std::size_t point = text.find('.'); point != text.npos) {
    std::string fraction(text.substr(point + 1));
    if (fraction.empty() || fraction.find_first_not_of("0123456789") != fraction.npos)
      return std::nullopt;
    fraction.resize(9, '0');
    out.nanoseconds = std::stol(fraction);
    text = text.substr(0, point);
  }
  if (!has_form(text, "0000-00-00T00:00:00")) return std::nullopt;
  const int year = number(text.substr(0, 4)), month = number(text.substr(5, 2)),
            day = number(text.substr(8, 2)), hour = number(text.substr(11, 2)),
            minute = number(text.substr(14, 2)), second = number(text.substr(17, 2));
  if (!assay_fuzz::is_day(year, month, day) || hour >= 24 || minute >= 60 || second > 60)
    return std::nullopt;
  out.is_leap_second = second == 60;
  const long long minutes =
      (assay_fuzz::days_since_1970(year, month, day) * 24 + hour) * 60 + minute - out.offset;
  // Leap seconds are at the end of a day in UTC.
  if (out.is_leap_second && ((minutes + 1) % (24 * 60)) != 0) return std::nullopt;
  out.seconds = minutes * 60 + (out.is_leap_second ? 59 : second);
  return out;
}

bool is_same(const assay::instant& a, const moment& b) {
  return a.second.time_since_epoch().count() == b.seconds && a.is_leap_second == b.is_leap_second &&
         a.nanosecond == b.nanoseconds && a.offset.count() == b.offset;
}

/// Checks that the text before the fault can be the beginning of a date-time: a valid text from the
/// next field on completes it.
void check_fault(std::string_view text) {
  const auto fault = assay::find_rfc3339_fault(text);
  must(fault.has_value() == !assay::is_rfc3339(text), "an invalid date-time has a fault", text);
  if (!fault) return;
  must(fault->position <= text.size() && !fault->reason.empty(), "a fault is within the text",
       text);
  constexpr std::string_view whole = "2000-01-01T00:00:00Z", form = "0000-00-00T00:00:00Z";
  constexpr std::size_t fraction = 19;
  const std::size_t at = fault->position;
  std::string start(text.substr(0, at));
  if (at > 17 && start.substr(17, 2) == "60") return; // only some times and offsets permit it
  if (at < fraction) {
    const bool begins_field = at == 0 || form[at - 1] != '0' || form[at] != '0';
    if (!begins_field) return; // no month begins with the digits of `2021-2`
    start += whole.substr(at);
  } else if (const std::size_t sign = start.find_first_of("+-", fraction); sign != start.npos) {
    const std::size_t done = at - sign;
    if (done == 2 || done == 5) return; // within a field
    start += std::string_view("+00:00").substr(std::min<std::size_t>(done, 6));
  } else if (start.find_first_of("Zz") == start.npos) {
    start += start.ends_with('.') ? "0Z" : "Z";
  }
  must(assay::is_rfc3339(start), "the text before a fault can begin a date-time", text);
}

void check_order(const assay::timestamp& a, const assay::timestamp& b) {
  const auto x = slowly_read(a.text()), y = slowly_read(b.text());
  const auto key = [](const moment& m) {
    return std::tuple(m.seconds, m.is_leap_second, m.nanoseconds);
  };
  const auto order = a <=> b;
  if (key(*x) != key(*y))
    must((order < 0) == (key(*x) < key(*y)) && order != 0,
         "date-times are in the order of their instants", a.text());
  else
    must((order == 0) == (a.text() == b.text()),
         "date-times of one instant are in the order of their texts", a.text());
  must((b <=> a) == 0 ? order == 0 : ((b <=> a) < 0) == (order > 0), "the order is antisymmetric",
       a.text());
  must((a == b) == (order == 0), "date-times are equal if neither is earlier", a.text());
}

void check_text(std::string_view text) {
  const std::optional<moment> expected = slowly_read(text);
  const std::optional<assay::instant> found = assay::parse_rfc3339(text);
  must(assay::is_rfc3339(text) == expected.has_value(),
       "a date-time is valid if the standard says so", text);
  must(found.has_value() == expected.has_value(), "a valid date-time has an instant", text);
  check_fault(text);
  const std::optional<assay::timestamp> stamp = assay::timestamp::parse(text);
  must(stamp.has_value() == expected.has_value(), "a valid date-time is a timestamp", text);
  if (!found) return;
  must(is_same(*found, *expected), "the instant is that of the slow implementation", text);
  must(stamp->text() == text && stamp->time() == *found, "a timestamp keeps its text", text);
  check_order(*stamp, *stamp);
  check_order(*stamp, assay::timestamp());

  // Written with microseconds, in UTC, it is the same to the microsecond.
  const auto written = assay::format_rfc3339(found->time());
  const bool has_year =
      expected->seconds >= assay_fuzz::days_since_1970(0, 1, 1) * 24 * 60 * 60 &&
      expected->seconds < assay_fuzz::days_since_1970(10'000, 1, 1) * 24 * 60 * 60;
  must(written.has_value() == has_year, "a date-time is written if its year has four digits", text);
  if (!written) return;
  const auto again = slowly_read(written->view());
  must(again && again->seconds == expected->seconds && !again->is_leap_second && again->offset == 0,
       "a written date-time has the same second", text);
  must(again->nanoseconds ==
           (expected->is_leap_second ? 999'999'000 : expected->nanoseconds / 1000 * 1000),
       "a written date-time has the same microsecond", text);
  must(assay::parse_rfc3339(written->view())->time() == found->time(),
       "a written date-time is read as the same", text);
}

/// A text in the form of a date-time, with numbers at and beyond their bounds.
std::string made_text(assay_fuzz::fields& from) {
  using assay_fuzz::digits;
  const auto two = [&](unsigned limit) { return digits(from.below(limit), 2); };
  std::string out = digits(from.below(10'000), 4) + "-" + two(14) + "-" + two(33) + "T";
  out += from.below(4) == 0 ? "23:59:60" : two(25) + ":" + two(61) + ":" + two(62);
  if (const unsigned size = from.below(12); size != 0)
    out += "." + digits(static_cast<long long>(from.number() >> 1), size).substr(0, size);
  switch (from.below(4)) {
  case 0: out += "+" + two(25) + ":" + two(61); break;
  case 1: out += "-" + two(25) + ":" + two(61); break;
  case 2: out += "z"; break;
  default: out += "Z"; break;
  }
  return out;
}

/// Any time: it is written if its year has four digits, and then reads back as itself.
void check_time(std::chrono::sys_time<std::chrono::microseconds> time) {
  const auto text = assay::format_rfc3339(time);
  if (!text) return;
  must(slowly_read(text->view()).has_value(), "written text is a date-time", text->view());
  must(assay::parse_rfc3339(text->view())->time() == time, "a time is read as it was written",
       text->view());
  const assay::timestamp stamp(*text);
  must(stamp.text() == text->view() && stamp.time().time() == time,
       "a timestamp has the time that it was made from", text->view());
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const assay_fuzz::input in(data, size);
  const std::string_view text = in.text();
  check_text(text);
  check_text(text.substr(0, text.find('\n')));

  assay_fuzz::fields from(text);
  std::string made = made_text(from);
  check_text(made);
  const std::string other = made_text(from);
  const auto a = assay::timestamp::parse(made), b = assay::timestamp::parse(other);
  if (a && b) check_order(*a, *b);
  constexpr std::int64_t year_10000 = 253'402'300'800'000'000, year_0 = -62'167'219'200'000'000;
  const std::int64_t any = static_cast<std::int64_t>(from.number());
  for (const std::int64_t t : {any, year_0 + any % 1000, year_10000 + any % 1000, any % year_10000})
    check_time(std::chrono::sys_time<std::chrono::microseconds>(std::chrono::microseconds(t)));
  made[from.below(static_cast<unsigned>(made.size()))] = static_cast<char>(from.byte());
  check_text(made);
  made.erase(from.below(static_cast<unsigned>(made.size())), 1);
  check_text(made);
  return 0;
}
