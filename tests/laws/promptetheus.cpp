#include "laws.hpp"

#include <assay/promptetheus.hpp>

void assay_laws::add_promptetheus(std::vector<subject>& to) {
  using namespace assay::promptetheus;
  to.push_back(laws<event>("promptetheus.event"));
  to.push_back(laws<trace>("promptetheus.trace"));
}
