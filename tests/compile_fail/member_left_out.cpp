// expect: describe every member of a wire object, in the order of the struct: one left out is
// neither read nor written
#include <assay/json/validator.hpp>

#include <boost/describe/class.hpp>

#include <string>

struct order {
  std::string id;
  std::string note;
  assay::additional_members additional;
};
BOOST_DESCRIBE_STRUCT(order, (), (id, additional))

int main() { return assay::check<order>("{}") ? 1 : 0; }
