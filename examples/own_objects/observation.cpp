// SPDX-License-Identifier: BSL-1.0

// Reads an observation of Langfuse's API into C++ types, and one with many mistakes.
#include "observation.hpp"

#include "show.hpp"

#include <chrono>

int main() {
  using assay::level;
  using namespace std::chrono_literals;
  constexpr std::string_view good =
      R"({"id":"o1","traceId":"t1","type":"GENERATION","level":"DEFAULT","startTime":"2026-06-12T12:00:00Z",)"
      R"("endTime":"2026-06-12T12:00:01.5Z","model":"gpt-4","modelParameters":{"stop":["END"],"temperature":0.7},)"
      R"("usageDetails":{"input":381,"output":52},"costDetails":{"input":0.0038,"output":0.0016},)"
      R"("scores":[{"dataType":"NUMERIC","name":"helpful","value":0.75},)"
      R"({"dataType":"CATEGORICAL","name":"tone","stringValue":"polite"}]})";
  langfuse::observation o;
  if (!assay::validator<langfuse::observation>().read(good, o)) return 1;
  std::uint64_t tokens = 0;
  for (const auto& [kind, count] : *o.usage_details) tokens += count;
  const auto took = o.end_time->time().time() - o.start_time.time().time();
  std::cout << *o.model << " took " << tokens << " tokens and " << took / 1ms << " ms\n";
  if (const auto* score = std::get_if<langfuse::numeric_score>(&o.scores->front()))
    std::cout << score->name << ": " << score->value << '\n';

  show<langfuse::observation>(
      R"({"id":"","type":"generation","startTime":"2026-06-12T12:00:00Z","endTime":"2026-06-12T11:59:00Z",)"
      R"("modelParameters":{"temperature":{}},"usageDetails":{"input":1.5},"costDetails":{"input":-0.1},)"
      R"("scores":[{"dataType":"NUMERIC","name":"helpful","value":75},{"dataType":"BOOLEAN","name":"helpful","value":1},)"
      R"({"name":"tone","stringValue":"polite"}]})",
      level::strict);
}
