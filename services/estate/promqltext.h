// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

namespace signalbox
{
// What can be told of PromQL (prometheus.io/docs/prometheus/latest/querying/basics) without its grammar.

/// Whether name may be a label's name, which is also a metric's without colons: [A-Za-z_][A-Za-z0-9_]*.
bool isLabelName(std::string_view name);

/// Whether text is one metric's name with, at most, matchers in braces: only of such a vector does timestamp() tell
/// when its samples are from; of anything else it tells when it was asked.
bool isPlainSelector(std::string_view text);

/// Whether text is a comparison with a number: "> 100", "== 0".
bool isComparison(std::string_view text);
} // namespace signalbox
