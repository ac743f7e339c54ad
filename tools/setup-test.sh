#!/bin/sh
# Makes sure that what the browser tests need is there: Chromium, Node.js, and the packages of the lock file.
set -eu
cd "$(dirname "$0")/.."

. tools/packages.sh

has_chromium() {
	[ -x "${CHROMIUM:-}" ] || [ -x /usr/bin/chromium ] || [ -x /usr/bin/chromium-browser ] || [ -x /usr/bin/google-chrome ]
}

if ! has_chromium; then
	install_packages chromium && has_chromium || {
		say 'Chromium is missing; on Debian: apt-get install chromium. One in another place is named by CHROMIUM.'
		exit 1
	}
fi
if ! command -v npm >/dev/null 2>&1; then
	install_packages nodejs npm || true
fi
if ! command -v node >/dev/null 2>&1 || [ "$(node -p 'process.versions.node.split(".")[0] >= 20')" != true ]; then
	say 'Node.js 20 or newer is missing: https://nodejs.org'
	exit 1
fi
# For `make security` only, which says so when it is missing.
python3 -m venv --help >/dev/null 2>&1 || install_packages python3 python3-venv || true
# npm writes this file last; an older one belongs to another lock file. (In some shells nothing is newer than a file
# that is not there, so that is asked for by itself.)
installed=tests/browser/node_modules/.package-lock.json
if [ ! -e "$installed" ] || [ tests/browser/package-lock.json -nt "$installed" ]; then
	(cd tests/browser && npm ci)
fi
