# SPDX-License-Identifier: BSL-1.0
# The Debian packages. A distribution would build its own package from a debian/ directory; its versions are greater than
# these (0.1.0-1 > 0.1.0-0assay1), so it replaces them.
set(CPACK_GENERATOR DEB)
set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_RELEASE 0assay1)
set(CPACK_DEBIAN_COMPRESSION_TYPE xz)
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "") # each package has its own summary
set(revision ${PROJECT_VERSION}-${CPACK_DEBIAN_PACKAGE_RELEASE})

set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_NAME libassay-dev)
set(CPACK_DEBIAN_DEVELOPMENT_FILE_NAME libassay-dev_${revision}_all.deb)
set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_ARCHITECTURE all)
set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_SECTION libdevel)
# Debian 12 has Boost 1.81 in addition to an older one; later releases have only a newer one.
set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_DEPENDS "libboost1.81-dev | libboost-dev (>= 1.81)")
set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_SUGGESTS "assay-tools, libboost-json1.81-dev | libboost-json-dev (>= 1.81)")
set(CPACK_COMPONENT_DEVELOPMENT_DESCRIPTION
    "C++20 headers for the telemetry events of AI agents
assay validates, reads and writes the events and traces that AI agents
send, for five systems: Promptetheus, HoneyHive, Noveum, trajectory and
producttelemetry. It batches them, orders them into timelines, and tests
parsers of them.
.
This package has the headers, the files for CMake and pkg-config, and
seeds and dictionaries for fuzzers."
)

set(CPACK_DEBIAN_TOOLS_PACKAGE_NAME assay-tools)
set(CPACK_DEBIAN_TOOLS_PACKAGE_SECTION utils)
set(CPACK_DEBIAN_TOOLS_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_TOOLS_PACKAGE_SUGGESTS libassay-dev)
set(CPACK_COMPONENT_TOOLS_DESCRIPTION
    "command-line tool for the telemetry events of AI agents
assay validates, batches and orders the events and traces that AI agents
send, one JSON object a line, for five systems: Promptetheus, HoneyHive,
Noveum, trajectory and producttelemetry.
.
This package has the program assay, its manual pages, and completions for
bash, zsh and fish."
)

# The files that Debian's policy requires of each package.
string(TIMESTAMP changelog_date "%a, %d %b %Y %H:%M:%S +0000" UTC) # SOURCE_DATE_EPOCH sets it
set(changelog ${PROJECT_BINARY_DIR}/debian/changelog)
file(
  WRITE ${changelog}
  "assay (${revision}) unstable; urgency=medium

  * Version ${PROJECT_VERSION}, packaged by the project itself.

 -- ${CPACK_PACKAGE_CONTACT}  ${changelog_date}
"
)
find_program(ASSAY_GZIP gzip REQUIRED)
mark_as_advanced(ASSAY_GZIP)
execute_process(COMMAND ${ASSAY_GZIP} -9nc ${changelog} OUTPUT_FILE ${changelog}.Debian.gz COMMAND_ERROR_IS_FATAL ANY)
foreach(component development tools)
  string(TOUPPER ${component} upper)
  set(doc ${CMAKE_INSTALL_DATADIR}/doc/${CPACK_DEBIAN_${upper}_PACKAGE_NAME})
  install(FILES ${CMAKE_CURRENT_LIST_DIR}/debian/copyright ${changelog}.Debian.gz DESTINATION ${doc}
          COMPONENT ${component}
  )
endforeach()
install(FILES ${PROJECT_SOURCE_DIR}/examples/readme.cpp
        DESTINATION ${CMAKE_INSTALL_DATADIR}/doc/${CPACK_DEBIAN_DEVELOPMENT_PACKAGE_NAME}/examples
        COMPONENT development
)
