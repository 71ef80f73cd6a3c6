// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <drivers/driver.h>
#include <estate/plaintext.h>
#include <sources/pluginrun.h>

namespace signalbox::drivers::pagecommand
{
namespace
{

PageOutcome outcomeOf(const PluginEnd &end)
{
    if (end.isCutOff) // it may have sent the page, and then hung
        return {PageNote::Kind::Unknown, harmless(end.trouble, longestOutcome)};
    if (!end.trouble.empty())
        return {PageNote::Kind::Failed, harmless(end.trouble, longestOutcome)};
    if (end.status == 0)
        return {PageNote::Kind::Sent, {}};
    const std::string first = end.printed.substr(0, end.printed.find('\n'));
    return {PageNote::Kind::Failed, harmless("the program ended with status " + std::to_string(end.status) +
                                                 (first.empty() ? "" : ": " + first),
                                             longestOutcome)};
}

/// A program that is given the page on its standard input.
class PageCommand final : public Sending
{
public:
    PageCommand(const PagerDeclaration &pager, const PageMessage &message,
                std::function<void(const PageOutcome &)> then)
        : m_then(std::move(then))
        , m_run(pager.command, "the program")
    {
        m_run.start(
            pager.deadline,
            [this](const PluginEnd &end) {
                const PageOutcome outcome = outcomeOf(end);
                // Later: a program that cannot be started may say so at once, and `then` may end this.
                QTimer::singleShot(0, &m_later, [this, outcome] { m_then(outcome); });
            },
            message.title + "\n\n" + message.text);
    }

private:
    std::function<void(const PageOutcome &)> m_then;
    QObject m_later;
    PluginRun m_run; ///< last, so that nothing calls back while the rest goes
};

std::unique_ptr<Sending> start(const PagerDeclaration &pager, const PageMessage &message,
                               std::function<void(const PageOutcome &)> then)
{
    return std::make_unique<PageCommand>(pager, message, std::move(then));
}
} // namespace

extern const DriverType item;
const DriverType item{"command", "Command", start};
} // namespace signalbox::drivers::pagecommand
