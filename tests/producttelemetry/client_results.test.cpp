// SPDX-License-Identifier: BSL-1.0
#include "assay/producttelemetry/client_results.hpp"

#include "support/catch.hpp"

#include <type_traits>
#include <utility>

using namespace assay::producttelemetry;

TEST_CASE("client_results: exactly these statuses are success") {
  for (int status = -1; status < 1000; ++status) {
    CHECK(is_ingested(status) == (status == 200 || status == 207));
    CHECK(is_deletion_accepted(status) == (status == 200 || status == 202));
  }
}

TEST_CASE("client_results: only a complete success converts to true") {
  static_assert(!std::is_convertible_v<track_result, bool>);
  static_assert(!std::is_convertible_v<flush_result, bool>);
  for (const auto& [outcome, success] :
       {std::pair(track_outcome::queued, true), std::pair(track_outcome::invalid, false),
        std::pair(track_outcome::opted_out, false), std::pair(track_outcome::no_write_key, false),
        std::pair(track_outcome::no_client_id, false), std::pair(track_outcome::shut_down, false)})
    CHECK(static_cast<bool>(track_result{.outcome = outcome}) == success);
  for (const auto& [outcome, success] :
       {std::pair(flush_outcome::delivered, true), std::pair(flush_outcome::kept, false),
        std::pair(flush_outcome::split, false), std::pair(flush_outcome::refused, false),
        std::pair(flush_outcome::forgotten, false)})
    CHECK(static_cast<bool>(flush_result{.outcome = outcome}) == success);
  CHECK_FALSE(flush_result{.refused = {{}}}); // all delivered but some
}
