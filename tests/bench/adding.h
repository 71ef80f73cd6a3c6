// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <sources/source.h>

namespace signalbox::bench
{
/// Takes what a source says and adds it up, so that nothing said costs anything but the saying.
class Adding final : public Say
{
public:
    SeriesHandle series(const Subject &, std::string_view, const Labels &, std::string_view, Milliseconds) override
    {
        return static_cast<SeriesHandle>(m_series++);
    }
    void number(SeriesHandle, Moment, double value) override
    {
        sum += value;
        ++numbers;
    }
    void text(SeriesHandle, Moment, std::string_view value) override { letters += value.size(); }
    void gone(SeriesHandle, Moment) override {}
    void earlier(SeriesHandle, std::vector<EarlierPoint>) override {}
    void flush() override {}

    double sum = 0;
    std::uint64_t numbers = 0;
    std::size_t letters = 0;

private:
    std::uint32_t m_series = 0;
};
} // namespace signalbox::bench
