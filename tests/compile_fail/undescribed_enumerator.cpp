// SPDX-License-Identifier: BSL-1.0

// expect-name: hammer
// expect: the enumerator is not described: add it to BOOST_DESCRIBE_ENUM
#include <assay/schema/rules.hpp>

#include <boost/describe/enum.hpp>

enum class kind { saw, hammer };
BOOST_DESCRIBE_ENUM(kind, saw)

const auto n = assay::named<kind::hammer>("Hammer");
