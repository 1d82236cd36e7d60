// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "subjects.hpp"

#include <assay/json.hpp>
#include <assay/json/boost_json.hpp>

#include <boost/json/parse.hpp>

namespace hostile {

/// Options for the strictest and most complete check: all violations are reported, and the depth is
/// the only limit.
inline assay::options strict_and_wide() {
  assay::options o;
  o.level = assay::level::strict;
  o.limits.max_depth = assay::json_scanner::depth_limit;
  o.limits.max_members = SIZE_MAX;
  return o;
}

/// Places each JSON shape in an object's text.
inline std::vector<shape> in_the_midst_of(std::string_view before, std::string_view after) {
  std::vector<shape> out;
  for (const shape& s : json_shapes())
    out.push_back({s.name + ", inside", [=, text = s.text](std::size_t n) {
                     return std::string(before) + text(n) + std::string(after);
                   }});
  return out;
}

/// Adds all operations on objects of one type.
template <class T>
void add_object(std::vector<subject>& all, const std::string& type,
                const std::vector<shape>& shapes) {
  add_for(all, type + ": check", shapes, [](std::string_view t) {
    assay::validator<T> v(strict_and_wide());
    use(v.check(t));
  });
  add_for(all, type + ": check, every violation reported", shapes, [](std::string_view t) {
    assay::options o = strict_and_wide();
    o.limits.max_violations = SIZE_MAX;
    assay::validator<T> v(o);
    v.check(t);
    assay::text_buffer out;
    append_json(out, v.report(), t);
    use(out);
  });
  add_for(all, type + ": read, and the destructor", shapes, [](std::string_view t) {
    assay::validator<T> v(strict_and_wide());
    T value;
    v.read(t, value);
    use(value);
  });
  add_for(all, type + ": line_reader", shapes, [](std::string_view t) {
    T value;
    std::size_t n = 0;
    assay::line_reader<T> lines(t, strict_and_wide());
    while (lines.next(value)) n += lines.text().size();
    use(n);
  });
  add_for(all, type + ": stream_reader, byte by byte", shapes, [](std::string_view t) {
    T value;
    std::size_t n = 0;
    assay::stream_reader<T> stream(strict_and_wide());
    const auto go_on = [&] {
      while (stream.next(value)) n += stream.text().size();
    };
    for (std::size_t i = 0; i < t.size(); ++i) stream.feed(t.substr(i, 1)), go_on();
    stream.finish(), go_on();
    use(n);
  });
  // At the level that keeps most, a rejected event is written as far as it was read.
  const auto made = [](std::string_view t) {
    assay::options o = strict_and_wide();
    o.level = assay::level::reference;
    assay::validator<T> v(o);
    T value;
    v.read(t, value);
    return value;
  };
  add_for_made(all, type + ": write, write_checked", shapes, made, [](const T& value) {
    assay::text_buffer out;
    use(assay::write(value, out));
    out.clear();
    use(assay::write_checked(value, out, strict_and_wide()));
    use(assay::to_raw_object(value));
  });
  add_for_made(all, type + ": copy, compare", shapes, made, [](const T& value) {
    const T other = value;
    use(other == value);
  });
  // Boost.JSON's own destructor is recursive, so the depth is limited to the library's default.
  const auto boost_value = [](std::string_view t) {
    boost::json::parse_options o;
    o.max_depth = assay::limits().max_depth;
    boost::system::error_code error;
    boost::json::value out = boost::json::parse({t.data(), t.size()}, error, {}, o);
    return error ? boost::json::value() : out;
  };
  add_for_made(all, type + ": value_validator", shapes, boost_value,
               [](const boost::json::value& value) {
                 assay::value_validator<T> v(strict_and_wide());
                 use(v.check(value));
                 T event;
                 use(v.read(value, event));
               });
}

} // namespace hostile
