// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/json/validator.hpp"

namespace assay::detail {

/// A validator that can also check events in place in a body.
template <class T>
class event_validator : public validator<T> {
 public:
  using validator<T>::validator;
  using validator<T>::check_in_place;
};

} // namespace assay::detail
