// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "screen.h"

#include <algorithm>

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

namespace signalbox::bench
{
namespace
{
constexpr std::size_t pixelCount = std::size_t{Screen::width} * Screen::height;
constexpr std::size_t mostMarks = 4000;

/// A field of the header of an X window dump (XWDFile.h): big-endian, whatever the machine is.
std::size_t field(const void *header, std::size_t number)
{
    const auto *bytes = static_cast<const unsigned char *>(header) + number * 4;
    return std::size_t{bytes[0]} << 24U | std::size_t{bytes[1]} << 16U | std::size_t{bytes[2]} << 8U | bytes[3];
}
} // namespace

Expected<std::unique_ptr<Screen>> Screen::start()
{
    const auto fail = [](const std::string &what) {
        return tl::make_unexpected(Problem{"Xvfb", what, "Is the Debian package xvfb installed?"});
    };
    std::unique_ptr<Screen> screen(new Screen);
    const std::string geometry = std::to_string(width) + 'x' + std::to_string(height) + "x24";
    screen->m_server.setStandardErrorFile(QProcess::nullDevice());
    screen->m_server.start(QStringLiteral("Xvfb"),
                           {QStringLiteral("-displayfd"), QStringLiteral("1"), QStringLiteral("-screen"),
                            QStringLiteral("0"), QString::fromStdString(geometry), QStringLiteral("-fbdir"),
                            QString::fromStdString(screen->m_folder.file("")), QStringLiteral("-nolisten"),
                            QStringLiteral("tcp"), QStringLiteral("-noreset")});
    while (!screen->m_server.canReadLine()) {
        if (!screen->m_server.waitForReadyRead(30'000))
            return fail("it did not start: " + screen->m_server.errorString().toStdString());
    }
    screen->m_display = ':' + screen->m_server.readLine().trimmed().toStdString();

    const int file = open(screen->m_folder.file("Xvfb_screen0").c_str(), O_RDONLY | O_CLOEXEC);
    struct stat status {
    };
    if (file < 0 || fstat(file, &status) != 0)
        return fail("its frame buffer is not to be found");
    screen->m_size = static_cast<std::size_t>(status.st_size);
    void *map = mmap(nullptr, screen->m_size, PROT_READ, MAP_SHARED, file, 0);
    close(file);
    if (map == MAP_FAILED)
        return fail("its frame buffer is not to be looked at");
    screen->m_map = map;
    constexpr std::size_t bytesOfColour = 12;
    screen->m_offset = field(map, 0) + field(map, 19) * bytesOfColour;
    if (field(map, 11) != 32 || field(map, 12) != std::size_t{width} * 4 ||
        screen->m_size < screen->m_offset + pixelCount * 4)
        return fail("its frame buffer is of another form");
    return screen;
}

Screen::~Screen()
{
    if (m_map)
        munmap(m_map, m_size);
    m_server.terminate();
    m_server.waitForFinished();
}

std::span<const volatile std::uint32_t> Screen::pixels() const
{
    const auto *bytes = static_cast<const unsigned char *>(m_map) + m_offset;
    return {reinterpret_cast<const volatile std::uint32_t *>(bytes), pixelCount};
}

Snapshot Screen::snapshot() const
{
    const auto all = pixels();
    return {all.begin(), all.end()};
}

double Screen::painted() const
{
    const auto all = pixels();
    std::size_t looked = 0;
    std::size_t lit = 0;
    for (std::size_t y = 0; y < height; y += 5) {
        for (std::size_t x = 0; x < width; x += 5) {
            ++looked;
            lit += (all[y * width + x] & 0xFFFFFFU) != 0 ? 1 : 0;
        }
    }
    return static_cast<double>(lit) / static_cast<double>(looked);
}

Marks::Marks(std::span<const Snapshot> first, std::span<const Snapshot> second)
{
    const auto isConstant = [](std::span<const Snapshot> pictures, std::size_t place) {
        return std::all_of(pictures.begin(), pictures.end(),
                           [&](const Snapshot &picture) { return picture[place] == pictures.front()[place]; });
    };
    std::vector<Mark> all;
    for (std::size_t place = 0; place < pixelCount; ++place) {
        const Mark mark{place, {first.front()[place], second.front()[place]}};
        if (mark.colours[0] != mark.colours[1] && isConstant(first, place) && isConstant(second, place))
            all.push_back(mark);
    }
    const std::size_t every = std::max<std::size_t>(1, all.size() / mostMarks);
    for (std::size_t i = 0; i < all.size(); i += every)
        m_marks.push_back(all[i]);
}

double Marks::share(const Screen &screen, Side side) const
{
    const auto pixels = screen.pixels();
    const auto has = std::count_if(m_marks.begin(), m_marks.end(),
                                   [&](const Mark &mark) { return pixels[mark.place] == mark.colours[side]; });
    return static_cast<double>(has) / static_cast<double>(std::max<std::size_t>(1, m_marks.size()));
}
} // namespace signalbox::bench
