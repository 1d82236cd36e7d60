#include "systems/honeyhive/common.hpp"

#include "assay/json/walk.hpp"

#include <algorithm>
#include <utility>
#include <vector>

namespace gateway::honeyhive {
namespace {

/// The members of an object: names as they stand between their quotes, and values.
using members = std::vector<std::pair<std::string, std::string>>;

members members_of(std::string_view object) {
  members out;
  assay::for_each_member(object, [&](std::string_view name, std::string_view value) {
    out.emplace_back(name, value);
  });
  return out;
}

std::string object_of(const members& all) {
  std::string out("{");
  for (const auto& [name, value] : all) {
    if (out.size() > 1) out += ',';
    out.append("\"").append(name).append("\":").append(value);
  }
  return out.append(1, '}');
}

/// The object with the members of `change` in place of its own of that name, and those that are new
/// after them. `depth`: of objects in objects the members are merged so, too.
std::string merged(std::string_view object, std::string_view change, int depth) {
  members all = members_of(object);
  for (auto& [name, value] : members_of(change)) {
    const auto same = std::find_if(all.begin(), all.end(),
                                   [&, &n = name](const auto& m) { return m.first == n; });
    if (same == all.end()) all.emplace_back(name, value);
    else if (depth > 0 && same->second.starts_with('{') && value.starts_with('{'))
      same->second = merged(same->second, value, depth - 1);
    else same->second = value;
  }
  return object_of(all);
}

} // namespace

response update_event(event_store& store, std::string_view id, std::string_view update) {
  const std::string event = store.find_event(system_name, id);
  if (event.empty()) return refusal(404, "there is no event of that id");
  store.replace_event(system_name, id, merged(event, update, 1));
  return {.body = R"({"success":true})"};
}

} // namespace gateway::honeyhive
