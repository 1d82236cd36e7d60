// expect: whole is for members of type assay::number: an integer type takes nothing else, remove
// the rule
#include <assay/schema/rules.hpp>

#include <boost/describe/class.hpp>

#include <cstdint>
#include <optional>

struct tool {
  std::optional<std::int64_t> size;
};
BOOST_DESCRIBE_STRUCT(tool, (), (size))

constexpr auto f = assay::field<&tool::size>("Size.", assay::whole());
