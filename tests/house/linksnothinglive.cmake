# SPDX-FileCopyrightText: 2026 Signalbox contributors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# cmake -DNM=nm -DREPLAY=program -DDESK=program -P linksnothinglive.cmake
# Law 6 by linking: the replay holds nothing that polls, records or acts, and no network. The desk does, which shows that these
# names are still the right ones to look for.
cmake_minimum_required(VERSION 3.25)
set(live "signalbox::sources::" "signalbox::Recorder::" "signalbox::RecordingWriter::open" "QNetworkAccessManager"
    "QTcpSocket" "QSslSocket")
execute_process(COMMAND ${NM} -C ${REPLAY} OUTPUT_VARIABLE replay COMMAND_ERROR_IS_FATAL ANY)
execute_process(COMMAND ${NM} -C ${DESK} OUTPUT_VARIABLE desk COMMAND_ERROR_IS_FATAL ANY)
foreach(name IN LISTS live)
    string(FIND "${replay}" "${name}" held)
    if(NOT held EQUAL -1)
        message(SEND_ERROR "signalbox-replay holds ${name}: the past could reach the world")
    endif()
endforeach()
foreach(name IN ITEMS "signalbox::sources::" "signalbox::Recorder::" "signalbox::RecordingWriter::open")
    string(FIND "${desk}" "${name}" held)
    if(held EQUAL -1)
        message(SEND_ERROR "signalbox does not hold ${name} either: this test looks for a name that is gone")
    endif()
endforeach()
