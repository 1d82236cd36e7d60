// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/export/detail/openapi_writer.hpp"
#include "assay/export/openapi_description.hpp"
#include "assay/schema/level.hpp"

#include <boost/json/object.hpp>

namespace assay {

/// Returns the OpenAPI 3.1 document of an interface. Its bodies are what the level accepts.
///
///     const assay::openapi_description shop{
///         .title = "Shop",
///         .version = "1.0",
///         .routes = {{.method = "PUT",
///                     .path = "/orders/{order_id}",
///                     .summary = "Change an order",
///                     .request = &assay::schema_of_type<order>(),
///                     .responses = {{"200", "The order was changed.",
///                                  &assay::schema_of_type<receipt>()}}}}};
///     std::cout << assay::to_pretty_json(assay::to_openapi(shop));
///
/// Each object appears once, under `components.schemas`, as `to_json_schema` writes it. Only
/// references differ, and a union whose alternatives hold their tags gets a `discriminator`. An
/// operation without a name gets one made of its method and path: `putOrdersByOrderId`.
///
/// Linear in the routes and schemas; allocates; throws only what allocations throw. Link
/// Boost.JSON, or include `boost/json/src.hpp` in one translation unit.
inline boost::json::object to_openapi(const openapi_description& api, level at = level::published) {
  return detail::openapi_writer(api, at).document();
}

} // namespace assay
