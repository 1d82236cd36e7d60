// expect: a described struct has at most 32 members: leave the others to the additional members
#include <assay/json/validator.hpp>

#include <boost/describe/class.hpp>

using m = std::optional<bool>;
struct event {
  m a, b, c, d, e, f, g, h, i, j, k, l, n, o, p, q, r, s, t, u, v, w, x, y, z, aa, bb, cc, dd, ee, ff, gg, hh;
  assay::additional_members additional;
};
BOOST_DESCRIBE_STRUCT(event, (),
                      (a, b, c, d, e, f, g, h, i, j, k, l, n, o, p, q, r, s, t, u, v, w, x, y, z, aa, bb, cc, dd, ee, ff, gg, hh,
                       additional))

int main() { return assay::check<event>("{}") ? 1 : 0; }
