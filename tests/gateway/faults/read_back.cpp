#include "gateway/faults/read_back.hpp"
namespace gateway_test {
std::vector<difference> read_back(unsigned short, const std::string&, std::span<const sent_event>) {
  return {};
}
} // namespace gateway_test
