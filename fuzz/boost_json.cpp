// Boost.JSON compiled with the fuzz targets' instrumentation instead of linked as the system's
// library.
#include <boost/json/src.hpp>
