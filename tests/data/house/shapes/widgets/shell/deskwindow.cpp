// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// A window has a limit of its own.
//
//
//
//
//
//
//
//
//
//
//
//
//
// expect: file-size
