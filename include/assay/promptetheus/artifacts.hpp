// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/json/members.hpp"
#include "assay/schema/rules.hpp"

#include <boost/describe/class.hpp>

#include <concepts>
#include <cstdint>
#include <optional>
#include <string>

namespace assay::promptetheus {

/// A screenshot that is stored or about to be stored.
struct screenshot {
  std::optional<std::string> artifact_id{};
  std::optional<std::string> storage_path{};
  std::optional<std::int64_t> size_bytes{};
  std::optional<std::string> source_type{};
  std::optional<std::string> source{};
  std::optional<raw_object> metadata{};
  additional_members additional{};
  friend bool operator==(const screenshot&, const screenshot&) = default;
};
BOOST_DESCRIBE_STRUCT(screenshot, (),
                      (artifact_id, storage_path, size_bytes, source_type, source, metadata,
                       additional))

template <class T = screenshot>
consteval auto rules_of(const screenshot*) {
  return rules(described_as("Screenshot", "A screenshot that is stored or about to be stored."),
               field<&T::artifact_id>("The id of the stored artifact."),
               field<&T::storage_path>("The path of the stored artifact."),
               field<&T::size_bytes>("The size in bytes.", minimum(0)),
               field<&T::source_type>("The form in which the producer was given the screenshot.",
                                      one_of("bytes", "path")),
               field<&T::source>(
                   "The path that the producer was given. Observed; not in the published schema."),
               field<&T::metadata>("Free-form data that the producer attached to the event."));
}

/// A recording in private storage, with the positions of events in it.
struct replay_artifact {
  std::optional<std::string> artifact_id{};
  std::string artifact_type{};
  std::optional<std::string> storage_path{};
  std::optional<std::string> started_at{};
  std::optional<std::string> ended_at{};
  std::optional<std::int64_t> duration_ms{};
  std::optional<dictionary<std::int64_t>> event_time_map{};
  std::optional<std::int64_t> size_bytes{};
  std::optional<std::string> source{};
  std::optional<raw_object> metadata{};
  additional_members additional{};
  friend bool operator==(const replay_artifact&, const replay_artifact&) = default;
};
BOOST_DESCRIBE_STRUCT(replay_artifact, (),
                      (artifact_id, artifact_type, storage_path, started_at, ended_at, duration_ms,
                       event_time_map, size_bytes, source, metadata, additional))

template <class T = replay_artifact>
consteval auto rules_of(const replay_artifact*) {
  return rules(
      described_as("Replay artifact",
                   "A recording in private storage, with the positions of events in it."),
      field<&T::artifact_id>("The id of the stored artifact."),
      field<&T::artifact_type>("The kind of recording.",
                               one_of("screen_recording", "audio_recording")),
      field<&T::storage_path>("The path of the stored artifact."),
      field<&T::started_at>("The time at which the recording began."),
      field<&T::ended_at>("The time at which the recording ended."),
      field<&T::duration_ms>("The length of the recording in milliseconds."),
      field<&T::event_time_map>(
          "The positions of events in the recording, in milliseconds from its start, by event."),
      field<&T::size_bytes>("The size in bytes. Observed; not in the published schema."),
      field<&T::source>(
          "The source that the producer was given. Observed; not in the published schema."),
      field<&T::metadata>("Free-form data that the producer attached to the event."));
}

} // namespace assay::promptetheus
