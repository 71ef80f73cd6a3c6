# SPDX-FileCopyrightText: 2026 Signalbox contributors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# cmake -DANALYZE=file -DUNIT=file -DPROGRAM=file -DFOLDER=folder -P unit.cmake: systemd understands every line of the unit, and finds
# it no more exposed than it was. Lost if it failed: a misspelt line is left out without a word, and the watch runs unguarded.
cmake_minimum_required(VERSION 3.25)
set(mostExposed 15) # tenths, of 100
get_filename_component(name ${UNIT} NAME)
file(READ ${UNIT} unit)
string(REPLACE "ExecStart=/usr/bin/signalboxctl" "ExecStart=${PROGRAM}" unit "${unit}")
file(WRITE ${FOLDER}/${name} "${unit}")
execute_process(COMMAND ${ANALYZE} verify --man=no ${FOLDER}/${name} OUTPUT_VARIABLE said ERROR_VARIABLE said RESULT_VARIABLE failed)
if(failed OR said MATCHES "${name}")
    message(SEND_ERROR "${said}")
endif()
execute_process(COMMAND ${ANALYZE} security --no-pager --offline=true --threshold=${mostExposed} ${FOLDER}/${name}
    OUTPUT_VARIABLE said ERROR_VARIABLE said RESULT_VARIABLE failed)
if(failed)
    message(SEND_ERROR "${said}")
endif()
