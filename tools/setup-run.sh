#!/bin/sh
# Makes sure that what `make run` needs is there: Rust, a C compiler, PostgreSQL's server programs.
# Installs by apt where that is possible; never makes a database cluster of the system's.
set -eu

. "$(dirname "$0")/packages.sh"

has_postgres() {
	for folder in ${PG_BIN:-} /usr/lib/postgresql/*/bin $(printf %s "$PATH" | tr : ' '); do
		if [ -x "$folder/postgres" ] && [ -x "$folder/initdb" ]; then return 0; fi
	done
	return 1
}

install_postgres() {
	# Debian would make and start a cluster on installation; Portolan has its own.
	install_packages postgresql-common || return 1
	as_root mkdir -p /etc/postgresql-common/createcluster.d
	printf 'create_main_cluster = false\n' | as_root tee /etc/postgresql-common/createcluster.d/portolan.conf >/dev/null
	install_packages postgresql
}

if ! command -v cargo >/dev/null 2>&1; then
	say 'Rust is missing: install it from https://rustup.rs (1.92 or newer), then run make again.'
	exit 1
fi
if ! command -v cc >/dev/null 2>&1; then
	install_packages gcc libc6-dev || {
		say 'A C compiler is missing; on Debian or Ubuntu: apt-get install gcc libc6-dev'
		exit 1
	}
fi
if ! has_postgres; then
	install_postgres && has_postgres || {
		say 'PostgreSQL'"'"'s server programs are missing; on Debian or Ubuntu, as root: apt-get install postgresql'
		say '(to keep it from making a cluster: echo "create_main_cluster = false" > /etc/postgresql-common/createcluster.d/portolan.conf first,'
		say 'after apt-get install postgresql-common). Programs in another folder are named by PG_BIN.'
		exit 1
	}
fi
