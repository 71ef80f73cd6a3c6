#include <QTest>
class PrometheusTest : public QObject
{
    Q_OBJECT
};
QTEST_GUILESS_MAIN(PrometheusTest)
#include "tst_prometheus.moc"
