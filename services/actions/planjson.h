// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include <QJsonObject>

#include <actions/gate.h>

namespace signalbox
{
/// The plan as an object; `withGuards`: they are no part of its hash.
QJsonObject planJson(const Plan &plan, bool withGuards);
/// Nothing where the object is no plan; every text and number is checked for its type and range.
std::optional<Plan> planOfJson(const QJsonObject &object);

QJsonObject confirmationJson(const Confirmation &confirmation);
std::optional<Confirmation> confirmationOfJson(const QJsonObject &object);
} // namespace signalbox
