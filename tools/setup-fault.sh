#!/bin/sh
# Makes what `make fault` can do more with: strace (a disk that fails to sync) and libfaketime (a clock that jumps).
# Without them it runs all the same, and says what is left out.
set -u
cd "$(dirname "$0")/.."

. tools/packages.sh

has_faketime() { ls /usr/lib/*/faketime/libfaketimeMT.so.1 /usr/lib/faketime/libfaketimeMT.so.1 2>/dev/null | grep -q .; }

command -v strace >/dev/null 2>&1 || install_packages strace ||
	say 'strace cannot be installed here: no disk will fail to sync'
has_faketime || { install_packages faketime && has_faketime; } ||
	say 'libfaketime cannot be installed here: no clock will jump'
exit 0
