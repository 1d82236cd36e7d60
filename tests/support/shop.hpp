// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/json/json_text.hpp"
#include "assay/json/members.hpp"
#include "assay/schema/rules.hpp"

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

// Wire objects of an author, in the author's own namespace: the library treats them like those of
// its systems.

namespace shop {

struct money {
  assay::number amount{};
  std::string currency{};
  assay::additional_members additional{};
  friend bool operator==(const money&, const money&) = default;
};
BOOST_DESCRIBE_STRUCT(money, (), (amount, currency, additional))

consteval auto rules_of(const money*) {
  return assay::rules(assay::field<&money::amount>("In units of the currency.", assay::minimum(0)),
                      assay::field<&money::currency>("Which.", assay::one_of("EUR", "USD", "JPY")));
}

struct item {
  std::string sku{};
  std::int64_t quantity{};
  std::optional<money> price{};
  assay::optional_or_null<std::string> gift_note{};
  std::optional<std::variant<bool, assay::number>> insured{};
  assay::additional_members additional{};
  friend bool operator==(const item&, const item&) = default;
};
BOOST_DESCRIBE_STRUCT(item, (), (sku, quantity, price, gift_note, insured, additional))

consteval auto rules_of(const item*) {
  return assay::rules(assay::field<&item::sku>("Which article.", assay::min_length(3)),
                      assay::field<&item::quantity>("How many.", assay::between(1, 99)));
}

struct started {
  std::vector<item> items{};
  std::optional<assay::dictionary<std::int64_t>> points{};
  std::optional<std::vector<std::string>> labels{};
  std::optional<std::string> due{};
  assay::additional_members additional{};
  friend bool operator==(const started&, const started&) = default;
};
BOOST_DESCRIBE_STRUCT(started, (), (items, points, labels, due, additional))

consteval auto rules_of(const started*) {
  return assay::rules(assay::field<&started::items>("What is ordered."),
                      assay::field<&started::due>(
                          "When it must be there.", assay::not_null(),
                          assay::format(assay::text_format::date_time, assay::level::strict)),
                      assay::forbidden("card_number", "send `payment_token` instead"));
}

/// States no rules at all.
struct stopped {
  std::optional<std::string> reason{};
  assay::additional_members additional{};
  friend bool operator==(const stopped&, const stopped&) = default;
};
BOOST_DESCRIBE_STRUCT(stopped, (), (reason, additional))

BOOST_DEFINE_ENUM_CLASS(news, started, stopped)
using body = std::variant<started, stopped, assay::untyped_payload>;
consteval auto rules_of(const body*) { return assay::alternatives<news>(); }

struct order {
  std::string id{};
  std::uint64_t version{};
  shop::body body{};
  std::optional<std::uint64_t> previous_version{};
  assay::additional_members additional{};
  friend bool operator==(const order&, const order&) = default;
};
BOOST_DESCRIBE_STRUCT(order, (), (id, version, body, previous_version, additional))

/// Returns whether the version is above the previous one.
constexpr bool versions_rise(std::uint64_t before, std::uint64_t now) { return now > before; }

consteval auto rules_of(const order*) {
  return assay::rules(assay::all_enforced_from(assay::level::reference),
                      assay::tag<&order::body>("news", "What happened."),
                      assay::field<&order::id>("Which order.", assay::min_length(1)),
                      assay::field<&order::version>("Counts the changes."),
                      assay::field<&order::previous_version>(
                          "What was changed.", assay::enforced_from(assay::level::published)),
                      assay::check_members<&order::previous_version, &order::version>(
                          assay::level::strict, versions_rise, "a version above the previous one"));
}

/// An event with only one type, so without a tag. It does not change the levels.
struct payment {
  std::string id{};
  std::vector<std::int64_t> parts{};
  money total{};
  std::optional<money> fee{};
  assay::additional_members additional{};
  friend bool operator==(const payment&, const payment&) = default;
};
BOOST_DESCRIBE_STRUCT(payment, (), (id, parts, total, fee, additional))

inline bool never_holds(assay::json_text) { return false; }

consteval auto rules_of(const payment*) {
  return assay::rules(
      assay::forbidden("card_number", "send `payment_token` instead"),
      assay::check_members<&payment::fee>(assay::level::strict, never_holds, "what cannot be"));
}

} // namespace shop
