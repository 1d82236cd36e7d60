// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "../../laws/laws.hpp"

#include <assay/json/json_text.hpp>
#include <assay/json/walk.hpp>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace assay_samples {

/// The recorded events and requests of all systems, if a corpus is available. It is not part of the
/// project.
class corpus {
 public:
  corpus() {
    const char* const named = std::getenv("ASSAY_CORPUS");
    const std::filesystem::path directory =
        named != nullptr ? named : ASSAY_SOURCE_DIR "/../shared/corpus";
    for (const char* file : files)
      add(directory / file, std::string_view(file).substr(0, std::string_view(file).find('/')));
  }

  bool empty() const noexcept { return groups_.empty(); }

  /// Returns at most `count` texts from all files that may be objects of that name.
  std::vector<std::string> texts_for(const assay_laws::subject& s, std::size_t count) const {
    std::vector<std::string> out;
    for (const group& g : groups_)
      if (s.name.starts_with(g.system) && is_meant(s, g))
        out.insert(out.end(), g.texts.begin(), g.texts.end());
    if (count == 0 || out.size() <= count) return out;
    for (std::size_t i = 0; i < count; ++i) out[i] = std::move(out[i * out.size() / count]);
    out.resize(count);
    return out;
  }

 private:
  static constexpr const char* files[] = {
      "promptetheus/sessions.ndjson",    "promptetheus/mutants.ndjson",
      "promptetheus/mined_tests.ndjson", "promptetheus/create_trace.ndjson",
      "honeyhive/requests.ndjson",       "honeyhive/mutants.ndjson",
      "noveum/requests.ndjson",          "noveum/traces.ndjson",
      "producttelemetry/requests.ndjson"};

  /// Texts of one kind: those of a file and, if it has routes, of a route.
  struct group {
    std::string system, kind;
    std::vector<std::string> texts;
  };

  void add(const std::filesystem::path& file, std::string_view system) {
    std::ifstream in(file, std::ios::binary);
    for (std::string line; std::getline(in, line);) {
      std::string kind = file.filename().string();
      kind += assay::find_member(line, "path");
      std::string_view text = line;
      for (const std::string_view member : {"event", "body", "trace", "span"})
        if (const auto inner = assay::find_member(line, member); !inner.empty()) {
          (kind += ' ') += member;
          text = inner;
          break;
        }
      const auto is_it = [&](const group& g) { return g.system == system && g.kind == kind; };
      auto found = std::find_if(groups_.begin(), groups_.end(), is_it);
      if (found == groups_.end())
        found = groups_.insert(found, {std::string(system), std::move(kind), {}});
      found->texts.emplace_back(text);
    }
  }

  /// Returns whether the texts are of this object: it accepts one of them.
  static bool is_meant(const assay_laws::subject& s, const group& g) {
    return std::any_of(g.texts.begin(), g.texts.end(), [&](const std::string& text) {
      return s.errors(text, assay::level::reference).empty();
    });
  }

  std::vector<group> groups_;
};

} // namespace assay_samples
