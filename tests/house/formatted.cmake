# SPDX-FileCopyrightText: 2026 Signalbox contributors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# cmake -DFORMAT=clang-format -DTREE=folder -P formatted.cmake: every C++ file is as .clang-format (version 14) lays it out.
cmake_minimum_required(VERSION 3.25)
set(files "")
foreach(place IN ITEMS app widgets models services tests)
    file(GLOB_RECURSE found ${TREE}/${place}/*.cpp ${TREE}/${place}/*.h)
    list(APPEND files ${found})
endforeach()
list(FILTER files EXCLUDE REGEX "^${TREE}/tests/data/")
execute_process(COMMAND ${FORMAT} --dry-run -Werror --ferror-limit=1 ${files} RESULT_VARIABLE result ERROR_VARIABLE words)
if(NOT result EQUAL 0)
    message(FATAL_ERROR "clang-format-14 -i FILE mends these:\n${words}")
endif()
