#pragma once

#include "assay/json/detail/output.hpp"
#include "assay/json/detail/table.hpp"

namespace assay::detail {

/// Writes a described struct by walking its table.
class writer : public output {
 public:
  using output::output;

  void object(const object_schema& schema, const void* source) {
    char lead = '{';
    for (unsigned i = 0; i < schema.count; ++i)
      if (const member_schema& m = schema.members[i]; m.write != nullptr) m.write(*this, m, source, lead);
    // The table's functions take what may be changed; nothing is changed here.
    for (const auto& [name, value] : schema.additional(const_cast<void*>(source))->list) {
      put(std::exchange(lead, ','));
      string(name);
      put(':');
      raw(value.text());
    }
    if (lead == '{') put('{');
    put('}');
  }

  /// A member's lead (`{` or `,`), its name and its value; nothing when it is absent.
  template <class V>
  [[gnu::noinline]] void member(const member_schema& m, char& lead, const V& v) {
    if constexpr (is_optional<V>) {
      if (v) member(m, lead, *v);
    } else if constexpr (is_optional_or_null<V>) {
      if (v.is_absent()) return;
      if (v) return member(m, lead, *v);
      key(lead, m.key);
      raw("null");
    } else if constexpr (std::is_same_v<V, std::string>) {
      char* const p = out_.reserve(1 + quoted_key::capacity + v.size() + string_slack);
      string_at(put_key(p, lead, m.key), v);
    } else if constexpr (std::is_same_v<V, raw_object> || std::is_same_v<V, raw_json>) {
      char* p = out_.reserve(1 + quoted_key::capacity + v.text().size());
      p = put_key(p, lead, m.key);
      std::memcpy(p, v.text().data(), v.text().size());
      out_.commit(p + v.text().size());
    } else {
      key(lead, m.key);
      value(v);
    }
  }

  template <class... A>
  void tag(const member_schema& m, char& lead, const std::variant<A...>& v) {
    key(lead, m.key);
    if (const auto* untyped = std::get_if<untyped_payload>(&v)) return string(untyped->type);
    put('"');
    raw(alternative_names<std::variant<A...>>[v.index()]);
    put('"');
  }

 private:
  void key(char& lead, const quoted_key& k) { out_.commit(put_key(out_.reserve(1 + quoted_key::capacity), lead, k)); }
  static char* put_key(char* p, char& lead, const quoted_key& k) {
    *p++ = std::exchange(lead, ',');
    std::memcpy(p, k.text, quoted_key::capacity);
    return p + k.size;
  }

  template <described T>
  void value(const T& v) {
    object(object_table<T>::schema, &v);
  }
  void value(const std::string& v) { string(v); }
  void value(std::int64_t v) { integer(v); }
  void value(std::uint64_t v) { integer(v); }
  void value(bool v) { boolean(v); }
  void value(const number& v) {
    if (!v.is_finite()) [[unlikely]]
      set_invalid();
    raw(v.text());
  }
  void value(const raw_json& v) { raw(v.text()); }
  void value(const raw_object& v) { raw(v.text()); }
  void value(const untyped_payload& v) { raw(v.content.text()); }
  template <class... A>
  void value(const std::variant<A...>& v) {
    std::visit([&](const auto& x) { value(x); }, v);
  }
  template <class T>
  void value(const std::vector<T>& v) {
    constexpr bool is_object = type_name<std::vector<T>> == "object";
    char lead = is_object ? '{' : '[';
    for (const T& x : v) {
      put(std::exchange(lead, ','));
      if constexpr (is_object) {
        string(x.first);
        put(':');
        value(x.second);
      } else {
        value(x);
      }
    }
    if (lead != ',') put(lead);
    put(is_object ? '}' : ']');
  }
};

template <class T, class D>
void write_member(writer& w, const member_schema& m, const void* object, char& lead) {
  w.member(m, lead, static_cast<const T*>(object)->*D::pointer);
}
template <class T, auto Member>
void write_tag(writer& w, const member_schema& m, const void* object, char& lead) {
  w.tag(m, lead, static_cast<const T*>(object)->*Member);
}

} // namespace assay::detail
