// expect: needed_from refuses null from its level on: remove not_null, which refuses it at every level
#include <assay/schema/rules.hpp>

#include <boost/describe/class.hpp>

#include <optional>
#include <string>

struct tool {
  std::optional<std::string> name;
};
BOOST_DESCRIBE_STRUCT(tool, (), (name))

constexpr auto f = assay::field<&tool::name>("Name.", assay::not_null(), assay::needed_from(assay::level::strict));
