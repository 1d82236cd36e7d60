// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <assay/json/validator.hpp>
#include <assay/json/write.hpp>
#include <assay/schema/schema_of.hpp>
#include <assay/testing/almost_valid.hpp>
#include <assay/testing/hostile.hpp>
#include <assay/testing/mutate.hpp>
#include <assay/testing/valid.hpp>

#include <array>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

// The law that connects checker, tables, writer and generators: texts from `valid` are accepted and
// unchanged by reading and writing; texts from `almost_valid` and `hostile` have exactly their one
// violation.

namespace assay_laws {

using assay::level;

/// The results for the objects so far.
struct tally {
  std::size_t events = 0;
  std::size_t broken = 0;
  std::array<std::size_t, assay::code_count> codes{};
};

/// Prints on standard output that a law does not hold for a seed.
void tell(std::string_view object, level at, std::uint64_t seed, std::string_view law,
          std::string_view text, const assay::report& found);

/// An object, and the operations of the programs that visit all objects.
struct subject {
  std::string name;
  const assay::type_schema* type;
  /// Checks its laws.
  void (*check)(std::string_view object, level at, std::uint64_t seed, tally& to);
  /// Returns the texts of a seed: valid, changed, almost valid and hostile.
  std::array<std::string, 4> (*texts)(level at, std::uint64_t seed);
  /// Returns the errors of a text; empty if it is accepted.
  std::vector<assay::violation> (*errors)(std::string_view text, level at);
};

/// Returns the options of a validator that reports all violations.
inline assay::options all_at(level at) {
  assay::options o;
  o.level = at;
  o.limits.max_violations = 1000;
  return o;
}

template <class T>
concept is_variant = requires(T v) {
  v.valueless_by_exception();
};

template <class T>
class laws_of {
 public:
  laws_of(std::string_view object, level at, std::uint64_t seed, tally& to)
      : object_(object), at_(at), seed_(seed), to_(to), validator_(all_at(at)) {}

  void valid_is_accepted_and_survives() {
    const std::string text =
        made_twice([&](assay::testing::source& s) { return assay::testing::valid<T>(s, at_); });
    ++to_.events;
    if (!validator_.check(text) || !validator_.report().violations().empty())
      return broken("a valid text is accepted without warnings", text);
    T value{}, again{};
    if (!validator_.read(text, value)) return broken("check and read agree", text);
    assay::text_buffer written, rewritten;
    if (!write(value, written)) return broken("a value that was read can be written", text);
    if (!validator_.read(written.view(), again)) return broken("written text is accepted", text);
    // A variant claims to be comparable whatever its alternatives are.
    if constexpr (!is_variant<T> && std::equality_comparable<T>)
      if (!(value == again)) return broken("written text reads back as the same value", text);
    if (!write(again, rewritten) || written.view() != rewritten.view())
      return broken("writing again gives the same text", text);
    if (at_ == level::strict && !assay::check<T>(text, all_at(level::reference)))
      return broken("a text that a level accepts is accepted by the level below", text);
  }

  void almost_valid_gets_its_violation() {
    check_sample(made_twice(
        [&](assay::testing::source& s) { return assay::testing::almost_valid<T>(s, at_); }));
  }

  void hostile_gets_its_code() {
    check_sample(made_twice(
        [&](assay::testing::source& s) { return assay::testing::hostile<T>(s, {.level = at_}); }));
  }

 private:
  void check_sample(const assay::testing::sample& made) {
    ++to_.events;
    validator_.check(made.text);
    if (!agrees(made, validator_.report())) {
      std::string law =
          "expected " + std::string(made.violation ? name_of(made.violation->code) : "nothing");
      if (made.violation) law += " at " + made.violation->path;
      return broken(law.append(", for ").append(made.reason), made.text);
    }
    if (made.violation) ++to_.codes[static_cast<std::size_t>(made.violation->code)];
    T value{};
    if (validator_.read(made.text, value) != made.accepted || !agrees(made, validator_.report()))
      broken("check and read agree", made.text);
  }

  template <class Make>
  auto made_twice(Make make) {
    assay::testing::source first(seed_);
    auto made = make(first);
    if (seed_ % 16 == 0) {
      assay::testing::source second(seed_);
      if (make(second) != made) broken("the same seed gives the same text", {});
    }
    return made;
  }

  void broken(std::string_view law, std::string_view text) {
    ++to_.broken;
    tell(object_, at_, seed_, law, text, validator_.report());
  }

  std::string_view object_;
  level at_;
  std::uint64_t seed_;
  tally& to_;
  assay::validator<T> validator_;
};

template <class T>
void check_laws(std::string_view object, level at, std::uint64_t seed, tally& to) {
  laws_of<T> of(object, at, seed, to);
  of.valid_is_accepted_and_survives();
  of.almost_valid_gets_its_violation();
  of.hostile_gets_its_code();
}

template <class T>
std::array<std::string, 4> make_texts(level at, std::uint64_t seed) {
  using namespace assay::testing;
  source from(seed);
  std::string text = valid<T>(from, at);
  std::string changed = mutated<T>(text, from, at);
  return {std::move(text), std::move(changed), almost_valid<T>(from, at).text,
          hostile<T>(from, {.level = at}).text};
}

template <class T>
std::vector<assay::violation> errors_of(std::string_view text, level at) {
  assay::validator<T> validator(all_at(at));
  std::vector<assay::violation> out;
  if (validator.check(text)) return out;
  for (const assay::violation& v : validator.report().violations())
    if (v.severity == assay::severity::error) out.push_back(v);
  return out;
}

template <class T>
subject laws(std::string name) {
  return {std::move(name), &assay::schema_of_type<T>(), check_laws<T>, make_texts<T>, errors_of<T>};
}

/// The objects of all systems, and of the tests and examples.
std::vector<subject> all_subjects();

void add_promptetheus(std::vector<subject>& to);
void add_honeyhive(std::vector<subject>& to);
void add_trajectory(std::vector<subject>& to);
void add_producttelemetry(std::vector<subject>& to);
void add_noveum(std::vector<subject>& to);
void add_zoo(std::vector<subject>& to);
void add_examples(std::vector<subject>& to);

} // namespace assay_laws
