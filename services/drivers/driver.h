// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include <estate/paging.h>
#include <paging/pagetext.h>

namespace signalbox
{
/// Words about an outcome are no longer; bytes.
constexpr std::size_t longestOutcome = 200;

/// What became of something that was sent.
struct PageOutcome {
    PageNote::Kind kind = PageNote::Kind::Failed; ///< Sent, Failed or Unknown
    std::string words;                            ///< why, where it was not sent; one line of outside text
};

/// One page on its way. Ends with it: what had not been sent by then is not.
class Sending
{
public:
    virtual ~Sending() = default;
};

/// One part on the shelf: how a page reaches people.
struct DriverType {
    std::string_view id; ///< PagerDeclaration::type
    std::string_view title;
    /// Begins to send, and calls `then` once, later on this thread, whose event loop drives it; at the latest after the
    /// pager's deadline. Never blocks.
    std::unique_ptr<Sending> (*start)(const PagerDeclaration &pager, const PageMessage &message,
                                      std::function<void(const PageOutcome &)> then) = nullptr;
};

namespace drivers
{
/// Every driver on the shelf.
std::span<const DriverType *const> all();
} // namespace drivers
} // namespace signalbox
