// SPDX-License-Identifier: BSL-1.0

// expect-name: letter
// expect: the members of a wire object must be public: make its protected and private members
// public
#include <assay/json/validator.hpp>

#include <boost/describe/class.hpp>

#include <string>

class letter {
 public:
  std::string to{};
  bool is_express{};

 private:
  bool is_insured{};

 public:
  assay::additional_members additional{};

 private:
  BOOST_DESCRIBE_CLASS(letter, (), (to, is_express, additional), (), (is_insured))
};

int main() { return assay::check<letter>("{}") ? 1 : 0; }
