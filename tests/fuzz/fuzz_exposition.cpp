// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include <sources/answerledger.h>
#include <sources/expositionreader.h>

using namespace signalbox;

namespace
{
/// Takes everything and checks what any text may not break.
class Silence final : public Say
{
public:
    SeriesHandle series(const Subject &, std::string_view metric, const Labels &labels, std::string_view,
                        Milliseconds) override
    {
        if (metric.empty() || metric == upMetric)
            std::abort();
        for (std::size_t i = 0; i < labels.size(); ++i) {
            if (labels.list()[i].first.empty() || labels.list()[i].second.empty() ||
                (i > 0 && labels.list()[i - 1].first >= labels.list()[i].first))
                std::abort();
        }
        return static_cast<SeriesHandle>(m_series++);
    }
    void number(SeriesHandle series, Moment at, double) override
    {
        if (index(series) >= m_series || at > Moment(Milliseconds(1'000'000)))
            std::abort();
    }
    void text(SeriesHandle, Moment, std::string_view) override { std::abort(); }
    void gone(SeriesHandle, Moment) override {}
    void earlier(SeriesHandle, std::vector<EarlierPoint>) override {}
    void flush() override {}

private:
    std::uint32_t m_series = 0;
};
} // namespace

/// Two answers after each other (the input's two halves), so that what is remembered of the first meets the second.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const std::string_view text(reinterpret_cast<const char *>(data), size);
    SourceDeclaration declared;
    declared.cap = 8;
    for (const ExpositionFormat format : {ExpositionFormat::Text, ExpositionFormat::OpenMetrics}) {
        Silence say;
        AnswerLedger ledger(say, {"host", "a"}, {}, declared);
        const AnswerTimes times{Moment(Milliseconds(1'000'000)), WallTime(Milliseconds(1'000'000)), {}};
        const std::size_t half = text.rfind('\n', size / 2);
        static_cast<void>(ledger.take(text, format, times));
        if (half != std::string_view::npos)
            static_cast<void>(ledger.take(text.substr(half + 1), format, times));
        static_cast<void>(ledger.take(text, format, times));
    }
    static_cast<void>(parseExpositionLabels(text));
    return 0;
}
