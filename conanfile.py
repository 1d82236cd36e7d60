# SPDX-License-Identifier: BSL-1.0
# The recipe for Conan 2. In a checkout or an unpacked tarball:
#
#   conan create .
#
# It packages the headers only. Conan is not in Debian, so Conan itself has not run this recipe yet:
# tests/packages/conan_recipe.py runs its methods with a replacement for Conan's API.

import os
import re

from conan import ConanFile
from conan.tools.build import check_min_cppstd
from conan.tools.files import copy, load
from conan.tools.layout import basic_layout

required_conan_version = ">=2.0"


class AssayConan(ConanFile):
    name = "assay"
    description = "Validates, reads and writes the telemetry events of AI agents"
    license = "BSL-1.0"
    topics = ("json", "validation", "telemetry", "tracing", "header-only")
    package_type = "header-library"
    settings = "os", "arch", "compiler", "build_type"
    exports_sources = "include/*", "LICENSE"
    no_copy_source = True
    test_package_folder = "cmake/packages/conan/test_package"

    def set_version(self):
        header = load(self, os.path.join(self.recipe_folder, "include", "assay", "version.hpp"))
        self.version = re.search(r'string_view version = "([0-9.]+)"', header).group(1)

    def layout(self):
        basic_layout(self)

    def requirements(self):
        # Users of assay include headers that include Boost's. The bridge to Boost.JSON needs its
        # library, too: programs that use it link Boost::json themselves.
        self.requires("boost/[>=1.81.0 <2]", transitive_headers=True)

    def validate(self):
        check_min_cppstd(self, 20)

    def package_id(self):
        self.info.clear()  # the headers are the same for all settings

    def package(self):
        copy(self, "LICENSE", self.source_folder, os.path.join(self.package_folder, "licenses"))
        copy(
            self,
            "*.hpp",
            os.path.join(self.source_folder, "include"),
            os.path.join(self.package_folder, "include"),
        )

    def package_info(self):
        self.cpp_info.bindirs = []
        self.cpp_info.libdirs = []
        self.cpp_info.requires = ["boost::headers"]
        self.cpp_info.set_property("cmake_file_name", "assay")
        self.cpp_info.set_property("cmake_target_name", "assay::assay")
        self.cpp_info.set_property("pkg_config_name", "assay")
