// SPDX-License-Identifier: BSL-1.0
#include "schema/zoo.hpp"

#include "assay/json/boost_json.hpp"
#include "assay/json/lines.hpp"
#include "assay/schema/schema_of.hpp"
#include "schema/documents.hpp"
#include "support/catch.hpp"

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

// Laws that hold for every document, valid or not, at every level and with any options.

namespace zoo_laws {
namespace {

using namespace assay_zoo;
using assay_test::random_source;
using assay_test::tree;

/// A text whose last byte is the last byte of its allocation.
struct exact_text {
  explicit exact_text(std::string_view text) : bytes(new char[text.size()]), size(text.size()) {
    std::memcpy(bytes.get(), text.data(), size);
  }
  std::string_view view() const noexcept { return {bytes.get(), size}; }

  std::unique_ptr<char[]> bytes;
  std::size_t size;
};

std::vector<assay::options> all_options() {
  std::vector<assay::options> out;
  for (const assay::level l :
       {assay::level::reference, assay::level::published, assay::level::strict}) {
    out.push_back({.level = l});
    out.push_back({.level = l, .keep_unknown_types = true, .reject_unknown_members = true});
    out.push_back({.level = l,
                   .lone_surrogates = assay::surrogate_policy::replace,
                   .null_characters = assay::null_character_policy::replace});
    out.push_back({.level = l,
                   .null_characters = assay::null_character_policy::reject,
                   .reject_number_overflow = true});
    out.push_back({.level = l, .null_characters = assay::null_character_policy::warn});
    out.back().limits.max_violations = 1;
    out.push_back({.level = l, .keep_unknown_types = true});
    out.back().limits.max_depth = 5;
    out.back().limits.max_string_bytes = 38;
    out.back().limits.max_members = 3;
    out.back().limits.max_violations = 3;
  }
  return out;
}

struct verdict {
  bool accepted = false, truncated = false;
  std::vector<assay::violation> violations{};

  static verdict of(const assay::report& r) {
    return {r.accepted(), r.truncated(), {r.violations().begin(), r.violations().end()}};
  }
  friend bool operator==(const verdict&, const verdict&) = default;
};

std::string in_words(const verdict& v) {
  std::string out = v.accepted ? "accepted" : "rejected";
  for (const assay::violation& found : v.violations)
    out += "\n" + std::to_string(found.offset.value_or(0)) + " " + to_string(found);
  return out;
}

/// Returns whether a double or a float cannot hold a number in the text exactly, so that the
/// written text may break a rule that the original keeps.
bool is_rounded(std::string_view text) {
  constexpr std::string_view of_numbers = "0123456789+-.eE";
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '"') {
      i = assay::detail::after_string(text, i) - 1;
    } else if (text[i] == '-' || assay::detail::is_digit(text[i])) {
      const std::size_t end = std::min(text.find_first_not_of(of_numbers, i), text.size());
      const std::string_view number = text.substr(i, end - i);
      i = end - 1;
      if (!assay::is_json_number(number)) return true;
      for (const assay::number& held : {assay::number(assay::detail::nearest_double(number)),
                                        assay::number(assay::detail::nearest_float(number))})
        if (!held.is_finite() || assay::compare_decimals(held.text(), number) != 0) return true;
    }
  }
  return false;
}

template <class T>
std::string written(const T& value) {
  assay::text_buffer out;
  if (!assay::write(value, out)) return "not written";
  return std::string(out.view());
}

/// All checks of documents of one type of event with one set of options.
template <class T>
struct court {
  explicit court(const assay::options& o)
      : options(o), verdict_only(without_report(o)),
        reads_back({.level = o.level,
                    .keep_unknown_types = o.keep_unknown_types,
                    .reject_unknown_members = o.reject_unknown_members}),
        validator(o), second(o), quick(verdict_only), again(reads_back), of_values(o) {}

  static assay::options without_report(assay::options o) {
    o.limits.max_violations = 0;
    return o;
  }

  /// Returns what is wrong with the results for the text, or an empty text.
  std::string judge(std::string_view document) {
    const exact_text exact(document);
    const std::string_view text = exact.view();
    validator.check(text);
    const verdict checked = verdict::of(validator.report());
    last = checked;
    T fresh{};
    second.read(text, fresh);
    if (const verdict read = verdict::of(second.report()); read != checked)
      return "check and read differ:\n" + in_words(checked) + "\n" + in_words(read);
    second.read(text, used);
    if (const verdict read = verdict::of(second.report()); read != checked)
      return "reading into a used value differs:\n" + in_words(checked) + "\n" + in_words(read);
    T unused{};
    if (quick.check(text) != checked.accepted || quick.read(text, unused) != checked.accepted)
      return "the verdict alone differs:\n" + in_words(checked);
    if (quick.report().truncated() != (checked.truncated || !checked.violations.empty()) &&
        checked.accepted)
      return "the verdict alone tells otherwise whether there is more";
    if (const std::string wrong = judge_line(text, checked); !wrong.empty()) return wrong;
    if (const std::string wrong = judge_value(text); !wrong.empty()) return wrong;
    if (!checked.accepted) return {};
    const std::string once = written(fresh);
    if (written(used) != once) return "a used value differs: " + once + "\n" + written(used);
    if (is_rounded(text)) return {};
    if (!again.check(once))
      return "what was written is rejected: " + once + "\n" + in_words(verdict::of(again.report()));
    T back{};
    again.read(once, back);
    if (written(back) != once)
      return "what was written reads back as another value: " + once + "\n" + written(back);
    return {};
  }

  std::string judge_line(std::string_view text, const verdict& checked) {
    // Trailing white space belongs to an incomplete line, not to a document.
    if (text.empty() || text.find('\n') != text.npos ||
        text.find_last_of(" \t\r") == text.size() - 1)
      return {};
    for (const bool reads : {false, true}) {
      assay::line_reader<T> lines(text, options);
      T value{};
      if (!(reads ? lines.next(value) : lines.next())) return "no line is found";
      if (const verdict line = verdict::of(lines.report()); line != checked)
        return "a line is judged otherwise:\n" + in_words(checked) + "\n" + in_words(line);
    }
    return {};
  }

  std::string judge_value(std::string_view text) {
    boost::json::error_code error;
    boost::json::parse_options limits;
    limits.max_depth = 1000;
    const boost::json::value value =
        boost::json::parse(boost::json::string_view(text.data(), text.size()), error, {}, limits);
    if (error) return {};
    of_values.check(value);
    verdict expected;
    const std::string text_of_value = boost::json::serialize(value);
    validator.check(text_of_value);
    expected = verdict::of(validator.report());
    for (assay::violation& v : expected.violations) v.offset.reset(), v.first_offset.reset();
    if (verdict::of(of_values.report()) != expected)
      return "a value is judged otherwise than its text:\n" + in_words(expected) + "\n" +
             in_words(verdict::of(of_values.report()));
    return {};
  }

  assay::options options, verdict_only, reads_back;
  assay::validator<T> validator, second, quick, again;
  assay::value_validator<T> of_values;
  T used{};
  verdict last;
};

/// Returns whether a violation is at the right place of the text, whose values are known.
bool is_in_place(const assay::violation& v, const std::vector<assay_test::placed_value>& places) {
  using assay::code;
  const auto holds = [&](auto predicate) {
    return std::any_of(places.begin(), places.end(), predicate);
  };
  const std::size_t at = *v.offset;
  if (v.path_is_cut) return true;
  switch (v.code) {
  case code::missing_member: {
    const std::size_t slash = v.path.rfind('/');
    const bool is_there = holds([&](const auto& p) {
      return p.path == v.path && std::any_of(places.begin(), places.end(), [&](const auto& o) {
               return o.begin == at && o.begin < p.begin && p.begin < o.end;
             });
    });
    return !is_there && holds([&](const auto& p) {
      return p.is_object && p.begin == at && p.path == v.path.substr(0, slash);
    });
  }
  case code::too_many_members: // at an element, or at the name of a member
    return holds([&](const auto& p) { return p.path == v.path && (p.key == at || p.begin == at); });
  case code::unknown_member:
  case code::duplicate_member:
    return holds([&](const auto& p) { return p.key == at && p.path == v.path; });
  case code::null_character:
  case code::lone_surrogate:
  case code::string_too_long: // in the value, or in a name of the object
  case code::invalid_format:
    return holds([&](const auto& p) { return p.begin <= at && at < p.end && p.path == v.path; });
  default: return holds([&](const auto& p) { return p.begin == at && p.path == v.path; });
  }
}

struct tally {
  std::size_t documents = 0, accepted = 0, violations = 0;
};

/// Checks documents made for a T, and mutants of them, against the laws.
template <class T>
tally try_documents(std::uint64_t seed, int count) {
  random_source random(seed);
  assay_test::generator make(random);
  assay_test::mutator change(random);
  std::vector<std::unique_ptr<court<T>>> courts;
  for (const assay::options& o : all_options()) courts.push_back(std::make_unique<court<T>>(o));
  tally out;
  for (int i = 0; i < count; ++i) {
    tree document = make.object(assay::schema_of<T>());
    for (std::size_t mutations = assay_test::below(random, 4); mutations != 0; --mutations)
      change.mutate(document);
    assay_test::tree_writer w(random, i % 3 == 0);
    w.write(document);
    std::string text = w.text;
    const bool is_damaged = i % 11 == 0;
    if (is_damaged) { // not JSON in most cases
      const std::size_t at = assay_test::below(random, text.size());
      constexpr std::string_view bytes = "\"{}[],:\\ \x01\xFFtnu0-.e\n";
      switch (assay_test::below(random, 3)) {
      case 0: text.resize(at); break;
      case 1: text[at] = bytes[assay_test::below(random, bytes.size())]; break;
      case 2: text.insert(at, 1, bytes[assay_test::below(random, bytes.size())]); break;
      }
    }
    for (const auto& c : courts) {
      const std::string wrong = c->judge(text);
      if (!wrong.empty()) {
        INFO("level " << name_of(c->options.level) << ", options " << (&c - courts.data()) % 6
                      << "\n"
                      << text << "\n"
                      << wrong);
        REQUIRE(wrong == "");
      }
      ++out.documents;
      out.accepted += c->last.accepted;
      out.violations += c->last.violations.size();
      const bool renames = c->options.null_characters == assay::null_character_policy::replace;
      if (is_damaged || renames) continue;
      for (const assay::violation& v : c->last.violations)
        if (!is_in_place(v, w.places)) {
          INFO(text << "\n" << *v.offset << " " << to_string(v));
          REQUIRE(is_in_place(v, w.places));
        }
    }
  }
  return out;
}

} // namespace

TEMPLATE_TEST_CASE(
    "zoo: check, read, lines and values agree; what is accepted is written and read back", "",
    event, presence, across, parts, ignoring, closing, containers) {
  const tally seen = try_documents<TestType>(1, 60);
  CAPTURE(seen.documents, seen.accepted, seen.violations);
  CHECK(seen.accepted * 8 > seen.documents); // otherwise, little is written and read back
  CHECK(seen.violations > seen.documents / 4);
}

TEST_CASE("zoo: nothing of the previous event is left, whichever two follow each other") {
  random_source random(7);
  assay_test::generator make(random);
  std::vector<std::string> texts, expected;
  const assay::options o{.level = assay::level::reference, .keep_unknown_types = true};
  assay::validator<event> v(o);
  while (texts.size() < 40) {
    tree document = make.object(assay::schema_of<event>());
    if (texts.size() % 3 == 0) assay_test::mutator(random).mutate(document);
    assay_test::tree_writer w(random, false);
    w.write(document);
    event fresh;
    if (!v.read(w.text, fresh)) continue;
    texts.push_back(w.text);
    expected.push_back(written(fresh));
  }
  event used;
  for (std::size_t i = 0; i < texts.size(); ++i)
    for (std::size_t j = 0; j < texts.size(); ++j) {
      REQUIRE(v.read(texts[i], used));
      REQUIRE(v.read(texts[j], used));
      if (written(used) != expected[j]) {
        CAPTURE(texts[i], texts[j]);
        REQUIRE(written(used) == expected[j]);
      }
    }
}

TEST_CASE("zoo: integers of each type reach its limits, and do not exceed them") {
  for (const assay::member_schema& m : assay::schema_of<integers>().members) {
    if (!m.rules.empty()) continue;
    CAPTURE(m.name);
    assay::validator<integers> v;
    const auto is_accepted = [&](std::string_view number) {
      const std::string text = "{\"" + std::string(m.name) + "\":" + std::string(number) + "}";
      integers value;
      const bool accepted = v.read(text, value);
      const bool is_member = accepted && value.additional.list.empty();
      if (is_member) CHECK(written(value) == text);
      return is_member;
    };
    const auto beyond = [](std::string end) { // one more, away from zero
      std::size_t i = end.size() - 1;
      for (; end[i] == '9'; --i) end[i] = '0';
      return ++end[i], end;
    };
    CHECK(is_accepted(m.type->minimum));
    CHECK(is_accepted(m.type->maximum));
    CHECK_FALSE(is_accepted(beyond(std::string(m.type->maximum))));
    CHECK_FALSE(is_accepted(m.type->minimum == "0" ? "-1" : beyond(std::string(m.type->minimum))));
    CHECK_FALSE(is_accepted("1.0"));
    CHECK_FALSE(is_accepted(std::string(m.type->maximum) + ".00000000000000000001"));
    CHECK_FALSE(is_accepted("1" + std::string(100, '0')));
  }
}

TEST_CASE("zoo: a double and a float of any bits is read back as written") {
  random_source random(3);
  assay::validator<reals> v;
  for (int i = 0; i < 2000; ++i) {
    reals value;
    const std::uint64_t bits = random();
    const auto single = static_cast<std::uint32_t>(random());
    std::memcpy(&value.d, &bits, sizeof bits);
    std::memcpy(&value.f, &single, sizeof single);
    assay::text_buffer out;
    const bool is_finite = std::isfinite(value.d) && std::isfinite(value.f);
    REQUIRE(bool(assay::write(value, out)) == is_finite);
    if (!is_finite) continue;
    reals back;
    REQUIRE(v.read(out.view(), back));
    REQUIRE(std::memcmp(&back.d, &value.d, sizeof bits) == 0);
    REQUIRE(std::memcmp(&back.f, &value.f, sizeof single) == 0);
  }
}

} // namespace zoo_laws
