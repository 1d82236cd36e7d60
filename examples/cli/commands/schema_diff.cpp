// SPDX-License-Identifier: BSL-1.0
#include "commands/schema_diff.hpp"

#include "commands/option_kinds.hpp"
#include "commands/usage_error.hpp"
#include "describe/offers.hpp"
#include "io/output.hpp"
#include "io/schema_source.hpp"
#include "systems/object_choice.hpp"

#include "assay/export/schema_change_text.hpp"
#include "assay/export/schema_diff.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

#include <CLI/CLI.hpp>

#include <algorithm>
#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tool {
namespace {

/// The changes of one schema.
struct schema_result {
  std::string name{};
  bool is_added = false, is_removed = false;
  std::vector<assay::schema_change> changes{};

  /// No writer uses an added schema yet; nothing accepts the values of a removed schema.
  assay::schema_compatibility compatible_for() const {
    return is_removed ? assay::schema_compatibility{false, true} : compatibility_of(changes);
  }
};

bool is_words_only(const assay::schema_change& c) {
  return c.kind == assay::schema_change_kind::text_changed;
}

/// The number of changes of each kind.
struct change_counts {
  std::size_t all = 0, writers = 0, readers = 0, words = 0, added = 0, removed = 0;

  void add(const schema_result& r) {
    added += r.is_added ? 1 : 0;
    removed += r.is_removed ? 1 : 0;
    for (const assay::schema_change& c : r.changes) {
      (is_words_only(c) ? words : all) += 1;
      writers += c.compatible_for.writers ? 0 : 1;
      readers += c.compatible_for.readers ? 0 : 1;
    }
  }

  /// "3 changes: 2 break writers, 1 breaks readers; 4 in documentation only (shown with --all)".
  std::string text(bool shows_words) const {
    const auto breaks = [](std::size_t n, std::string_view whom) {
      return std::to_string(n) + (n == 1 ? " breaks " : " break ") + std::string(whom);
    };
    std::string out = std::to_string(all) + (all == 1 ? " change" : " changes");
    if (all != 0) out += ": " + breaks(writers, "writers") + ", " + breaks(readers, "readers");
    if (words != 0) out += "; " + std::to_string(words) + " in documentation only";
    if (words != 0 && !shows_words) out += " (shown with --all)";
    if (added != 0) out += "; schemas added: " + std::to_string(added);
    if (removed != 0) out += "; schemas removed: " + std::to_string(removed);
    return out + '\n';
  }
};

class schema_diff final : public command {
 public:
  CLI::App& add_to(CLI::App& schema) override {
    CLI::App& app =
        *schema.add_subcommand("diff", "Compares two JSON Schemas and reports which changes are "
                                       "compatible for writers and readers");
    choice_.add_to(app);
    add_choice(
        app, "--for", {"both", "writers", "readers"}, 0, [this](std::size_t i) { for_ = i; },
        "Whom the changes must be compatible for. Writers: NEW accepts everything that they send "
        "under OLD. Readers: OLD accepts everything that is sent under NEW");
    add_choice(
        app, "--unnamed-members", {"not-sent", "sent"}, 0,
        [this](std::size_t i) {
          unnamed_ = i == 0 ? assay::unnamed_members::not_sent : assay::unnamed_members::sent;
        },
        "Whether writers send members that their schema accepts but does not name");
    app.add_flag("--all", all_, "Show changes of titles, descriptions and examples as well");
    add_format(app, format_,
               "text: one line for each change, then a summary; json: one object for each schema");
    const std::string forms = "a file, a directory of *.json files, - for standard input, or the "
                              "name of a level for what assay accepts at that level";
    const offers sources{{"reference", "published", "strict"}, offered_paths::files};
    offer(app.add_option("OLD", old_, "The old schema: " + forms), sources)
        ->required()
        ->type_name("");
    offer(app.add_option("NEW", new_, "The new schema: " + forms), sources)
        ->required()
        ->type_name("");
    app.footer("Exits with status 0 if all changes are compatible, 1 if some are not, and 2 on "
               "wrong usage or an input or output error.");
    return app;
  }

  exit_status run() override {
    if (old_ == "-" && new_ == "-") throw usage_error("OLD and NEW cannot both be standard input");
    const schema_source was = read_schemas(old_, new_, choice_),
                        is = read_schemas(new_, old_, choice_);
    if (was.is_single != is.is_single)
      throw usage_error("a single schema cannot be compared with a directory");
    std::vector<schema_result> results;
    for (const auto& [name, schema] : was.schemas) {
      const auto other = is.schemas.find(name);
      if (other == is.schemas.end()) results.push_back({.name = name, .is_removed = true});
      else
        results.push_back(
            {.name = name, .changes = compare_schemas(schema, other->second, unnamed_)});
    }
    for (const auto& one : is.schemas)
      if (was.schemas.find(one.first) == was.schemas.end())
        results.push_back({.name = one.first, .is_added = true});
    std::sort(results.begin(), results.end(),
              [](const schema_result& a, const schema_result& b) { return a.name < b.name; });
    write_output(format_ == output_format::json ? json_of(results) : text_of(results));
    return status_of(results);
  }

 private:
  exit_status status_of(const std::vector<schema_result>& results) const {
    const bool asks_writers = for_ != 2, asks_readers = for_ != 1;
    for (const schema_result& r : results) {
      const assay::schema_compatibility c = r.compatible_for();
      if ((asks_writers && !c.writers) || (asks_readers && !c.readers))
        return exit_status::rejected;
    }
    return exit_status::accepted;
  }

  std::string text_of(const std::vector<schema_result>& results) const {
    std::string out;
    change_counts counts;
    for (const schema_result& r : results) {
      counts.add(r);
      if (r.is_added) out += printable(r.name) + ": schema added\n";
      if (r.is_removed) out += printable(r.name) + ": schema removed [writers]\n";
      out += text_of(r);
    }
    return out + counts.text(all_);
  }

  /// Returns the changes, grouped by their definitions.
  std::string text_of(const schema_result& r) const {
    std::vector<std::string_view> objects;
    for (const assay::schema_change& c : r.changes)
      if ((all_ || !is_words_only(c)) &&
          std::find(objects.begin(), objects.end(), c.object) == objects.end())
        objects.push_back(c.object);
    std::string out;
    for (const std::string_view object : objects) {
      std::string head = printable(r.name);
      if (!object.empty()) head += (head.empty() ? "" : ", ") + printable(object);
      if (!head.empty()) out += head + ":\n";
      for (const assay::schema_change& c : r.changes)
        if ((all_ || !is_words_only(c)) && c.object == object)
          out += (head.empty() ? "" : "  ") + printable(to_string(c)) + '\n';
    }
    return out;
  }

  static std::string json_of(const std::vector<schema_result>& results) {
    std::string out;
    for (const schema_result& r : results) {
      boost::json::array changes;
      for (const assay::schema_change& c : r.changes) changes.push_back(to_json(c));
      const assay::schema_compatibility all = r.compatible_for();
      out += boost::json::serialize(boost::json::object{{"schema", r.name},
                                                        {"status", r.is_added          ? "added"
                                                                   : r.is_removed      ? "removed"
                                                                   : r.changes.empty() ? "same"
                                                                                       : "changed"},
                                                        {"writers", all.writers},
                                                        {"readers", all.readers},
                                                        {"changes", std::move(changes)}});
      out += '\n';
    }
    return out;
  }

  object_choice choice_;
  std::string old_, new_;
  std::size_t for_ = 0; ///< both, writers, readers
  assay::unnamed_members unnamed_ = assay::unnamed_members::not_sent;
  bool all_ = false;
  output_format format_ = output_format::text;
};

} // namespace

std::unique_ptr<command> make_schema_diff() { return std::make_unique<schema_diff>(); }

} // namespace tool
