// expect: the member is not described: name it in BOOST_DESCRIBE_STRUCT
#include <assay/schema/rules.hpp>

#include <boost/describe/class.hpp>

#include <cstdint>
#include <optional>
#include <string>

struct tool {
  std::string name;
  std::optional<std::int64_t> size;
  std::uint64_t count;
  bool forgotten;
};
BOOST_DESCRIBE_STRUCT(tool, (), (name, size, count))

constexpr auto f = assay::field<&tool::forgotten>("Forgotten.");
