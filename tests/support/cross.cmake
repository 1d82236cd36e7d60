# SPDX-License-Identifier: BSL-1.0
# A toolchain for other processors, whose programs run in the user mode of qemu. ASSAY_TRIPLET names the processor as in
# the names of Debian's compilers, such as s390x-linux-gnu.

list(APPEND CMAKE_TRY_COMPILE_PLATFORM_VARIABLES ASSAY_TRIPLET)
string(REGEX MATCH "^[^-]+" processor "${ASSAY_TRIPLET}")

set(CMAKE_SYSTEM_NAME Linux)
set(CMAKE_SYSTEM_PROCESSOR ${processor})
set(CMAKE_CXX_COMPILER ${ASSAY_TRIPLET}-g++)
set(CMAKE_EXE_LINKER_FLAGS_INIT -static) # so that a program needs no library of that processor at run time
if(NOT processor STREQUAL "i686") # every x86-64 runs these programs directly, ten times as fast
  set(CMAKE_CROSSCOMPILING_EMULATOR qemu-${processor})
endif()

# Debian's cross compilers also search /usr/include, which contains the headers of Boost. Only the CMake files of Boost
# are in a directory for the host processor, and they are valid for every processor.
file(GLOB boost_configs /usr/lib/*/cmake/Boost-*/BoostConfig.cmake)
if(boost_configs)
  list(GET boost_configs 0 boost_config)
  cmake_path(GET boost_config PARENT_PATH Boost_DIR)
endif()
