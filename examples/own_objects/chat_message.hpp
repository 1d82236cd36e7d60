// SPDX-License-Identifier: BSL-1.0
#pragma once

// A message of a chat API such as Anthropic's Messages API. Its content is a text or a list of
// parts. Their `type` distinguishes parts, and a part may contain parts. The message also has the
// number of tokens.

#include <assay/json/members.hpp>
#include <assay/schema/rules.hpp>

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace chat {

// [media_type]
enum class media_type { jpeg, png, gif, webp };
BOOST_DESCRIBE_ENUM(media_type, jpeg, png, gif, webp)

consteval auto rules_of(const media_type*) {
  using namespace assay;
  return rules(named<media_type::jpeg>("image/jpeg"), named<media_type::png>("image/png"),
               named<media_type::gif>("image/gif"), named<media_type::webp>("image/webp"));
}
// [/media_type]

struct base64_source {
  chat::media_type media_type{};
  std::string data{};
  assay::additional_members additional{};
  friend bool operator==(const base64_source&, const base64_source&) = default;
};
BOOST_DESCRIBE_STRUCT(base64_source, (), (media_type, data, additional))

consteval auto rules_of(const base64_source*) {
  using namespace assay;
  return rules(
      described_as("Base64 source", "An image that is sent with the message."),
      field<&base64_source::media_type>("The type of the image."),
      field<&base64_source::data>("The image.", min_length(1), format(text_format::base64)));
}

struct url_source {
  std::string url{};
  assay::additional_members additional{};
  friend bool operator==(const url_source&, const url_source&) = default;
};
BOOST_DESCRIBE_STRUCT(url_source, (), (url, additional))

consteval auto rules_of(const url_source*) {
  using namespace assay;
  return rules(described_as("URL source", "An image that is fetched from a URL."),
               field<&url_source::url>("The address of the image.", format(text_format::uri)));
}

// [image_source]
using image_source = std::variant<base64_source, url_source>;

consteval auto rules_of(const image_source*) {
  return assay::alternatives("base64", "url").tagged_by("type");
}
// [/image_source]

struct text_part {
  std::string text{};
  assay::additional_members additional{};
  friend bool operator==(const text_part&, const text_part&) = default;
};
BOOST_DESCRIBE_STRUCT(text_part, (), (text, additional))

consteval auto rules_of(const text_part*) {
  using namespace assay;
  return rules(described_as("Text part", "A text within a message."),
               field<&text_part::text>("The text."));
}

struct image_part {
  image_source source{};
  assay::additional_members additional{};
  friend bool operator==(const image_part&, const image_part&) = default;
};
BOOST_DESCRIBE_STRUCT(image_part, (), (source, additional))

consteval auto rules_of(const image_part*) {
  using namespace assay;
  return rules(described_as("Image part", "An image within a message."),
               field<&image_part::source>("The source of the image."));
}

struct tool_use {
  std::string id{};
  std::string name{};
  assay::raw_object input{}; // unchanged: each tool defines its own input
  assay::additional_members additional{};
  friend bool operator==(const tool_use&, const tool_use&) = default;
};
BOOST_DESCRIBE_STRUCT(tool_use, (), (id, name, input, additional))

consteval auto rules_of(const tool_use*) {
  using namespace assay;
  return rules(described_as("Tool use", "The assistant's request to call a tool."),
               field<&tool_use::id>("The id of this use.", min_length(1)),
               field<&tool_use::name>("The tool.", min_length(1), max_characters(64)),
               field<&tool_use::input>("The arguments of the call."));
}

// [part]
struct tool_result; // contains parts

/// A raw_object at the end keeps parts of types that are not described here.
using part = std::variant<text_part, image_part, tool_use, tool_result, assay::raw_object>;
using content = std::variant<std::string, std::vector<part>>;

consteval auto rules_of(const part*) {
  return assay::alternatives("text", "image", "tool_use", "tool_result").tagged_by("type");
}

struct tool_result {
  std::string tool_use_id{};
  std::optional<chat::content> content{};
  bool is_error = false;
  assay::additional_members additional{};
};
// [/part]
BOOST_DESCRIBE_STRUCT(tool_result, (), (tool_use_id, content, is_error, additional))

inline bool operator==(const tool_result& a, const tool_result& b) {
  return a.tool_use_id == b.tool_use_id && a.content == b.content && a.is_error == b.is_error &&
         a.additional == b.additional;
}

consteval auto rules_of(const tool_result*) {
  using namespace assay;
  return rules(
      described_as("Tool result", "What a tool returned."),
      field<&tool_result::tool_use_id>("The id of the use that it belongs to.", min_length(1)),
      field<&tool_result::content>("The result."),
      field<&tool_result::is_error>("Whether the tool failed.", defaulted()));
}

struct usage {
  std::uint64_t input_tokens{};
  std::uint64_t output_tokens{};
  assay::optional_or_null<std::uint64_t> cache_creation_input_tokens{};
  assay::optional_or_null<std::uint64_t> cache_read_input_tokens{};
  assay::additional_members additional{};
  friend bool operator==(const usage&, const usage&) = default;
};
BOOST_DESCRIBE_STRUCT(usage, (),
                      (input_tokens, output_tokens, cache_creation_input_tokens,
                       cache_read_input_tokens, additional))

consteval auto rules_of(const usage*) {
  using namespace assay;
  return rules(described_as("Usage", "The tokens that an answer took."),
               field<&usage::input_tokens>("Tokens of the prompt."),
               field<&usage::output_tokens>("Tokens of the answer."),
               field<&usage::cache_creation_input_tokens>("Tokens that were put into the cache."),
               field<&usage::cache_read_input_tokens>("Tokens that came from the cache."));
}

enum class role { user, assistant };
BOOST_DESCRIBE_ENUM(role, user, assistant)

enum class stop_reason { end_turn, max_tokens, stop_sequence, tool_use, pause_turn, refusal };
BOOST_DESCRIBE_ENUM(stop_reason, end_turn, max_tokens, stop_sequence, tool_use, pause_turn, refusal)

struct message {
  chat::role role{};
  chat::content content{};
  // Only in responses.
  std::optional<std::string> type{};
  std::optional<std::string> id{};
  std::optional<std::string> model{};
  assay::optional_or_null<chat::stop_reason> stop_reason{};
  std::optional<chat::usage> usage{};
  assay::additional_members additional{};
  friend bool operator==(const message&, const message&) = default;
};
BOOST_DESCRIBE_STRUCT(message, (), (role, content, type, id, model, stop_reason, usage, additional))

// [agree]
/// Checks that the assistant uses tools, and the user sends their results.
inline bool parts_fit_role(const role& speaker, const content& said) {
  const auto* parts = std::get_if<std::vector<part>>(&said);
  if (parts == nullptr) return true;
  for (const part& p : *parts) {
    if (std::holds_alternative<tool_use>(p) && speaker != role::assistant) return false;
    if (std::holds_alternative<tool_result>(p) && speaker != role::user) return false;
  }
  return true;
}

consteval auto rules_of(const message*) {
  using namespace assay;
  using m = message;
  return rules(
      described_as("Message", "One turn of a conversation."), field<&m::role>("The speaker."),
      field<&m::content>("The content."),
      field<&m::type>("The type of the object.", constant("message")),
      field<&m::id>("The id of the answer.", min_length(1)),
      field<&m::model>("The model that answered.", min_length(1)),
      field<&m::stop_reason>("Why the answer ended."), field<&m::usage>("What the answer took."),
      check_members<&m::role, &m::content>(level::strict, parts_fit_role,
                                           "tool_use of the assistant, tool_result of the user"));
}
// [/agree]

} // namespace chat
