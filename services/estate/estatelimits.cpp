// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <estate/estatelimits.h>

#include <estate/estatescalar.h>

namespace signalbox
{
namespace
{
/// Which way a value is bad.
enum class Worse : std::uint8_t { Higher, Lower };

class LimitReader
{
public:
    LimitReader(const Record &record, std::vector<EstateError> &errors)
        : m_record(record)
        , m_errors(errors)
    {
    }

    /// NAME_warning and NAME_critical.
    template <class Value>
    void read(const std::string &name, Worse worse, Value &warning, Value &critical)
    {
        take(name + "_warning", warning);
        take(name + "_critical", critical);
        const bool isOrdered = worse == Worse::Higher ? warning <= critical : warning >= critical;
        if (!isOrdered)
            m_errors.push_back({m_record.where, "limits: " + name + "_warning is " +
                                                    (worse == Worse::Higher ? "above " : "below ") + name +
                                                    "_critical (defaults: " + fallback(name + "_warning") + " and " +
                                                    fallback(name + "_critical") + ')'});
    }

private:
    void take(const std::string &key, double &share) const
    {
        if (const RecordItem *item = m_record.item(key))
            share = shareOf(item->text);
    }
    void take(const std::string &key, std::chrono::milliseconds &duration) const
    {
        if (const RecordItem *item = m_record.item(key))
            duration = durationOf(item->text);
    }
    void take(const std::string &key, std::uint32_t &count) const
    {
        if (const RecordItem *item = m_record.item(key))
            count = static_cast<std::uint32_t>(std::stoul(item->text));
    }

    static std::string fallback(const std::string &key)
    {
        const Field *limits = findField(estateFields(), "limits");
        const Field *field = limits ? findField(limits->fields, key) : nullptr;
        return field ? std::string(field->fallback) : std::string();
    }

    const Record &m_record;
    std::vector<EstateError> &m_errors;
};
} // namespace

Limits limitsOf(const Record &record, std::vector<EstateError> &errors)
{
    Limits limits;
    LimitReader reader(record, errors);
    reader.read("disk_full", Worse::Higher, limits.diskFullWarning, limits.diskFullCritical);
    reader.read("disk_filling", Worse::Lower, limits.diskFillingWarning, limits.diskFillingCritical);
    reader.read("memory_available", Worse::Lower, limits.memoryAvailableWarning, limits.memoryAvailableCritical);
    reader.read("load", Worse::Higher, limits.loadWarning, limits.loadCritical);
    reader.read("clock_skew", Worse::Higher, limits.clockSkewWarning, limits.clockSkewCritical);
    reader.read("certificate", Worse::Lower, limits.certificateWarning, limits.certificateCritical);
    return limits;
}
} // namespace signalbox
