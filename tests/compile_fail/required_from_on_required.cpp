// expect: required_from is for members that may be absent: this one's type demands it already,
// remove the rule
#include <assay/schema/rules.hpp>

#include <boost/describe/class.hpp>

#include <string>

struct tool {
  std::string name;
};
BOOST_DESCRIBE_STRUCT(tool, (), (name))

constexpr auto f = assay::field<&tool::name>("Name.", assay::required_from(assay::level::strict));
