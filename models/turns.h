// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>

#include <QTimer>

namespace signalbox
{
/// Work that is done a piece a turn of the event loop, so that what a person types is heard in between. Lives on the
/// thread that made it.
class Turns
{
public:
    /// A piece of the work; false: there is none left.
    using Piece = std::function<bool()>;

    /// Begins with the next turn; work that was not done yet is given up.
    void start(Piece piece)
    {
        m_piece = std::move(piece);
        ++m_begun;
        if (!m_isConnected)
            QObject::connect(&m_timer, &QTimer::timeout, &m_timer, [this] { turn(); });
        m_isConnected = true;
        m_timer.start(0); // not an event posted to oneself: those come before what a person types
    }
    [[nodiscard]] bool isBusy() const { return static_cast<bool>(m_piece); }
    /// Does what is left at once.
    void finish()
    {
        while (isBusy())
            turn();
    }

private:
    void turn()
    {
        const Piece piece = m_piece; // it may start other work
        const unsigned begun = m_begun;
        if (!piece || piece() || m_begun != begun)
            return;
        m_timer.stop();
        m_piece = nullptr;
    }

    Piece m_piece;
    QTimer m_timer;
    unsigned m_begun = 0;
    bool m_isConnected = false;
};
} // namespace signalbox
