// SPDX-License-Identifier: BSL-1.0

// Shows the limits of the memory and the processor: only simdjson's first stage looks at JSON.
#include "simdjson_build.hpp"

#include <memory>
#include <vector>

namespace bench {
namespace {

const add_contender
    copy({.task = task::reference, .name = "memcpy", .prepare = [](const stream& s) {
            auto to = std::make_shared<std::vector<char>>(s.size());
            return [&s, to] {
              std::memcpy(to->data(), s.text().data(), s.size());
              // The compiler may remove a copy that is never read.
              asm volatile("" : : "r"(to->data()) : "memory");
              return outcome{.tally = s.truth, .bytes = s.size()};
            };
          }});

const add_contender newlines({.task = task::reference,
                              .name = "memchr for newlines",
                              .prepare =
                                  [](const stream& s) {
                                    return [&s] {
                                      outcome out{.tally = s.truth, .bytes = s.size()};
                                      std::size_t lines = 0;
                                      for_each_line(s.text(), [&](std::string_view) { ++lines; });
                                      if (lines != s.truth.accepted + s.truth.rejected)
                                        out.tally = {};
                                      return out;
                                    };
                                  },
                              .note = "counts lines"});

constexpr std::size_t piece = 1 << 20;

/// Finds quotes, brackets, colons and commas outside of strings, and checks UTF-8. Uses the widest
/// vectors of this processor, whatever the rest was compiled for. Works in pieces of a megabyte, as
/// simdjson's streams do.
const add_contender stage_1(
    {.task = task::reference,
     .name = simdjson_version + ", stage 1",
     .prepare =
         [](const stream& s) {
           std::unique_ptr<simdjson::internal::dom_parser_implementation> made;
           const auto error =
               simdjson::get_active_implementation()->create_dom_parser_implementation(piece, 1024,
                                                                                       made);
           std::shared_ptr<simdjson::internal::dom_parser_implementation> parser(std::move(made));
           return [&s, parser, error] {
             outcome out{.bytes = s.size()};
             if (error) return out;
             const auto* p = reinterpret_cast<const std::uint8_t*>(s.text().data());
             const auto* const end = p + s.size();
             while (p != end) {
               const std::size_t left = static_cast<std::size_t>(end - p);
               const auto mode = left <= piece ? simdjson::stage1_mode::streaming_final
                                               : simdjson::stage1_mode::streaming_partial;
               if (parser->stage1(p, std::min(left, piece), mode)) return out;
               const std::size_t through = parser->structural_indexes[parser->n_structural_indexes];
               p += left <= piece ? left : through;
             }
             out.tally = s.truth;
             return out;
           };
         },
     .note = "runtime dispatch to " + std::string(simdjson::get_active_implementation()->name())});

} // namespace
} // namespace bench
