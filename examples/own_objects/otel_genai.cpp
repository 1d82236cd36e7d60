// SPDX-License-Identifier: BSL-1.0

// Reads spans of OpenTelemetry's GenAI conventions: a valid one, an older one, and an invalid one.
#include "otel_genai.hpp"

#include "show.hpp"

int main() {
  using assay::level;
  show<otel::genai_span>(
      R"({"gen_ai.operation.name":"chat","gen_ai.provider.name":"openai","gen_ai.request.model":"gpt-4",)"
      R"("gen_ai.usage.input_tokens":100,"gen_ai.usage.output_tokens":180,"http.response.status_code":200})",
      level::strict);
  // An unknown type of output, and a name of version 1.36: warnings.
  show<otel::genai_span>(
      R"({"gen_ai.operation.name":"chat","gen_ai.provider.name":"openai","gen_ai.system":"openai",)"
      R"("gen_ai.output.type":"video"})",
      level::published);
  show<otel::genai_span>(
      R"({"gen_ai.operation.name":"talk","gen_ai.usage.input_tokens":-1,"gen_ai.request.top_p":1.5,)"
      R"("gen_ai.response.finish_reasons":[],"server.address":"example.com"})",
      level::strict);
}
