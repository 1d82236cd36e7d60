// SPDX-License-Identifier: BSL-1.0

// Very large inputs: a string of 1 GB, 10^7 members, 10^7 containers. Only a few operations are
// measured, because they take minutes and gigabytes.

#include "objects.hpp"

#include <assay/batch.hpp>
#include <assay/batch/promptetheus.hpp>
#include <assay/promptetheus.hpp>

namespace hostile {
namespace {

using assay::promptetheus::event;

std::string tool_result(std::string_view json) {
  std::string out =
      R"({"type":"tool_result","session_id":"s","timestamp":"2026-06-12T12:34:56Z","seq":7,"idempotency_key":"s:n:7","payload":{"call_id":"c","result":)";
  return out.append(json).append("}}");
}

assay::options boundless() {
  assay::options o = strict_and_wide();
  o.limits.max_document_bytes = o.limits.max_string_bytes = SIZE_MAX;
  return o;
}

/// A shape with its own size. The largest size is reached in three doublings.
struct big_shape {
  std::string name;
  std::size_t greatest;
  std::function<std::string(std::size_t n)> text;
};

const std::vector<big_shape>& big_shapes() {
  constexpr std::size_t gigabyte = std::size_t{1} << 30, ten_million = 10'000'000;
  static const std::vector<big_shape> all{
      {"a string of 1 GB", gigabyte, [](std::size_t n) { return '"' + times(n, "x") + '"'; }},
      {"a string of escapes of 256 MB", gigabyte / 4,
       [](std::size_t n) { return '"' + times(n, "\\u00e9\\n") + '"'; }},
      {"10^7 members", ten_million,
       [](std::size_t n) {
         std::string out = "{";
         for (std::size_t i = 0; i < n; ++i)
           out.append(i == 0 ? "\"" : ",\"").append(std::to_string(i)).append("\":1");
         return out + '}';
       }},
      {"10^7 members with one name", ten_million,
       [](std::size_t n) { return '{' + times(6 * n - 6, R"("k":1,)") + R"("k":1})"; }},
      {"10^7 elements", ten_million,
       [](std::size_t n) { return '[' + times(2 * n - 2, "1,") + "1]"; }},
      {"10^7 nested containers", ten_million,
       [](std::size_t n) { return std::string(n, '[') + std::string(n, ']'); }},
      {"a number of 10^8 digits", 100'000'000, [](std::size_t n) { return times(n, "9"); }},
      {"10^9 bytes of white space", 1'000'000'000,
       [](std::size_t n) { return '[' + times(n, " \n") + ']'; }},
  };
  return all;
}

void add(std::vector<subject>& all, const std::string& name,
         const std::function<std::string(const std::string&)>& around,
         void (*operation)(std::string_view)) {
  for (const big_shape& s : big_shapes())
    all.push_back({name, s.name, [=](std::size_t share) {
                     const auto input =
                         std::make_shared<const std::string>(around(s.text(s.greatest / share)));
                     return work{input->size(), [=] { operation(*input); }, {}};
                   }});
}

} // namespace

void add_big(std::vector<subject>& all) {
  const auto itself = [](const std::string& json) { return json; };
  const auto inside = [](const std::string& json) { return tool_result(json); };
  add(all, "is_valid_json", itself,
      [](std::string_view t) { use(assay::is_valid_json(t, boundless())); });
  add(all, "for_each_element, for_each_member", itself, [](std::string_view t) {
    std::size_t n = 0;
    assay::for_each_element(t, [&](std::string_view value) { n += value.size(); });
    assay::for_each_member(t, [&](std::string_view, std::string_view v) { n += v.size(); });
    use(n);
  });
  add(all, "promptetheus::event: check", inside, [](std::string_view t) {
    assay::validator<event> v(boundless());
    use(v.check(t));
  });
  add(all, "promptetheus::event: read, write, destroy", inside, [](std::string_view t) {
    assay::validator<event> v(boundless());
    event e;
    if (!v.read(t, e)) return;
    assay::text_buffer out;
    use(assay::write(e, out));
  });
  const auto unknown = [](const std::string& json) {
    return json.starts_with('{') ? R"({"n":1,)" + json.substr(1) : R"({"x":)" + json + "}";
  };
  add(all, "promptetheus::event of unknown members: read", unknown, [](std::string_view t) {
    assay::validator<event> v(boundless());
    event e;
    use(v.read(t, e));
  });
  const auto body = [](const std::string& json) {
    return R"({"events":[)" + tool_result(json) + "]}";
  };
  add(all, "batch_validator", body, [](std::string_view t) {
    assay::promptetheus::batch_validator v(boundless(),
                                           {.max_body_bytes = SIZE_MAX, .max_events = SIZE_MAX});
    use(v.check(t));
  });
}

plan big_plan() {
  plan p;
  p.sizes = {8, 4, 2, 1}; // fractions of the largest size
  p.least_seconds = 0;
  p.rounds = 1;
  p.retries = 1;
  p.no_doubt = 0;
  return p;
}

} // namespace hostile
