// SPDX-License-Identifier: BSL-1.0
#include "assay/json/detail/table/table.hpp"

#include "assay/honeyhive.hpp"
#include "assay/noveum.hpp"
#include "assay/producttelemetry.hpp"
#include "assay/promptetheus.hpp"
#include "assay/trajectory.hpp"
#include "support/catch.hpp"

#include <set>

namespace {

/// Returns whether no two members whose texts have rules share the place of a guessed length.
template <class T>
bool guesses_apart() {
  std::set<unsigned> slots;
  for (const assay::detail::member_entry& m : assay::detail::object_table<T>::members)
    if (m.schema != nullptr && !m.schema->rules.empty() && m.schema->type->name == "string" &&
        !slots.insert(m.guess_slot).second)
      return false;
  return true;
}

} // namespace

TEST_CASE("table: no two members of an object share a place of guessed lengths") {
  CHECK(guesses_apart<assay::promptetheus::event>());
  CHECK(guesses_apart<assay::honeyhive::event<assay::honeyhive::dialect::v1>>());
  CHECK(guesses_apart<assay::trajectory::telemetry_event>());
  CHECK(guesses_apart<assay::producttelemetry::event>());
  CHECK(guesses_apart<assay::noveum::span>());
  CHECK(guesses_apart<assay::noveum::trace>());
}

TEST_CASE("table: the place of a guess depends only on the name") {
  CHECK(assay::detail::guess_slot("session_id") == 100);
  CHECK(assay::detail::guess_slot("") == 0);
  CHECK(assay::detail::guess_slot("\xFF") == 0xFF % assay::detail::guess_slots);
}
