#!/bin/sh
# Runs what an attacker would try, the long attempts too, and ends with a table; exit code 1 when something fails.
set -u
cd "$(dirname "$0")/.."
log=target/security.log
mkdir -p target
status=0

RUST_BACKTRACE=0 cargo test --locked --test it -- security:: --include-ignored >"$log" 2>&1 || status=1
cargo build --locked >>"$log" 2>&1 || status=1
browser=ok
(cd tests/browser && node --test xss.test.mjs) >>"$log" 2>&1 || { browser=FAILED; status=1; }

printf '\n%-12s %7s %7s\n' family passed failed
awk '
	/^test security::/ {
		split($2, part, "::")
		if ($NF == "ok") passed[part[2]]++
		if ($NF == "FAILED") failed[part[2]]++
		seen[part[2]] = 1
	}
	END {
		for (family in seen) printf "%-12s %7d %7d\n", family, passed[family], failed[family]
		exit length(seen) == 0
	}
' "$log" | sort || status=1
grep -q '^test security::' "$log" || { echo 'no test has run'; status=1; }
printf '%-12s %15s\n' browser "$browser"
grep '^test security::.*FAILED$' "$log"
[ "$status" = 0 ] && echo 'All of it held.' || echo "Something did not hold; the whole log: $log"
exit "$status"
