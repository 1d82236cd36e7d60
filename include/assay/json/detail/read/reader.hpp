// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/detail/config.hpp"
#include "assay/json/detail/read/containers.hpp"
#include "assay/json/detail/read/union_reader.hpp"

#include <array>
#include <bit>
#include <cmath>
#include <cstdint>
#include <iterator>
#include <limits>
#include <memory>
#include <span>
#include <optional>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

namespace assay::detail {

/// Checks or reads an event, and values of every type of a member.
class reader : public union_reader {
 public:
  using union_reader::union_reader;

  /// Checks or reads the event at p. Returns the position after it, or null when reading stops.
  /// Afterwards `verdict().rejected()` is the result.
  template <bool Fill, class T>
  const char* root(const char* p, T* target) {
    start();
    p = skip_space(p);
    if (*p != '{') [[unlikely]]
      return no_object(p);
    if constexpr (described<T>) return root_object<Fill>(p, object_table<T>::layout, target);
    else if constexpr (is_tagged_inside<T>) return root_union<Fill>(p, target);
    else return p; // the compiler has reported what is wrong with T
  }

  /// Returns the table of the last event; for a union, that of its alternative. Empty if the
  /// alternative is unknown.
  const object_layout& root_layout() const noexcept { return *root_layout_; }

  // The table's functions call the following functions.

  template <bool Fill, class V>
  const char* read_value(const char* p, V* v, const member_entry& m, unsigned depth) {
    return typed<Fill>(p, v, m, depth);
  }

  /// Reads a text. A text with rules usually has the same length in each event, so its length is
  /// guessed.
  template <bool Fill, bool Constrained>
  const char* read_text(const char* p, std::string* v, const member_entry& m, unsigned depth) {
    if (*p != '"') [[unlikely]]
      return mismatch(p, m, depth, "string");
    if constexpr (!Fill && !Constrained) return scanner::string(p + 1);
    string_token t;
    const char* next = Constrained ? guessed_string(p + 1, guesses_[m.guess_slot]) : nullptr;
    if (next != nullptr) t.text = {p + 1, next - 1};
    else if ((next = string(p + 1, t)) == nullptr) [[unlikely]] return nullptr;
    if constexpr (Fill) assign(*v, t);
    if constexpr (Constrained)
      if (t.escaped || t.text.size() < m.min_length || verdict_.asks_for(m.rules_from)) [[unlikely]]
        return check_text_rules(m, t.text, t.escaped);
    return next;
  }

  /// Reads a single value for a predicate. Returns whether it is a V; its members' own predicates
  /// are checked elsewhere.
  ///
  /// Precondition: the text is valid JSON; the byte after it is readable, and does not belong to
  /// it.
  template <class V>
  bool read_alone(std::string_view json, V& v) {
    start();
    verdict_.calls_predicates = false;
    set_text(json.data(), json.data() + json.size() + 1, framing::document);
    const member_entry& entry = element_entries<V>[static_cast<std::size_t>(level::reference)];
    const char* const next = typed<true>(json.data(), &v, entry, max_depth_);
    return next != nullptr && !verdict_.misfit && !verdict_.rejected();
  }

  /// Reads a value whose rules are checked afterwards.
  template <bool Fill, class V>
  const char* read_ruled(const char* p, V* v, const member_entry& m, unsigned depth) {
    const char* const next = typed<Fill>(p, v, m, depth);
    const bool is_of_type = (json_kinds<V>() & kind_bit(kind_of(*p))) != 0;
    return next == nullptr || !is_of_type ? next : check_value_rules(m, p, next, count_);
  }

  const char* read_null(const char* p) { return literal(p, "null"); }
  const char* read_null(const char* p, const member_entry& m, unsigned depth) {
    return m.null_from != never ? mismatch(p, m, depth, m.schema->type->name) : read_null(p);
  }

  const char* forbidden(const char* p, const member_entry& m, unsigned depth) {
    const char* const next = value(p, depth);
    return next == nullptr
               ? nullptr
               : verdict_.violate(m.enforced_from, next,
                                  {.what = code::forbidden_member, .at = p, .member = &m});
  }

  const char* deprecated(const char* p, const member_entry& m) {
    if (!verdict_.asks_for(m.schema->deprecated_from)) return p;
    return verdict_.violate(
        never, p,
        {.what = code::deprecated_member, .at = p, .expected = m.schema->deprecated, .member = &m});
  }

 private:
  void start() noexcept {
    verdict_.start();
    tag_.index = tag_unread;
    tag_.late.read = nullptr;
    seen_ = 0;
    collected_.clear();
    object_texts_.clear();
    tags_.clear();
    walkable_ = max_rewalk;
  }

  template <bool Fill>
  const char* root_object(const char* p, const object_layout& layout, void* target) {
    const char* const begin = p;
    root_layout_ = &layout;
    root_is_full_ = layout.is_wide();
    if (layout.is_wide()) [[unlikely]]
      p = object<Fill, true, true>(p, layout, target, max_depth_);
    else p = object<Fill, true>(p, layout, target, max_depth_);
    if (p == nullptr || read_late_payload() == nullptr) [[unlikely]]
      return nullptr;
    if (verdict_.asks_for(layout.checked_from) && check_root_rules(begin, p, layout) == nullptr)
        [[unlikely]]
      return nullptr;
    return end_of_root(p);
  }

  /// Checks that nothing follows the event, unless it is inside a container.
  const char* end_of_root(const char* p) {
    if (framing_ == framing::element) return must_continue(p);
    if (p == end_) return p;
    p = skip_space(p);
    if (p != end_ && (*p != '\n' || framing_ != framing::lines)) [[unlikely]]
      return fail(code::trailing_content, p);
    return p;
  }

  /// Checks or reads an event that is a union whose alternatives hold their tags.
  template <bool Fill, class V>
  const char* root_union(const char* p, V* v) {
    root_layout_ = &no_layout;
    root_is_full_ = false;
    const char* tag = nullptr;
    if (!find_tag(p, union_rules_of<V>.tag, max_depth_, tag)) [[unlikely]]
      return nullptr;
    const int index = alternative_at<V>(tag);
    if (index < 0) [[unlikely]] {
      const member_entry& m = element_entries<V>[static_cast<std::size_t>(level::reference)];
      const char* const next = tags_.skip(*this, p, union_rules_of<V>.tag, max_depth_);
      p = unknown_alternative<Fill>(p, next, v, tag, m);
      return p == nullptr ? nullptr : end_of_root(p);
    }
    using layouts = alternative_layouts<V>;
    const auto i = static_cast<std::size_t>(index);
    void* target = nullptr;
    if constexpr (Fill) target = layouts::activate[i](*v);
    p = root_object<Fill>(p, *layouts::all[i], target);
    if (layouts::all[i]->tag.empty()) tag_.index = index;
    return p;
  }

  ASSAY_COLD ASSAY_NOINLINE const char* no_object(const char* p) {
    if (kind_of(*p) == kind::none && *p != 'N' && *p != 'I')
      return fail(code::invalid_syntax, p, "a JSON object");
    const char* const next = value(p, max_depth_);
    if (next == nullptr) return nullptr;
    // Only valid JSON can have the wrong type.
    if (const char* const rest = skip_space(next); !is_end(rest))
      return fail(code::trailing_content, rest, "only white space after a value");
    return verdict_.violate(level::reference, next,
                            {.what = code::type_mismatch, .at = p, .expected = "object"});
  }

  ASSAY_NOINLINE const char* check_root_rules(const char* begin, const char* end,
                                              const object_layout& layout) {
    if (root_is_full_) return check_rules(begin, end, layout, object_texts_.data(), 0);
    // The texts of missing members may be those of an earlier event.
    const std::uint64_t all = layout.count == 0 ? 0 : ~std::uint64_t{0} >> (64 - layout.count);
    for (std::uint64_t absent = all & ~seen_; absent != 0; absent &= absent - 1)
      texts_[static_cast<std::size_t>(std::countr_zero(absent))] = {};
    return check_rules(begin, end, layout, texts_.data(), 0);
  }

  template <bool Fill>
  const char* typed(const char* p, std::string* v, const member_entry& m, unsigned depth) {
    return read_text<Fill, false>(p, v, m, depth);
  }
  template <bool Fill, integer T>
  const char* typed(const char* p, T* v, const member_entry& m, unsigned depth) {
    std::conditional_t<std::is_signed_v<T>, std::int64_t, std::uint64_t> n = 0;
    const char* next = nullptr;
    if constexpr (std::is_signed_v<T>) next = signed_integer(p, m, depth, n);
    else next = unsigned_integer(p, m, depth, n);
    if constexpr (Fill) *v = static_cast<T>(n);
    return next;
  }
  template <bool Fill, std::floating_point T>
  const char* typed(const char* p, T* v, const member_entry& m, unsigned depth) {
    bool is_number = false;
    const char* const next = real(p, m, depth, is_number);
    if (next == nullptr || !is_number) [[unlikely]]
      return next;
    const std::string_view text(p, next);
    T nearest{};
    if constexpr (std::is_same_v<T, float>) nearest = nearest_float(text);
    else nearest = nearest_double(text);
    if constexpr (Fill) *v = nearest;
    if (std::abs(nearest) > std::numeric_limits<T>::max()) [[unlikely]]
      return verdict_.violate(m.enforced_from, next,
                              {.what = code::out_of_range,
                               .at = p,
                               .expected = sizeof(T) == sizeof(float)
                                               ? "a number within the range of a float"
                                               : "a number within the range of a "
                                                 "double",
                               .member = &m});
    return m.schema->rules.empty() ? next : check_real_rules(m, p, next, nearest);
  }
  template <bool Fill>
  const char* typed(const char* p, assay::number* v, const member_entry& m, unsigned depth) {
    bool is_number = false;
    const char* const next = real(p, m, depth, is_number);
    if (next == nullptr || !is_number) [[unlikely]]
      return next;
    if constexpr (Fill) raw_access::assign(*v, {p, next});
    return m.schema->rules.empty() ? next : check_number_rules(m, p, next);
  }
  template <bool Fill, std::same_as<timestamp> T> // complete only where it is used
  const char* typed(const char* p, T* v, const member_entry& m, unsigned depth) {
    if (*p != '"') [[unlikely]]
      return mismatch(p, m, depth, "string");
    string_token t;
    const char* const next = string(p + 1, t);
    if (next == nullptr) [[unlikely]]
      return nullptr;
    char room[decoded_room];
    std::string decoded;
    const std::string_view characters = t.escaped ? decoded_within(t.text, room, decoded) : t.text;
    if (!is_rfc3339(characters)) [[unlikely]] {
      const auto fault = find_date_time_fault(t.text, characters, t.escaped);
      return verdict_.violate(m.enforced_from, next,
                              {.what = code::invalid_format,
                               .at = p + 1 + fault->position,
                               .value = p,
                               .expected = fault->reason,
                               .member = &m});
    }
    if constexpr (Fill) raw_access::assign(*v, characters);
    return next;
  }
  template <bool Fill, described_enum E>
  const char* typed(const char* p, E* v, const member_entry& m, unsigned depth) {
    if (*p != '"') [[unlikely]]
      return mismatch(p, m, depth, "string");
    string_token t;
    const char* const next = string(p + 1, t);
    if (next == nullptr) [[unlikely]]
      return nullptr;
    const std::size_t i = find_name(enum_table<E>::names, t);
    if (i == enum_table<E>::size) [[unlikely]]
      return verdict_.violate(m.enforced_from, next,
                              {.what = code::not_one_of, .at = p, .member = &m});
    if constexpr (Fill) *v = enum_table<E>::values[i];
    return next;
  }
  /// Returns the index of the name that a string is, or the number of names.
  ASSAY_NOINLINE static std::size_t find_name(std::span<const std::string_view> names,
                                              const string_token& t) noexcept {
    std::size_t i = 0;
    while (i != names.size() && !(t.escaped ? spells(t.text, names[i]) : t.text == names[i])) ++i;
    return i;
  }
  template <bool Fill>
  const char* typed(const char* p, bool* v, const member_entry& m, unsigned depth) {
    bool b = false;
    const char* const next = boolean(p, m, depth, b);
    if constexpr (Fill) *v = b;
    return next;
  }
  /// Reads one of several types, which the first character identifies.
  template <bool Fill, class... A>
  requires(kind_of_type<std::variant<A...>> == type_kind::one_of) const
      char* typed(const char* p, std::variant<A...>* v, const member_entry& m, unsigned depth) {
    const unsigned kind = kind_bit(kind_of(*p));
    const char* next = nullptr;
    const auto read_as = [&]<class T>(std::type_identity<T>) {
      if ((json_kinds<T>() & kind) == 0) return false;
      T* slot = nullptr;
      if constexpr (Fill) slot = &alternative_of<T>(*v);
      next = typed<Fill>(p, slot, entry_of_element<T>(m), depth);
      return true;
    };
    if ((read_as(std::type_identity<A>()) || ...)) return next;
    return mismatch(p, m, depth, m.schema->type->name);
  }
  template <bool Fill, class T>
  const char* typed(const char* p, std::unique_ptr<T>* v, const member_entry& m, unsigned depth) {
    T* slot = nullptr;
    if constexpr (Fill) {
      if (*v == nullptr) *v = std::make_unique<T>();
      slot = v->get();
    }
    return typed<Fill>(p, slot, m, depth);
  }
  template <bool Fill>
  const char* typed(const char* p, raw_json* v, const member_entry&, unsigned depth) {
    const char* const next = value(p, depth);
    if constexpr (Fill)
      if (next != nullptr) store_raw(*v, {p, next});
    return next;
  }
  template <bool Fill>
  const char* typed(const char* p, raw_object* v, const member_entry& m, unsigned depth) {
    if (*p != '{') [[unlikely]]
      return mismatch(p, m, depth, "object");
    const char* const next = value(p, depth);
    if constexpr (Fill)
      if (next != nullptr) store_raw(*v, {p, next});
    return next;
  }
  template <bool Fill, described T>
  const char* typed(const char* p, T* v, const member_entry& m, unsigned depth) {
    if (*p != '{') [[unlikely]]
      return mismatch(p, m, depth, "object");
    using table = object_table<T>;
    return inner_object<Fill, table::full_from != never>(p, table::layout, v, depth);
  }
  template <bool Fill, described T>
  const char* typed(const char* p, typed_or_raw<T>* v, const member_entry& m, unsigned depth) {
    const bool outer_muted = std::exchange(
        verdict_.muted, verdict_.muted || !verdict_.asks_for(object_description<T>::types_from));
    const bool outer_misfit = std::exchange(verdict_.misfit, false);
    const bool outer_must_fit = std::exchange(verdict_.must_fit, false);
    const char* next = nullptr;
    if constexpr (Fill) {
      // An element that was raw is usually raw again. It is checked as T first, so that its memory
      // is kept.
      const bool was_raw = std::holds_alternative<raw_json>(*v);
      next = was_raw ? typed<false>(p, static_cast<T*>(nullptr), m, depth)
                     : typed<true>(p, &alternative_of<T>(*v), m, depth);
      if (next != nullptr && verdict_.misfit) store_raw(alternative_of<raw_json>(*v), {p, next});
      else if (next != nullptr && was_raw) {
        const bool outer_rereading = std::exchange(verdict_.rereading, true);
        typed<true>(p, &alternative_of<T>(*v), m, depth);
        verdict_.rereading = outer_rereading;
      }
    } else {
      next = typed<false>(p, static_cast<T*>(nullptr), m, depth);
    }
    verdict_.muted = outer_muted;
    verdict_.misfit = outer_misfit; // an element that is kept raw fits
    verdict_.must_fit = outer_must_fit;
    return next;
  }
  /// Reads an array or object into a C++ container, which `into` fills; see containers.hpp.
  template <bool Fill, bool IsObject, class T, bool NotesNames = false, class Into>
  const char* elements(const char* p, const member_entry& m, unsigned depth, Into into) {
    constexpr char open = IsObject ? '{' : '[';
    constexpr char close = IsObject ? '}' : ']';
    if (*p != open) [[unlikely]]
      return mismatch(p, m, depth, m.schema->type->name);
    if (depth == 0) [[unlikely]]
      return fail(code::depth_exceeded, p);
    const member_entry& of_element = entry_of_element<T>(m);
    std::size_t n = 0;
    p = skip_space(p + 1);
    if (*p != close)
      for (;;) {
        if (n == max_members_) [[unlikely]]
          return fail(code::too_many_members, p);
        ++n;
        [[maybe_unused]] string_token name;
        if constexpr (IsObject)
          if ((p = scanner::name(p, name)) == nullptr) [[unlikely]]
            return nullptr;
        if constexpr (NotesNames) names_.push_back(name);
        T* slot = nullptr;
        if constexpr (Fill) slot = into.next(name);
        if ((p = typed<Fill>(p, slot, of_element, depth - 1)) == nullptr) [[unlikely]]
          return nullptr;
        if constexpr (Fill) into.done();
        p = skip_space(p);
        if (*p == ',') {
          p = skip_space(p + 1);
          continue;
        }
        if (*p == close) [[likely]]
          break;
        return fail(code::invalid_syntax, p, IsObject ? "',' or '}'" : "',' or ']'");
      }
    if constexpr (Fill) into.finish();
    count_ = n;
    return must_continue(p + 1);
  }

  template <bool Fill, class T>
  const char* typed(const char* p, std::vector<T>* v, const member_entry& m, unsigned depth) {
    return elements<Fill, false, T>(p, m, depth, into_vector<T>{v});
  }
  template <bool Fill>
  const char* typed(const char* p, std::vector<bool>* v, const member_entry& m, unsigned depth) {
    if constexpr (Fill) v->clear();
    return elements<Fill, false, bool>(p, m, depth, into_bools{v});
  }
  template <bool Fill, class T>
  const char* typed(const char* p, dictionary<T>* v, const member_entry& m, unsigned depth) {
    return elements<Fill, true, T>(p, m, depth, into_dictionary<T>{v});
  }
  template <bool Fill, class Map>
  requires(is_map<Map>) const
      char* typed(const char* p, Map* v, const member_entry& m, unsigned depth) {
    if constexpr (Fill) v->clear();
    const std::size_t before = names_.size();
    const char* next =
        elements<Fill, true, typename Map::mapped_type, true>(p, m, depth, into_map<Map>{v});
    if (next != nullptr && *p == '{') {
      next = check_names(std::span(names_).subspan(before), next, m);
    }
    names_.resize(before);
    return next;
  }
  template <bool Fill, class T, std::size_t N>
  const char* typed(const char* p, std::array<T, N>* v, const member_entry& m, unsigned depth) {
    const char* const next =
        elements<Fill, false, T>(p, m, depth, into_array<T>{v != nullptr ? v->data() : nullptr, N});
    return next == nullptr || *p != '[' ? next : check_size(p, next, m, count_, N);
  }

  /// Returns the entry that a member's elements of type T are checked against.
  template <class T>
  static const member_entry& entry_of_element(const member_entry& m) noexcept {
    return element_entries<T>[static_cast<std::size_t>(m.enforced_from)];
  }

  template <bool Fill, tagged_variant V>
  const char* typed(const char* p, V* v, const member_entry& m, unsigned depth) {
    if constexpr (is_tagged_beside<V>) return tagged_beside<Fill>(p, v, m, depth);
    else return tagged_inside<Fill>(p, v, m, depth);
  }

  std::size_t count_ = 0;           ///< the number of elements of the last container
  std::vector<string_token> names_; ///< the names of the members of open maps
  static constexpr object_layout no_layout{};
  const object_layout* root_layout_ = &no_layout;
  std::uint8_t guesses_[guess_slots]{}; ///< the lengths of members' texts in the last event
};

inline const char* object_reader::check(const member_entry& m, const char* p, unsigned depth) {
  return m.check(static_cast<reader&>(*this), p, m, depth);
}
inline const char* object_reader::read(const member_entry& m, const char* p, void* target,
                                       unsigned depth) {
  return m.read(static_cast<reader&>(*this), p, target, m, depth);
}

} // namespace assay::detail
