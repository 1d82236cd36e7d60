// SPDX-License-Identifier: BSL-1.0

// simdjson's string builder, which exists since version 4. It writes the same structs as assay,
// using the same descriptions.
#include "simdjson_build.hpp"

#ifdef SIMDJSON_BUILDER_H
#include <assay/promptetheus.hpp>

#include <boost/mp11/algorithm.hpp>

#include <algorithm>
#include <array>
#include <memory>
#include <optional>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

namespace bench {
namespace {

using assay::promptetheus::event;
using simdjson::builder::string_builder;

template <class T>
using members_of = boost::describe::describe_members<T, boost::describe::mod_public>;

/// `,"NAME":`, built at compile time.
template <class D>
constexpr auto key_of = [] {
  constexpr std::string_view name = D::name;
  std::array<char, name.size() + 4> out{',', '"'};
  std::copy(name.begin(), name.end(), out.begin() + 2);
  out[name.size() + 2] = '"';
  out[name.size() + 3] = ':';
  return out;
}();

class builder_writer {
 public:
  explicit builder_writer(string_builder& out) : out_(out) {}

  void write(const event& e) {
    raw(R"({"type":")"); // `type` is the first member
    out_.append_raw(type_names[e.payload.index()]);
    raw("\"");
    members(e, false);
    out_.end_object();
  }

 private:
  template <std::size_t Size>
  void raw(const char (&text)[Size]) {
    out_.append_raw(text, Size - 1);
  }

  /// `first`: whether the next member is the first of its object and so has no comma before it. The
  /// compiler knows this after the first member that is always present.
  template <class T>
  void members(const T& object, bool first) {
    boost::mp11::mp_for_each<members_of<T>>(
        [&](auto d) { member<decltype(d)>(object.*decltype(d)::pointer, first); });
  }
  template <class D>
  void key(bool& first) {
    if (first) out_.append_raw(key_of<D>.data() + 1, key_of<D>.size() - 1);
    else out_.append_raw(key_of<D>.data(), key_of<D>.size());
    first = false;
  }
  template <class D, class M>
  void member(const M& m, bool& first) {
    key<D>(first);
    value(m);
  }
  template <class D, class M>
  void member(const std::optional<M>& m, bool& first) {
    if (m) member<D>(*m, first);
  }
  template <class D, class M>
  void member(const assay::optional_or_null<M>& m, bool& first) {
    if (m.has_value()) return member<D>(*m, first);
    if (!m.is_null()) return;
    key<D>(first);
    out_.append_null();
  }
  template <class D>
  void member(const assay::additional_members& m, bool& first) {
    for (const auto& [name, json] : m.list) {
      if (!std::exchange(first, false)) out_.append_comma();
      out_.escape_and_append_with_quotes(name);
      out_.append_colon();
      value(json);
    }
  }

  void value(const std::string& s) { out_.escape_and_append_with_quotes(s); }
  template <class N>
  requires std::is_arithmetic_v<N>
  void value(N n) { out_.append(n); }
  void value(const assay::number& n) { out_.append_raw(n.text()); }
  void value(const assay::raw_json& json) { out_.append_raw(json.text()); }
  void value(const assay::raw_object& json) { out_.append_raw(json.text()); }
  void value(const assay::untyped_payload& p) { value(p.content); }
  template <class... T>
  void value(const std::variant<T...>& v) {
    boost::mp11::mp_with_index<sizeof...(T)>(
        v.index(), [&](auto i) { value(*std::get_if<decltype(i)::value>(&v)); });
  }
  template <class T>
  void value(const std::vector<T>& list) {
    out_.start_array();
    bool first = true;
    for (const T& item : list) {
      if (!std::exchange(first, false)) out_.append_comma();
      value(item);
    }
    out_.end_array();
  }
  template <class T>
  void value(const assay::dictionary<T>& list) {
    out_.start_object();
    bool first = true;
    for (const auto& [name, item] : list) {
      if (!std::exchange(first, false)) out_.append_comma();
      out_.escape_and_append_with_quotes(name);
      out_.append_colon();
      value(item);
    }
    out_.end_object();
  }
  template <class T>
  requires boost::describe::has_describe_members<T>::value void value(const T& object) {
    out_.start_object();
    members(object, true);
    out_.end_object();
  }

  string_builder& out_;
};

/// `Checks`: whether the written text is then checked as UTF-8, in one pass.
template <bool Checks>
auto writes(const stream& s) {
  auto events = std::make_shared<std::vector<event>>();
  assay::line_reader<event> lines(s.text());
  for (event e; lines.next(e);) events->push_back(e);
  auto buffer = std::make_shared<string_builder>();
  return [events, buffer] {
    buffer->clear();
    builder_writer writer(*buffer);
    for (const event& e : *events) {
      writer.write(e);
      buffer->append('\n');
    }
    std::string_view text;
    if (buffer->view().get(text) || (Checks && !buffer->validate_unicode())) return outcome();
    return outcome{.bytes = text.size(), .written = text};
  };
}

const std::string typed = "from the typed events; " + simdjson_headers;
const add_contender any_bytes({task::write,
                               simdjson_name("string builder, any bytes"),
                               {},
                               writes<false>,
                               typed + "; UTF-8 is not checked"});
const add_contender checked({task::write,
                             simdjson_name("string builder"),
                             {},
                             writes<true>,
                             typed + "; UTF-8 is checked at the end, in one pass"});

} // namespace
} // namespace bench
#endif
