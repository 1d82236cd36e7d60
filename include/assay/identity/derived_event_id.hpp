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

/// Returns the event id that belongs to a producer's primary key. A retry has the same id, so that
/// the receiver recognizes it.
///
/// The id is a UUID of version 5 (RFC 4122, section 4.3) as 32 lower-case hexadecimal digits
/// without dashes. Linear in the key; allocates nothing. Source: Trajectory's rule for
/// at-least-once producers.
///
/// @param name_space separates the keys of two tables or producers. Use a namespace of RFC 4122
/// (`boost::uuids::ns::dns()`), or one that `event_id_namespace` returns.
/// @param primary_key any bytes; equal bytes give equal ids. Join a key of several parts so that
/// different keys give different texts.
inline fixed_text<32> derive_event_id(const boost::uuids::uuid& name_space,
                                      std::string_view primary_key) {
  const boost::uuids::uuid id =
      boost::uuids::name_generator_sha1(name_space)(primary_key.data(), primary_key.size());
  std::array<char, 32> text{};
  detail::put_hex(text.data(), std::span(id.begin(), id.end()));
  return fixed_text<32>(text);
}

/// Returns a producer's namespace for `derive_event_id`: the version 5 UUID of its domain name,
/// such as `orders.example.com`.
inline boost::uuids::uuid event_id_namespace(std::string_view domain_name) {
  return boost::uuids::name_generator_sha1(boost::uuids::ns::dns())(domain_name.data(),
                                                                    domain_name.size());
}

} // namespace assay
