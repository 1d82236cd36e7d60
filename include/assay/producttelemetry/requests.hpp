// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/producttelemetry/event.hpp"

#include <concepts>
#include <string>
#include <vector>

namespace assay::producttelemetry {

/// The body of `POST /ingest`.
struct ingest_request {
  std::vector<event> events{};
  additional_members additional{};
  friend bool operator==(const ingest_request&, const ingest_request&) = default;
};
BOOST_DESCRIBE_STRUCT(ingest_request, (), (events, additional))

template <class T = ingest_request>
consteval auto rules_of(const ingest_request*) {
  return rules(described_as("Ingest request", "A batch of events."),
               all_enforced_from(level::reference), field<&T::events>("The events, oldest first."));
}

/// The body of `POST /identify`, which assigns a user to this client.
struct identify_request {
  std::string client_id{};
  std::string user_id{};
  additional_members additional{};
  friend bool operator==(const identify_request&, const identify_request&) = default;
};
BOOST_DESCRIBE_STRUCT(identify_request, (), (client_id, user_id, additional))

template <class T = identify_request>
consteval auto rules_of(const identify_request*) {
  return rules(described_as("Identify request", "Assigns a user to a client."),
               all_enforced_from(level::reference), field<&T::client_id>("The installation."),
               field<&T::user_id>("The application's own id of its user."));
}

/// The body of `DELETE /gdpr/delete-self`, which deletes the data of this client.
struct deletion_request {
  std::string client_id{};
  additional_members additional{};
  friend bool operator==(const deletion_request&, const deletion_request&) = default;
};
BOOST_DESCRIBE_STRUCT(deletion_request, (), (client_id, additional))

template <class T = deletion_request>
consteval auto rules_of(const deletion_request*) {
  return rules(described_as("Deletion request", "Names the client whose data are to be deleted."),
               all_enforced_from(level::reference), field<&T::client_id>("The installation."));
}

} // namespace assay::producttelemetry
