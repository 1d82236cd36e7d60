// SPDX-License-Identifier: BSL-1.0
#include "assay/error/error_code.hpp"

#include "support/catch.hpp"

#include <set>
#include <string>

using assay::code;
using boost::system::error_code;

TEST_CASE("error_code: a code converts to an error code of Boost.System") {
  const error_code e = code::type_mismatch;
  CHECK(e.failed());
  CHECK(e == make_error_code(code::type_mismatch));
  CHECK(e == code::type_mismatch);
  CHECK(e != code::unknown_type);
  CHECK(std::string(e.category().name()) == "assay");
  CHECK(e.message() == "type_mismatch (schema)");
}

TEST_CASE("error_code: every code is a failure with a distinct message") {
  std::set<std::string> messages;
  for (const assay::code_row& row : assay::code_table) {
    const error_code e = make_error_code(row.code);
    CAPTURE(name_of(row.code));
    CHECK(e.failed());
    CHECK(e.message() ==
          std::string(name_of(row.code)) + " (" + std::string(name_of(row.category)) + ")");
    messages.insert(e.message());
  }
  CHECK(messages.size() == assay::code_count);
}

TEST_CASE("error_code: a value that is not a code has a message too") {
  const auto& category = make_error_code(code{}).category();
  CHECK(category.message(0) == "no error");
  CHECK(category.message(-1) == "no error");
  CHECK(category.message(static_cast<int>(assay::code_count)) == "invalid_value (value)");
  CHECK(category.message(static_cast<int>(assay::code_count) + 1) == "no error");
}

TEST_CASE("error_code: codes are not those of another category") {
  const error_code other(static_cast<int>(code::type_mismatch) + 1,
                         boost::system::generic_category());
  CHECK(other != make_error_code(code::type_mismatch));
}
