// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include <sources/alertlist.h>
#include <sources/silencereader.h>

using namespace signalbox;

namespace
{
/// Takes everything and checks what any text may not break.
class Silence final : public Say
{
public:
    SeriesHandle series(const Subject &subject, std::string_view, const Labels &labels, std::string_view,
                        Milliseconds) override
    {
        if (!isSubjectName(subject.name))
            std::abort();
        for (std::size_t i = 0; i < labels.size(); ++i) {
            if (labels.list()[i].second.empty() || labels.list()[i].second.size() > 300 ||
                (i > 0 && labels.list()[i - 1].first >= labels.list()[i].first))
                std::abort();
        }
        return static_cast<SeriesHandle>(m_series++);
    }
    void number(SeriesHandle, Moment, double) override {}
    void text(SeriesHandle, Moment, std::string_view text) override
    {
        if (text.size() > 300 || text.find('\n') != std::string_view::npos)
            std::abort();
    }
    void gone(SeriesHandle, Moment) override {}
    void earlier(SeriesHandle, std::vector<EarlierPoint>) override {}
    void flush() override {}

private:
    std::uint32_t m_series = 0;
};
} // namespace

/// The same list twice, and an empty one between, so that what is remembered of one meets the next.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const std::string text(reinterpret_cast<const char *>(data), size);
    SourceDeclaration declared;
    declared.cap = 8;
    declared.watchdog = "Watchdog";
    Silence say;
    AlertList list(say, declared);
    for (const std::string &each : {text, std::string("[]"), text, text}) {
        std::string answer = each;
        static_cast<void>(list.take(answer, Moment(Milliseconds(1'000'000))));
    }
    AlertReader reader;
    std::string status = text;
    static_cast<void>(reader.clusterStatus(status));
    static_cast<void>(AlertReader::time(text));
    if (const Expected<std::string> muted = silenceOfEverything(text);
        muted && (muted->size() > 200 || muted->find('\n') != std::string::npos))
        std::abort();
    static_cast<void>(silencesOf(text));
    return 0;
}
