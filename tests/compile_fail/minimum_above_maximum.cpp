// expect: the minimum is above the maximum: no number could pass; exchange the bounds
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

constexpr auto f = assay::field<&tool::size>("Size.", assay::between(2, 1));
