// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdio>
#include <initializer_list>
#include <string_view>

#include <QTest>
#ifdef QT_WIDGETS_LIB
#include <QApplication>
#endif

/// The tests of a folder are one program, so that what they share is compiled and linked once; each test still runs in
/// a process of its own: `PROGRAM tst_NAME [options of Qt Test]`. The folder's CMakeLists.txt is the list; each test
/// stands in a namespace of its name.
namespace signalbox::testing
{
struct Test {
    std::string_view name;
    int (*run)(int argc, char **argv);
};

/// Runs one test class with the application that its folder needs.
template <class TestClass>
int runTest(int argc, char **argv)
{
#ifdef QT_WIDGETS_LIB
    QCoreApplication::setAttribute(Qt::AA_Use96Dpi);
    const QApplication application(argc, argv);
#else
    const QCoreApplication application(argc, argv);
#endif
    QCoreApplication::setApplicationName(QString::fromLocal8Bit(argv[0]));
    TestClass test;
    return QTest::qExec(&test, argc, argv);
}

/// The `main` of a folder: runs the test that the first argument names; 2 where it names none.
inline int runOneOf(std::initializer_list<Test> tests, int argc, char **argv)
{
    for (const Test &test : tests)
        if (argc > 1 && test.name == argv[1])
            return test.run(argc - 1, argv + 1);
    std::fputs("Name one of the tests:\n", stderr);
    for (const Test &test : tests)
        std::fprintf(stderr, "  %s\n", test.name.data());
    return 2;
}
} // namespace signalbox::testing

/// Stands at the end of a test's namespace.
#define SIGNALBOX_TEST(TestClass)                                                                                      \
    int run(int argc, char **argv)                                                                                     \
    {                                                                                                                  \
        return signalbox::testing::runTest<TestClass>(argc, argv);                                                     \
    }
