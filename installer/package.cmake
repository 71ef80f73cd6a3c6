# SPDX-FileCopyrightText: 2026 Signalbox contributors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# What is installed where, and the Debian package of it:
#     cmake --build --preset release && cpack -G DEB --config build/release/CPackConfig.cmake -B build/release
include(GNUInstallDirs)
set(documents ${CMAKE_INSTALL_DATADIR}/doc/signalbox)
set(linux ${CMAKE_SOURCE_DIR}/installer/linux)

install(TARGETS signalbox signalbox-replay signalboxctl RUNTIME)
install(FILES ${linux}/org.signalbox.Signalbox.desktop ${linux}/org.signalbox.Replay.desktop
    DESTINATION ${CMAKE_INSTALL_DATADIR}/applications)
install(FILES ${linux}/org.signalbox.Signalbox.metainfo.xml DESTINATION ${CMAKE_INSTALL_DATADIR}/metainfo)
install(FILES ${linux}/org.signalbox.Signalbox.svg DESTINATION ${CMAKE_INSTALL_DATADIR}/icons/hicolor/scalable/apps)
install(FILES ${linux}/signalbox.1 ${linux}/signalbox-replay.1 ${linux}/signalboxctl.1
    DESTINATION ${CMAKE_INSTALL_MANDIR}/man1)
# bash looks for a file that bears the command's name.
foreach(program IN ITEMS signalbox signalbox-replay signalboxctl)
    install(FILES ${linux}/completion.bash DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions
        RENAME ${program})
endforeach()
# systemd reads these two below /usr/lib on every machine, whatever the library folder is called.
install(FILES ${linux}/signalbox-watch.service DESTINATION lib/systemd/system)
install(FILES ${linux}/signalbox.sysusers DESTINATION lib/sysusers.d RENAME signalbox.conf)
install(FILES ${CMAKE_SOURCE_DIR}/resources/estate.schema.json DESTINATION ${CMAKE_INSTALL_DATADIR}/signalbox)
# For hosts, not for this machine: an administrator brings them there (docs/reach.md, docs/stores.md).
set(host ${CMAKE_SOURCE_DIR}/installer/host)
install(PROGRAMS ${host}/signalbox-host DESTINATION ${CMAKE_INSTALL_DATADIR}/signalbox/host)
install(PROGRAMS ${host}/run/cyrus-slot DESTINATION ${CMAKE_INSTALL_DATADIR}/signalbox/host/run)
install(PROGRAMS ${CMAKE_SOURCE_DIR}/installer/probes/signalbox-cyrus-probe
    DESTINATION ${CMAKE_INSTALL_DATADIR}/signalbox/probes)
install(DIRECTORY ${CMAKE_SOURCE_DIR}/resources/examples DESTINATION ${documents})
install(FILES ${CMAKE_SOURCE_DIR}/README.md ${CMAKE_SOURCE_DIR}/CHANGELOG.md ${CMAKE_SOURCE_DIR}/docs/estate.md
    ${CMAKE_SOURCE_DIR}/docs/charts.md ${CMAKE_SOURCE_DIR}/docs/keys.md
    ${CMAKE_SOURCE_DIR}/docs/reach.md ${CMAKE_SOURCE_DIR}/docs/signalboxctl.md ${CMAKE_SOURCE_DIR}/docs/stores.md ${CMAKE_SOURCE_DIR}/docs/watch.md
    DESTINATION ${documents})
# Debian asks for it by this name, and for this format.
install(FILES ${CMAKE_SOURCE_DIR}/.reuse/dep5 DESTINATION ${documents} RENAME copyright)

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME signalbox)
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "desktop console for on-call engineers")
set(CPACK_PACKAGE_DESCRIPTION "Shows an estate as it is now, says how old each value is and what it does not know, records all of
it, and plays any past moment again on the same screens.")
set(CPACK_PACKAGE_CONTACT "Signalbox contributors <signalbox@example.org>")
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION admin)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
# What is loaded at run time and so unseen by dpkg-shlibdeps.
set(CPACK_DEBIAN_PACKAGE_DEPENDS "qt6-qpa-plugins, libqt6svg6")
set(CPACK_DEBIAN_PACKAGE_RECOMMENDS "fonts-noto-core, openssh-client, libqt6sql6-psql, libqt6sql6-sqlite, qt6-wayland")
include(CPack)
