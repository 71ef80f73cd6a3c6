// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// showpages PAGE OUT.png [--light] [--calm] [--size WxH]: draws a page with a made-up estate, for eyes that judge it.
#include <QApplication>
#include <QCommandLineParser>
#include <QTextStream>

#include <demo/demopicture.h>
#include <pages/page.h>
#include <parts/tokens.h>

using namespace signalbox;

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    QCommandLineParser parser;
    const QCommandLineOption light(QStringLiteral("light"));
    const QCommandLineOption calm(QStringLiteral("calm"));
    const QCommandLineOption size(QStringLiteral("size"), {}, QStringLiteral("WxH"), QStringLiteral("1400x900"));
    parser.addOptions({light, calm, size});
    parser.process(application);
    const QStringList arguments = parser.positionalArguments();
    const QStringList sides = parser.value(size).split(u'x');
    if (arguments.size() != 2 || sides.size() != 2)
        parser.showHelp(1);
    applyTheme(parser.isSet(light) ? Theme::Light : Theme::Dark);
    DemoPicture demo = parser.isSet(calm) ? calmEstate() : demoEstate();
    for (const PageType *type : pages::all()) {
        if (arguments[0].toStdString() != type->id)
            continue;
        Page *page = type->make({}, nullptr);
        page->resize(sides[0].toInt(), sides[1].toInt());
        page->showPicture(demo.picture());
        page->show();
        QApplication::processEvents();
        return page->grab().save(arguments[1]) ? 0 : 1;
    }
    QTextStream(stderr) << "There is no page " << arguments[0] << '\n';
    return 1;
}
