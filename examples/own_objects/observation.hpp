// SPDX-License-Identifier: BSL-1.0
#pragma once

// An observation of Langfuse's public API: camelCase names, types in capitals, ISO 8601 times, maps
// of tokens and costs. Its scores share a base; their data type distinguishes them.

#include <assay/identity/timestamp.hpp>
#include <assay/json/members.hpp>
#include <assay/schema/rules.hpp>

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>

#include <algorithm>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace langfuse {

// [score]
struct score_base {
  std::string name{};
  std::optional<std::string> comment{};
  assay::additional_members additional{};
  friend bool operator==(const score_base&, const score_base&) = default;
};
BOOST_DESCRIBE_STRUCT(score_base, (), (name, comment, additional))

consteval auto rules_of(const score_base*) {
  using namespace assay;
  return rules(field<&score_base::name>("The name of the score.", min_length(1)),
               field<&score_base::comment>("The reason for the score."),
               collect<&score_base::name>(level::strict));
}

struct numeric_score : score_base {
  double value{};
  friend bool operator==(const numeric_score&, const numeric_score&) = default;
};
BOOST_DESCRIBE_STRUCT(numeric_score, (score_base), (value))

consteval auto rules_of(const numeric_score*) {
  using namespace assay;
  return rules(
      described_as("Numeric score", "A score that is a number."),
      field<&numeric_score::value>("A fraction, by this program's convention.", between(0, 1)));
}
// [/score]

struct boolean_score : score_base {
  std::uint8_t value{};
  friend bool operator==(const boolean_score&, const boolean_score&) = default;
};
BOOST_DESCRIBE_STRUCT(boolean_score, (score_base), (value))

consteval auto rules_of(const boolean_score*) {
  using namespace assay;
  return rules(described_as("Boolean score", "A score that is true or false."),
               field<&boolean_score::value>("1 is true, 0 is false.", maximum(1)));
}

struct categorical_score : score_base {
  std::string string_value{};
  friend bool operator==(const categorical_score&, const categorical_score&) = default;
};
BOOST_DESCRIBE_STRUCT(categorical_score, (score_base), (string_value))

consteval auto rules_of(const categorical_score*) {
  using namespace assay;
  return rules(described_as("Categorical score", "A score that is a category."),
               names_in(case_style::camel_case),
               field<&categorical_score::string_value>("The category."));
}

using score = std::variant<numeric_score, boolean_score, categorical_score>;

consteval auto rules_of(const score*) {
  return assay::alternatives("NUMERIC", "BOOLEAN", "CATEGORICAL").tagged_by("dataType");
}

enum class observation_type {
  span,
  generation,
  event,
  agent,
  tool,
  chain,
  retriever,
  evaluator,
  embedding,
  guardrail
};
BOOST_DESCRIBE_ENUM(observation_type, span, generation, event, agent, tool, chain, retriever,
                    evaluator, embedding, guardrail)

consteval auto rules_of(const observation_type*) {
  return assay::rules(assay::names_in(assay::case_style::screaming_snake_case));
}

enum class severity { debug, default_, warning, error }; // `default` is a C++ keyword
BOOST_DESCRIBE_ENUM(severity, debug, default_, warning, error)

consteval auto rules_of(const severity*) {
  return assay::rules(assay::names_in(assay::case_style::screaming_snake_case));
}

using parameter = std::variant<std::string, assay::number, bool, std::vector<std::string>>;
using counts = std::map<std::string, std::uint64_t>;
using costs = std::map<std::string, double>;

struct observation {
  std::string id{};
  std::optional<std::string> trace_id{};
  std::optional<std::string> parent_observation_id{};
  observation_type type{};
  std::optional<std::string> name{};
  severity level = severity::default_;
  std::optional<std::string> status_message{};
  assay::timestamp start_time{};
  std::optional<assay::timestamp> end_time{};
  std::optional<std::string> model{};
  std::optional<std::map<std::string, parameter>> model_parameters{};
  std::optional<assay::raw_json> input{};
  std::optional<assay::raw_json> output{};
  std::optional<counts> usage_details{};
  std::optional<costs> cost_details{};
  std::optional<std::vector<score>> scores{};
  assay::additional_members additional{};
  friend bool operator==(const observation&, const observation&) = default;
};
BOOST_DESCRIBE_STRUCT(observation, (),
                      (id, trace_id, parent_observation_id, type, name, level, status_message,
                       start_time, end_time, model, model_parameters, input, output, usage_details,
                       cost_details, scores, additional))

inline bool are_not_negative(const costs& all) {
  return std::all_of(all.begin(), all.end(), [](const auto& c) { return c.second >= 0; });
}

inline bool are_in_order(const assay::timestamp& start, const assay::timestamp& end) {
  return start.time() <= end.time();
}

// [find]
/// Notes each duplicate name of a score, from the texts that the scores collect.
inline void find_repeated_scores(const assay::object_texts& texts, assay::rule_violations& out) {
  std::set<std::string_view> seen;
  for (const std::string_view name : texts.collected())
    if (!seen.insert(name).second) out.add(name, "one score of each name");
}
// [/find]

// [rules]
consteval auto rules_of(const observation*) {
  using namespace assay;
  using o = observation;
  return rules(
      described_as("Observation", "A step of a trace, such as a call of a model."),
      names_in(case_style::camel_case), field<&o::id>("The id of the observation.", min_length(1)),
      field<&o::trace_id>("The trace it belongs to."),
      field<&o::parent_observation_id>("The observation around it."),
      field<&o::type>("The type of the step."), field<&o::name>("The name of the step."),
      field<&o::level>("How important the step is.", defaulted()),
      field<&o::status_message>("The status in words."), field<&o::start_time>("When it began."),
      field<&o::end_time>("When it ended."), field<&o::model>("The model that was called."),
      field<&o::model_parameters>("The parameters of the call.", max_count(64)),
      field<&o::input>("The input."), field<&o::output>("The output."),
      field<&o::usage_details>("Tokens by type."),
      field<&o::cost_details>("Dollars by type of token.",
                              satisfies<are_not_negative>("costs that are not negative")),
      field<&o::scores>("The scores of the step."),
      check_members<&o::start_time, &o::end_time>(level::published, are_in_order,
                                                  "an endTime not before the startTime"),
      check_object(level::strict, find_repeated_scores, "scores with names that differ"));
}
// [/rules]

} // namespace langfuse
