#!/bin/sh
# Runs what an attacker would try, the long attempts too, and ends with a table; exit code 1 when something fails or
# could not be run.
set -u
cd "$(dirname "$0")/.."
log=target/security.log
mkdir -p target
status=0
: >"$log"

say() { printf '%s\n' "$*" >&2; }

say 'attacks against pages and API …'
RUST_BACKTRACE=0 cargo test --locked --test it -- security:: --include-ignored >>"$log" 2>&1 || status=1
cargo build --locked >>"$log" 2>&1 || status=1

say 'texts in a real browser …'
browser=ok
(cd tests/browser && node --test xss.test.mjs) >>"$log" 2>&1 || { browser=FAILED; status=1; }

say 'the API against its description …'
python3 tests/schemathesis/run.py target/debug/portolan >target/schemathesis.log 2>&1
case $? in
0) api=ok ;;
1) api=FAILED status=1 ;;
*) api='not run' status=1 ;;
esac
cat target/schemathesis.log >>"$log"

printf '\n%-13s %7s %7s\n' family passed failed
awk '
	/^test security::/ {
		split($2, part, "::")
		if ($NF == "ok") passed[part[2]]++
		if ($NF == "FAILED") failed[part[2]]++
		seen[part[2]] = 1
	}
	END {
		for (family in seen) printf "%-13s %7d %7d\n", family, passed[family], failed[family]
	}
' "$log" | sort
printf '%-13s %15s\n' browser "$browser" schemathesis "$api"
grep -q '^test security::.* ok$' "$log" || { echo 'no test has run'; status=1; }
grep '^test security::.*FAILED$' "$log"
[ "$api" = ok ] || tail -n 2 target/schemathesis.log
[ "$status" = 0 ] && echo 'All of it held.' || echo "Something did not hold, or was not run; the whole log: $log"
exit "$status"
