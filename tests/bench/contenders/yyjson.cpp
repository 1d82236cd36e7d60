// SPDX-License-Identifier: BSL-1.0

// yyjson's DOM, its only interface. It keeps an integer that does not fit into 64 bits as a
// fraction.
#include <yyjson.h>

#include "../dom_check.hpp"
#include "../harness.hpp"

#include <memory>
#include <stdexcept>
#include <vector>

namespace bench {
namespace {

const add_library yyjson_takes_part("yyjson " YYJSON_VERSION_STRING);

struct yyjson_dom {
  using value = yyjson_val*;

  static schema::kind kind_of(value v) {
    switch (yyjson_get_type(v)) {
    case YYJSON_TYPE_OBJ: return schema::object;
    case YYJSON_TYPE_ARR: return schema::array;
    case YYJSON_TYPE_STR: return schema::string;
    case YYJSON_TYPE_NUM: return yyjson_is_int(v) ? schema::integer : schema::fraction;
    case YYJSON_TYPE_BOOL: return schema::boolean;
    default: return schema::null;
    }
  }
  static std::string_view characters(value v) { return {yyjson_get_str(v), yyjson_get_len(v)}; }
  static std::optional<std::int64_t> to_int64(value v) {
    if (yyjson_is_uint(v) && yyjson_get_uint(v) > INT64_MAX) return std::nullopt;
    return yyjson_get_sint(v);
  }
  static std::uint64_t to_uint64(value v) { return yyjson_get_uint(v); }
  static double to_double(value v) { return yyjson_get_real(v); }
  template <class F>
  static bool all_members(value v, F f) {
    yyjson_obj_iter it = yyjson_obj_iter_with(v);
    while (const value key = yyjson_obj_iter_next(&it))
      if (!f(characters(key), yyjson_obj_iter_get_val(key))) return false;
    return true;
  }
  template <class F>
  static bool all_elements(value v, F f) {
    yyjson_arr_iter it = yyjson_arr_iter_with(v);
    while (const value element = yyjson_arr_iter_next(&it))
      if (!f(element)) return false;
    return true;
  }
};

/// Parses, and reports the type's index and the sequence number, as all contenders do.
struct counted {
  bool event(yyjson_val* root) {
    yyjson_val* const type = yyjson_obj_get(root, "type");
    type_ = yyjson_is_str(type) ? type_index(yyjson_dom::characters(type)).value_or(0) : 0;
    sequence_ = yyjson_get_uint(yyjson_obj_get(root, "seq"));
    return true;
  }
  std::size_t type() const { return type_; }
  std::uint64_t sequence() const { return sequence_; }

 private:
  std::size_t type_ = 0;
  std::uint64_t sequence_ = 0;
};

/// Holds one block of memory for the values, reused for each line. yyjson could parse in place and
/// avoid a copy of the text, but the text must not change here.
template <class Check>
auto each_line(const stream& s) {
  auto memory =
      std::make_shared<std::vector<char>>(yyjson_read_max_memory_usage(std::size_t{1} << 20, 0));
  return [&s, memory] {
    outcome out{.bytes = s.size()};
    Check check;
    for_each_line(s.text(), [&](std::string_view line) {
      yyjson_alc values;
      yyjson_alc_pool_init(&values, memory->data(), memory->size());
      // Without the in-place flag, yyjson does not change the text; the parameter is not const
      // because of that flag.
      yyjson_doc* const document = yyjson_read_opts(const_cast<char*>(line.data()), line.size(),
                                                    YYJSON_READ_NOFLAG, &values, nullptr);
      if (document == nullptr || !check.event(yyjson_doc_get_root(document)))
        return out.tally.reject();
      out.tally.accept(check.type(), check.sequence());
    });
    return out;
  };
}

const add_contender dom({task::parse, "yyjson, DOM", {}, each_line<counted>, ""});
const add_contender check({task::check,
                           "yyjson, DOM and check",
                           {.schema = true, .duplicates = true},
                           each_line<schema::dom_checker<yyjson_dom>>,
                           ""});

struct free_document {
  void operator()(yyjson_doc* document) const { yyjson_doc_free(document); }
};
using documents = std::vector<std::unique_ptr<yyjson_doc, free_document>>;

auto writes(const stream& s) {
  auto all = std::make_shared<documents>();
  for_each_line(s.text(), [&](std::string_view line) {
    all->emplace_back(yyjson_read(line.data(), line.size(), YYJSON_READ_NOFLAG));
  });
  // yyjson reserves more memory than it finally needs; a large enough block avoids allocations.
  auto buffer = std::make_shared<std::vector<char>>(s.size() * 2 + (std::size_t{1} << 20));
  return [all, buffer] {
    std::size_t size = 0;
    for (const auto& document : *all) {
#if YYJSON_VERSION_HEX >= 0x000C00
      size += yyjson_write_buf(buffer->data() + size, buffer->size() - size, document.get(),
                               YYJSON_WRITE_NOFLAG, nullptr);
#else
      std::size_t length = 0;
      char* const text =
          yyjson_write_opts(document.get(), YYJSON_WRITE_NOFLAG, nullptr, &length, nullptr);
      if (text == nullptr) return outcome();
      std::memcpy(buffer->data() + size, text, length);
      std::free(text);
      size += length;
#endif
      (*buffer)[size++] = '\n';
    }
    return outcome{.bytes = size, .written = {buffer->data(), size}};
  };
}

const add_contender writer({task::write, "yyjson, write", {}, writes, "from its DOM"});

} // namespace
} // namespace bench
