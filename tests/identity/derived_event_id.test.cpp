// SPDX-License-Identifier: BSL-1.0
#include "assay/identity/derived_event_id.hpp"

#include "assay/identity/event_id.hpp"
#include "support/catch.hpp"

#include <set>
#include <string>
#include <string_view>

using namespace assay;
namespace ns = boost::uuids::ns;

TEST_CASE("derived_event_id: known UUIDs of version 5") {
  CHECK(derive_event_id(ns::dns(), "www.example.com") ==
        "2ed6657de927568b95e12665a8aea6a2"); // RFC 9562, A.4
  // The results of Python's uuid5.
  CHECK(derive_event_id(ns::dns(), "python.org") == "886313e13b8a53729b900c9aee199e5d");
  CHECK(derive_event_id(ns::url(), "http://www.example.com/") ==
        "fcde3c852270590f9e7cee003d65e0e2");
  CHECK(derive_event_id(ns::oid(), "1.3.6.1") == "1447fa6152775fefa9b3fbc6e44f4af3");
  CHECK(derive_event_id(ns::x500dn(), "c=ca") == "cc957dd1a972534998cd874190002798");
}

TEST_CASE(
    "derived_event_id: a key may be empty, have a NUL or other bytes, or exceed a block of SHA-1") {
  CHECK(derive_event_id(ns::dns(), "") == "4ebd020883285d698c44ec50939c0967");
  CHECK(derive_event_id(ns::dns(), std::string_view("a\0b", 3)) ==
        "0a63f66be02f5d2d9fd4aad819cf5352");
  CHECK(derive_event_id(ns::dns(), "\xC3\xA9") == "ebfe0af839975adeb634ba92cf69f557");
  CHECK(derive_event_id(ns::dns(), std::string(1000, 'x')) == "f6d12730a23851edbf693689855f9bbf");
}

TEST_CASE("derived_event_id: equal keys give equal ids; different keys or namespaces give "
          "different ids") {
  const auto orders = event_id_namespace("orders.example.com"),
             refunds = event_id_namespace("refunds.example.com");
  CHECK(derive_event_id(orders, "17") ==
        "da3e7bbde42c590994f5a505ebc3ac78"); // as Python's uuid5, twice
  CHECK(derive_event_id(orders, "17") == derive_event_id(orders, "17"));
  std::set<std::string> ids;
  for (int key = 0; key < 1000; ++key)
    for (const auto& name_space : {orders, refunds}) {
      const auto id = derive_event_id(name_space, std::to_string(key));
      CHECK(is_event_id(id));
      ids.insert(id.str());
    }
  CHECK(ids.size() == 2000);
}
