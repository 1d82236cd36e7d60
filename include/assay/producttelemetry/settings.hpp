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

/// Looks a variable of the environment up: gives what converts to
/// `std::optional<std::string_view>`, nothing where it is not set.
template <class F>
concept environment_lookup = std::invocable<F&, std::string_view> &&
    std::convertible_to<std::invoke_result_t<F&, std::string_view>,
                        std::optional<std::string_view>>;

/// Whether the user wants nothing sent, and what says so.
enum class opt_out : std::uint8_t {
  none,                 ///< events may be sent
  by_argument,          ///< the client was made disabled
  by_do_not_track,      ///< `DO_NOT_TRACK` is `1`
  by_ops_telemetry,     ///< `OPS_TELEMETRY` is `0`
  by_config,            ///< the configuration has `"telemetry": false`
  by_unreadable_config, ///< there is a configuration that cannot be read: it may say so
};

namespace detail {

struct config_file {
  std::optional<raw_json> telemetry{};
  additional_members additional{};
};
BOOST_DESCRIBE_STRUCT(config_file, (), (telemetry, additional))

/// The first that is there and not empty.
template <class... Text>
std::string_view first_of(Text... texts) {
  std::string_view out;
  ((out.empty() && texts ? void(out = *texts) : void()), ...);
  return out;
}

} // namespace detail

/// The decision, from what a client is given; the first that says so counts.
///
/// `config`: the text of the configuration file, nothing when there is none. Of a file that is
/// there but could not be opened pass an empty text: it counts as one that cannot be parsed.
/// Whatever is no JSON object opts out ("fail closed"); so does a file that says `telemetry` twice,
/// or begins with a byte order mark. Only exactly `1`, `0` and the boolean `false` count. Linear in
/// the text.
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
  any.lone_surrogates = surrogate_policy::replace; // JSON by its grammar
  detail::config_file file;
  if (config->starts_with(byte_order_mark) ||
      !validator<detail::config_file>(any).read(*config, file))
    return opt_out::by_unreadable_config;
  return file.telemetry && file.telemetry->text() == "false" ? opt_out::by_config : opt_out::none;
}

/// The key that requests are made with: `ingest_key`, `write_key`, `OPS_INGEST_KEY`,
/// `OPS_WRITE_KEY`, in this order. Empty when there is none: then nothing is sent. An empty one
/// counts as none.
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

inline constexpr std::string_view default_api_url = api.server;

namespace detail {

/// Without `/` at its end.
constexpr std::string_view base_of(std::string_view url) noexcept {
  return url.substr(0, url.find_last_not_of('/') + 1);
} // npos + 1 is 0

} // namespace detail

/// The base of all URLs: `api_url`, `OPS_API_URL`, or else the documented one; without `/` at its
/// end. An empty one, or one of nothing but
/// `/`, counts as none.
template <environment_lookup Environment>
std::string choose_api_url(std::optional<std::string_view> api_url, Environment&& environment) {
  const auto& found = std::invoke(environment, std::string_view("OPS_API_URL"));
  const std::optional<std::string_view> of_environment(found);
  return std::string(detail::first_of(std::optional(detail::base_of(api_url.value_or(""))),
                                      std::optional(detail::base_of(of_environment.value_or(""))),
                                      std::optional(default_api_url)));
}

/// Whether the text can name a project: `^[a-zA-Z0-9_-]+$`. So it is one part of a path, and never
/// `..`.
constexpr bool is_project_slug(std::string_view text) noexcept {
  for (const char c : text)
    if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
          c == '-'))
      return false;
  return !text.empty();
}

/// Where a project's configuration is, `~/.config/producttelemetry/<slug>/config.json`; nothing for
/// a text that is no slug.
///
/// `home`: the directory that stands for `~`; a `/` at its end is not doubled.
inline std::optional<std::string> config_location(std::string_view home,
                                                  std::string_view project_slug) {
  if (!is_project_slug(project_slug)) return std::nullopt;
  if (home.ends_with('/')) home.remove_suffix(1);
  std::string out(home);
  out.append("/.config/producttelemetry/").append(project_slug).append("/config.json");
  return out;
}

} // namespace assay::producttelemetry
