// SPDX-License-Identifier: BSL-1.0
#include "assay/analysis/past_tense.hpp"

#include "support/catch.hpp"

using assay::analysis::is_past_tense;

TEST_CASE("past tense: regular verbs are recognized by their ending, irregular ones by a table") {
  for (const char* const word :
       {"received", "used", "tried", "freed", "sent", "rewritten", "overridden", "undone", "hit",
        "FAILED", "broadcast", "risen", "unsent"}) {
    INFO(word);
    CHECK(is_past_tense(word));
  }
}

TEST_CASE("past tense: words that only look like a past tense are not recognized") {
  for (const char* const word :
       {"", "ed", "bed", "need", "proceed", "hundred", "embed", "ready", "send", "xxed", "error",
        "outlet", "output", "unread", "present", "preset", "ragged"}) {
    INFO(word);
    CHECK_FALSE(is_past_tense(word));
  }
}
