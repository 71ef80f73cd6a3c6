// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include <estate/problem.h>

namespace signalbox::bench
{
/// One line of the speed table: what we need against what another way needs, both measured in this run.
struct Line {
    int row = 0;
    std::string what;
    std::string unit;
    double ours = 0;
    double against = 0;
    double floor = 0; ///< ours / against must not be above this
    double aim = 0;

    [[nodiscard]] double ratio() const { return ours / against; }
    [[nodiscard]] bool met() const { return ratio() <= floor; }
};

/// What a row answers: its lines, and remarks on how they came about.
struct Measured {
    std::vector<Line> lines;
    std::vector<std::string> remarks;
};

Expected<Measured> besideNagstamon();    ///< rows 1 to 3
Expected<Measured> recordingSize();      ///< row 4
Expected<Measured> pictureAtAnyMoment(); ///< row 5
Expected<Measured> ingest();             ///< row 6
Expected<Measured> chartsRow();          ///< row 7
Expected<Measured> liveTable();          ///< row 8
Expected<Measured> hostGrid();           ///< row 9
Expected<Measured> scraping();           ///< row 10, exporters
Expected<Measured> jsonOfAlerts();       ///< row 10, JSON of Alertmanager
Expected<Measured> jsonOfSeries();       ///< row 10, JSON of Prometheus
Expected<Measured> judging();            ///< row 11
} // namespace signalbox::bench
