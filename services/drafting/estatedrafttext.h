// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include <drafting/estatedraft.h>

namespace signalbox
{
/// A first estate file: the hosts, the source that watches them (the Prometheus server at `url`), and in comments what
/// a person has to fill in. It is as parseEstate() wants it, where `url` is.
std::string estateDraftText(const EstateDraft &draft, const std::string &url);

/// The host as a line of the section hosts: "  web1: {address: …}\n".
std::string draftHostLine(const DraftHost &host);
} // namespace signalbox
