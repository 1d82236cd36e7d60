// expect: a member's name has at most 29 characters: leave a longer one to the additional members
#include <assay/json/validator.hpp>

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>

#include <optional>
#include <string>
#include <variant>
#include <vector>

struct event {
  std::string a_name_of_thirty_characters_30;
  assay::additional_members additional;
};
BOOST_DESCRIBE_STRUCT(event, (), (a_name_of_thirty_characters_30, additional))

int main() { return assay::check<event>("{}") ? 1 : 0; }
