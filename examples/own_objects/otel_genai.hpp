// SPDX-License-Identifier: BSL-1.0
#pragma once

// The attributes of a span that calls a model, from OpenTelemetry's semantic conventions for
// generative AI, version 1.37: flat names with dots, counts, lists and open enumerations.

#include <assay/json/json_text.hpp>
#include <assay/json/members.hpp>
#include <assay/schema/rules.hpp>

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace otel {

enum class output_type { text, json, image, speech };
BOOST_DESCRIBE_ENUM(output_type, text, json, image, speech)

/// Messages in the form of the conventions: structured, or one text if a backend supports no
/// structure.
using messages = std::variant<std::vector<assay::raw_object>, std::string>;

struct genai_span {
  // Required members are not optional.
  std::string operation{};
  std::string provider{};
  // Conditionally required and recommended members are optional.
  std::optional<std::string> error_type{};
  std::optional<std::string> conversation_id{};
  std::optional<otel::output_type> output_type{};
  std::optional<std::string> request_model{};
  std::optional<std::uint32_t> choice_count{};
  std::optional<std::int64_t> seed{};
  std::optional<std::uint64_t> max_tokens{};
  std::optional<double> temperature{};
  std::optional<double> top_p{};
  std::optional<std::vector<std::string>> stop_sequences{};
  std::optional<std::string> response_id{};
  std::optional<std::string> response_model{};
  std::optional<std::vector<std::string>> finish_reasons{};
  std::optional<std::uint64_t> input_tokens{};
  std::optional<std::uint64_t> output_tokens{};
  std::optional<std::string> server_address{};
  std::optional<std::uint16_t> server_port{};
  std::optional<messages> input_messages{};
  std::optional<messages> output_messages{};
  std::optional<std::string> system{};
  assay::additional_members additional{}; // attributes of other conventions, in order
  friend bool operator==(const genai_span&, const genai_span&) = default;
};
BOOST_DESCRIBE_STRUCT(genai_span, (),
                      (operation, provider, error_type, conversation_id, output_type, request_model,
                       choice_count, seed, max_tokens, temperature, top_p, stop_sequences,
                       response_id, response_model, finish_reasons, input_tokens, output_tokens,
                       server_address, server_port, input_messages, output_messages, system,
                       additional))

consteval auto rules_of(const genai_span*) {
  using namespace assay;
  using s = genai_span;
  return rules(
      described_as("GenAI span", "The attributes of a span that calls a model."),

      // [levels]
      // Open enumerations: other values are allowed. Only `strict` requires a known one.
      field<&s::operation>("The operation.", named("gen_ai.operation.name"), min_length(1),
                           one_of("chat", "create_agent", "embeddings", "execute_tool",
                                  "generate_content", "invoke_agent", "text_completion")
                               .from(level::strict)),
      field<&s::provider>("The provider of the model.", named("gen_ai.provider.name"),
                          min_length(1), examples(R"("openai")", R"("aws.bedrock")")),
      field<&s::output_type>("The requested type of output.", named("gen_ai.output.type"),
                             enforced_from(level::strict)),

      // Required by the conventions if it is known. Only `strict` checks this.
      field<&s::request_model>("The requested model.", named("gen_ai.request.model"), min_length(1),
                               required_from(level::strict)),
      // [/levels]

      field<&s::error_type>("The type of the error.", named("error.type"), min_length(1)),
      field<&s::conversation_id>("The conversation of the call.", named("gen_ai.conversation.id")),

      // The conventions state types but no ranges. These follow from the text.
      field<&s::choice_count>("The requested number of answers.",
                              named("gen_ai.request.choice.count"), minimum(1)),
      field<&s::seed>("The seed for repeatable answers.", named("gen_ai.request.seed")),
      field<&s::max_tokens>("The maximum length of the answer.",
                            named("gen_ai.request.max_tokens")),
      field<&s::temperature>("How random the answer may be.", named("gen_ai.request.temperature"),
                             minimum(0)),
      field<&s::top_p>("How much of the probability is sampled from.",
                       named("gen_ai.request.top_p"), between(0, 1)),
      field<&s::stop_sequences>("The texts that end the answer.",
                                named("gen_ai.request.stop_sequences")),
      field<&s::response_id>("The id of the answer.", named("gen_ai.response.id")),
      field<&s::response_model>("The model that answered.", named("gen_ai.response.model")),
      field<&s::finish_reasons>("Why each answer ended.", named("gen_ai.response.finish_reasons"),
                                min_count(1)),
      field<&s::input_tokens>("Tokens of the prompt.", named("gen_ai.usage.input_tokens")),
      field<&s::output_tokens>("Tokens of the answer.", named("gen_ai.usage.output_tokens")),
      field<&s::server_address>("The address of the model's server.", named("server.address"),
                                min_length(1)),
      field<&s::server_port>("The server's port.", named("server.port"), minimum(1)),
      field<&s::input_messages>("The messages before the answer.", named("gen_ai.input.messages")),
      field<&s::output_messages>("The messages of the model.", named("gen_ai.output.messages")),

      field<&s::system>("The older name of the provider.", named("gen_ai.system"),
                        deprecated("send gen_ai.provider.name")),

      // An address needs a port. A predicate on texts also receives missing members.
      check_members<&s::server_address, &s::server_port>(
          level::strict,
          [](json_text address, json_text port) { return address.empty() || !port.empty(); },
          "server.port beside server.address"));
}

} // namespace otel
