#!/bin/sh
# SPDX-FileCopyrightText: 2026 Signalbox contributors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# installer/debian.sh PACKAGE…    called by ./run and ./test
#
# Installs those of the named Debian packages that are missing. With nothing to do it costs one dpkg-query and needs neither root nor
# network. It asks nothing, never removes a package, and leaves what it installed neither running nor enabled.
set -eu

say() { echo "signalbox: $*" >&2; }

missing() {
    installed=$(dpkg-query -W -f '${db:Status-Status} ${Package}\n' "$@" 2>/dev/null | sed -n 's/^installed //p' | tr '\n' ' ')
    for package in "$@"; do
        case " $installed " in
        *" $package "*) ;;
        *) echo "$package" ;;
        esac
    done
}

if ! command -v apt-get >/dev/null; then
    say "this is no Debian, so nothing was installed. If the build stops, install what these packages hold: $*"
    exit 0
fi
[ -n "$(missing "$@")" ] || exit 0

if [ "$(id -u)" != 0 ]; then
    if ! command -v sudo >/dev/null; then
        say "some packages are missing and this is neither root nor has it sudo. As root, run:" \
            "apt-get install --no-install-recommends $(missing "$@" | tr '\n' ' ')"
        exit 1
    fi
    # Without a terminal nobody could answer sudo, so it must not ask.
    if [ ! -t 0 ] && ! sudo -n true 2>/dev/null; then
        say "some packages are missing, and sudo wants a password but there is no terminal to ask at. Run this once by hand"
        exit 1
    fi
    exec sudo /bin/sh "$0" "$@"
fi

# One at a time: the second would take away the first one's policy-rc.d in the middle.
exec 9>/run/lock/signalbox-install.lock
flock 9
# shellcheck disable=SC2046 # package names have no blanks
set -- $(missing "$@")
[ $# -gt 0 ] || exit 0

# Services stay down in two ways, since none holds everywhere.
# 1. policy-rc.d answers 101 ("forbidden"), which invoke-rc.d and deb-systemd-invoke honour with and without systemd. One that
#    somebody put there is theirs and stays; what it lets start is stopped below.
# 2. What the packages enabled is found by looking at the links before and after, and disabled as an administrator would, so that
#    it stays disabled at the package's next upgrade. A preset would be read by systemctl only, never by a maintainer script here.
policy=/usr/sbin/policy-rc.d
mark='put here by Signalbox while it installs; safe to delete'
work=$(mktemp -d)
log=$work/apt.log

enabled() { find /etc/systemd/system /etc/rc[2-5].d \( -path '*/S[0-9][0-9]*' -o -path '/etc/systemd/*' \) -type l 2>/dev/null | sort; }

disable() { # one link that was not there before
    case $1 in
    /etc/rc*)
        service=${1##*/S[0-9][0-9]}
        [ -d /run/systemd/system ] || service "$service" stop >/dev/null 2>&1 || true
        update-rc.d "$service" disable >/dev/null 2>&1 || say "could not disable $service; do: update-rc.d $service disable"
        return
        ;;
    *.wants/* | *.requires/*) unit=${1##*/} ;;
    *) unit=$(basename "$(readlink "$1")") ;;
    esac
    [ ! -d /run/systemd/system ] || systemctl stop "$unit" >/dev/null 2>&1 || say "could not stop $unit"
    # It does nothing for anybody but a package's scripts, which it knows by this name.
    DPKG_MAINTSCRIPT_PACKAGE=signalbox deb-systemd-helper disable "$unit" >/dev/null 2>&1 || say "could not disable $unit; do: systemctl disable $unit"
}

clean_up() {
    enabled >"$work/after"
    comm -13 "$work/before" "$work/after" | while read -r link; do
        [ ! -L "$link" ] || disable "$link"
    done
    if grep -qs "$mark" "$policy"; then rm -f "$policy"; fi
    rm -rf "$work"
}

enabled >"$work/before"
trap clean_up EXIT
trap 'exit 130' INT TERM HUP
if [ ! -e "$policy" ]; then
    printf '#!/bin/sh\n# %s\nexit 101\n' "$mark" >"$policy"
    chmod 755 "$policy"
fi

apt() {
    DEBIAN_FRONTEND=noninteractive NEEDRESTART_MODE=l APT_LISTCHANGES_FRONTEND=none apt-get -q -y \
        -o DPkg::Lock::Timeout=300 -o Dpkg::Options::=--force-confdef -o Dpkg::Options::=--force-confold \
        -o APT::Get::AutomaticRemove=false "$@" </dev/null >>"$log" 2>&1 9>&-
}

say "installing $*"
# Old lists may still do (a mirror that is away for a minute, packages in apt's cache), so only the installation decides.
apt update || true
if ! apt install --no-install-recommends --no-remove "$@"; then
    tail -n 15 "$log" >&2
    if grep -q 'dpkg --configure -a' "$log"; then
        say "an earlier installation was interrupted. As root, run: dpkg --configure -a    and then this again"
    elif grep -q 'remove is disabled\|Conflicts:' "$log"; then
        say "one of these would replace a package that is installed here, which is never done: $*." \
            "Choose between the two by hand, or use another machine"
    elif grep -q 'Failed to fetch\|Temporary failure resolving\|Could not connect' "$log"; then
        say "apt reached no Debian mirror for $*. Connect this machine once and run this again; afterwards no network is needed"
    elif grep -q 'Unable to locate package\|has no installation candidate' "$log"; then
        say "apt does not know one of these: $*. Signalbox is built on Debian 12 (bookworm); check /etc/apt/sources.list"
    else
        say "apt could not install $*; its own words are above. Mend that and run this again"
    fi
    exit 1
fi
