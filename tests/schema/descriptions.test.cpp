// SPDX-License-Identifier: BSL-1.0
#include "assay/schema/schema.hpp"

#include "../examples/own_objects/chat_message.hpp"
#include "../examples/own_objects/observation.hpp"
#include "../examples/own_objects/otel_genai.hpp"
#include "assay/honeyhive.hpp"
#include "assay/noveum.hpp"
#include "assay/producttelemetry.hpp"
#include "assay/promptetheus.hpp"
#include "assay/trajectory.hpp"
#include "support/catch.hpp"
#include "support/instances.hpp"

#include <algorithm>
#include <cctype>
#include <map>
#include <set>
#include <string>
#include <string_view>

namespace {

/// Returns whether the text begins with a capital, a digit or a name in backquotes, and ends with a
/// full stop.
bool is_sentence(std::string_view text) {
  const auto is_lower = [](char c) { return std::islower(static_cast<unsigned char>(c)) != 0; };
  return text.size() > 1 && !is_lower(text.front()) && text.ends_with('.') &&
         text.find_first_of("\n\t") == text.npos;
}

/// Returns whether the text is words of letters and digits, beginning with a capital.
bool is_title(std::string_view text) {
  return !text.empty() && std::isupper(static_cast<unsigned char>(text.front())) != 0 &&
         text.back() != ' ' && text.find("  ") == text.npos &&
         std::all_of(text.begin(), text.end(), [](char c) {
           return c == ' ' || std::isalnum(static_cast<unsigned char>(c)) != 0;
         });
}

/// Returns the title like a type's name, in lower case: "llmcall".
std::string joined(std::string_view title) {
  std::string out;
  for (const char c : title)
    if (c != ' ') out += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return out;
}

/// Visits all objects that one refers to, each once.
class reader_of_words {
 public:
  explicit reader_of_words(const assay::object_schema& root) { visit(root); }

 private:
  void visit(const assay::object_schema& s) {
    if (!seen_.insert(&s).second) return;
    INFO("object " << s.name << ", " << s.title);
    CHECK(is_title(s.title));
    CHECK(is_sentence(s.about));
    CHECK(titles_.emplace(joined(s.title), &s).first->second == &s);
    for (const assay::member_schema& m : s.members) {
      INFO("member " << m.name);
      if (m.forbidden) CHECK_FALSE(m.about.empty());
      else CHECK(is_sentence(m.about));
      if (m.type != nullptr) visit(*m.type);
    }
  }
  void visit(const assay::type_schema& t) {
    if (t.object != nullptr) visit(t.object());
    if (t.element != nullptr) visit(*t.element);
    for (const assay::type_schema& alternative : t.alternatives) visit(alternative);
  }

  std::set<const assay::object_schema*> seen_{};
  std::map<std::string, const assay::object_schema*> titles_{};
};

/// The titles and sentences of a system's top-level objects, by name.
using known_words = std::map<std::string, std::set<std::string_view>, std::less<>>;

} // namespace

TEST_CASE("descriptions: every object of every system and every member has words") {
  const auto look = []<class T>(auto...) { reader_of_words{assay::schema_of<T>()}; };
  assay::promptetheus::for_each_object(look);
  assay::honeyhive::for_each_object(look);
  assay::trajectory::for_each_object(look);
  assay::producttelemetry::for_each_object(look);
  assay::noveum::for_each_object(look);
}

TEST_CASE("descriptions: every object of the own-objects page has words") {
  reader_of_words{assay::schema_of<chat::message>()};
  reader_of_words{assay::schema_of<langfuse::observation>()};
  reader_of_words{assay::schema_of<otel::genai_span>()};
}

TEST_CASE("descriptions: an object has the same words in all dialects, and they are unique") {
  known_words titles, sentences;
  assay::honeyhive::for_each_object([&]<class T>(std::string_view name, auto) {
    titles[std::string(name)].insert(assay::schema_of<T>().title);
    sentences[std::string(name)].insert(assay::schema_of<T>().about);
  });
  std::set<std::string_view> all;
  for (const auto& [name, words] : titles) {
    INFO(name);
    CHECK(words.size() == 1);
    CHECK(sentences[name].size() == 1);
    all.insert(*words.begin());
  }
  CHECK(all.size() == titles.size());
}

TEST_CASE("descriptions: the objects of routes and responses are top-level objects") {
  std::set<std::string> names;
  assay::honeyhive::for_each_object([&]<class T>(std::string_view name, auto dialect) {
    names.insert("honeyhive." + std::string(name) + ' ' + std::string(name_of(dialect)));
  });
  const auto add = [&](std::string_view system) {
    return [&names, system]<class T>(std::string_view name) {
      names.insert(std::string(system) + '.' + std::string(name));
    };
  };
  assay::promptetheus::for_each_object(add("promptetheus"));
  assay::producttelemetry::for_each_object(add("producttelemetry"));
  assay::noveum::for_each_object(add("noveum"));
  const auto check = [&](const std::string& system, const auto& r, const std::string& dialect) {
    INFO(system << ": " << r.method << ' ' << r.path);
    CHECK_FALSE(r.summary.empty());
    CHECK_FALSE(r.responses.empty());
    CHECK(names.contains(system + '.' + std::string(r.object) + dialect));
    for (const assay::api_response& a : r.responses) {
      CHECK(is_sentence(a.about));
      if (!a.object.empty()) CHECK(names.contains(system + '.' + std::string(a.object) + dialect));
    }
  };
  for (const auto& r : assay::honeyhive::routes)
    check("honeyhive", r, ' ' + std::string(name_of(r.dialect)));
  for (const auto& r : assay::promptetheus::routes) check("promptetheus", r, "");
  for (const auto& r : assay::producttelemetry::routes) check("producttelemetry", r, "");
  for (const auto& r : assay::noveum::routes) check("noveum", r, "");
}
