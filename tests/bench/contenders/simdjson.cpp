// SPDX-License-Identifier: BSL-1.0

// simdjson, On-Demand.
#include "simdjson_build.hpp"

#include <assay/json/detail/raw_access.hpp>
#include <assay/promptetheus.hpp>

#include "../schema.hpp"

#include <boost/mp11/algorithm.hpp>

#include <memory>
#include <new>
#include <optional>
#include <type_traits>
#include <variant>
#include <vector>

namespace bench {
namespace {

namespace od = simdjson::ondemand;

/// Visits every value, so that nothing is skipped unchecked: On-Demand accepts malformed text in
/// values that the caller does not read.
///
/// Checks a string by unescaping it, always into the same few bytes, which stay in the cache.
class walker {
 public:
  walker(od::parser& parser, std::size_t longest)
      : parser_(parser), memory_(longest + simdjson::SIMDJSON_PADDING) {}

  bool string(od::raw_json_string raw, std::string_view& out) {
    std::uint8_t* to = memory_.data();
    return !parser_.unescape(raw, to).get(out);
  }

  /// Visits any JSON value.
  bool any(od::value v) {
    od::json_type t;
    if (v.type().get(t)) return false;
    switch (t) {
    case od::json_type::object: {
      od::object o;
      return !v.get_object().get(o) && any_object(o);
    }
    case od::json_type::array: {
      od::array a;
      return !v.get_array().get(a) && array(a, schema::anything);
    }
    case od::json_type::string: {
      od::raw_json_string raw;
      std::string_view ignored;
      return !v.get_raw_json_string().get(raw) && string(raw, ignored);
    }
    case od::json_type::number: {
      od::number n;
      return !v.get_number().get(n);
    }
    case od::json_type::boolean: {
      bool b = false;
      return !v.get_bool().get(b);
    }
    case od::json_type::null: {
      bool is_null = false;
      return !v.is_null().get(is_null) && is_null;
    }
    default: return false; // newer versions have an unknown type
    }
  }

  bool any_object(od::object& o, std::uint8_t kinds = schema::anything) {
    for (auto f : o) {
      od::field field;
      std::string_view ignored;
      if (std::move(f).get(field) || !string(field.key(), ignored)) return false;
      od::value v = field.value();
      if (!is_of(v, kinds) || !any(v)) return false;
    }
    return true;
  }

  bool array(od::array& a, std::uint8_t kinds) {
    for (auto element : a) {
      od::value v;
      if (element.get(v) || !is_of(v, kinds) || !any(v)) return false;
    }
    return true;
  }

  /// Returns whether a value has one of the types, as its first character shows.
  static bool is_of(od::value& v, std::uint8_t kinds) {
    if (kinds == schema::anything) return true;
    od::json_type t;
    if (v.type().get(t)) return false;
    switch (t) {
    case od::json_type::object: return (kinds & schema::object) != 0;
    case od::json_type::array: return (kinds & schema::array) != 0;
    case od::json_type::string: return (kinds & schema::string) != 0;
    case od::json_type::number: return (kinds & schema::number) != 0;
    case od::json_type::boolean: return (kinds & schema::boolean) != 0;
    case od::json_type::null: return (kinds & schema::null) != 0;
    default: return false;
    }
  }

 private:
  od::parser& parser_;
  std::vector<std::uint8_t> memory_;
};

// --- A strict walk ----------------------------------------------------------------------------

class strict_walk {
 public:
  strict_walk(od::parser& parser, std::size_t longest) : walk_(parser, longest) {}

  /// Returns whether the object is an event with nothing after it. If so, the members below hold
  /// its type and its number.
  template <class AtEnd>
  bool event(od::object root, AtEnd at_end) {
    type_.reset();
    bool early = false;
    if (!members(root, schema::envelope,
                 [&](std::size_t i, od::value& v) { return envelope_member(i, v, early); }))
      return false;
    if (!at_end()) return false;
    if (!early) return true;
    // The payload preceded its type: visit it again with the type known.
    bool ignored = false;
    if (root.reset().get(ignored)) return false;
    od::value v;
    return !root.find_field("payload").get(v) && payload(v);
  }

  std::size_t type() const { return *type_; }
  std::uint64_t sequence() const { return sequence_; }

 private:
  /// Visits an object's members; f receives those that the rules name.
  template <class F>
  bool members(od::object& o, const schema::object_rules& rules, F f) {
    std::uint32_t seen = 0;
    std::size_t next = 0;
    for (auto entry : o) {
      od::field field;
      std::string_view name;
      if (std::move(entry).get(field) || !walk_.string(field.key(), name)) return false;
      const std::size_t i = rules.find(name, next);
      od::value v = field.value();
      if (i == rules.members.size()) {
        if (!walk_.any(v)) return false;
        continue;
      }
      if ((seen >> i & 1) != 0 || rules.members[i].forbidden) return false;
      seen |= 1u << i;
      next = i + 1;
      if (!f(i, v)) return false;
    }
    return (rules.required & ~seen) == 0;
  }

  bool envelope_member(std::size_t i, od::value& v, bool& early) {
    if (i == schema::payload) {
      if (type_) return payload(v);
      od::object o;
      early = true;
      return !v.get_object().get(o) && walk_.any_object(o);
    }
    if (i == schema::seq) return !v.get_uint64().get(sequence_);
    std::string_view characters;
    if (!value(schema::envelope.members[i], v, characters)) return false;
    if (i == schema::type) type_ = type_index(characters);
    return i != schema::type || type_;
  }

  bool payload(od::value& v) {
    od::object o;
    if (v.get_object().get(o)) return false;
    return object(o, schema::payloads[*type_]);
  }

  bool object(od::object& o, const schema::object_rules& rules) {
    return members(o, rules, [&](std::size_t i, od::value& v) {
      std::string_view ignored;
      return value(rules.members[i], v, ignored);
    });
  }

  bool value(const schema::member& m, od::value& v, std::string_view& characters) {
    od::json_type t;
    if (v.type().get(t)) return false;
    switch (t) {
    case od::json_type::object: {
      od::object o;
      if (!schema::takes(m, schema::object) || v.get_object().get(o)) return false;
      return m.nested != nullptr ? object(o, *m.nested) : walk_.any_object(o, m.element_kinds);
    }
    case od::json_type::array: {
      od::array a;
      return schema::takes(m, schema::array) && !v.get_array().get(a) &&
             walk_.array(a, m.element_kinds);
    }
    case od::json_type::string: {
      od::raw_json_string raw;
      return !v.get_raw_json_string().get(raw) && walk_.string(raw, characters) &&
             schema::takes_string(m, characters);
    }
    case od::json_type::number: {
      od::number n;
      if (v.get_number().get(n)) return false;
      if (n.is_double()) return schema::takes_double(m, n.get_double());
      return n.is_int64() ? schema::takes_int64(m, n.get_int64()) : schema::takes_uint64(m);
    }
    case od::json_type::boolean: {
      bool b = false;
      return !v.get_bool().get(b) && schema::takes(m, schema::boolean);
    }
    case od::json_type::null: {
      bool is_null = false;
      return !v.is_null().get(is_null) && is_null && schema::takes(m, schema::null);
    }
    default: return false; // newer versions have an unknown type
    }
  }

  walker walk_;
  std::optional<std::size_t> type_;
  std::uint64_t sequence_ = 0;
};

// --- Typed ------------------------------------------------------------------------------------

/// Reads into the same structs as assay, using the same descriptions. So "typed" has one meaning
/// and the allocations are the same. Free-form members are kept as text and visited.
class typed_reader {
 public:
  typed_reader(od::parser& parser, std::size_t longest)
      : parser_(parser), walk_(parser, longest), characters_(longest + 64) {}

  std::size_t type() const { return event_.payload.index(); }
  std::uint64_t sequence() const { return event_.seq; }

  template <class AtEnd>
  bool event(od::object root, AtEnd at_end) {
    assay::promptetheus::event& e = event_;
    type_.reset();
    has_payload_ = false;
    bool early = false;
    if (!described(
            root, e,
            [&](std::string_view name, od::value& v) {
              if (name != "type") return false;
              std::string_view type;
              if (!string(v, type)) return false;
              type_ = type_index(type);
              return type_.has_value();
            },
            early))
      return false;
    if (!type_ || !has_payload_ || e.session_id.empty() || e.timestamp.empty() ||
        e.idempotency_key.empty())
      return false;
    if (!at_end()) return false;
    if (!early) return true;
    bool ignored = false;
    if (root.reset().get(ignored)) return false;
    od::value v;
    return !root.find_field("payload").get(v) && payload(v, e.payload);
  }

 private:
  template <class T>
  using members_of = boost::describe::describe_members<T, boost::describe::mod_public>;

  bool string(od::value& v, std::string_view& out) {
    od::raw_json_string raw;
    if (v.get_raw_json_string().get(raw)) return false;
    std::uint8_t* to = characters_.data();
    return !parser_.unescape(raw, to).get(out);
  }

  /// Finds members in the order of the struct at once. `other` receives names that the struct does
  /// not have. If it returns false for a name, the member becomes an additional member.
  template <class T, class Other>
  bool described(od::object& o, T& out, Other other, bool& early) {
    constexpr std::size_t count = boost::mp11::mp_size<members_of<T>>::value;
    std::uint32_t seen = 0;
    std::size_t next = 0;
    out.additional.list.clear();
    for (auto entry : o) {
      od::field field;
      std::string_view name;
      if (std::move(entry).get(field) || !walk_.string(field.key(), name)) return false;
      od::value v = field.value();
      bool found = false, ok = true;
      const auto attempt = [&](auto index) {
        using D = boost::mp11::mp_at_c<members_of<T>, decltype(index)::value>;
        constexpr std::size_t i = decltype(index)::value;
        if (found || name != D::name) return;
        found = true;
        if ((seen >> i & 1) != 0) {
          ok = false;
          return;
        }
        seen |= 1u << i;
        next = i + 1;
        ok = member(v, out.*D::pointer, early);
      };
      // Try the expected member first: one comparison if the order is that of the struct.
      boost::mp11::mp_with_index<count + 1>(next, [&](auto expected) {
        if constexpr (decltype(expected)::value < count) attempt(expected);
      });
      if (!found) boost::mp11::mp_for_each<boost::mp11::mp_iota_c<count>>(attempt);
      if (!ok) return false;
      if (found) continue;
      if (other(name, v)) continue;
      std::string key(name);
      assay::raw_json raw;
      if (!this->value(v, raw)) return false;
      out.additional.list.emplace_back(std::move(key), std::move(raw));
    }
    // A missing member must not keep the value of the previous event.
    boost::mp11::mp_for_each<boost::mp11::mp_iota_c<count>>([&](auto index) {
      using D = boost::mp11::mp_at_c<members_of<T>, decltype(index)::value>;
      if ((seen >> decltype(index)::value & 1) == 0) forget(out.*D::pointer);
    });
    return true;
  }

  template <class M>
  static void forget(std::optional<M>& m) {
    m.reset();
  }
  template <class M>
  static void forget(assay::optional_or_null<M>& m) {
    m.reset();
  }
  static void forget(std::string& m) { m.clear(); }
  template <class M>
  static void forget(M&) {}

  bool member(od::value& v, assay::promptetheus::payload& out, bool& early) {
    has_payload_ = true;
    if (type_) return payload(v, out);
    early = true;
    od::object o;
    return !v.get_object().get(o) && walk_.any_object(o);
  }
  bool member(od::value&, assay::additional_members&, bool&) { return false; }
  template <class M>
  bool member(od::value& v, M& out, bool&) {
    return value(v, out);
  }

  bool payload(od::value& v, assay::promptetheus::payload& out) {
    od::object o;
    if (v.get_object().get(o)) return false;
    bool ok = false;
    boost::mp11::mp_with_index<16>(*type_, [&](auto i) {
      if (out.index() != i) out.template emplace<decltype(i)::value>();
      ok = object(o, std::get<decltype(i)::value>(out));
    });
    return ok;
  }

  template <class T>
  bool object(od::object& o, T& out) {
    bool early = false;
    return described(
        o, out, [](std::string_view, od::value&) { return false; }, early);
  }

  bool value(od::value& v, std::string& out) {
    std::string_view characters;
    if (!string(v, characters)) return false;
    out.assign(characters);
    return true;
  }
  bool value(od::value& v, std::uint64_t& out) { return !v.get_uint64().get(out); }
  bool value(od::value& v, std::int64_t& out) { return !v.get_int64().get(out); }
  bool value(od::value& v, bool& out) { return !v.get_bool().get(out); }
  bool value(od::value& v, assay::number& out) {
    const std::string_view token = v.raw_json_token();
    od::number n;
    if (v.get_number().get(n)) return false;
    assay::detail::raw_access::assign(out,
                                      token.substr(0, token.find_first_not_of("0123456789+-.eE")));
    return true;
  }
  bool value(od::value& v, assay::raw_object& out) {
    od::object o;
    if (v.get_object().get(o)) return false;
    return raw(o, out);
  }
  bool value(od::value& v, assay::raw_json& out) {
    od::json_type t;
    if (v.type().get(t)) return false;
    if (t == od::json_type::object) {
      od::object o;
      return !v.get_object().get(o) && raw(o, out);
    }
    if (t == od::json_type::array) {
      od::array a;
      std::string_view text;
      bool ignored = false;
      if (v.get_array().get(a) || a.raw_json().get(text) || a.reset().get(ignored) ||
          !walk_.array(a, schema::anything))
        return false;
      assay::detail::raw_access::assign(out, trimmed(text));
      return true;
    }
    const std::string_view token = v.raw_json_token();
    if (!walk_.any(v)) return false;
    assay::detail::raw_access::assign(out, trimmed(token));
    return true;
  }
  template <class Raw>
  bool raw(od::object& o, Raw& out) {
    std::string_view text;
    bool ignored = false;
    if (o.raw_json().get(text) || o.reset().get(ignored) || !walk_.any_object(o)) return false;
    assay::detail::raw_access::assign(out, trimmed(text));
    return true;
  }
  /// Returns the raw text, which extends up to the next token.
  static std::string_view trimmed(std::string_view text) {
    while (!text.empty() && (text.back() == ' ' || text.back() == '\n' || text.back() == '\r' ||
                             text.back() == '\t'))
      text.remove_suffix(1);
    return text;
  }

  bool value(od::value& v, std::variant<bool, assay::number>& out) {
    od::json_type t;
    if (v.type().get(t)) return false;
    if (t == od::json_type::boolean) return value(v, out.emplace<bool>());
    return value(v, out.emplace<assay::number>());
  }
  template <class T>
  bool value(od::value& v, assay::typed_or_raw<T>& out) {
    return value(v, out.index() == 0 ? std::get<0>(out) : out.template emplace<0>());
  }
  template <class M>
  bool value(od::value& v, std::optional<M>& out) {
    if (is_null(v)) {
      out.reset();
      return true;
    }
    return value(v, out ? *out : out.emplace());
  }
  template <class M>
  bool value(od::value& v, assay::optional_or_null<M>& out) {
    if (is_null(v)) {
      out.set_null();
      return true;
    }
    return value(v, out.has_value() ? *out : out.emplace());
  }
  static bool is_null(od::value& v) {
    od::json_type t;
    return !v.type().get(t) && t == od::json_type::null && v.is_null().value_unsafe();
  }
  template <class M>
  bool value(od::value& v, std::vector<M>& out) {
    od::array a;
    if (v.get_array().get(a)) return false;
    std::size_t n = 0;
    for (auto element : a) {
      od::value item;
      if (element.get(item)) return false;
      if (n == out.size()) out.emplace_back();
      if (!value(item, out[n++])) return false;
    }
    out.resize(n);
    return true;
  }
  template <class M>
  bool value(od::value& v, assay::dictionary<M>& out) {
    od::object o;
    if (v.get_object().get(o)) return false;
    std::size_t n = 0;
    for (auto entry : o) {
      od::field field;
      std::string_view name;
      if (std::move(entry).get(field) || !walk_.string(field.key(), name)) return false;
      if (n == out.size()) out.emplace_back();
      out[n].first.assign(name);
      od::value item = field.value();
      if (!value(item, out[n++].second)) return false;
    }
    out.resize(n);
    return true;
  }
  template <class T>
  requires boost::describe::has_describe_members<T>::value bool value(od::value& v, T& out) {
    od::object o;
    return !v.get_object().get(o) && object(o, out);
  }

  od::parser& parser_;
  walker walk_;
  assay::promptetheus::event event_; ///< reused for each event
  std::vector<std::uint8_t> characters_;
  std::optional<std::size_t> type_;
  bool has_payload_ = false;
};

// --- Both, in simdjson's two modes ------------------------------------------------------------

/// Reads each line separately, as a boundary must: a malformed line does not affect the others.
template <class F>
outcome each_line(const stream& s, od::parser& parser, F f) {
  outcome out{.bytes = s.size()};
  for_each_line(s.text(), [&](std::string_view line) {
    od::document document;
    od::object root;
    if (parser.iterate(line.data(), line.size(), readable_from(s, line)).get(document) ||
        document.get_object().get(root) || !f(root, out.tally, [&] {
          return document.current_location().error() == simdjson::OUT_OF_BOUNDS;
        }))
      out.tally.reject();
  });
  return out;
}

/// Reads many documents with one first stage: its fastest mode. A line that is not JSON ends it or
/// invalidates its neighbors.
template <class F>
outcome many(const stream& s, od::parser& parser, F f) {
  outcome out{.bytes = s.size()};
  od::document_stream documents;
  if (parser.iterate_many(s.text().data(), s.size(), max_line_size).get(documents)) return out;
  for (auto document : documents) {
    od::object root;
    if (document.get_object().get(root) || !f(root, out.tally, [] { return true; }))
      out.tally.reject();
  }
  return out;
}

/// `Worker`: visits one object and then has its type and number.
template <class Worker, bool Many>
auto runs(const stream& s) {
  auto parser = simdjson_parser<od::parser>();
  auto worker = std::make_shared<Worker>(*parser, max_line_size);
  return [&s, parser, worker] {
    const auto event = [&](od::object& root, tally& t, auto at_end) {
      if (!worker->event(root, at_end)) return false;
      t.accept(worker->type(), worker->sequence());
      return true;
    };
    return Many ? many(s, *parser, event) : each_line(s, *parser, event);
  };
}

const std::string neighbours = simdjson_headers + simdjson_neighbours;
constexpr finds alone{.schema = true, .duplicates = true};
constexpr finds together{.malformed = false, .schema = true, .duplicates = true};

const add_contender walk_many({task::check, simdjson_name("strict walk, iterate_many"), together,
                               runs<strict_walk, true>, neighbours});
const add_contender walk_each({task::check, simdjson_name("strict walk, each line"), alone,
                               runs<strict_walk, false>, simdjson_headers});
const add_contender typed_many({task::type,
                                simdjson_name("typed, iterate_many"),
                                {.malformed = false, .duplicates = true},
                                runs<typed_reader, true>,
                                neighbours});
const add_contender typed_each({task::type,
                                simdjson_name("typed, each line"),
                                {.duplicates = true},
                                runs<typed_reader, false>,
                                simdjson_headers});

} // namespace
} // namespace bench
