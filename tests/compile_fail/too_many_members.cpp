// expect: a described struct has at most 64 members: leave the others to the additional members
#include <assay/json/validator.hpp>

#include <boost/describe/class.hpp>

using m = std::optional<bool>;
struct event {
  m a, b, c, d, e, f, g, h, i, j, k, l, n, o, p, q, r, s, t, u, v, w, x, y, z, aa, bb, cc, dd, ee,
      ff, gg, hh;
  assay::additional_members additional;
};
BOOST_DESCRIBE_STRUCT(event, (),
                      (a, b, c, d, e, f, g, h, i, j, k, l, n, o, p, q, r, s, t, u, v, w, x, y, z,
                       aa, bb, cc, dd, ee, ff, gg, hh, additional))

consteval auto rules_of(const event*) {
  return assay::rules(
      assay::forbidden("f0", ""), assay::forbidden("f1", ""), assay::forbidden("f2", ""),
      assay::forbidden("f3", ""), assay::forbidden("f4", ""), assay::forbidden("f5", ""),
      assay::forbidden("f6", ""), assay::forbidden("f7", ""), assay::forbidden("f8", ""),
      assay::forbidden("f9", ""), assay::forbidden("f10", ""), assay::forbidden("f11", ""),
      assay::forbidden("f12", ""), assay::forbidden("f13", ""), assay::forbidden("f14", ""),
      assay::forbidden("f15", ""), assay::forbidden("f16", ""), assay::forbidden("f17", ""),
      assay::forbidden("f18", ""), assay::forbidden("f19", ""), assay::forbidden("f20", ""),
      assay::forbidden("f21", ""), assay::forbidden("f22", ""), assay::forbidden("f23", ""),
      assay::forbidden("f24", ""), assay::forbidden("f25", ""), assay::forbidden("f26", ""),
      assay::forbidden("f27", ""), assay::forbidden("f28", ""), assay::forbidden("f29", ""),
      assay::forbidden("f30", ""), assay::forbidden("f31", ""));
}

int main() { return assay::check<event>("{}") ? 1 : 0; }
