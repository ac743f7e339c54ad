#!/bin/sh
# Makes sure that nginx is there, for `make several`. Installs it by apt where that is possible.
set -eu

. "$(dirname "$0")/packages.sh"

if ! command -v nginx >/dev/null 2>&1 && [ ! -x /usr/sbin/nginx ]; then
	install_packages nginx-light || {
		say 'nginx is missing; on Debian or Ubuntu, as root: apt-get install nginx-light'
		exit 1
	}
fi
