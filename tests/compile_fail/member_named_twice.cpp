// expect: rules names a member twice: merge the two
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

constexpr auto r = assay::rules(assay::field<&tool::name>("Name."),
                                assay::field<&tool::name>("Again.", assay::min_length(1)));
