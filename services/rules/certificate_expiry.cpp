// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <rules/rule.h>

#include <algorithm>

#include <rules/words.h>

namespace signalbox::rules::certificate_expiry
{
namespace
{
constexpr double latestDate = 253402300799; // the end of year 9999, in seconds since 1970

// A moment at which the verdict on this certificate changes by time alone.
void recheck(Verdict &verdict, const SubjectView &view, WallTime due)
{
    if (due <= view.wall())
        return;
    const Moment moment = view.whenWallShows(due);
    verdict.recheckAt = std::min(verdict.recheckAt.value_or(moment), moment);
}

void judgeOne(Verdict &verdict, const SubjectView &view, const SubjectView::Value &expiry)
{
    const Limits &limits = view.estate().limits;
    const SeriesKey &key = expiry.series.declared.key;
    const Labels labels = key.labels.with("source", key.source);
    const std::string name = "the certificate" + (key.labels.empty() ? "" : ' ' + labelText(key.labels));
    const double seconds = expiry.sample.value;
    if (!(seconds <= latestDate)) {
        verdict.findings.push_back(
            {Severity::Unknown, labels, "when " + name + " expires cannot be told: it is no date"});
        return;
    }
    if (seconds <= 0)
        return; // the prober saw no certificate
    const WallTime end{Milliseconds(static_cast<std::int64_t>(seconds * 1000))};
    for (const WallTime due : {end - limits.certificateWarning, end - limits.certificateCritical, end})
        recheck(verdict, view, due);
    const WallTime wall = view.wall();
    if (wall < end - limits.certificateWarning)
        return;
    const bool isCritical = wall >= end - limits.certificateCritical;
    verdict.findings.push_back({isCritical ? Severity::Critical : Severity::Warning, labels,
                                name + (wall >= end ? " expired on " : " expires on ") + dateText(end)});
}

/// One that is not valid yet, which clients refuse as they do an expired one.
void judgeBeginning(Verdict &verdict, const SubjectView &view, const SubjectView::Value &beginning)
{
    const SeriesKey &key = beginning.series.declared.key;
    const double seconds = beginning.sample.value;
    if (!(seconds > 0 && seconds <= latestDate))
        return;
    const WallTime begin{Milliseconds(static_cast<std::int64_t>(seconds * 1000))};
    if (view.wall() >= begin)
        return;
    recheck(verdict, view, begin);
    // Apart from the one about its end.
    const Labels labels = key.labels.with("source", key.source).with("validity", "future");
    verdict.findings.push_back({Severity::Critical, labels,
                                "the certificate" + (key.labels.empty() ? "" : ' ' + labelText(key.labels)) +
                                    " is not valid before " + dateText(begin)});
}

Verdict judge(const SubjectView &view)
{
    Verdict verdict;
    for (const SubjectView::Value &expiry : view.values("probe_ssl_earliest_cert_expiry")) {
        if (expiry.sample.freshness != Freshness::Never)
            judgeOne(verdict, view, expiry);
    }
    for (const SubjectView::Value &beginning : view.values("probe_ssl_latest_cert_not_before")) {
        if (beginning.sample.freshness != Freshness::Never)
            judgeBeginning(verdict, view, beginning);
    }
    return verdict;
}
} // namespace

extern const Rule item;
const Rule item{
    .id = "certificate-expiry",
    .version = 2,
    .title = "Certificate expiry",
    .kind = "",
    .metrics = {"probe_ssl_earliest_cert_expiry", "probe_ssl_latest_cert_not_before"},
    .limits = {"certificate_warning", "certificate_critical"},
    .readsFreshness = false,
    .holdFor = {},
    .guidance =
        "The earliest certificate in the chain ends then (UTC); from that moment clients refuse the service. See why "
        "it was not renewed (certbot certificates, systemctl list-timers), renew it, reload what serves it, and look "
        "with openssl s_client that it is served. One that is not valid yet was made or installed too early, or by a "
        "machine whose clock is ahead.",
    .judge = judge,
};
} // namespace signalbox::rules::certificate_expiry
