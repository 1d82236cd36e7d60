// SPDX-License-Identifier: BSL-1.0
#include "laws.hpp"

#include "../../examples/own_objects/chat_message.hpp"
#include "../../examples/own_objects/observation.hpp"
#include "../../examples/own_objects/otel_genai.hpp"

void assay_laws::add_examples(std::vector<subject>& to) {
  to.push_back(laws<chat::message>("examples.chat_message"));
  to.push_back(laws<chat::part>("examples.chat_part"));
  to.push_back(laws<langfuse::observation>("examples.observation"));
  to.push_back(laws<otel::genai_span>("examples.genai_span"));
}
