// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <sources/prometheusserver.h>

namespace signalbox::sources::prometheus
{
namespace
{
std::unique_ptr<Source> start(const SourceDeclaration &declaration, Say &say, const Clock &clock)
{
    if (declaration.targets.empty())
        return nullptr;
    return std::make_unique<PrometheusServer>(declaration, say, clock);
}
} // namespace

extern const SourceType item = {"prometheus", "Prometheus server", start};
} // namespace signalbox::sources::prometheus
