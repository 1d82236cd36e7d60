# SPDX-License-Identifier: BSL-1.0
# Installs the library, the component `development`: headers, CMake's package files, the pkg-config file, the license, and
# seeds for fuzzing a parser.
include(CMakePackageConfigHelpers)
include(GNUInstallDirs)

set(assay_package_dir ${CMAKE_INSTALL_DATADIR}/cmake/assay)
install(
  TARGETS assay
  EXPORT assay
  FILE_SET HEADERS
  COMPONENT development
  FILE_SET framework_headers
  COMPONENT development
)
install(
  EXPORT assay
  NAMESPACE assay::
  FILE assayTargets.cmake
  DESTINATION ${assay_package_dir}
  COMPONENT development
)

set(bin_dir ${CMAKE_INSTALL_BINDIR})
configure_package_config_file(
  ${PROJECT_SOURCE_DIR}/cmake/assayConfig.cmake.in ${PROJECT_BINARY_DIR}/assayConfig.cmake
  INSTALL_DESTINATION ${assay_package_dir} PATH_VARS bin_dir
)
# Before 1.0 a minor version may break users; afterwards only a major version may. Headers fit any architecture.
set(compatibility SameMajorVersion)
if(PROJECT_VERSION_MAJOR EQUAL 0)
  set(compatibility SameMinorVersion)
endif()
write_basic_package_version_file(
  ${PROJECT_BINARY_DIR}/assayConfigVersion.cmake COMPATIBILITY ${compatibility} ARCH_INDEPENDENT
)
install(FILES ${PROJECT_BINARY_DIR}/assayConfig.cmake ${PROJECT_BINARY_DIR}/assayConfigVersion.cmake
        DESTINATION ${assay_package_dir} COMPONENT development
)

# The paths in the pkg-config file are relative to it, so that the directory can be moved. They are absolute if a distribution
# sets absolute directories.
set(pc_dir ${CMAKE_INSTALL_DATADIR}/pkgconfig)
if(IS_ABSOLUTE "${CMAKE_INSTALL_INCLUDEDIR}" OR IS_ABSOLUTE "${pc_dir}")
  set(pc_prefix ${CMAKE_INSTALL_PREFIX})
  set(pc_include_dir ${CMAKE_INSTALL_FULL_INCLUDEDIR})
else()
  file(RELATIVE_PATH pc_prefix /${pc_dir} /)
  string(REGEX REPLACE "/$" "" pc_prefix "\${pcfiledir}/${pc_prefix}")
  set(pc_include_dir "\${prefix}/${CMAKE_INSTALL_INCLUDEDIR}")
endif()
configure_file(${CMAKE_CURRENT_LIST_DIR}/assay.pc.in ${PROJECT_BINARY_DIR}/assay.pc @ONLY)
install(FILES ${PROJECT_BINARY_DIR}/assay.pc DESTINATION ${pc_dir} COMPONENT development)

if(NOT ASSAY_DEBIAN) # Debian packages have their own license file
  install(FILES LICENSE DESTINATION ${CMAKE_INSTALL_DOCDIR} COMPONENT development)
endif()

foreach(name promptetheus honeyhive noveum trajectory producttelemetry)
  install(DIRECTORY fuzz/generated/${name} DESTINATION ${CMAKE_INSTALL_DATADIR}/assay/seeds COMPONENT development)
  install(FILES fuzz/generated/${name}.dict DESTINATION ${CMAKE_INSTALL_DATADIR}/assay/dictionaries
          COMPONENT development
  )
endforeach()
install(FILES fuzz/generated/json.dict DESTINATION ${CMAKE_INSTALL_DATADIR}/assay/dictionaries COMPONENT development)
