// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/json/encoding.hpp"
#include "assay/json/members.hpp"
#include "assay/json/validator.hpp"
#include "assay/producttelemetry/routes.hpp"
#include "assay/schema/rules.hpp"

#include <boost/describe/class.hpp>

#include <concepts>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>

namespace assay::producttelemetry {

/// A function that looks up an environment variable. The result converts to
/// `std::optional<std::string_view>`, empty if the variable is not set.
template <class F>
concept environment_lookup = std::invocable<F&, std::string_view> &&
    std::convertible_to<std::invoke_result_t<F&, std::string_view>,
                        std::optional<std::string_view>>;

/// Whether the user has opted out, and how.
enum class opt_out : std::uint8_t {
  none,                 ///< events may be sent
  by_argument,          ///< the client was constructed as disabled
  by_do_not_track,      ///< `DO_NOT_TRACK` is `1`
  by_ops_telemetry,     ///< `OPS_TELEMETRY` is `0`
  by_config,            ///< the configuration has `"telemetry": false`
  by_unreadable_config, ///< there is a configuration that cannot be read and may contain an opt-out
};

namespace detail {

struct config_file {
  std::optional<raw_json> telemetry{};
  additional_members additional{};
};
BOOST_DESCRIBE_STRUCT(config_file, (), (telemetry, additional))

/// Returns the first text that is present and not empty.
template <class... Text>
std::string_view first_of(Text... texts) {
  std::string_view out;
  ((out.empty() && texts ? void(out = *texts) : void()), ...);
  return out;
}

} // namespace detail

/// Returns whether the user has opted out; the first source that opts out counts.
///
/// `config`: the text of the configuration file; nothing if there is no file. Pass an empty text
/// for a file that could not be opened: it counts as one that cannot be parsed. Anything but a JSON
/// object opts out ("fail closed"), and so does a file with two `telemetry` members or a byte order
/// mark. Only exactly `1`, `0` and the boolean `false` count. Linear in the text.
template <environment_lookup Environment>
opt_out decide_opt_out(bool disabled, Environment&& environment,
                       std::optional<std::string_view> config) {
  if (disabled) return opt_out::by_argument;
  const auto is = [&](std::string_view variable, std::string_view value) {
    const auto& found = std::invoke(environment, variable);
    const std::optional<std::string_view> text(found);
    return text && *text == value;
  };
  if (is("DO_NOT_TRACK", "1")) return opt_out::by_do_not_track;
  if (is("OPS_TELEMETRY", "0")) return opt_out::by_ops_telemetry;
  if (!config) return opt_out::none;
  options any;
  any.lone_surrogates = surrogate_policy::replace; // accepts JSON by its grammar
  detail::config_file file;
  if (config->starts_with(byte_order_mark) ||
      !validator<detail::config_file>(any).read(*config, file))
    return opt_out::by_unreadable_config;
  return file.telemetry && file.telemetry->text() == "false" ? opt_out::by_config : opt_out::none;
}

/// Returns the write key: the first non-empty one of `ingest_key`, `write_key`, `OPS_INGEST_KEY`
/// and `OPS_WRITE_KEY`. Empty if there is none; nothing is sent then.
template <environment_lookup Environment>
std::string choose_write_key(std::optional<std::string_view> ingest_key,
                             std::optional<std::string_view> write_key, Environment&& environment) {
  if (const auto given = detail::first_of(ingest_key, write_key); !given.empty())
    return std::string(given);
  for (const std::string_view variable : {"OPS_INGEST_KEY", "OPS_WRITE_KEY"}) {
    const auto& found = std::invoke(environment, variable);
    if (const auto text = detail::first_of(std::optional<std::string_view>(found)); !text.empty())
      return std::string(text);
  }
  return {};
}

/// The address of the server if the settings name no other. Source: the API of ProductTelemetry.
inline constexpr std::string_view default_api_url = api.server;

namespace detail {

/// Returns the URL without `/` at its end.
constexpr std::string_view base_of(std::string_view url) noexcept {
  return url.substr(0, url.find_last_not_of('/') + 1);
}

} // namespace detail

/// Returns the base of all URLs without `/` at its end: `api_url`, `OPS_API_URL`, or the documented
/// default. A text that is empty or consists of `/` counts as missing.
template <environment_lookup Environment>
std::string choose_api_url(std::optional<std::string_view> api_url, Environment&& environment) {
  const auto& found = std::invoke(environment, std::string_view("OPS_API_URL"));
  const std::optional<std::string_view> of_environment(found);
  return std::string(detail::first_of(std::optional(detail::base_of(api_url.value_or(""))),
                                      std::optional(detail::base_of(of_environment.value_or(""))),
                                      std::optional(default_api_url)));
}

/// Returns whether the text can name a project: `^[a-zA-Z0-9_-]+$`. So it is one part of a path,
/// and never `..`.
constexpr bool is_project_slug(std::string_view text) noexcept {
  for (const char c : text)
    if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
          c == '-'))
      return false;
  return !text.empty();
}

/// Returns the path of a project's configuration, `~/.config/producttelemetry/<slug>/config.json`;
/// nothing if the slug is invalid.
///
/// `home`: the directory that `~` means; a `/` at its end is not doubled.
inline std::optional<std::string> config_location(std::string_view home,
                                                  std::string_view project_slug) {
  if (!is_project_slug(project_slug)) return std::nullopt;
  if (home.ends_with('/')) home.remove_suffix(1);
  std::string out(home);
  out.append("/.config/producttelemetry/").append(project_slug).append("/config.json");
  return out;
}

} // namespace assay::producttelemetry
