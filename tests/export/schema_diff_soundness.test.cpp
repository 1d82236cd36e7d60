// SPDX-License-Identifier: BSL-1.0
#include "assay/export/schema_diff.hpp"

#include "export/schema_maker.hpp"
#include "export/schema_model.hpp"
#include "support/catch.hpp"

#include <boost/json/serialize.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace {

using assay::schema_compatibility;
using assay::unnamed_members;

bool refers_to_itself(const boost::json::value& document) {
  for (const auto& c : assay::compare_schemas(document, false))
    if (c.kind == assay::schema_change_kind::cannot_compare) return true;
  return false;
}

/// Returns a value that the writers of one schema send and the other schema rejects, among these
/// values. `sent` receives the number of values that are sent.
std::string refused_value(const boost::json::value& by, const boost::json::value& of,
                          const std::vector<boost::json::value>& values, unnamed_members unnamed,
                          std::size_t& sent) {
  const schema_model::evaluator writer(of), reader(by);
  for (const boost::json::value& v : values) {
    schema_model::notes said, unused;
    if (!writer.accepts(v, said)) continue;
    if (unnamed == unnamed_members::not_sent && !schema_model::keeps_to_names(v, said)) continue;
    ++sent;
    if (!reader.accepts(v, unused) && !writer.is_endless() && !reader.is_endless())
      return boost::json::serialize(v);
  }
  return {};
}

bool are_words(const std::vector<assay::schema_change>& changes) {
  return std::all_of(changes.begin(), changes.end(), [](const auto& c) {
    return c.kind == assay::schema_change_kind::text_changed;
  });
}

struct soundness_counts {
  std::size_t pairs = 0, for_writers = 0, for_readers = 0, same = 0, sent = 0;
};

void check_pair(std::uint64_t seed, soundness_counts& counts) {
  schema_maker::maker make(seed);
  const boost::json::value was = make.document();
  if (refers_to_itself(was)) return;
  const boost::json::value is = seed % 8 == 0 ? make.document() : make.changed(was);
  if (refers_to_itself(is)) return;
  std::vector<boost::json::value> values;
  for (std::size_t i = 0; i < 40; ++i)
    values.push_back(i % 2 == 0 ? make.value(was, was) : make.value(is, is));
  ++counts.pairs;
  for (const unnamed_members unnamed : {unnamed_members::not_sent, unnamed_members::sent}) {
    const auto changes = assay::compare_schemas(was, is, unnamed);
    const schema_compatibility all = assay::compatibility_of(changes);
    const bool is_same = are_words(changes);
    counts.for_writers += all.writers ? 1 : 0;
    counts.for_readers += all.readers ? 1 : 0;
    counts.same += is_same ? 1 : 0;
    INFO("seed " << seed << "\nwas " << boost::json::serialize(was) << "\nis  "
                 << boost::json::serialize(is));
    const auto strictest = is_same ? unnamed_members::sent : unnamed;
    if (all.writers) CHECK(refused_value(is, was, values, strictest, counts.sent) == "");
    if (all.readers) CHECK(refused_value(was, is, values, strictest, counts.sent) == "");
    for (const auto& c : changes) {
      const assay::schema_change_row& row = row_of(c.kind);
      const auto agrees = [](assay::schema_verdict v, bool compatible) {
        return v == assay::schema_verdict::depends ||
               (v == assay::schema_verdict::yes) == compatible;
      };
      CHECK(agrees(row.writers, c.compatible_for.writers));
      CHECK(agrees(row.readers, c.compatible_for.readers));
    }
  }
}

} // namespace

TEST_CASE("compatible changes are accepted: random schemas, changes and values") {
  soundness_counts counts;
  for (std::uint64_t seed = 0; seed < 1500; ++seed) check_pair(seed, counts);
  // Many changes are compatible, and there are values to test them with.
  CHECK(counts.pairs > 1200);
  CHECK(counts.for_writers > counts.pairs);
  CHECK(counts.for_readers > counts.pairs);
  CHECK(counts.sent > 20 * counts.pairs);
}
