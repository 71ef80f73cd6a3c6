#!/bin/sh
# SPDX-FileCopyrightText: 2026 Signalbox contributors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# privatehost.sh FOLDER ADDRESS PORT
# Makes a host out of this machine, in a mount namespace of its own (unshare --mount): a copy of /etc, empty /usr/local/sbin,
# /var/lib and /run, and a systemctl that writes into FOLDER/restarted what it was to restart, after it did what FOLDER/on-restart
# says, if that is there, and before what FOLDER/after-restart does. The machine itself is not touched. Then sshd at that address, in
# the foreground, with a host key of its own; its process is in FOLDER/pid. Started again in the same FOLDER it is the same host, with
# what was in its /etc, /usr/local/sbin and /var/lib.
set -eu
folder=$1
new=
if [ ! -d "$folder/etc" ]; then
    new=yes
    mkdir -p "$folder/etc" "$folder/bin" "$folder/sbin"
    cp -a /etc/. "$folder/etc"
fi
mount --bind "$folder/etc" /etc
mount --bind "$folder/sbin" /usr/local/sbin
mkdir -p -m 755 "$folder/var-lib"
mount --bind "$folder/var-lib" /var/lib
mount -t tmpfs -o mode=755 private /run
mkdir /run/sshd
if [ "$new" ]; then
    rm -f /etc/ssh/ssh_host_* /etc/ssh/sshd_config.d/*
    ssh-keygen -q -t ed25519 -N '' -f /etc/ssh/ssh_host_ed25519_key
fi
cat >"$folder/bin/systemctl" <<END
#!/bin/sh
case "\$*" in
show*--value*) echo loaded ;;
reload*) kill -HUP "\$(cat "$folder/pid")" ;;
show*) printf 'LoadState=loaded\nActiveState=active\nSubState=running\nMainPID=1\n' ;;
*)
    if [ -e "$folder/on-restart" ]; then . "$folder/on-restart"; fi
    echo "\$(id -u) \$*" >>"$folder/restarted"
    if [ -e "$folder/after-restart" ]; then . "$folder/after-restart"; fi
    ;;
esac
END
chmod 755 "$folder/bin/systemctl"
mount --bind "$folder/bin/systemctl" /usr/bin/systemctl
mkdir -p /etc/ssh/sshd_config.d
cat >"$folder/sshd_config" <<END
Include /etc/ssh/sshd_config.d/*.conf
ListenAddress $2:$3
HostKey /etc/ssh/ssh_host_ed25519_key
UsePAM no
PasswordAuthentication no
PidFile none
Subsystem sftp internal-sftp
END
echo $$ >"$folder/pid"
exec /usr/sbin/sshd -D -e -f "$folder/sshd_config"
