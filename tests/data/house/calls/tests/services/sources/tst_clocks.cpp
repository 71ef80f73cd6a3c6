// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
void waits()
{
    QTest::qWait(500); // expect: sleep
    std::this_thread::sleep_for(1s); // expect: sleep
    QTRY_COMPARE(answers(), 1);
}
void reaches()
{
    reply->ignoreSslErrors(); // expect: unverified-tls
    socket.setPeerVerifyMode(QSslSocket::VerifyNone); // expect: unverified-tls
}
