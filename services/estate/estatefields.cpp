// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <estate/estatefields.h>

#include <algorithm>

namespace signalbox
{
namespace
{
using enum ScalarType;

constexpr ScalarRule rules[] = {
    {Text, "text", "text in one line", R"(^.*\S.*$)"},
    {Name, "name", "a name (letters, digits, '.', '_' and '-', beginning with a letter or digit)",
     R"(^[A-Za-z0-9][A-Za-z0-9._-]*$)"},
    {Reference, "host or kind/name", "a host's name or kind/name, such as web1 or store/store7",
     R"(^([a-z][a-z-]*/)?[A-Za-z0-9][A-Za-z0-9._-]*$)"},
    {Boolean, "true or false", "true or false", ""},
    {Count, "number", "a whole number", ""},
    {Share, "percentage", "a percentage such as 85%", R"(^(100|[1-9]?[0-9](\.[0-9]{1,3})?)%$)"},
    {Duration, "duration", "a duration such as 15s, 2m or 1h", R"(^[1-9][0-9]{0,8}(ms|s|m|h)$)"},
    {Address, "address", "an IP address or a DNS name", R"(^[0-9A-Za-z:_][0-9A-Za-z.:_-]*$)"},
    {Ip, "IP address", "an IP address such as 192.0.2.10 or 2001:db8::10", R"(^[0-9A-Fa-f:.]+$)"},
    {Url, "URL", "a URL such as https://www.example.net/", R"(^https?://[^\s/?#@]+([/?#]\S*)?$)"},
    {UrlTemplate, "URL", "a URL such as http://{address}:9100/metrics", R"(^https?://[^\s/?#@]+([/?#]\S*)?$)"},
    {Path, "path", "an absolute path such as /etc/ssl/certs/internal.pem", R"(^/.*\S$)"},
    {Instant, "date and time", "a date and time with its zone, such as 2026-11-20T22:00Z or 2026-11-20T22:00+01:00",
     R"(^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(:[0-9]{2})?(Z|[+-][0-9]{2}:[0-9]{2})$)"},
    {Metric, "metric", "a metric's name such as node_load1, or its beginning and *, such as node_memory_*",
     R"(^[A-Za-z_:][A-Za-z0-9_:]*\*?$)"},
    {Phone, "phone number", "a phone number in quotes such as \"+44 1632 960001\"", R"(^\+?[0-9][0-9 ()-]*$)"},
    {Choice, "choice", "one of a few words", ""},
};

constexpr Field address{.key = "address", .type = Address, .doc = "A literal IP works when DNS does not."};
constexpr Field site{.key = "site", .doc = "Where it stands, such as a data centre; hosts can be chosen by it."};
constexpr Field dependsOn{
    .key = "depends_on", .shape = Shape::List, .type = Reference, .doc = "What it cannot work without."};

constexpr Field limitFields[] = {
    {.key = "disk_full_warning",
     .type = Share,
     .fallback = "85%",
     .doc = "A file system filled to this share is a warning."},
    {.key = "disk_full_critical",
     .type = Share,
     .fallback = "95%",
     .doc = "A file system filled to this share is critical; not below the warning."},
};

constexpr Field hostFields[] = {
    address,
    site,
    {.key = "roles", .shape = Shape::List, .type = Name, .doc = "What it is for; hosts can be chosen by role."},
    {.key = "hypervisor",
     .type = Boolean,
     .fallback = "false",
     .doc = "Whether it carries virtual machines. Which ones is observed, never declared."},
    dependsOn,
};

constexpr Field storeFields[] = {
    {.key = "slots",
     .shape = Shape::List,
     .type = Name,
     .required = true,
     .doc = "The hosts that hold a copy. Which one is primary is observed, never declared.",
     .refersTo = "host",
     .least = 1},
    {.key = "new_users", .type = Boolean, .fallback = "true", .doc = "Whether it takes new users."},
    dependsOn,
};

constexpr Field pairFields[] = {
    {.key = "hosts",
     .shape = Shape::List,
     .type = Name,
     .required = true,
     .doc = "The two hosts. Which one is master is observed, never declared.",
     .refersTo = "host",
     .least = 2,
     .most = 2},
    {.key = "virtual_ip", .type = Ip, .required = true, .doc = "The address that applications are to use."},
    dependsOn,
};

constexpr Field needFields[] = {
    {.key = "instances",
     .type = Count,
     .required = true,
     .doc = "So many instances must run, at least.",
     .least = 1,
     .most = 100000},
    {.key = "hosts",
     .type = Count,
     .fallback = "1",
     .doc = "So many different machines must carry them, at least.",
     .least = 1,
     .most = 100000},
};

constexpr Field serviceFields[] = {
    {.key = "instances",
     .shape = Shape::List,
     .type = Name,
     .required = true,
     .doc = "The hosts that it runs on.",
     .refersTo = "host",
     .least = 1},
    {.key = "needs", .shape = Shape::Mapping, .doc = "The redundancy that must hold.", .fields = needFields},
    dependsOn,
};

constexpr Field routerFields[] = {
    address,
    site,
    {.key = "line_cards", .shape = Shape::List, .type = Name, .doc = "Its line cards, by name."},
    {.key = "peers", .shape = Shape::List, .type = Name, .doc = "The routers that it must see.", .refersTo = "router"},
    {.key = "transits", .shape = Shape::List, .type = Name, .doc = "The upstream providers that it is connected to."},
    dependsOn,
};

constexpr Field queueFields[] = {
    {.key = "host", .type = Name, .required = true, .doc = "The host that the queue is on.", .refersTo = "host"},
    {.key = "destinations",
     .shape = Shape::List,
     .type = Address,
     .doc = "The domains that are looked at one by one; without it, the queue as a whole."},
    dependsOn,
};

constexpr std::string_view siteTypes[] = {"web", "mail"};

constexpr Field siteFields[] = {
    {.key = "type", .type = Choice, .fallback = "web", .doc = "What is served.", .choices = siteTypes},
    address,
    {.key = "hosts", .shape = Shape::List, .type = Name, .doc = "The hosts that serve it.", .refersTo = "host"},
    {.key = "sorry_page", .type = Url, .doc = "The page that visitors are shown while it is down."},
    dependsOn,
};

constexpr Field phoneFields[] = {
    address,
    site,
    {.key = "numbers", .shape = Shape::List, .type = Phone, .doc = "The inbound numbers that it answers."},
    dependsOn,
};

constexpr Field statusPageFields[] = {
    {.key = "url", .type = Url, .required = true, .doc = "Where readers find it."},
    {.key = "hosts",
     .shape = Shape::List,
     .type = Name,
     .doc = "The hosts that serve it; better none of those that it reports on.",
     .refersTo = "host"},
    dependsOn,
};

constexpr Field maintenanceFields[] = {
    {.key = "subjects",
     .shape = Shape::List,
     .type = Reference,
     .required = true,
     .doc = "What is worked on.",
     .least = 1},
    {.key = "from", .type = Instant, .required = true, .doc = "When it begins."},
    {.key = "until", .type = Instant, .required = true, .doc = "When it ends; after its beginning."},
    {.key = "reason", .doc = "Why, in a few words."},
};

constexpr Field choiceOfHosts[] = {
    {.key = "role", .type = Name, .doc = "Every host with this role."},
    {.key = "site", .doc = "Every host at this site."},
};

constexpr std::int64_t second = 1000;
constexpr std::int64_t day = 24 * 3600 * second;

constexpr Field sourceFields[] = {
    {.key = "type",
     .type = Name,
     .required = true,
     .doc = "exposition: Prometheus text or OpenMetrics over HTTP. alertmanager: the alerts of a Prometheus "
            "Alertmanager. this-machine: the machine that Signalbox runs on."},
    {.key = "hosts",
     .shape = Shape::Hosts,
     .type = Name,
     .doc = "Whom to ask: all, a list of hosts, or every host of a role or site. Goes with url.",
     .fields = choiceOfHosts,
     .refersTo = "host",
     .least = 1},
    {.key = "url",
     .type = UrlTemplate,
     .doc =
         "Where each of these hosts answers. {address} and {name} become the host's; an IPv6 address gets brackets. Of "
         "alertmanager the server's own, without placeholders and without /api/v2."},
    {.key = "targets",
     .shape = Shape::Targets,
     .type = Url,
     .doc = "Instead of hosts and url: whom to ask, each with its own URL.",
     .least = 1},
    {.key = "host",
     .type = Name,
     .doc = "For this-machine, which needs it: the declared host that this machine is.",
     .refersTo = "host"},
    {.key = "interval",
     .type = Duration,
     .fallback = "15s",
     .doc = "How often. Twice as old is late, three times is stale.",
     .least = second,
     .most = day},
    {.key = "deadline",
     .type = Duration,
     .fallback = "10s",
     .doc = "The total time for one answer, at most the interval; the default is the interval where that is shorter.",
     .least = 100,
     .most = day},
    {.key = "keep",
     .shape = Shape::List,
     .type = Metric,
     .doc = "The metrics to keep, a final * for any ending; without it all, up to the cap."},
    {.key = "cap",
     .type = Count,
     .fallback = "2000",
     .doc = "The series kept of each target; what is left out is counted and shown. Of alertmanager the alerts, and "
            "20000 by default.",
     .least = 1,
     .most = 1000000},
    {.key = "ca",
     .type = Path,
     .doc = "A PEM file with the certificate authorities to trust; without it the system's."},
    {.key = "watchdog",
     .doc = "For alertmanager: the name of an alert that always fires. Where it is missing, no alert means nothing."},
};

constexpr Field topFields[] = {
    {.key = "name", .doc = "Stands in the title; the default is the id."},
    {.key = "id",
     .type = Name,
     .doc = "Names the folder of the recording, so no two estates of a machine may share it and it must not change; "
            "the default is the name of the file or folder."},
    {.key = "limits", .shape = Shape::Mapping, .doc = "What rules compare with.", .fields = limitFields},
    {.key = "hosts", .shape = Shape::Named, .doc = "Machines, real or virtual.", .fields = hostFields, .kind = "host"},
    {.key = "stores",
     .shape = Shape::Named,
     .doc = "Mailbox stores, each with its replicas.",
     .fields = storeFields,
     .kind = "store"},
    {.key = "pairs",
     .shape = Shape::Named,
     .doc = "Two hosts that share a virtual IP.",
     .fields = pairFields,
     .kind = "pair"},
    {.key = "services",
     .shape = Shape::Named,
     .doc = "What runs on several hosts and needs some of them.",
     .fields = serviceFields,
     .kind = "service"},
    {.key = "routers",
     .shape = Shape::Named,
     .doc = "Routers with their line cards, peers and transits.",
     .fields = routerFields,
     .kind = "router"},
    {.key = "queues", .shape = Shape::Named, .doc = "Mail queues.", .fields = queueFields, .kind = "queue"},
    {.key = "sites",
     .shape = Shape::Named,
     .doc = "Web and mail sites, as customers know them. A host's `site` is another thing: where it stands.",
     .fields = siteFields,
     .kind = "site"},
    {.key = "phones",
     .shape = Shape::Named,
     .doc = "Phone servers and the numbers that they answer.",
     .fields = phoneFields,
     .kind = "phone-server"},
    {.key = "status_pages",
     .shape = Shape::Named,
     .doc = "Status pages.",
     .fields = statusPageFields,
     .kind = "status-page"},
    {.key = "maintenance",
     .shape = Shape::Named,
     .doc = "Planned work, known in advance.",
     .fields = maintenanceFields},
    {.key = "sources",
     .shape = Shape::Named,
     .doc = "Where facts come from. What no source covers is shown as unknown.",
     .fields = sourceFields,
     .kind = "source"},
};
} // namespace

std::span<const Field> estateFields()
{
    return topFields;
}

const ScalarRule &scalarRule(ScalarType type)
{
    return *std::find_if(std::begin(rules), std::end(rules), [&](const ScalarRule &rule) { return rule.type == type; });
}

const Field *findField(std::span<const Field> fields, std::string_view key)
{
    const auto found = std::find_if(fields.begin(), fields.end(), [&](const Field &field) { return field.key == key; });
    return found == fields.end() ? nullptr : &*found;
}
} // namespace signalbox
