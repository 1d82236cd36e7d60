// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/identity/detail/hex.hpp"
#include "assay/identity/fixed_text.hpp"

#include <boost/uuid/name_generator_sha1.hpp>
#include <boost/uuid/uuid.hpp>

#include <array>
#include <span>
#include <string_view>

namespace assay {

/// The event id that a producer's own primary key always gives: a UUID of version 5 (RFC 4122,
/// section 4.3) as 32 lower-case hexadecimal digits without dashes. Sent again, the event is known
/// as the same one.
///
/// `name_space` keeps apart the keys of two tables or two producers: one of RFC 4122's
/// (`boost::uuids::ns::dns()`), or one made once for all by `event_id_namespace`. Equal bytes give
/// equal ids; a key of several parts must be joined so that no two keys give one text. Linear in
/// the key; allocates nothing. Source: Trajectory's rule for at-least-once producers.
inline fixed_text<32> derive_event_id(const boost::uuids::uuid& name_space,
                                      std::string_view primary_key) {
  const boost::uuids::uuid id =
      boost::uuids::name_generator_sha1(name_space)(primary_key.data(), primary_key.size());
  std::array<char, 32> text{};
  detail::put_hex(text.data(), std::span(id.begin(), id.end()));
  return fixed_text<32>(text);
}

/// The namespace of a producer that has a domain name to tell it by, such as `orders.example.com`:
/// the version 5 UUID of that name.
inline boost::uuids::uuid event_id_namespace(std::string_view domain_name) {
  return boost::uuids::name_generator_sha1(boost::uuids::ns::dns())(domain_name.data(),
                                                                    domain_name.size());
}

} // namespace assay
