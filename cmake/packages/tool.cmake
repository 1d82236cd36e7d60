# SPDX-License-Identifier: BSL-1.0
# Installs the command-line tool, the component `tools`: the program, its manual pages and its completions. Programs of this
# build make the pages and completions from the description that the help also uses.
include(GNUInstallDirs)
install(TARGETS assay_cli RUNTIME COMPONENT tools)

if(CMAKE_CROSSCOMPILING AND NOT CMAKE_CROSSCOMPILING_EMULATOR)
  message(STATUS "The tool cannot run here, so its manual pages and completions are not installed.")
  return()
endif()

add_executable(assay_manual cli/manual/main.cpp cli/manual/man_page.cpp)
target_link_libraries(assay_manual PRIVATE assay_cli_parts)

string(TIMESTAMP today "%Y-%m-%d" UTC) # SOURCE_DATE_EPOCH overrides it
set(manual ${CMAKE_CURRENT_BINARY_DIR}/manual)
if(ASSAY_DEBIAN) # Debian's policy requires compressed pages
  find_program(ASSAY_GZIP gzip REQUIRED)
  set(compress COMMAND sh -c "exec \"$1\" -9n \"$0\"/*.1" ${manual} ${ASSAY_GZIP})
  set(zsh_default ${CMAKE_INSTALL_DATADIR}/zsh/vendor-completions)
else()
  set(zsh_default ${CMAKE_INSTALL_DATADIR}/zsh/site-functions)
endif()
add_custom_command(
  OUTPUT ${manual}/stamp
  COMMAND ${CMAKE_COMMAND} -E rm -rf ${manual} # removes pages of commands that no longer exist
  COMMAND assay_manual ${manual} ${today} ${compress}
  COMMAND ${CMAKE_COMMAND} -E touch ${manual}/stamp
  VERBATIM
)
set(completions ${CMAKE_CURRENT_BINARY_DIR}/completions)
add_custom_command(
  OUTPUT ${completions}/assay ${completions}/_assay ${completions}/assay.fish
  COMMAND ${CMAKE_COMMAND} -E make_directory ${completions}
  COMMAND assay_cli completion bash > ${completions}/assay
  COMMAND assay_cli completion zsh > ${completions}/_assay
  COMMAND assay_cli completion fish > ${completions}/assay.fish
  VERBATIM
)
add_custom_target(
  assay_tool_files ALL DEPENDS ${manual}/stamp ${completions}/assay ${completions}/_assay ${completions}/assay.fish
)

# Optional, because a build of the tool alone does not make them.
install(
  DIRECTORY ${manual}/
  DESTINATION ${CMAKE_INSTALL_MANDIR}/man1
  COMPONENT tools
  OPTIONAL FILES_MATCHING
  PATTERN "*.1*"
)
# The directories that the shells search.
install(FILES ${completions}/assay DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions COMPONENT tools
        OPTIONAL
)
install(FILES ${completions}/assay.fish DESTINATION ${CMAKE_INSTALL_DATADIR}/fish/vendor_completions.d COMPONENT tools
        OPTIONAL
)
set(ASSAY_ZSH_COMPLETIONS ${zsh_default} CACHE STRING "Directory that the completion for zsh is installed to")
install(FILES ${completions}/_assay DESTINATION ${ASSAY_ZSH_COMPLETIONS} COMPONENT tools OPTIONAL)
