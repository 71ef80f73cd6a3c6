#!/bin/sh
# SPDX-FileCopyrightText: 2026 Signalbox contributors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# privatehost.sh FOLDER ADDRESS PORT
# Makes a host out of this machine, in a mount namespace of its own (unshare --mount): a copy of /etc, empty /usr/local/sbin,
# /var/lib and /run, and a systemctl that writes into FOLDER/restarted what it was to restart. The machine itself is not
# touched. Then sshd at that address, in the foreground, with a host key of its own; FOLDER/ready says that all is there.
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
show*) printf 'LoadState=loaded\nActiveState=active\nSubState=running\nMainPID=1\n' ;;
*) echo "\$(id -u) \$*" >>"$folder/restarted" ;;
esac
END
chmod 755 "$folder/bin/systemctl"
mount --bind "$folder/bin/systemctl" /usr/bin/systemctl
cat >"$folder/sshd_config" <<END
ListenAddress $2:$3
HostKey /etc/ssh/ssh_host_ed25519_key
UsePAM no
PasswordAuthentication no
PidFile none
Subsystem sftp internal-sftp
END
: >"$folder/ready"
exec /usr/sbin/sshd -D -e -f "$folder/sshd_config"
