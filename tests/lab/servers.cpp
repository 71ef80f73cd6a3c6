// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <laboratory/servers.h>

namespace signalbox::lab
{
namespace
{
QString listening(const Recipe &recipe)
{
    return recipe.address + QLatin1Char(':') + QString::number(recipe.port);
}

Recipe recipe(const Laboratory &lab, const QString &package)
{
    return {package, package, {}, lab.address(), lab.freePort()};
}

Expected<QByteArray> openssl(const QStringList &arguments)
{
    return run(QStringLiteral("openssl"), QStringLiteral("openssl"), arguments);
}

const QStringList newKey = {QStringLiteral("-newkey"), QStringLiteral("ec"), QStringLiteral("-pkeyopt"),
                            QStringLiteral("ec_paramgen_curve:prime256v1"), QStringLiteral("-nodes")};
} // namespace

Recipe nodeExporter(const Laboratory &lab)
{
    Recipe node = recipe(lab, QStringLiteral("prometheus-node-exporter"));
    node.arguments = {QStringLiteral("--web.listen-address=") + listening(node)};
    return node;
}

namespace
{
QByteArray scrapeConfig(const QStringList &targets)
{
    return QStringLiteral("global: {scrape_interval: 1s, scrape_timeout: 1s}\nscrape_configs:\n"
                          "- job_name: node\n  static_configs:\n  - targets: ['%1']\n")
        .arg(targets.join(QStringLiteral("','")))
        .toUtf8();
}
} // namespace

Recipe prometheus(const Laboratory &lab, const QStringList &targets)
{
    return prometheusWith(lab, scrapeConfig(targets));
}

Recipe prometheusWith(const Laboratory &lab, const QByteArray &config)
{
    Recipe server = recipe(lab, QStringLiteral("prometheus"));
    const QString name = QStringLiteral("prometheus%1").arg(server.port);
    server.arguments = {QStringLiteral("--config.file=") + lab.write(name + QStringLiteral(".yml"), config),
                        QStringLiteral("--storage.tsdb.path=") + lab.path(name),
                        QStringLiteral("--web.listen-address=") + listening(server)};
    return server;
}

Recipe victoriaMetrics(const Laboratory &lab, const QStringList &targets)
{
    Recipe server = recipe(lab, QStringLiteral("victoria-metrics"));
    const QString name = QStringLiteral("victoria%1").arg(server.port);
    server.arguments = {
        QStringLiteral("-promscrape.config=") + lab.write(name + QStringLiteral(".yml"), scrapeConfig(targets)),
        QStringLiteral("-storageDataPath=") + lab.path(name), QStringLiteral("-httpListenAddr=") + listening(server)};
    return server;
}

Recipe processExporter(const Laboratory &lab, const QString &processNames)
{
    Recipe process = recipe(lab, QStringLiteral("prometheus-process-exporter"));
    process.arguments = {QStringLiteral("-children=false"), QStringLiteral("-web.listen-address"), listening(process),
                         QStringLiteral("-procnames"), processNames};
    return process;
}

Recipe blackboxExporter(const Laboratory &lab, const QString &authority)
{
    Recipe blackbox = recipe(lab, QStringLiteral("prometheus-blackbox-exporter"));
    const QString text = QStringLiteral("modules:\n  connect: {prober: tcp}\n"
                                        "  https: {prober: http, http: {tls_config: {ca_file: '%1'}}}\n")
                             .arg(authority);
    const QString config = lab.write(QStringLiteral("blackbox.yml"), text.toUtf8());
    blackbox.arguments = {QStringLiteral("--web.listen-address=") + listening(blackbox),
                          QStringLiteral("--config.file=") + config};
    return blackbox;
}

Recipe alertmanager(const Laboratory &lab)
{
    Recipe alertmanager = recipe(lab, QStringLiteral("prometheus-alertmanager"));
    const QString name = QStringLiteral("alertmanager%1").arg(alertmanager.port);
    const QString config = lab.write(name + QStringLiteral(".yml"), "route: {receiver: none}\n"
                                                                    "receivers: [{name: none}]\n"
                                                                    "inhibit_rules:\n"
                                                                    "- source_matchers: [alertname=\"HostDown\"]\n"
                                                                    "  target_matchers: [severity=\"warning\"]\n"
                                                                    "  equal: [instance]\n");
    alertmanager.arguments = {
        QStringLiteral("--config.file=") + config, QStringLiteral("--storage.path=") + lab.path(name),
        QStringLiteral("--web.listen-address=") + listening(alertmanager), QStringLiteral("--cluster.listen-address=")};
    return alertmanager;
}

Recipe alertmanagerInCluster(const Laboratory &lab, const QString &listen, const QString &peer,
                             const QString &gossipEvery)
{
    Recipe member = alertmanager(lab);
    member.arguments.last() += listen;
    member.arguments +=
        {QStringLiteral("--cluster.peer=") + peer, QStringLiteral("--cluster.gossip-interval=") + gossipEvery};
    return member;
}

Recipe pythonExporter(const Laboratory &lab)
{
    Recipe python = recipe(lab, QStringLiteral("python3-prometheus-client"));
    python.program = QStringLiteral("python3");
    const QString script =
        lab.write(QStringLiteral("exporter.py"),
                  "import sys, threading\n"
                  "from prometheus_client import Gauge, Counter, Histogram, start_http_server\n"
                  "Gauge('queue_length', 'Messages waiting', ['queue']).labels('deferred \"x\"\\n').set(42)\n"
                  "Counter('messages', 'Messages').inc(7)\n"
                  "Histogram('delay', 'Delay', unit='seconds').observe(0.3, {'trace_id': 'abc'})\n"
                  "start_http_server(int(sys.argv[2]), sys.argv[1])\n"
                  "threading.Event().wait()\n");
    python.arguments = {script, python.address, QString::number(python.port)};
    return python;
}

Recipe mailServer(const Laboratory &lab, const QString &file)
{
    Recipe python = recipe(lab, QStringLiteral("python3-aiosmtpd"));
    python.program = QStringLiteral("python3");
    const QString script = lab.write(QStringLiteral("mail%1.py").arg(python.port),
                                     "import sys, threading\n"
                                     "from aiosmtpd.controller import Controller\n"
                                     "class Keep:\n"
                                     "    async def handle_DATA(self, server, session, envelope):\n"
                                     "        open(sys.argv[3], 'ab').write(envelope.content + b'\\n')\n"
                                     "        return '250 OK'\n"
                                     "Controller(Keep(), hostname=sys.argv[1], port=int(sys.argv[2])).start()\n"
                                     "threading.Event().wait()\n");
    python.arguments = {script, python.address, QString::number(python.port), file};
    return python;
}

Recipe webReceiver(const Laboratory &lab, const QString &file)
{
    Recipe python = recipe(lab, QStringLiteral("python3"));
    python.program = QStringLiteral("python3");
    const QString script =
        lab.write(QStringLiteral("web%1.py").arg(python.port),
                  "import sys, http.server\n"
                  "class Keep(http.server.BaseHTTPRequestHandler):\n"
                  "    def do(self):\n"
                  "        body = self.rfile.read(int(self.headers.get('Content-Length', 0)))\n"
                  "        line = (self.command + ' ' + self.path + ' ').encode() + body + b'\\n'\n"
                  "        open(sys.argv[3], 'ab').write(line)\n"
                  "        self.send_response(204)\n"
                  "        self.end_headers()\n"
                  "    do_GET = do_POST = do\n"
                  "    def log_message(self, *args): pass\n"
                  "http.server.ThreadingHTTPServer((sys.argv[1], int(sys.argv[2])), Keep).serve_forever()\n");
    python.arguments = {script, python.address, QString::number(python.port), file};
    return python;
}

Recipe nginxWithTls(const Laboratory &lab, const Certificate &certificate, const std::string &upstream)
{
    Recipe nginx = recipe(lab, QStringLiteral("nginx-light"));
    nginx.program = QStringLiteral("nginx");
    const QString name = QStringLiteral("nginx%1").arg(nginx.port);
    // Every path that Debian's nginx would take from /var or /run, so that it runs beside any other and as any user.
    const QString text =
        QStringLiteral("daemon off;\nmaster_process off;\npid %1.pid;\nerror_log stderr;\n"
                       "events {}\nhttp {\n  access_log off;\n"
                       "  client_body_temp_path %1.body;\n  proxy_temp_path %1.proxy;\n"
                       "  fastcgi_temp_path %1.fastcgi;\n  uwsgi_temp_path %1.uwsgi;\n"
                       "  scgi_temp_path %1.scgi;\n"
                       "  gzip on;\n  gzip_types text/plain;\n  gzip_proxied any;\n"
                       "  server {\n    listen %2 ssl;\n    ssl_certificate %3;\n    ssl_certificate_key %4;\n"
                       "    location / {\n      proxy_pass http://%5;\n      proxy_read_timeout 2s;\n    }\n"
                       "  }\n}\n")
            .arg(lab.path(name), listening(nginx), certificate.certificate, certificate.key,
                 QString::fromStdString(upstream));
    const QString config = lab.write(name + QStringLiteral(".conf"), text.toUtf8());
    nginx.arguments = {QStringLiteral("-c"),    config, QStringLiteral("-p"), lab.path(QString()), QStringLiteral("-e"),
                       QStringLiteral("stderr")};
    return nginx;
}

Authority::Authority(const Laboratory &lab, QString certificate, QString key)
    : m_lab(lab)
    , m_certificate(std::move(certificate))
    , m_key(std::move(key))
{
}

Expected<Authority> Authority::create(const Laboratory &lab, const QString &name)
{
    const QString certificate = lab.path(name + QStringLiteral(".pem"));
    const QString key = lab.path(name + QStringLiteral(".key"));
    const Expected<QByteArray> made =
        openssl(QStringList{QStringLiteral("req"), QStringLiteral("-x509")} + newKey +
                QStringList{QStringLiteral("-days"), QStringLiteral("2"), QStringLiteral("-subj"),
                            QStringLiteral("/CN=") + name, QStringLiteral("-keyout"), key, QStringLiteral("-out"),
                            certificate});
    if (!made)
        return tl::unexpected(made.error());
    return Authority(lab, certificate, key);
}

Expected<QString> Authority::request(const Certificate &certificate, const QString &file) const
{
    const QString path = m_lab.path(file + QStringLiteral(".csr"));
    const Expected<QByteArray> asked =
        openssl(QStringList{QStringLiteral("req")} + newKey +
                QStringList{QStringLiteral("-subj"), QStringLiteral("/CN=server"), QStringLiteral("-keyout"),
                            certificate.key, QStringLiteral("-out"), path});
    if (!asked)
        return tl::unexpected(asked.error());
    return path;
}

Expected<Certificate> Authority::issue(const QString &file, const QString &names, int days) const
{
    const Certificate made{m_lab.path(file + QStringLiteral(".pem")), m_lab.path(file + QStringLiteral(".key"))};
    const QString extensions = m_lab.write(file + QStringLiteral(".ext"), "subjectAltName=" + names.toUtf8() + '\n');
    const Expected<QString> asked = request(made, file);
    if (!asked)
        return tl::unexpected(asked.error());
    const Expected<QByteArray> issued = openssl(
        {QStringLiteral("x509"), QStringLiteral("-req"), QStringLiteral("-in"), *asked, QStringLiteral("-CA"),
         m_certificate, QStringLiteral("-CAkey"), m_key, QStringLiteral("-CAcreateserial"), QStringLiteral("-days"),
         QString::number(days), QStringLiteral("-extfile"), extensions, QStringLiteral("-out"), made.certificate});
    if (!issued)
        return tl::unexpected(issued.error());
    return made;
}

Expected<Certificate> Authority::issueForLater(const QString &file, const QString &names) const
{
    const Certificate made{m_lab.path(file + QStringLiteral(".pem")), m_lab.path(file + QStringLiteral(".key"))};
    const Expected<QString> asked = request(made, file);
    if (!asked)
        return tl::unexpected(asked.error());
    const QString index = m_lab.write(file + QStringLiteral(".index"), {});
    const QString config =
        m_lab.write(file + QStringLiteral(".cnf"),
                    QStringLiteral("[ca]\ndefault_ca=lab\n[lab]\ndatabase=%1\nnew_certs_dir=%2\nrand_serial=yes\n"
                                   "default_md=sha256\npolicy=any\nx509_extensions=names\n"
                                   "[any]\ncommonName=supplied\n[names]\nsubjectAltName=%3\n")
                        .arg(index, m_lab.path(QString()), names)
                        .toUtf8());
    const Expected<QByteArray> issued = openssl(
        {QStringLiteral("ca"), QStringLiteral("-batch"), QStringLiteral("-notext"), QStringLiteral("-config"), config,
         QStringLiteral("-cert"), m_certificate, QStringLiteral("-keyfile"), m_key, QStringLiteral("-startdate"),
         QStringLiteral("20400101000000Z"), QStringLiteral("-enddate"), QStringLiteral("20410101000000Z"),
         QStringLiteral("-in"), *asked, QStringLiteral("-out"), made.certificate});
    if (!issued)
        return tl::unexpected(issued.error());
    return made;
}
} // namespace signalbox::lab
