#pragma once

#include "assay/json/json_text.hpp"
#include "assay/schema/schema.hpp"
#include "assay/testing/annotate.hpp"
#include "assay/testing/json_tree.hpp"

#include <algorithm>
#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace assay::testing {

/// Which members of a schema a set of events has, and which alternatives of its unions: a corpus
/// that lacks some does not test what reads them. Members that are deprecated, or must not be
/// there, do not count.
class schema_coverage {
 public:
  /// Of all objects that a type may have inside, those of its unions' alternatives, too.
  explicit schema_coverage(const type_schema& type) : type_(type) { visit(type); }

  /// Counts what the text has; how much of it none before had. Precondition: a validator accepts
  /// it.
  std::size_t add(std::string_view json) {
    json_node root = parse_tree(trimmed(json));
    annotate(root, type_);
    return add_node(root);
  }

  std::size_t members() const noexcept { return count(true, false); }
  std::size_t covered_members() const noexcept { return count(true, true); }
  std::size_t alternatives() const noexcept { return count(false, false); }
  std::size_t covered_alternatives() const noexcept { return count(false, true); }

  /// What no text has had: "object.member", and "member: alternative".
  std::vector<std::string> missing() const {
    std::vector<std::string> out;
    for (const auto& one : all_)
      if (!one.second.is_covered) out.push_back(one.second.name);
    std::sort(out.begin(), out.end());
    return out;
  }

 private:
  struct entry {
    std::string name;
    bool is_member = false;
    bool is_covered = false;
  };
  /// A member, or the number of an alternative of a union.
  using key = std::pair<const void*, std::size_t>;

  void visit(const type_schema& type, std::string_view name = {}) {
    if (type.element != nullptr) visit(*type.element, name);
    for (const type_schema& t : type.alternatives) visit(t, name);
    if (type.kind == type_kind::tagged)
      for (std::size_t i = 0; i < type.names.size(); ++i)
        all_.try_emplace({&type, i},
                         entry{std::string(name) + ": " + std::string(type.names[i]), false});
    if (type.object == nullptr) return;
    const object_schema& object = type.object();
    for (const member_schema& m : object.members) {
      if (m.forbidden || m.deprecated_from != never) continue;
      const std::string full = std::string(object.title) + '.' + std::string(m.name);
      if (all_.try_emplace({&m, 0}, entry{full, true}).second) visit(*m.type, m.name);
    }
  }

  std::size_t add_node(const json_node& node) {
    std::size_t added = 0;
    if (node.member != nullptr) added += cover({node.member, 0});
    if (node.type != nullptr && node.type->kind == type_kind::tagged && !node.type->tag.empty())
      added += add_alternative(*node.type, node.find(node.type->tag));
    for (const json_node& child : node.children) {
      added += add_node(child);
      // A union whose tag is beside it: the object around it knows where.
      if (child.member != nullptr && child.type != nullptr &&
          child.type->kind == type_kind::tagged && child.type->tag.empty())
        for (const json_node& tag : node.children)
          if (tag.type != nullptr && tag.type->names.data() == child.type->names.data())
            added += add_alternative(*child.type, &tag);
    }
    return added;
  }

  std::size_t add_alternative(const type_schema& type, const json_node* tag) {
    if (tag == nullptr || !tag->is_string()) return 0;
    const std::string name = json_text(tag->text).to_string();
    for (std::size_t i = 0; i < type.names.size(); ++i)
      if (type.names[i] == name) return cover({&type, i});
    return 0;
  }

  std::size_t cover(const key& k) {
    const auto found = all_.find(k);
    return found != all_.end() && !std::exchange(found->second.is_covered, true) ? 1 : 0;
  }

  std::size_t count(bool members, bool covered) const noexcept {
    return static_cast<std::size_t>(std::count_if(all_.begin(), all_.end(), [&](const auto& e) {
      return e.second.is_member == members && (!covered || e.second.is_covered);
    }));
  }

  const type_schema& type_;
  std::map<key, entry> all_;
};

} // namespace assay::testing
