// expect: a wire object loses no member: describe one member of type assay::additional_members
#include <assay/json/validator.hpp>

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>

#include <optional>
#include <string>
#include <variant>
#include <vector>

struct event {
  std::string name;
};
BOOST_DESCRIBE_STRUCT(event, (), (name))

int main() { return assay::check<event>("{}") ? 1 : 0; }
