// expect: one_of takes from 1 to 5 choices
#include <assay/schema/rules.hpp>

#include <boost/describe/class.hpp>

#include <cstdint>
#include <optional>
#include <string>

struct tool {
  std::string name;
  std::optional<std::int64_t> size;
  std::uint64_t count;
};
BOOST_DESCRIBE_STRUCT(tool, (), (name, size, count))

constexpr auto f = assay::field<&tool::name>("Name.", assay::one_of("a", "b", "c", "d", "e", "f"));
