// SPDX-License-Identifier: BSL-1.0
#include "assay/error/detail/owned_text.hpp"

#include "support/catch.hpp"

#include "assay/batch/promptetheus.hpp"
#include "assay/common/analysis.hpp"
#include "assay/error/position.hpp"
#include "assay/identity/idempotency_key.hpp"
#include "assay/json/json_text.hpp"
#include "assay/promptetheus.hpp"

#include <boost/json/string.hpp>

#include <string>
#include <string_view>
#include <utility>

// Functions that return views into their argument reject temporary texts, because the views would
// dangle.

namespace {

using assay::promptetheus::event;

template <class Text>
concept validator_takes = requires(assay::validator<event> v, Text&& text) {
  v.check(std::forward<Text>(text));
};
template <class Text>
concept validator_reads = requires(assay::validator<event> v, event e, Text&& text) {
  v.read(std::forward<Text>(text), e);
};
template <class Text>
concept line_reader_takes = requires(Text&& text) {
  assay::line_reader<event>(std::forward<Text>(text));
};
template <class Text>
concept line_reader_restarts = requires(assay::line_reader<event> r, Text&& text) {
  r.restart(std::forward<Text>(text), 1);
};
template <class Text>
concept body_takes = requires(assay::batch_body b, Text&& text) {
  b.split(std::forward<Text>(text));
};
template <class Text>
concept batch_takes = requires(assay::promptetheus::batch_validator v, Text&& text) {
  v.check(std::forward<Text>(text));
};
template <class Text>
concept chunker_takes = requires(assay::chunker c, Text&& text) {
  c.push(std::forward<Text>(text));
};
template <class Text>
concept json_text_takes = requires(Text&& text) {
  assay::json_text(std::forward<Text>(text));
};
template <class Text>
concept column_counter_takes = requires(Text&& text) {
  assay::column_counter(std::forward<Text>(text));
};

template <class Text>
concept key_parser_takes = requires(Text&& text) {
  assay::parse_idempotency_key(std::forward<Text>(text));
};

template <class Text>
constexpr bool all_take = validator_takes<Text>&& validator_reads<Text>&& line_reader_takes<Text>&&
    line_reader_restarts<Text>&& body_takes<Text>&& batch_takes<Text>&& chunker_takes<Text>&&
        json_text_takes<Text>&& column_counter_takes<Text>&& key_parser_takes<Text>;
template <class Text>
constexpr bool none_takes =
    !validator_takes<Text> && !validator_reads<Text> && !line_reader_takes<Text> &&
    !line_reader_restarts<Text> && !body_takes<Text> && !batch_takes<Text> &&
    !chunker_takes<Text> && !json_text_takes<Text> && !column_counter_takes<Text> &&
    !key_parser_takes<Text>;

static_assert(all_take<std::string&> && all_take<const std::string&> &&
              all_take<std::string_view> && all_take<const char*> && all_take<const char (&)[3]>);
static_assert(none_takes<std::string> && none_takes<const std::string>);
static_assert(none_takes<boost::json::string>);

template <class Record>
concept analysis_takes = requires(Record&& r) {
  assay::common::analysis_record_of(std::forward<Record>(r));
};
static_assert(analysis_takes<const assay::common::record&> &&
              !analysis_takes<assay::common::record>);

} // namespace

TEST_CASE("owned_text: a view of a temporary is accepted for the verdict") {
  assay::validator<event> v;
  CHECK_FALSE(v.check(std::string_view(std::string("{}"))));
  CHECK(assay::chunker().push_copy(std::string("{}")).complete == nullptr); // copies the text
}
