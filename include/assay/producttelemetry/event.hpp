#pragma once

#include "assay/json/json_text.hpp"
#include "assay/json/members.hpp"
#include "assay/producttelemetry/event_type.hpp"
#include "assay/schema/rules.hpp"

#include <boost/describe/class.hpp>

#include <string>

namespace assay::producttelemetry {

/// What happened in a product: a track event, or, by its type, an error event. All six members are
/// always there.
///
/// `event_type` is a text because the recorded client sends any: see `is_event_type`.
struct event {
  std::string event_name{};
  std::string event_type{};
  std::string client_id{};
  std::string session_id{};
  std::string timestamp{};
  raw_object properties{};
  additional_members additional{};
  friend bool operator==(const event&, const event&) = default;
};
BOOST_DESCRIBE_STRUCT(event, (),
                      (event_name, event_type, client_id, session_id, timestamp, properties,
                       additional))

namespace detail {

/// Whether the member is no empty string; what is no string is a violation of its own.
template <auto Member>
bool is_not_empty(assay::detail::member_texts texts) {
  return text_of<Member>(texts) != R"("")";
}

inline bool has_known_type(assay::detail::member_texts texts) {
  const json_text type(text_of<&event::event_type>(texts));
  return !type.is_string() ||
         is_event_type(type.is_escaped() ? type.to_string() : type.between_quotes());
}

} // namespace detail

consteval auto rules_of(const event*) {
  constexpr std::string_view non_empty = "non-empty string";
  return rules(
      all_enforced_from(level::reference),
      field<&event::event_name>("What happened: `feature.used`; at `strict` not empty. Of an error "
                                "event `error.<error_type>`."),
      field<&event::event_type>("At `strict` \"lifecycle\", \"usage\" or \"error\"."),
      field<&event::client_id>(
          "The installation, of one project; a UUID by default. At `strict` not empty."),
      field<&event::session_id>("The run of the client; a UUID. At `strict` not empty."),
      field<&event::timestamp>("When it happened.", format(text_format::rfc3339, level::strict)),
      field<&event::properties>("What else there is to say of it; of an error event `error_type`, "
                                "`error_message` and `stack_trace`."),
      across<&event::event_name>(level::strict, detail::is_not_empty<&event::event_name>, non_empty,
                                 code::too_short),
      across<&event::event_type>(level::strict, detail::has_known_type,
                                 R"("lifecycle", "usage" or "error")", code::not_one_of),
      across<&event::client_id>(level::strict, detail::is_not_empty<&event::client_id>, non_empty,
                                code::too_short),
      across<&event::session_id>(level::strict, detail::is_not_empty<&event::session_id>, non_empty,
                                 code::too_short));
}

} // namespace assay::producttelemetry
