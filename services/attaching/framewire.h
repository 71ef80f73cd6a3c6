// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include <recording/bytes.h>
#include <recording/frame.h>

namespace signalbox
{
/// A frame as it goes over a line: the parts of ByteWriter one after the other. Unlike the file's form it carries its
/// changes, and is not spread over tables.
void writeFrame(ByteWriter &writer, const Frame &frame);

/// A frame from bytes that nobody vouches for: nothing where they are not whole, where a fact, a text or a transition
/// is about a number beyond what a recording can have, or facts are not in the order of their series.
std::optional<Frame> readFrame(ByteReader &reader);
} // namespace signalbox
