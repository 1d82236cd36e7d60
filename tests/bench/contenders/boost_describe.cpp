// SPDX-License-Identifier: BSL-1.0

// Boost.JSON's DOM and Boost.Describe: typed events by conversion.
#include "../boost_describe.hpp"
#include "../harness.hpp"

#include <memory>

namespace bench {
namespace {

namespace json = boost::json;

const add_contender typed(
    {.task = task::type, .name = "Boost.JSON, DOM and Describe", .prepare = [](const stream& s) {
       // The DOM's memory is reused for each line, as in the baseline.
       auto memory = std::make_shared<std::vector<unsigned char>>(1 << 20);
       auto scratch = std::make_shared<std::vector<unsigned char>>(1 << 16);
       return [&s, memory, scratch] {
         outcome out{.bytes = s.size()};
         json::monotonic_resource values(memory->data(), memory->size());
         json::parser parser(&values, {}, scratch->data(), scratch->size());
         for_each_line(s.text(), [&](std::string_view line) {
           json::error_code error;
           parser.reset(&values);
           parser.write(line.data(), line.size(), error);
           if (error) {
             out.tally.reject();
             parser.reset();
           } else if (const auto e = json::try_value_to<plain::event>(parser.release())) {
             out.tally.accept(e->payload.index(), e->seq);
           } else {
             out.tally.reject();
           }
           values.release();
         });
         return out;
       };
     }});

const add_contender written({.task = task::write,
                             .name = "Boost.JSON, Describe and serialize",
                             .prepare =
                                 [](const stream& s) {
                                   auto events = std::make_shared<std::vector<plain::event>>();
                                   for_each_line(s.text(), [&](std::string_view line) {
                                     events->push_back(
                                         json::value_to<plain::event>(json::parse(line)));
                                   });
                                   auto text = std::make_shared<std::string>();
                                   return [events, text] {
                                     text->clear();
                                     std::vector<unsigned char> memory(1 << 20);
                                     json::monotonic_resource values(memory.data(), memory.size());
                                     for (const plain::event& e : *events) {
                                       {
                                         const json::value v = json::value_from(e, &values);
                                         text->append(json::serialize(v));
                                       }
                                       values.release();
                                       text->push_back('\n');
                                     }
                                     return outcome{.bytes = text->size(), .written = *text};
                                   };
                                 },
                             .note = "from typed events"});

} // namespace
} // namespace bench
