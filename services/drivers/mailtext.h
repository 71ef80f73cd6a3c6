// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include <paging/pagetext.h>

namespace signalbox
{
/// A page as a mail (RFC 5322, MIME): pages of one matter form a thread. Lines end with CRLF. Addresses match
/// ScalarType::MailAddress.
std::string mailOf(const PageMessage &message, const std::string &from, const std::vector<std::string> &to);

/// A header's text (RFC 2047): as it is where it is printable ASCII, else in encoded words, folded.
std::string headerText(const std::string &text);
} // namespace signalbox
