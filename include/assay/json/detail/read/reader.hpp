#pragma once

#include "assay/json/detail/read/object_reader.hpp"
#include "assay/schema/default_initialized.hpp"

#include <array>
#include <cstdint>
#include <iterator>
#include <optional>
#include <type_traits>
#include <utility>
#include <variant>

namespace assay::detail {

/// What an element of an array or dictionary has as its value.
template <class T>
struct element_value : std::type_identity<T> {};
template <class T>
struct element_value<std::pair<std::string, T>> : std::type_identity<T> {};

/// Checks or reads a value of any C++ type that a described struct may have, and the event itself.
class reader : public object_reader {
 public:
  using object_reader::object_reader;

  /// The event at p. Returns the position behind it, or null when it was given up; whether it is
  /// accepted, `rejected()` tells.
  template <bool Fill>
  const char* root(const char* p, const object_schema& schema, void* target) {
    rejected_ = left_out_ = misfit_ = muted_ = rereading_ = must_fit_ = false;
    tag_ = tag_unread;
    late_.read = nullptr;
    seen_ = 0;
    collected_.clear();
    walkable_ = max_rewalk;
    p = skip_space(p);
    if (*p != '{') [[unlikely]]
      return no_object(p);
    const char* const begin = p;
    p = object<Fill, true>(p, schema, target, max_depth_);
    if (p == nullptr) [[unlikely]]
      return nullptr;
    if (late_.read != nullptr) [[unlikely]] {
      const char* const behind = tag_ != tag_unread
                                     ? late_.read(*this, late_.at, late_.target, max_depth_ - 1)
                                     : value(late_.at, max_depth_ - 1);
      if (behind == nullptr) return nullptr;
    }
    if (level_ >= schema.across_from && root_rules_across(begin, p, schema) == nullptr) [[unlikely]]
      return nullptr;
    if (p == end_) return p;
    p = skip_space(p);
    if (p != end_ && (*p != '\n' || framing_ != framing::lines)) [[unlikely]]
      return fail(code::trailing_content, p);
    return p;
  }

  // The rest serves the table's functions.

  template <bool Fill, class V>
  const char* read_value(const char* p, V* v, const member_schema& m, unsigned depth) {
    return typed<Fill>(p, v, m, depth);
  }

  /// A text. One that has rules is likely to be a member of the envelope, which has the same length
  /// in one event after another.
  template <bool Fill, bool Constrained>
  const char* read_text(const char* p, std::string* v, const member_schema& m, unsigned depth) {
    if (*p != '"') [[unlikely]]
      return mismatch(p, m, depth, "string");
    if constexpr (!Fill && !Constrained) return scanner::string(p + 1);
    string_token t;
    const char* next = Constrained ? guessed_string(p + 1, guesses_[m.guess_slot]) : nullptr;
    if (next != nullptr) t.text = {p + 1, next - 1};
    else if ((next = string(p + 1, t)) == nullptr) [[unlikely]] return nullptr;
    if constexpr (Fill) assign(*v, t);
    if constexpr (Constrained)
      if (t.escaped || t.text.size() < m.rules->min_length || level_ >= m.text_rules_from)
          [[unlikely]]
        return check_text_rules(m, t.text, t.escaped);
    return next;
  }

  const char* read_null(const char* p) { return literal(p, "null"); }
  const char* read_null(const char* p, const member_schema& m, unsigned depth) {
    return m.null_from != never ? mismatch(p, m, depth, m.type) : read_null(p);
  }

  template <class Variant>
  const char* tag(const char* p, const member_schema& m, unsigned depth) {
    if (*p != '"') [[unlikely]] {
      tag_ = tag_unknown;
      return mismatch(p, m, depth, "string");
    }
    constexpr const auto& names = alternative_names<Variant>;
    if (has_window(p)) [[likely]] {
      tag_ = names.find_quoted(p);
      if (tag_ >= 0) [[likely]]
        return p + names[static_cast<std::size_t>(tag_)].size() + 2;
    }
    const char* const next = string(p + 1, tag_token_);
    if (next == nullptr) [[unlikely]]
      return nullptr;
    char room[names.max_size() + 4]; // one that does not fit is none of them
    tag_ =
        names.find(tag_token_.escaped ? unescape_within(tag_token_.text, room) : tag_token_.text);
    if (tag_ >= 0) [[likely]]
      return next;
    tag_ = tag_unknown;
    return keeps_unknown_types_ ? next
                                : violate(m.enforced_from, next,
                                          {.what = code::unknown_type,
                                           .at = p,
                                           .expected = "a known type",
                                           .member = &m});
  }

  const char* forbidden(const char* p, const member_schema& m, unsigned depth) {
    const char* const next = value(p, depth);
    return next == nullptr ? nullptr
                           : violate(m.enforced_from, next,
                                     {.what = code::forbidden_member, .at = p, .member = &m});
  }

  /// The alternative of the payload that the tag named, in the event gone through last; nothing
  /// when it named none.
  std::optional<std::size_t> alternative() const noexcept {
    return tag_ >= 0 ? std::optional<std::size_t>(static_cast<std::size_t>(tag_)) : std::nullopt;
  }
  /// As if no event had been gone through.
  void forget() noexcept {
    object_reader::forget();
    tag_ = tag_unread;
  }

  void set_unknown_policy(const options& o) noexcept {
    keeps_unknown_types_ = o.keep_unknown_types;
    unknown_members_from_ = o.reject_unknown_members ? level::strict : never;
  }

 private:
  static constexpr int tag_unread = -1;
  static constexpr int tag_unknown = -2;

  [[gnu::cold, gnu::noinline]] const char* no_object(const char* p) {
    if (kind_of(*p) == kind::none && *p != 'N' && *p != 'I')
      return fail(code::invalid_syntax, p, "a JSON object");
    const char* const next = value(p, max_depth_);
    if (next == nullptr) return nullptr;
    // Only of a text that is JSON it can be said that it is JSON of another kind.
    if (const char* const rest = skip_space(next); !is_end(rest))
      return fail(code::trailing_content, rest, "only white space after a value");
    return violate(level::reference, next,
                   {.what = code::type_mismatch, .at = p, .expected = "object"});
  }

  [[gnu::noinline]] const char* root_rules_across(const char* begin, const char* end,
                                                  const object_schema& schema) {
    for (unsigned i = 0; i < schema.count; ++i)
      texts_[i] = text(i); // nothing where the member is absent
    return rules_across(begin, end, schema, texts_.data(), 0);
  }

  /// An object inside the event. `MayHaveRules`: whether its schema may have rules across members,
  /// or collect.
  template <bool Fill, bool MayHaveRules>
  const char* inner_object(const char* p, const object_schema& schema, void* target,
                           unsigned depth) {
    if constexpr (MayHaveRules)
      if (level_ >= schema.across_from) return object<Fill, false, true>(p, schema, target, depth);
    return object<Fill, false>(p, schema, target, depth);
  }

  template <bool Fill>
  const char* typed(const char* p, std::string* v, const member_schema& m, unsigned depth) {
    return read_text<Fill, false>(p, v, m, depth);
  }
  template <bool Fill>
  const char* typed(const char* p, std::int64_t* v, const member_schema& m, unsigned depth) {
    std::int64_t n = 0;
    const char* const next = signed_integer(p, m, depth, n);
    if constexpr (Fill) *v = n;
    return next;
  }
  template <bool Fill>
  const char* typed(const char* p, std::uint64_t* v, const member_schema& m, unsigned depth) {
    std::uint64_t n = 0;
    const char* const next = unsigned_integer(p, m, depth, n);
    if constexpr (Fill) *v = n;
    return next;
  }
  template <bool Fill>
  const char* typed(const char* p, assay::number* v, const member_schema& m, unsigned depth) {
    const char* const next =
        real(p, m, depth, m.rules->whole_from <= level_ ? whole_number : m.type);
    if constexpr (Fill)
      if (next != nullptr) v->assign_valid({p, next});
    return next;
  }
  template <bool Fill>
  const char* typed(const char* p, bool* v, const member_schema& m, unsigned depth) {
    bool b = false;
    const char* const next = boolean(p, m, depth, b);
    if constexpr (Fill) *v = b;
    return next;
  }
  template <bool Fill>
  const char* typed(const char* p, std::variant<bool, assay::number>* v, const member_schema& m,
                    unsigned depth) {
    if (*p == 't' || *p == 'f') {
      bool b = false;
      const char* const next = boolean(p, m, depth, b);
      if constexpr (Fill) *v = b;
      return next;
    }
    assay::number* n = nullptr;
    if constexpr (Fill) n = &alternative_of<assay::number>(*v);
    return typed<Fill>(p, n, m, depth);
  }
  template <bool Fill>
  const char* typed(const char* p, raw_json* v, const member_schema&, unsigned depth) {
    const char* const next = value(p, depth);
    if constexpr (Fill)
      if (next != nullptr) store_raw(*v, {p, next});
    return next;
  }
  template <bool Fill>
  const char* typed(const char* p, raw_object* v, const member_schema& m, unsigned depth) {
    if (*p != '{') [[unlikely]]
      return mismatch(p, m, depth, "object");
    const char* const next = value(p, depth);
    if constexpr (Fill)
      if (next != nullptr) store_raw(*v, {p, next});
    return next;
  }
  template <bool Fill, described T>
  const char* typed(const char* p, T* v, const member_schema& m, unsigned depth) {
    static_assert(!object_table<T>::has_tag,
                  "tag is for the rules of the event itself, not of a struct inside it");
    if (*p != '{') [[unlikely]]
      return mismatch(p, m, depth, "object");
    return inner_object<Fill, object_table<T>::remembers>(p, object_table<T>::schema, v, depth);
  }
  template <bool Fill, class T>
  const char* typed(const char* p, typed_or_raw<T>* v, const member_schema& m, unsigned depth) {
    const bool outer_muted = std::exchange(muted_, muted_ || level_ < object_table<T>::types_from);
    const bool outer_misfit = std::exchange(misfit_, false);
    const bool outer_must_fit = std::exchange(must_fit_, false);
    const char* next = nullptr;
    if constexpr (Fill) {
      // An element that was raw is likely to be so again: it is tried first, so that its memory can
      // be kept.
      const bool was_raw = std::holds_alternative<raw_json>(*v);
      next = was_raw ? typed<false>(p, static_cast<T*>(nullptr), m, depth)
                     : typed<true>(p, &alternative_of<T>(*v), m, depth);
      if (next != nullptr && misfit_) store_raw(alternative_of<raw_json>(*v), {p, next});
      else if (next != nullptr && was_raw) {
        const bool outer_rereading = std::exchange(rereading_, true);
        typed<true>(p, &alternative_of<T>(*v), m, depth);
        rereading_ = outer_rereading;
      }
    } else {
      next = typed<false>(p, static_cast<T*>(nullptr), m, depth);
    }
    muted_ = outer_muted;
    misfit_ = outer_misfit; // kept raw, the element fits
    must_fit_ = outer_must_fit;
    return next;
  }
  template <bool Fill, class T>
  const char* typed(const char* p, std::vector<T>* v, const member_schema& m, unsigned depth) {
    constexpr bool is_object = type_name<std::vector<T>> == "object";
    constexpr char open = is_object ? '{' : '[';
    constexpr char close = is_object ? '}' : ']';
    if (*p != open) [[unlikely]]
      return mismatch(p, m, depth, type_name<std::vector<T>>);
    if (depth == 0) [[unlikely]]
      return fail(code::depth_exceeded, p);
    const member_schema& of_element = schema_of_element<T>(m);
    std::size_t n = 0;
    p = skip_space(p + 1);
    if (*p != close)
      for (;;) {
        if (n == max_members_) [[unlikely]]
          return fail(code::too_many_members, p);
        T* slot = nullptr;
        if constexpr (Fill) {
          if (n == v->size()) v->emplace_back();
          slot = &(*v)[n];
        }
        ++n;
        if ((p = element<Fill>(p, slot, of_element, depth - 1)) == nullptr) [[unlikely]]
          return nullptr;
        p = skip_space(p);
        if (*p == ',') {
          p = skip_space(p + 1);
          continue;
        }
        if (*p == close) [[likely]]
          break;
        return fail(code::invalid_syntax, p, is_object ? "',' or '}'" : "',' or ']'");
      }
    if constexpr (Fill) v->resize(n);
    return must_continue(p + 1);
  }
  template <class T>
  static const member_schema& schema_of_element(const member_schema& m) noexcept {
    return element_schemas<typename element_value<T>::type>[static_cast<std::size_t>(
        m.enforced_from)];
  }
  template <bool Fill, class T>
  const char* element(const char* p, T* v, const member_schema& m, unsigned depth) {
    return typed<Fill>(p, v, m, depth);
  }
  template <bool Fill, class T>
  const char* element(const char* p, std::pair<std::string, T>* v, const member_schema& m,
                      unsigned depth) {
    string_token name;
    if ((p = scanner::name(p, name)) == nullptr) [[unlikely]]
      return nullptr;
    T* slot = nullptr;
    if constexpr (Fill) {
      assign(v->first, name);
      slot = &v->second;
    }
    return typed<Fill>(p, slot, m, depth);
  }

  /// The payload: read as what the tag says, or remembered until the tag is known.
  template <bool Fill, tagged_variant V>
  const char* typed(const char* p, V* v, const member_schema& m, unsigned depth) {
    if (*p != '{') [[unlikely]]
      return mismatch(p, m, depth, "object");
    if (tag_ != tag_unread) [[likely]]
      return tagged<Fill>(p, v, depth);
    late_ = {p, v, [](reader& r, const char* at, void* t, unsigned d) {
               return r.tagged<Fill>(at, static_cast<V*>(t), d);
             }};
    rereading_ = true;
    p = value(p, depth);
    rereading_ = false; // the payload is the event's own, so nothing around it is read again
    return p;
  }

  template <bool Fill, class... A>
  const char* tagged(const char* p, std::variant<A...>* v, unsigned depth) {
    using variant = std::variant<A...>;
    must_fit_ = false; // what does not fit is kept untyped
    if constexpr (!Fill) {
      return check_alternative<A...>(p, depth);
    } else {
      // A payload that was untyped is likely to be so again: it is tried first, so that its memory
      // can be kept.
      const bool was_untyped = tag_ < 0 || std::holds_alternative<untyped_payload>(*v);
      const char* next =
          was_untyped ? check_alternative<A...>(p, depth) : read_alternative(p, *v, depth);
      const bool fits = !std::exchange(misfit_, false) && tag_ >= 0;
      if (next == nullptr || rejected_) [[unlikely]]
        return next;
      if (fits && was_untyped) {
        const bool outer_rereading = std::exchange(rereading_, true);
        read_alternative(p, *v, depth);
        rereading_ = outer_rereading;
      }
      if (fits) return next;
      untyped_payload& untyped = alternative_of<untyped_payload>(*v);
      if (tag_ >= 0) untyped.type = alternative_names<variant>[static_cast<std::size_t>(tag_)];
      else assign(untyped.type, tag_token_);
      store_raw(untyped.content, {p, next});
      return next;
    }
  }

  /// The schemas of a tagged variant's alternatives, but for the untyped one at the end.
  template <class... A>
  static consteval auto alternative_schemas() {
    std::array<const object_schema*, sizeof...(A) - 1> all{};
    std::size_t i = 0;
    const auto add = [&]<class T>(std::type_identity<T>) {
      if constexpr (!std::is_same_v<T, untyped_payload>) all[i++] = &object_table<T>::schema;
    };
    (add(std::type_identity<A>()), ...);
    return all;
  }

  /// Whether the alternative has to remember the texts of its members.
  template <class A>
  static consteval bool remembers_texts() {
    if constexpr (std::is_same_v<A, untyped_payload>) return false;
    else return object_table<A>::remembers;
  }

  template <class... A>
  const char* check_alternative(const char* p, unsigned depth) {
    static constexpr auto schemas = alternative_schemas<A...>();
    if (tag_ < 0) return value(p, depth);
    return inner_object<false, (remembers_texts<A>() || ...)>(
        p, *schemas[static_cast<std::size_t>(tag_)], nullptr, depth);
  }

  template <class... A>
  const char* read_alternative(const char* p, std::variant<A...>& v, unsigned depth) {
    static constexpr auto schemas = alternative_schemas<A...>();
    static constexpr void* (*activate[])(std::variant<A...>&) = {
        &activate_alternative<A, std::variant<A...>>...};
    const auto i = static_cast<std::size_t>(tag_);
    return inner_object<true, (remembers_texts<A>() || ...)>(p, *schemas[i], activate[i](v), depth);
  }

  template <class A, class V>
  static void* activate_alternative(V& v) {
    return &alternative_of<A>(v);
  }

  /// The variant's alternative A, kept when it is the active one already.
  template <class A, class V>
  static A& alternative_of(V& v) {
    A* const active = std::get_if<A>(&v);
    if (active != nullptr) return *active;
    if constexpr (described<A>) return v.template emplace<A>(default_initialized<A>());
    else return v.template emplace<A>();
  }

  struct late_payload {
    const char* at;
    void* target;
    const char* (*read)(reader&, const char* p, void* target, unsigned depth);
  };
  std::uint8_t guesses_[guess_slots]{}; ///< the length of a member's text in an event before
  late_payload late_{};
  int tag_ = tag_unread;
  string_token tag_token_;
  bool keeps_unknown_types_ = false;
};

inline const char* object_reader::check(const member_schema& m, const char* p, unsigned depth) {
  return m.check(static_cast<reader&>(*this), p, m, depth);
}
inline const char* object_reader::read(const member_schema& m, const char* p, void* target,
                                       unsigned depth) {
  return m.read(static_cast<reader&>(*this), p, target, m, depth);
}

} // namespace assay::detail
