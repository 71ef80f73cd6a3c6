// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <sources/secret.h>

#include <QFile>
#include <QFileInfo>

namespace signalbox
{
namespace
{
Expected<std::string> bare(QByteArray text, const std::string &name)
{
    while (text.endsWith('\n') || text.endsWith('\r'))
        text.chop(1);
    if (text.isEmpty() || static_cast<std::size_t>(text.size()) > longestSecret)
        return tl::unexpected(Problem{name, text.isEmpty() ? "the secret is empty" : "the secret is too long", {}});
    if (text.contains('\n') || text.contains('\r') || text.contains('\0'))
        return tl::unexpected(Problem{name, "the secret is more than one line", {}});
    return text.toStdString();
}
} // namespace

Expected<std::string> secretOf(const std::string &name)
{
    static const std::string variable = "env:";
    static const std::string fileName = "file:";
    if (name.starts_with(variable)) {
        const std::string key = name.substr(variable.size());
        if (!qEnvironmentVariableIsSet(key.c_str()))
            return tl::unexpected(Problem{name, "there is no such variable in the environment", {}});
        return bare(qgetenv(key.c_str()), name);
    }
    QFile file(QString::fromStdString(name.substr(std::min(fileName.size(), name.size()))));
    if (!name.starts_with(fileName) || !file.open(QIODevice::ReadOnly))
        return tl::unexpected(Problem{name, "the secret cannot be read: " + file.errorString().toStdString(), {}});
    constexpr auto others = QFileDevice::ReadGroup | QFileDevice::WriteGroup | QFileDevice::ExeGroup |
                            QFileDevice::ReadOther | QFileDevice::WriteOther | QFileDevice::ExeOther;
    if ((file.permissions() & others) != QFileDevice::Permissions())
        return tl::unexpected(Problem{name, "others than its owner may use the file", "Give it the mode 0600"});
    return bare(file.read(static_cast<qint64>(longestSecret) + 2), name);
}
} // namespace signalbox
