// expect: no member can be of this type: take std::string, bool, std::int64_t, std::uint64_t,
// assay::number, raw_json
#include <assay/json/validator.hpp>

#include <boost/describe/class.hpp>

#include <optional>

struct event {
  std::optional<double> size;
  assay::additional_members additional;
};
BOOST_DESCRIBE_STRUCT(event, (), (size, additional))

int main() { return assay::check<event>("{}") ? 1 : 0; }
