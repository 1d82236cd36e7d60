// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/export/detail/openapi_writer.hpp"
#include "assay/export/openapi_description.hpp"
#include "assay/schema/level.hpp"

#include <boost/json/object.hpp>

namespace assay {

/// The OpenAPI 3.1 document of an interface, whose bodies are as the level has them.
///
///     const assay::openapi_description shop{
///         .title = "Shop",
///         .version = "1.0",
///         .routes = {{.method = "PUT",
///                     .path = "/orders/{order_id}",
///                     .summary = "Change an order",
///                     .request = &assay::schema_of_type<order>(),
///                     .answers = {{"200", "The order was changed.",
///                                  &assay::schema_of_type<receipt>()}}}}};
///     std::cout << assay::to_pretty_json(assay::to_openapi(shop));
///
/// Each object is in it once, under `components.schemas`, and is there what `to_json_schema` makes
/// of it, but for its references, and for the `discriminator` of a union whose alternatives hold
/// their tags. Operations have the names that they are given, or else one of method and path:
/// `putOrdersByOrderId`. Linear in the routes and schemas; allocates; throws what allocations
/// throw. Link Boost.JSON, or include `boost/json/src.hpp` in one translation unit.
inline boost::json::object to_openapi(const openapi_description& api, level at = level::published) {
  return detail::openapi_writer(api, at).document();
}

} // namespace assay
