// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <picture/picture.h> // expect: circle
#include <time/clock.h>
