#!/bin/sh
# SPDX-FileCopyrightText: 2026 Signalbox contributors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# privatehost.sh FOLDER ADDRESS PORT
# Makes a host out of this machine, in a mount namespace of its own (unshare --mount): a copy of /etc, empty /usr/local/sbin,
# /var/lib and /run, and a systemctl that writes into FOLDER/restarted what it was to restart, after it did what FOLDER/on-restart
# says, if that is there, and before what FOLDER/after-restart does. The machine itself is not
# touched. Then sshd at that address, in the foreground, with a host key of its own; its process is in FOLDER/pid.
set -eu
folder=$1
mkdir -p "$folder/etc" "$folder/bin"
cp -a /etc/. "$folder/etc"
mount --bind "$folder/etc" /etc
for path in /usr/local/sbin /var/lib /run; do
    mount -t tmpfs -o mode=755 private "$path"
done
mkdir /run/sshd
rm -f /etc/ssh/ssh_host_*
ssh-keygen -q -t ed25519 -N '' -f /etc/ssh/ssh_host_ed25519_key
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
rm -f /etc/ssh/sshd_config.d/*
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
