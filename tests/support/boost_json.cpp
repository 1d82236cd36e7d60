// Boost.JSON compiled here, for processors and standard libraries that there is no library of it
// for.
#include <boost/json/src.hpp>

#ifdef BOOST_NO_EXCEPTIONS // then Boost leaves to the program what happens where it would throw
#include <boost/assert/source_location.hpp>

#include <cstdlib>
#include <exception>

namespace boost {
[[noreturn]] void throw_exception(const std::exception&) { std::abort(); }
[[noreturn]] void throw_exception(const std::exception&, const boost::source_location&) {
  std::abort();
}
} // namespace boost
#endif
