# SPDX-FileCopyrightText: 2026 Signalbox contributors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# How a room, a shelf, a program and a test are declared. Every flag of the house stands here, once.

add_library(house INTERFACE)
target_compile_options(house INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor -Wold-style-cast -Wconversion
    -Werror)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    # g++ 12 sees uninitialised strings inside optimised and sanitised std::string, std::function and <regex> where there are none
    # (GCC bug 105562); clang-tidy and the analyser in the preset `tidy` look for real ones.
    target_compile_options(house INTERFACE -fpch-preprocess -Wno-maybe-uninitialized)
endif()
target_compile_definitions(house INTERFACE QT_NO_CAST_FROM_ASCII QT_NO_CAST_TO_ASCII QT_NO_KEYWORDS QT_NO_FOREACH
    QT_NO_CONTEXTLESS_CONNECT QT_NO_NARROWING_CONVERSIONS_IN_CONNECT SIGNALBOX_VERSION="${PROJECT_VERSION}")
if(SIGNALBOX_SANITIZE)
    target_compile_options(house INTERFACE -fsanitize=${SIGNALBOX_SANITIZE} -fno-sanitize-recover=all
        -fno-omit-frame-pointer)
    target_link_options(house INTERFACE -fsanitize=${SIGNALBOX_SANITIZE})
endif()

if(CMAKE_CXX_CLANG_TIDY)
    # What moc and the shelves generate lies in the build folder; its nearest configuration is this one, which asks for little.
    file(WRITE ${CMAKE_BINARY_DIR}/.clang-tidy "Checks: '-*,modernize-use-nullptr'\n")
endif()

# Precompiled headers: what every room uses, what the rooms with a screen use, and the same for the tests. Tests are built
# with -O1: what they cost is the time of the compiler.
set(SIGNALBOX_COMMON_HEADERS <QString> <algorithm> <chrono> <map> <memory> <optional> <string> <string_view>
    <unordered_map> <vector> <tl/expected.hpp>)
set(SIGNALBOX_CORE_HEADERS <QObject> <QByteArray> ${SIGNALBOX_COMMON_HEADERS})
set(SIGNALBOX_WIDGETS_HEADERS <QWidget> <QPainter> <QLabel> <QBoxLayout> <QTableView> <QAbstractTableModel>
    ${SIGNALBOX_COMMON_HEADERS})
# Qt6::Test without its definitions: they name the folder of each test, and would make the headers another's. Its headers
# hold more where there is a network: there is one for all tests.
add_library(testing INTERFACE)
target_include_directories(testing SYSTEM INTERFACE $<TARGET_PROPERTY:Qt6::Test,INTERFACE_INCLUDE_DIRECTORIES>)
target_link_libraries(testing INTERFACE $<LINK_ONLY:Qt6::Test> Qt6::Network)
target_compile_options(testing INTERFACE -O1)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    # What a test keeps to itself is a member of its class; in a unity build the class seems to stand in a header.
    target_compile_options(testing INTERFACE -Wno-subobject-linkage)
endif()
function(signalbox_precompiled kind)
    file(WRITE ${CMAKE_BINARY_DIR}/pch.cpp "")
    add_library(pch_${kind} OBJECT ${CMAKE_BINARY_DIR}/pch.cpp)
    cmake_parse_arguments(pch "" "" "USES;HEADERS" ${ARGN})
    target_link_libraries(pch_${kind} PRIVATE house ${pch_USES})
    target_precompile_headers(pch_${kind} PRIVATE ${pch_HEADERS})
    set_target_properties(pch_${kind} PROPERTIES UNITY_BUILD OFF)
endfunction()
if(SIGNALBOX_PCH)
    signalbox_precompiled(core USES Qt6::Core HEADERS ${SIGNALBOX_CORE_HEADERS})
    signalbox_precompiled(widgets USES Qt6::Widgets HEADERS ${SIGNALBOX_WIDGETS_HEADERS})
    signalbox_precompiled(tests USES testing HEADERS <QTest> <QSignalSpy> ${SIGNALBOX_CORE_HEADERS})
    signalbox_precompiled(tests_widgets USES testing Qt6::Widgets HEADERS <QTest> <QSignalSpy>
        ${SIGNALBOX_WIDGETS_HEADERS})
endif()
function(signalbox_precompile target kind)
    if(SIGNALBOX_PCH)
        target_precompile_headers(${target} REUSE_FROM pch_${kind})
    endif()
endfunction()

# signalbox_room(NAME SOURCES file… [PUBLIC room or library…] [PRIVATE room or library…] [SCREEN] [OBJECTS])
# PUBLIC is what the room's headers speak of, PRIVATE what only its sources know. SCREEN: the room has widgets; OBJECTS: it has
# QObjects (both are seen by moc).
# A room's headers are included as <NAME/header.h>: the folder is linked into an include folder that belongs to the room.
function(signalbox_room name)
    cmake_parse_arguments(room "SCREEN;OBJECTS" "" "SOURCES;PUBLIC;PRIVATE" ${ARGN})
    set(include ${CMAKE_BINARY_DIR}/rooms/${name})
    file(MAKE_DIRECTORY ${include})
    file(CREATE_LINK ${CMAKE_CURRENT_SOURCE_DIR} ${include}/${name} SYMBOLIC)
    if(room_SOURCES)
        add_library(${name} STATIC ${room_SOURCES})
        target_include_directories(${name} PUBLIC ${include})
        target_link_libraries(${name} PUBLIC ${room_PUBLIC} PRIVATE ${room_PRIVATE} house)
        if(room_SCREEN)
            signalbox_precompile(${name} widgets)
            set_target_properties(${name} PROPERTIES AUTOMOC ON)
        else()
            target_link_libraries(${name} PRIVATE Qt6::Core)
            signalbox_precompile(${name} core)
            set_target_properties(${name} PROPERTIES AUTOMOC ${room_OBJECTS})
        endif()
    else()
        add_library(${name} INTERFACE)
        target_include_directories(${name} INTERFACE ${include})
        target_link_libraries(${name} INTERFACE ${room_PUBLIC})
    endif()
endfunction()

# signalbox_shelf(NAME TYPE HEADER ITEMS item… SOURCES … PUBLIC … PRIVATE …)
# A room whose ITEMS are parts of one kind: THING.cpp defines `extern const TYPE item` in signalbox::NAME::THING, where what it
# needs may be called as its neighbours call theirs. The list is the registration: a table of them, `std::span<const TYPE *const>
# signalbox::NAME::all()`, is generated from it.
function(signalbox_shelf name type header)
    cmake_parse_arguments(shelf "SCREEN;OBJECTS" "" "ITEMS;SOURCES;PUBLIC;PRIVATE" ${ARGN})
    set(declarations "")
    set(addresses "")
    set(files "")
    foreach(item IN LISTS shelf_ITEMS)
        string(APPEND declarations "namespace ${item} { extern const ${type} item; }\n")
        list(APPEND addresses "&${item}::item")
        list(APPEND files ${item}.cpp)
    endforeach()
    set_property(GLOBAL PROPERTY SIGNALBOX_SHELF_${name} ${shelf_ITEMS})
    list(JOIN addresses ", " addresses)
    set(table ${CMAKE_CURRENT_BINARY_DIR}/${name}_shelf.cpp)
    file(CONFIGURE OUTPUT ${table} @ONLY CONTENT [[
// Generated from the list in CMakeLists.txt, which is the registration.
#include <@header@>
namespace signalbox::@name@
{
@declarations@
std::span<const @type@ *const> all()
{
    static const @type@ *const table[] = {@addresses@};
    return table;
}
} // namespace signalbox::@name@
]])
    set(screen "")
    if(shelf_SCREEN)
        set(screen SCREEN)
    elseif(shelf_OBJECTS)
        set(screen OBJECTS)
    endif()
    signalbox_room(${name} ${screen} SOURCES ${files} ${shelf_SOURCES} ${table} PUBLIC ${shelf_PUBLIC}
        PRIVATE ${shelf_PRIVATE})
endfunction()

set(SIGNALBOX_TEST_ENVIRONMENT QT_QPA_PLATFORM=offscreen TZ=UTC LC_ALL=C.UTF-8)
if(SIGNALBOX_SANITIZE)
    set(suppressions ${CMAKE_SOURCE_DIR}/tests/support)
    list(APPEND SIGNALBOX_TEST_ENVIRONMENT
        ASAN_OPTIONS=detect_stack_use_after_return=1:allocator_may_return_null=1
        LSAN_OPTIONS=suppressions=${suppressions}/lsan.supp:print_suppressions=0
        TSAN_OPTIONS=suppressions=${suppressions}/tsan.supp:second_deadlock_stack=1
        UBSAN_OPTIONS=print_stacktrace=1)
endif()

# signalbox_tests(NAME TESTS test… [SHELF name] [USES room or library…] [SCREEN] [SOURCES more…] [LABEL label] [TIMEOUT seconds])
# The tests of a folder, which are one program, `tests_NAME`: a TEST is tst_NAME.cpp beside the list, and a ctest entry of that
# name, offscreen, in UTC, in the C locale, with a time limit. SHELF: also tst_ITEM.cpp for each item on that shelf; the line in
# the shelf's list declares the test as well, and CMake asks for the file.
function(signalbox_tests name)
    cmake_parse_arguments(tests "SCREEN" "SHELF;LABEL;TIMEOUT" "TESTS;USES;SOURCES" ${ARGN})
    if(tests_SHELF)
        get_property(items GLOBAL PROPERTY SIGNALBOX_SHELF_${tests_SHELF})
        list(TRANSFORM items PREPEND tst_)
        list(APPEND tests_TESTS ${items})
    endif()
    set(program tests_${name})
    set(declarations "")
    set(table "")
    foreach(test IN LISTS tests_TESTS)
        string(APPEND declarations "namespace ${test} { int run(int argc, char **argv); }\n")
        string(APPEND table "{\"${test}\", &${test}::run},\n")
    endforeach()
    file(CONFIGURE OUTPUT ${CMAKE_CURRENT_BINARY_DIR}/${program}.cpp @ONLY CONTENT [[
// Generated from the list in CMakeLists.txt, which is the registration.
#include <support/testprogram.h>
@declarations@
int main(int argc, char **argv)
{
    return signalbox::testing::runOneOf({@table@}, argc, argv);
}
]])
    list(TRANSFORM tests_TESTS APPEND .cpp OUTPUT_VARIABLE files)
    add_executable(${program} ${files} ${tests_SOURCES} ${CMAKE_CURRENT_BINARY_DIR}/${program}.cpp)
    set_source_files_properties(${tests_SOURCES} PROPERTIES SKIP_UNITY_BUILD_INCLUSION ON)
    target_link_libraries(${program} PRIVATE ${tests_USES} support testing house)
    target_compile_definitions(${program} PRIVATE SIGNALBOX_TEST_DATA="${CMAKE_SOURCE_DIR}/tests/data")
    target_include_directories(${program} PRIVATE ${CMAKE_CURRENT_BINARY_DIR})
    if(tests_SCREEN)
        target_link_libraries(${program} PRIVATE Qt6::Widgets)
        signalbox_precompile(${program} tests_widgets)
    else()
        signalbox_precompile(${program} tests)
    endif()
    if(NOT tests_TIMEOUT)
        set(tests_TIMEOUT 60)
    endif()
    if(SIGNALBOX_SANITIZE)
        math(EXPR tests_TIMEOUT "${tests_TIMEOUT} * 5")
    endif()
    foreach(test IN LISTS tests_TESTS)
        # Without include folders: moc takes half a second to read headers that tell it nothing of a test. (AUTOMOC of Qt 6.4
        # stumbles over <concepts> in sources whose first include is not Qt's.)
        add_custom_command(OUTPUT ${test}.moc DEPENDS ${test}.cpp VERBATIM
            COMMAND Qt6::moc -DQT_NO_KEYWORDS ${CMAKE_CURRENT_SOURCE_DIR}/${test}.cpp -o ${CMAKE_CURRENT_BINARY_DIR}/${test}.moc)
        target_sources(${program} PRIVATE ${CMAKE_CURRENT_BINARY_DIR}/${test}.moc)
        add_test(NAME ${test} COMMAND ${program} ${test})
        set_tests_properties(${test} PROPERTIES TIMEOUT ${tests_TIMEOUT} ENVIRONMENT "${SIGNALBOX_TEST_ENVIRONMENT}")
        if(tests_LABEL)
            set_tests_properties(${test} PROPERTIES LABELS ${tests_LABEL})
        endif()
    endforeach()
endfunction()
