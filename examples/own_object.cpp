// A wire object of one's own: a described struct, its rules beside it.
#include <assay/json/validator.hpp>
#include <assay/json/write.hpp>

#include <boost/describe/class.hpp>

#include <cstdint>
#include <iostream>
#include <optional>
#include <string>

// [object]
namespace shop {

struct order {
  std::string id{};
  std::optional<std::int64_t> seats{};
  std::optional<std::string> cabin{};
  assay::additional_members
      additional{}; // members that the schema does not name: no event loses any
};
BOOST_DESCRIBE_STRUCT(order, (), (id, seats, cabin, additional))

consteval auto rules_of(const order*) {
  using namespace assay;
  return rules(
      all_enforced_from(level::reference),                     // no level lets a bad order pass
      field<&order::id>("The order's number.", min_length(1)), // std::string: it must be there
      field<&order::seats>("How many seats.", between(1, 9)),  // std::optional: it may be absent
      field<&order::cabin>("Which cabin.", one_of("economy", "business")));
}

} // namespace shop
// [/object]

int main() {
  assay::validator<shop::order> validator;
  shop::order order;
  if (!validator.read(R"({"id":"o-1","seats":2,"note":"window"})", order)) return 1;
  assay::text_buffer out;
  if (assay::write(order, out)) return 1;
  std::cout << out.view() << '\n';
  if (validator.check(R"({"seats":10,"cabin":"attic"})")) return 1;
  for (const assay::violation& v : validator.report().violations())
    std::cout << to_string(v) << '\n';
}
