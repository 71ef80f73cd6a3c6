// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include <QProcess>

#include <estate/problem.h>

#include "scratchfolder.h"

namespace signalbox::bench
{
/// The colours of all pixels at one moment, row after row.
using Snapshot = std::vector<std::uint32_t>;

/// An X server without a screen (Xvfb), whose frame buffer lies in a file that is looked at where it is: a look costs
/// neither the server nor the program that draws anything.
class Screen
{
public:
    static constexpr int width = 1920;
    static constexpr int height = 1080;

    static Expected<std::unique_ptr<Screen>> start();
    ~Screen();
    Screen(const Screen &) = delete;
    Screen &operator=(const Screen &) = delete;

    /// For the environment's DISPLAY.
    [[nodiscard]] const std::string &display() const { return m_display; }
    /// As they are now, and as they become.
    [[nodiscard]] std::span<const volatile std::uint32_t> pixels() const;
    [[nodiscard]] Snapshot snapshot() const;
    /// How much of the screen is not black, 0 to 1, by every fifth pixel of every fifth row.
    [[nodiscard]] double painted() const;

private:
    Screen() = default;
    ScratchFolder m_folder;
    QProcess m_server;
    std::string m_display;
    void *m_map = nullptr;
    std::size_t m_size = 0;
    std::size_t m_offset = 0; ///< of the first pixel
};

/// Pixels by which two pictures are told apart, whatever else moves on the screen: each has one colour in every
/// snapshot of the one and another colour in every snapshot of the other.
class Marks
{
public:
    enum Side : std::uint8_t { First, Second };

    Marks(std::span<const Snapshot> first, std::span<const Snapshot> second);

    [[nodiscard]] std::size_t count() const { return m_marks.size(); }
    /// How many of the marks have a side's colour, 0 to 1.
    [[nodiscard]] double share(const Screen &screen, Side side) const;
    /// Nine of ten have it.
    [[nodiscard]] bool shows(const Screen &screen, Side side) const { return share(screen, side) >= 0.9; }

private:
    struct Mark {
        std::size_t place = 0;
        std::array<std::uint32_t, 2> colours{};
    };
    std::vector<Mark> m_marks; ///< no more than some thousands, evenly chosen
};
} // namespace signalbox::bench
