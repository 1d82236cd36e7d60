// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "measure.hpp"
#include "shapes.hpp"

#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace hostile {

/// The subjects, in one file for each part of the library: every public operation that takes input.
void add_json(std::vector<subject>& all);         // values, texts, numbers, the bridge
void add_texts(std::vector<subject>& all);        // formats, ids, times, names
void add_promptetheus(std::vector<subject>& all); // its event, and an author's own objects
void add_systems(std::vector<subject>& all);      // the other systems' objects
void add_batches(std::vector<subject>& all);      // bodies, chunks, duplicates, pushing, the client
void add_timelines(std::vector<subject>& all);    // logs, orders, trees, analysis

/// The very large inputs, which need gigabytes and minutes, and how they are measured.
void add_big(std::vector<subject>& all);
plan big_plan();

/// Keeps the compiler from removing a result that nothing reads.
template <class T>
void use(const T& value) {
  asm volatile("" : : "g"(&value) : "memory");
}

/// Adds an operation on texts, once for each shape.
template <class Operation>
void add_for(std::vector<subject>& all, const std::string& name, const std::vector<shape>& shapes,
             Operation operation) {
  for (const shape& s : shapes)
    all.push_back({name, s.name, [text = s.text, operation](std::size_t bytes) {
                     const auto input = std::make_shared<const std::string>(text(bytes));
                     return work{input->size(),
                                 [input, operation] { operation(std::string_view(*input)); },
                                 {}};
                   }});
}

/// Adds an operation on an object made from the text in advance, such as a parsed value.
/// `make(text)` returns it, and `operation(made)` takes it.
template <class Make, class Operation>
void add_for_made(std::vector<subject>& all, const std::string& name,
                  const std::vector<shape>& shapes, Make make, Operation operation) {
  for (const shape& s : shapes)
    all.push_back({name, s.name, [text = s.text, make, operation](std::size_t bytes) {
                     const std::string input = text(bytes);
                     const auto made = std::make_shared<decltype(make(std::string_view()))>(
                         make(std::string_view(input)));
                     return work{input.size(), [made, operation] { operation(*made); }, {}};
                   }});
}

/// Adds the destructor of an object made from the text.
template <class Make>
void add_destructor(std::vector<subject>& all, const std::string& name,
                    const std::vector<shape>& shapes, Make make) {
  using made = decltype(make(std::string_view()));
  for (const shape& s : shapes)
    all.push_back({name, s.name, [text = s.text, make](std::size_t bytes) {
                     const auto input = std::make_shared<const std::string>(text(bytes));
                     const auto value = std::make_shared<std::unique_ptr<made>>();
                     return work{
                         input->size(), [value] { value->reset(); },
                         [=] { *value = std::make_unique<made>(make(std::string_view(*input))); }};
                   }});
}

} // namespace hostile
