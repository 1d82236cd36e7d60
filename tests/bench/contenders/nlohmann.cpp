// SPDX-License-Identifier: BSL-1.0

// nlohmann/json.
#include "../harness.hpp"
#include "../nlohmann.hpp"

#include <memory>

namespace bench {
namespace {

using nlohmann::json;

const add_library takes_part("nlohmann/json " + std::to_string(NLOHMANN_JSON_VERSION_MAJOR) + "." +
                             std::to_string(NLOHMANN_JSON_VERSION_MINOR) + "." +
                             std::to_string(NLOHMANN_JSON_VERSION_PATCH));

/// Does not throw for invalid JSON but returns a discarded value; exceptions would cost more.
json parse(std::string_view line) { return json::parse(line.begin(), line.end(), nullptr, false); }

const add_contender
    dom({.task = task::parse, .name = "nlohmann/json, DOM", .prepare = [](const stream& s) {
           return [&s] {
             outcome out{.bytes = s.size()};
             for_each_line(s.text(), [&](std::string_view line) {
               const json j = parse(line);
               if (j.is_discarded()) return out.tally.reject();
               std::optional<std::size_t> type;
               std::uint64_t seq = 0;
               if (j.is_object()) {
                 const auto t = j.find("type"), n = j.find("seq");
                 if (t != j.end() && t->is_string())
                   type = type_index(t->get_ref<const std::string&>());
                 if (n != j.end() && n->is_number_unsigned()) seq = n->get<std::uint64_t>();
               }
               out.tally.accept(type.value_or(0), seq);
             });
             return out;
           };
         }});

const add_contender typed({.task = task::type,
                           .name = "nlohmann/json, DOM and structs",
                           .prepare = [](const stream& s) {
                             return [&s] {
                               outcome out{.bytes = s.size()};
                               for_each_line(s.text(), [&](std::string_view line) {
                                 try {
                                   const auto e = parse(line).get<plain_nlohmann::event>();
                                   out.tally.accept(e.payload.index(), e.seq);
                                 } catch (const json::exception&) {
                                   out.tally.reject();
                                 }
                               });
                               return out;
                             };
                           }});

const add_contender
    dump({.task = task::write, .name = "nlohmann/json, dump", .prepare = [](const stream& s) {
            auto values = std::make_shared<std::vector<json>>();
            for_each_line(s.text(), [&](std::string_view line) { values->push_back(parse(line)); });
            auto text = std::make_shared<std::string>();
            return [values, text] {
              text->clear();
              for (const json& j : *values) {
                text->append(j.dump());
                text->push_back('\n');
              }
              return outcome{.bytes = text->size(), .written = *text};
            };
          }});

} // namespace
} // namespace bench
