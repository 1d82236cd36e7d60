#pragma once

#include "assay/json/detail/text/valid_walk.hpp"
#include "assay/json/json_text.hpp"
#include "assay/json/raw_json.hpp"
#include "assay/json/write.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <type_traits>

namespace assay::common::detail {

/// The text of a member of type std::string that may be absent, or is none of the struct's; empty
/// where there is none.
template <class Member>
std::string_view text_in(const Member& member) noexcept {
  if constexpr (std::is_same_v<Member, std::string>) return member;
  else if constexpr (requires { text_in(*member); })
    return member ? std::string_view(*member) : std::string_view();
  else return {};
}

/// The number in a member, likewise.
template <class Member>
std::optional<double> number_in(const Member& member) noexcept {
  if constexpr (requires { (*member).to_double(); })
    if (member) return (*member).to_double();
  return std::nullopt;
}

/// A described struct as its JSON; `{}` when JSON cannot express it.
template <class T>
raw_object object_of(const T& value) {
  text_buffer out;
  raw_object object;
  if (!write(value, out)) object.assign_valid(out.view());
  return object;
}

inline std::string unescaped(std::string_view between_quotes) {
  std::string out;
  assay::detail::unescape(between_quotes, out);
  return out;
}

/// The characters of the object's member of that name, of the last one if it is given twice; empty
/// when it is no string.
inline std::string string_member(const raw_object& object, std::string_view name) {
  std::string out;
  assay::detail::for_each_member(
      object.text(), [&](std::string_view found, std::string_view value) {
        if (found == name || (found.find('\\') != found.npos && unescaped(found) == name))
          out = json_text(value).to_string();
      });
  return out;
}

/// Puts objects together to one, each as a member under a name; those that are absent are left out.
class object_builder {
 public:
  template <class Member>
  void add(std::string_view name, const Member& member) {
    if constexpr (requires { (*member).text(); })
      if (member) append(name, (*member).text());
  }
  void append(std::string_view name, std::string_view json) {
    std::string& text = object_.mutable_text();
    text.pop_back();
    if (text.size() > 1) text += ',';
    ((text += raw_json(name).text()) += ':').append(json) += '}';
  }
  raw_object take() noexcept { return std::move(object_); }

 private:
  raw_object object_;
};

} // namespace assay::common::detail
