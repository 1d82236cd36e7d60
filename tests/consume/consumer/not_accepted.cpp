#include <string_view>

bool accepted(std::string_view) { return false; }
