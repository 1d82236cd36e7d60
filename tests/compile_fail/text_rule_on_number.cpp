// expect: a rule about text (min_length, format, one_of) needs a member of type std::string: change
// the rule or the member
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

constexpr auto f = assay::field<&tool::size>("Size.", assay::min_length(1));
