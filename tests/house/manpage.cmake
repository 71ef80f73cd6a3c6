# SPDX-FileCopyrightText: 2026 Signalbox contributors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# cmake -DPROGRAM=file -DCOMMANDS=a;b -DMAN=file -P manpage.cmake: the manual page tells of every option that --help tells of, and of no
# other. Lost if it failed: a person at a terminal would read of options that are not there.
cmake_minimum_required(VERSION 3.25)
set(ENV{QT_QPA_PLATFORM} offscreen)
execute_process(COMMAND ${PROGRAM} --help OUTPUT_VARIABLE help COMMAND_ERROR_IS_FATAL ANY)
foreach(command IN LISTS COMMANDS)
    execute_process(COMMAND ${PROGRAM} ${command} --help OUTPUT_VARIABLE more COMMAND_ERROR_IS_FATAL ANY)
    string(APPEND help "${more}")
endforeach()
file(READ ${MAN} page)
string(REPLACE "\\-" "-" page "${page}")
string(REGEX MATCHALL "--[a-z][a-z-]+" told "${help}")
string(REGEX MATCHALL "--[a-z][a-z-]+" written "${page}")
foreach(option IN LISTS told)
    # Qt's own options for itself are in Qt's documentation.
    if(NOT option IN_LIST written AND NOT option STREQUAL "--help-all")
        message(SEND_ERROR "${MAN} does not tell of ${option}")
    endif()
endforeach()
foreach(option IN LISTS written)
    if(NOT option IN_LIST told)
        message(SEND_ERROR "${MAN} tells of ${option}, which --help does not")
    endif()
endforeach()
