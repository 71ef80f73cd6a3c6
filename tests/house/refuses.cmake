# SPDX-FileCopyrightText: 2026 Signalbox contributors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# cmake -DCOMPILE=compiler;option… -DFILE=file [-DCASE=macro -DSAYS=regex] -P refuses.cmake
# Without a case the file must compile; with one it must not, and the compiler's reason must be the one that is meant.
cmake_minimum_required(VERSION 3.25)
set(define "")
if(CASE)
    set(define -D${CASE})
endif()
execute_process(COMMAND ${COMPILE} ${define} -fsyntax-only ${FILE} RESULT_VARIABLE result ERROR_VARIABLE words)
if(NOT CASE AND NOT result EQUAL 0)
    message(FATAL_ERROR "what is allowed does not compile:\n${words}")
elseif(CASE AND result EQUAL 0)
    message(FATAL_ERROR "${CASE} compiles: the past could act")
elseif(CASE AND NOT words MATCHES "${SAYS}")
    message(FATAL_ERROR "${CASE} was refused for another reason than ${SAYS}:\n${words}")
endif()
