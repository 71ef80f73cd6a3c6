// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include <picture/picture.h>
#include <recording/recording.h>

namespace signalbox
{
/// What kind of thing is other than it was; in the order in which somebody who looks for a cause wants to see it.
enum class ChangeKind : std::uint8_t {
    Mark,        ///< somebody said so, or a package run did: `after` is what, `what` the source that told of it
    Gone,        ///< a subject that is no longer there
    Restart,     ///< a machine or a process that started anew
    Kernel,      ///< another kernel (node_uname_info)
    Version,     ///< another version of something (…_info with a label such as version)
    Appeared,    ///< a subject that was not there
    Estate,      ///< another estate file
    Text,        ///< a source says another text
    Clock,       ///< the recorder's clock was stepped
    NotRecorded, ///< nothing was recorded: what happened meanwhile is not known
};

/// One thing that is other than it was. Texts are outside data.
struct WhatChange {
    ChangeKind kind{};
    Subject subject;    ///< empty where it is about the recording as a whole
    std::string what;   ///< the metric or the thing: "kernel", "postfix_build_info"; may be empty
    std::string before; ///< empty: was not there
    std::string after;  ///< empty: is no longer there
    std::optional<Moment> when;
    bool operator==(const WhatChange &) const = default;
};

/// What differs between two pictures of one recording, `before` the earlier one. A restart is known by its time of boot
/// or start, which may be later by two minutes and more: clocks are put right by less.
std::vector<WhatChange> whatChanged(const Picture &before, const Picture &now);

/// What changed up to a picture, and since when.
struct ChangesSince {
    Moment since{};
    bool isShortened = false; ///< the recording begins later than was asked for
    std::vector<WhatChange> changes;
};

/// Compares the picture with what the recording knew at `since`, and adds what happened between: other estates, and
/// where nothing was recorded. Blocking; the recording's thread.
Expected<ChangesSince> changesSince(const Recording &recording, const Picture &now, Moment since);
} // namespace signalbox
