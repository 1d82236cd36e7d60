// SPDX-License-Identifier: BSL-1.0
#include "systems/object_choice.hpp"

#include "commands/usage_error.hpp"
#include "describe/offers.hpp"
#include "print/alternatives.hpp"
#include "systems/system_list.hpp"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <cctype>
#include <string>
#include <string_view>
#include <vector>

namespace tool {
namespace {

/// Rejects the value of an option: "expected this or that, found 'thit'; did you mean this?".
[[noreturn]] void refuse(const std::string& option, const alternatives& known,
                         std::string_view found) {
  throw usage_error(option + ": expected " + known.text() + ", found '" + std::string(found) +
                    '\'' + known.did_you_mean(found));
}

const wire_system& system_of(std::string_view name) {
  alternatives known;
  for (const wire_system& s : system_list()) {
    if (s.name == name) return s;
    known.add(std::string(s.name));
  }
  std::string suggestion = known.did_you_mean(name);
  alternatives objects; // objects of that name, typed without the system
  for (const wire_system& s : system_list())
    for (const wire_object& o : s.objects)
      if (o.name == name) objects.add(full_name(s, name));
  if (!objects.empty()) suggestion = "; did you mean " + objects.text() + '?';
  throw usage_error("--as: expected " + known.text() + ", found '" + std::string(name) + '\'' +
                    suggestion);
}

void check_dialect(const wire_system& system, std::string_view dialect) {
  if (dialect.empty()) return;
  if (system.dialects.empty())
    throw usage_error("--dialect: " + std::string(system.name) + " has no dialects");
  alternatives known;
  for (const wire_dialect& d : system.dialects) {
    if (d.name == dialect) return;
    known.add(std::string(d.name));
  }
  refuse("--dialect", known, dialect);
}

/// Returns the path of a URL or path, without the final slash.
std::string_view path_of(std::string_view route) {
  route = route.substr(0, route.find_first_of("?#"));
  if (const std::size_t scheme = route.find("://"); scheme != route.npos) {
    route.remove_prefix(scheme + 3);
    route.remove_prefix(std::min(route.find('/'), route.size()));
  }
  if (route.size() > 1 && route.ends_with('/')) route.remove_suffix(1);
  return route;
}

/// Removes the last segment with its slash from the path and returns it.
std::string_view take_last(std::string_view& path) {
  const std::size_t slash = path.rfind('/');
  const std::string_view segment = path.substr(slash == path.npos ? 0 : slash);
  path.remove_suffix(segment.size());
  return segment;
}

/// Returns whether the path matches the pattern, or ends with a match if the system has a base
/// path.
bool matches(std::string_view path, std::string_view pattern, bool takes_base_path) {
  while (!pattern.empty()) {
    const std::string_view wanted = take_last(pattern), found = take_last(path);
    const bool is_any = wanted.starts_with("/{");
    if (is_any ? found.size() < 2 : wanted != found) return false;
  }
  return path.empty() || takes_base_path;
}

/// Returns the object of that name in the dialect. Without a dialect, the name must be unique.
const wire_object& object_of(const wire_system& system, std::string_view name,
                             std::string_view dialect) {
  std::vector<const wire_object*> found;
  alternatives names, dialects;
  for (const wire_object& o : system.objects) {
    names.add(full_name(system, o.name));
    if (o.name != name) continue;
    dialects.add(std::string(o.dialect));
    if (system.is_meant(o.dialect, dialect)) found.push_back(&o);
  }
  if (dialects.empty()) refuse("--as", names, full_name(system, name));
  if (found.empty())
    throw usage_error("--dialect: expected " + dialects.text() + " for " + full_name(system, name) +
                      ", found '" + std::string(dialect) + "'");
  if (found.size() > 1 && !dialect.empty()) {
    alternatives meant;
    for (const wire_object* o : found) meant.add(std::string(o->dialect));
    throw usage_error("--dialect: expected " + meant.text() + ", found '" + std::string(dialect) +
                      "': " + full_name(system, name) + " differs between them");
  }
  if (found.size() > 1)
    throw usage_error("--dialect is missing: expected " + dialects.text() + "; " +
                      full_name(system, name) + " differs between them");
  return *found.front();
}

/// Returns the default object of a system.
const wire_object& standard_of(const wire_system& system, std::string_view dialect) {
  if (!system.standard.empty()) return object_of(system, system.standard, dialect);
  alternatives names;
  for (const wire_object& o : system.objects) names.add(full_name(system, o.name));
  throw usage_error("--as: expected an object of " + std::string(system.name) + ": " +
                    names.text() + (system.routes.empty() ? "" : ", or the system with --route"));
}

/// Returns the routes of the dialect that match the path best.
std::vector<const wire_route*> routes_of(const wire_system& system, std::string_view path,
                                         std::string_view dialect) {
  // Longer routes are better. For equal lengths, the route with fewer placeholders is better.
  const auto is_better = [](std::string_view a, std::string_view b) {
    const auto segments = [](std::string_view p) { return std::count(p.begin(), p.end(), '/'); };
    const auto open = [](std::string_view p) { return std::count(p.begin(), p.end(), '{'); };
    return segments(a) != segments(b) ? segments(a) > segments(b) : open(a) < open(b);
  };
  std::vector<const wire_route*> best;
  for (const wire_route& r : system.routes) {
    if (!system.is_meant(r.dialect, dialect) || !matches(path, r.path, system.takes_base_path))
      continue;
    if (!best.empty() && is_better(r.path, best.front()->path)) best.clear();
    if (best.empty() || !is_better(best.front()->path, r.path)) best.push_back(&r);
  }
  return best;
}

/// Returns the object that the body of a request is.
const wire_object& object_at(const wire_system& system, std::string_view route, std::string method,
                             std::string_view dialect) {
  std::vector<const wire_route*> found = routes_of(system, path_of(route), dialect);
  if (found.empty()) {
    alternatives paths;
    for (const wire_route& r : system.routes)
      if (system.is_meant(r.dialect, dialect)) paths.add(std::string(r.path));
    if (paths.empty()) throw usage_error("--route: " + std::string(system.name) + " has no routes");
    refuse("--route", paths, route);
  }

  alternatives methods;
  for (const wire_route* r : found) methods.add(std::string(r->method));
  if (!method.empty()) {
    for (char& c : method) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
    std::erase_if(found, [&](const wire_route* r) { return r->method != method; });
    if (found.empty()) refuse("--method", methods, method);
  } else if (methods.size() > 1) {
    throw usage_error("--method is missing: expected " + methods.text());
  }

  alternatives dialects;
  for (const wire_route* r : found) dialects.add(std::string(r->dialect));
  if (dialects.size() > 1)
    throw usage_error("--dialect is missing: expected " + dialects.text() +
                      "; the body differs between them");
  return object_of(system, found.front()->object,
                   found.front()->dialect.empty() ? dialect : found.front()->dialect);
}

/// Returns the names that `--as` accepts: the systems and their objects.
offers offered_objects() {
  offers out;
  for (const wire_system& s : system_list()) {
    out.words.emplace_back(s.name);
    for (const wire_object& o : s.objects) {
      const std::string name = full_name(s, o.name); // several dialects may have it
      if (std::find(out.words.begin(), out.words.end(), name) == out.words.end())
        out.words.push_back(name);
    }
  }
  return out;
}

offers offered_dialects() {
  offers out;
  for (const wire_system& s : system_list())
    for (const wire_dialect& d : s.dialects) out.words.emplace_back(d.name);
  return out;
}

offers offered_methods() {
  offers out;
  for (const wire_system& s : system_list())
    for (const wire_route& r : s.routes)
      if (std::find(out.words.begin(), out.words.end(), r.method) == out.words.end())
        out.words.emplace_back(r.method);
  return out;
}

} // namespace

// The parser and its options no longer exist when `is_given` is called.
void object_choice::note(CLI::Option* option) {
  option->each([this](const std::string&) { is_given_ = true; });
}

void object_choice::add_to(CLI::App& app) {
  note(offer(app.add_option("--as", as_, "The object to use; assay list shows all objects"),
             offered_objects())
           ->type_name("SYSTEM[.OBJECT]")
           ->capture_default_str());
  note(refuse_empty(
      offer(app.add_option("--dialect", dialect_, "The dialect of the system"), offered_dialects())
          ->type_name("DIALECT")));
  note(refuse_empty(
      app.add_option("--route", route_,
                     "Instead of an object: the path of the requests whose body is the object")
          ->type_name("PATH")));
  note(refuse_empty(offer(app.add_option("--method", method_,
                                         "The method of those requests, if the path has several"),
                          offered_methods())
                        ->type_name("METHOD")));
}

void object_choice::add_position_to(CLI::App& app) {
  note(offer(app.add_option("OBJECT", as_, "Same as --as"), offered_objects())
           ->type_name("")
           ->excludes("--as"));
}

const wire_object& object_choice::find() const {
  const std::size_t dot = as_.find('.');
  const wire_system& system = system_of(std::string_view(as_).substr(0, dot));
  check_dialect(system, dialect_);
  if (route_.empty() && !method_.empty()) throw usage_error("--method requires --route");
  if (dot == as_.npos)
    return route_.empty() ? standard_of(system, dialect_)
                          : object_at(system, route_, method_, dialect_);
  if (!route_.empty())
    throw usage_error("--route requires a system without an object: remove the object from --as " +
                      as_);
  return object_of(system, std::string_view(as_).substr(dot + 1), dialect_);
}

const wire_system& object_choice::find_system() const {
  const wire_system& whole = system_of(system());
  check_dialect(whole, dialect_);
  if (as_.size() != whole.name.size())
    throw usage_error("expected a system without an object, such as " + std::string(whole.name) +
                      ", found " + as_);
  if (!route_.empty() || !method_.empty())
    throw usage_error("--route and --method select an object, but a whole system is required");
  return whole;
}

} // namespace tool
