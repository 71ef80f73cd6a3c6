// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <drivers/driver.h>
#include <drivers/httpexchange.h>
#include <drivers/pagejson.h>

namespace signalbox::drivers::webhook
{
namespace
{
std::unique_ptr<Sending> start(const PagerDeclaration &pager, const PageMessage &message,
                               std::function<void(const PageOutcome &)> then)
{
    const HttpQuestion question{
        pager.url,         pager.secretUrl, {}, pager.certificateAuthority, pager.secret, message.id,
        pageJson(message), pager.deadline};
    return std::make_unique<HttpExchange>(question, std::move(then));
}
} // namespace

extern const DriverType item;
const DriverType item{"webhook", "Webhook", start};
} // namespace signalbox::drivers::webhook
