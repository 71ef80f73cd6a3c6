// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <commands/observation.h>

#include <algorithm>

namespace signalbox
{
namespace
{
constexpr int lookEveryMs = 100;

bool wasAsked(const Picture &picture, const std::string &source, const Subject &subject)
{
    const std::optional<SubjectId> id = picture.find(subject);
    if (!id)
        return false;
    const std::vector<SeriesId> &series = picture.subject(*id).series;
    return std::any_of(series.begin(), series.end(), [&](SeriesId each) {
        const SeriesKey &key = picture.series[index(each)]->declared.key;
        return key.metric == "up" && key.source == source && picture.sample(each).freshness != Freshness::Never;
    });
}
} // namespace

Observation::Observation(Options options)
    : m_options(std::move(options))
{
}

Expected<std::unique_ptr<Observation>> Observation::start(Options options)
{
    std::unique_ptr<Observation> observation(new Observation(std::move(options)));
    Observation &self = *observation;
    Recorder::Options recording;
    recording.estatePath = self.m_options.estatePath;
    recording.recordingPath = self.m_options.recordingPath;
    recording.whenHeld = self.m_options.whenHeld;
    recording.pages = self.m_options.pages;
    recording.acts = self.m_options.acts;
    recording.recordingChanged = [&self](const RecordingStatus &status) {
        QMetaObject::invokeMethod(
            &self.m_context,
            [&self, status] {
                if (self.m_options.recordingChanged)
                    self.m_options.recordingChanged(status);
            },
            Qt::QueuedConnection);
    };
    recording.estateChanged = [&self](const EstateStatus &status) {
        QMetaObject::invokeMethod(
            &self.m_context,
            [&self, status] {
                if (self.m_options.estateChanged)
                    self.m_options.estateChanged(status);
            },
            Qt::QueuedConnection);
    };
    auto recorder = Recorder::start(recording);
    if (!recorder)
        return tl::unexpected(recorder.error());
    self.m_recorder = std::move(*recorder);
    auto followed = self.m_recorder->recording();
    if (!followed)
        return tl::unexpected(followed.error());
    self.m_session = std::make_unique<Session>(std::move(*followed), self.m_recorder->clock());
    QObject::connect(self.m_session.get(), &Session::pictureChanged, &self.m_context,
                     [&self](const PicturePtr &picture) { self.m_options.changed(picture); });
    QObject::connect(self.m_session.get(), &Session::failed, &self.m_context,
                     [&self](const Problem &problem) { self.m_options.failed(problem); });
    QObject::connect(&self.m_timer, &QTimer::timeout, self.m_session.get(), &Session::advance);
    self.m_timer.start(lookEveryMs);
    return observation;
}

void Observation::reread(const std::function<void()> &done)
{
    m_recorder->reread([this, done] { QMetaObject::invokeMethod(&m_context, done, Qt::QueuedConnection); });
}

bool everyTargetWasAsked(const Picture &picture)
{
    return std::all_of(picture.estate->sources.begin(), picture.estate->sources.end(), [&](const auto &source) {
        return std::all_of(source.targets.begin(), source.targets.end(),
                           [&](const Target &target) { return wasAsked(picture, source.name, target.subject); });
    });
}
} // namespace signalbox
