// SPDX-License-Identifier: BSL-1.0

// Reads messages of a chat: a text, parts inside parts, and invalid ones.
#include "chat_message.hpp"

#include "show.hpp"

namespace {

/// Prints the texts of the parts, and of the parts inside them.
void print_texts(const chat::content& content) {
  if (const auto* text = std::get_if<std::string>(&content))
    std::cout << "  says " << *text << '\n';
  if (const auto* parts = std::get_if<std::vector<chat::part>>(&content))
    for (const chat::part& part : *parts) {
      if (const auto* text = std::get_if<chat::text_part>(&part))
        std::cout << "  says " << text->text << '\n';
      if (const auto* result = std::get_if<chat::tool_result>(&part); result && result->content)
        print_texts(*result->content);
    }
}

} // namespace

int main() {
  using assay::level;
  show<chat::message>(R"({"role":"user","content":"Is it raining in Oslo?"})", level::strict);
  show<chat::message>(
      R"({"role":"assistant","content":[{"type":"thinking","thinking":"...","signature":"Eq8="},)"
      R"({"type":"tool_use","id":"t1","name":"weather","input":{"city":"Oslo"}}],)"
      R"("stop_reason":"tool_use","usage":{"input_tokens":381,"output_tokens":52,"cache_read_input_tokens":null}})",
      level::strict);

  constexpr std::string_view nested =
      R"({"role":"user","content":[{"type":"tool_result","tool_use_id":"t1",)"
      R"("content":[{"type":"text","text":"light rain"}]},{"type":"text","text":"So it is?"}]})";
  chat::message message;
  if (!assay::validator<chat::message>().read(nested, message)) return 1;
  print_texts(message.content);

  show<chat::message>(R"({"role":"user","content":42})", level::strict);
  show<chat::message>(
      R"({"role":"user","content":[{"type":"tool_use","id":"t1","name":"weather","input":[]},)"
      R"({"type":"image","source":{"type":"base64","media_type":"image/bmp","data":"?"}},)"
      R"({"type":"image","source":{"type":"file"}}],"usage":{"input_tokens":1.5}})",
      level::strict);
}
