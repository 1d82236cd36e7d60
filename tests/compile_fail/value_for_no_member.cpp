// SPDX-License-Identifier: BSL-1.0

// expect: event<false>{.project = "p"}
#include <assay/json/validator.hpp>

#include <boost/describe/class.hpp>

#include <optional>
#include <string>
#include <type_traits>

template <bool Named>
struct event {
  std::conditional_t<Named, std::optional<std::string>, assay::no_member> project{};
  assay::additional_members additional{};
  BOOST_DESCRIBE_CLASS(event, (), (project, additional), (), ())
};

// Setting a member that this kind of event does not have must not compile: it would be lost when
// the event is written.
int main() {
  static_cast<void>(event<false>{.project = "p"});
  return assay::check<event<false>>("{}") ? 0 : 1;
}
