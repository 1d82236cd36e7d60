// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "print/verdict_printer.hpp"
#include "stream/object_worker.hpp"
#include "systems/type_list.hpp"

namespace tool {

/// Checks objects and prints their verdicts. Types: the described enum that names the alternatives
/// of T's tagged union; void if T has none.
template <class T, class Types>
class checker final : public object_worker<T, checker<T, Types>> {
 public:
  checker(const assay::options& options, output_format format)
      : object_worker<T, checker>(options), printer_(format) {}

  template <class Source>
  void check_line(job& j, const source_line& line, const Source& source) {
    if constexpr (std::is_void_v<Types>) {
      printer_.print(j, line, source.report());
    } else {
      j.counts.use(type_list<Types>);
      printer_.print(j, line, source.report(), assay::json_text(source.text_of_tag()),
                     source.alternative());
    }
  }

 private:
  verdict_printer printer_;
};

} // namespace tool
