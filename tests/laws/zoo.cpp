// SPDX-License-Identifier: BSL-1.0
#include "laws.hpp"

#include "../schema/zoo.hpp"

void assay_laws::add_zoo(std::vector<subject>& to) {
  using namespace assay_zoo;
  to.push_back(laws<event>("zoo.event"));
  to.push_back(laws<integers>("zoo.integers"));
  to.push_back(laws<reals>("zoo.reals"));
  to.push_back(laws<texts>("zoo.texts"));
  to.push_back(laws<containers>("zoo.containers"));
  to.push_back(laws<presence>("zoo.presence"));
  to.push_back(laws<across>("zoo.across"));
  to.push_back(laws<crowd>("zoo.crowd"));
  to.push_back(laws<closed>("zoo.closed"));
  to.push_back(laws<closing>("zoo.closing"));
  to.push_back(laws<ignoring>("zoo.ignoring"));
  to.push_back(laws<parts>("zoo.parts"));
  to.push_back(laws<node>("zoo.node"));
  to.push_back(laws<step>("zoo.step"));
  to.push_back(laws<part>("zoo.part"));
  to.push_back(laws<loose_part>("zoo.loose_part"));
}
