// SPDX-License-Identifier: BSL-1.0
#include "assay/schema/default_initialized.hpp"

#include "support/catch.hpp"

#include "assay/json/members.hpp"

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>

#include <array>
#include <cstdint>
#include <cstring>
#include <new>
#include <optional>
#include <string>
#include <utility>
#include <variant>

namespace without_initializers {

enum class shade { light, dark };
BOOST_DESCRIBE_ENUM(shade, light, dark)

struct inner {
  bool flag;
  shade tone;
};
BOOST_DESCRIBE_STRUCT(inner, (), (flag, tone))

struct base {
  double number;
};
BOOST_DESCRIBE_STRUCT(base, (), (number))

struct sample : base {
  int size;
  shade tone;
  std::array<bool, 2> bits;
  std::array<inner, 2> parts;
  inner one;
  std::string text;
  std::optional<int> optional;
  assay::additional_members additional;
};
BOOST_DESCRIBE_STRUCT(sample, (base), (size, tone, bits, parts, one, text, optional, additional))

} // namespace without_initializers

namespace {

struct counted {
  std::int64_t count;
  bool is_set;
  std::string name;
  std::int64_t seven = 7;
};
BOOST_DESCRIBE_STRUCT(counted, (), (count, is_set, name))

} // namespace

TEST_CASE("default_initialized: described scalars are zero, and initializers apply") {
  const std::variant<std::string, counted> made(std::in_place_type<counted>,
                                                assay::default_initialized<counted>());
  const auto& value = std::get<counted>(made);
  CHECK(value.count == 0);
  CHECK_FALSE(value.is_set);
  CHECK(value.name.empty());
  CHECK(value.seven == 7);
}

TEST_CASE("default_initialized: no scalar is indeterminate, wherever it is") {
  using without_initializers::sample;
  using without_initializers::shade;
  alignas(sample) unsigned char room[sizeof(sample)];
  std::memset(room, 0x55, sizeof room); // not a valid shade, and an undefined bool
  sample* const made = new (room) sample(assay::default_initialized<sample>());
  CHECK(made->number == 0);
  CHECK(made->size == 0);
  CHECK(made->tone == shade::light);
  CHECK_FALSE(made->bits[1]);
  CHECK_FALSE(made->parts[1].flag);
  CHECK(made->parts[1].tone == shade::light);
  CHECK_FALSE(made->one.flag);
  CHECK(made->text.empty());
  CHECK_FALSE(made->optional.has_value());
  made->~sample();
}
