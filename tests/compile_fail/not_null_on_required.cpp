// expect: not_null is for members that may be absent: the others say by their type whether null is
// taken
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

constexpr auto f = assay::field<&tool::name>("Name.", assay::not_null());
