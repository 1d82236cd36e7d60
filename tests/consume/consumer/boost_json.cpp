// Boost.JSON compiled here, so that there is no library of it to link.
#include <boost/json/src.hpp>
