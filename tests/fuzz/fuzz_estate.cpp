// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <cstdlib>

#include <estate/estatereader.h>
#include <estate/plaintext.h>

using namespace signalbox;

namespace
{
void insist(bool holds)
{
    if (!holds)
        std::abort();
}
} // namespace

/// Whatever the text: an estate or complaints, never both, never neither; complaints in order and fit for a terminal;
/// and an estate that its own recorded text gives again.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *bytes, std::size_t size)
{
    const EstateReading reading = parseEstate(std::string(reinterpret_cast<const char *>(bytes), size));
    insist(reading.estate.has_value() == reading.errors.empty());
    for (const EstateError &error : reading.errors) {
        insist(harmless(error.message) == error.message);
        insist(error.where.line >= 0 && error.where.column >= 0);
    }
    if (!reading.estate)
        return 0;
    const EstateReading again = parseEstate(reading.estate->text);
    insist(again.estate && again.estate->text == reading.estate->text && again.estate->hash == reading.estate->hash);
    insist(again.estate->subjects.size() == reading.estate->subjects.size());
    insist(again.estate->unwatched() == reading.estate->unwatched());
    insist(isSubjectName(reading.estate->id));
    for (const SourceDeclaration &source : reading.estate->sources) {
        insist(!source.targets.empty() && source.deadline <= source.interval);
        for (const Target &target : source.targets) {
            insist(!findUserInformation(target.url));
            // A server that tells of many subjects is asked about itself.
            insist(source.findsSubjects() || source.type == "store-map"
                       ? target.subject == Subject{"source", source.name}
                       : reading.estate->find(target.subject) != nullptr);
        }
    }
    return 0;
}
