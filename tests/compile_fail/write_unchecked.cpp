// SPDX-License-Identifier: BSL-1.0

// expect: ignoring return
#pragma GCC diagnostic error "-Wunused-result"
#include <assay/json/write.hpp>

#include <boost/describe/class.hpp>

namespace shop {

struct order {
  assay::additional_members additional{};
};
BOOST_DESCRIBE_STRUCT(order, (), (additional))

} // namespace shop

void send(assay::text_buffer& out) { assay::write(shop::order(), out); }
