# `make run` starts a demonstration, `make test` proves everything, `make fault` breaks a server again and again and looks
# for lost answers, `make security` tries what attackers would, `make bench` and `make stampede` measure. All install what
# is missing first.

.PHONY: run test check browser fault slice security bench growth several stampede

run:
	tools/setup-run.sh
	cargo run --release --locked -- serve --demo

test: 
	tools/setup-run.sh
	tools/setup-test.sh
	$(MAKE) check
	cargo build --locked
	$(MAKE) browser

# Everything but the browser. Licences, bans, the curriculum and the documents are among the Rust tests.
check:
	cargo fmt --all --check
	cargo clippy --all-targets --locked -- -D warnings
	cargo clippy -p portolan-load --all-targets --locked -- -D warnings
	cargo test --locked
	cargo build --locked
	cargo test --locked -p portolan-load
	$(MAKE) slice
	if cargo deny --version >/dev/null 2>&1; then cargo deny check; fi

browser:
	cd tests/browser && npm run --silent assets -- --check && npm test --silent

# Some of `make fault`, in less than three minutes; SEED=… plays a slice again.
slice:
	tools/setup-fault.sh
	cargo run --quiet --locked -p portolan-load -- run --bin target/debug/portolan --people 10 --seconds 60 --settle 45 \
		--no-disk --summary target/slice.json $(if $(SEED),--seed $(SEED)) >/dev/null

# About ten minutes; docs/security.md says what is tried.
security:
	tools/setup-run.sh
	tools/setup-test.sh
	tools/security.sh

# About four minutes; HOURS=2 for longer, SEED=… plays a run again, BIN=… takes another program, SERVERS=2 has two
# servers on one database. docs/proofs.md
BIN ?= target/release/portolan
HOURS ?= 0.025
SEED ?=
PEOPLE ?= 32
SERVERS ?= 1
SUMMARY ?= target/fault.json

fault:
	tools/setup-run.sh
	tools/setup-fault.sh
	test -x "$(BIN)" || cargo build --release --locked
	cargo run --quiet --locked -p portolan-load -- prove --bin "$(BIN)" --people 6
	cargo run --quiet --locked -p portolan-load -- run --bin "$(BIN)" --people $(PEOPLE) --servers $(SERVERS) --summary "$(SUMMARY)" \
		--seconds $$(awk 'BEGIN { print int($(HOURS) * 3600) }') $(if $(SEED),--seed $(SEED)) >/dev/null

# What a request costs beside references, in about two minutes; fails when a bar is missed. docs/performance.md
bench:
	tools/setup-run.sh
	cargo build --release --locked
	cargo build --release --locked --example reference
	cargo build --release --locked -p portolan-load
	target/release/portolan-load bench --bin "$(BIN)" --summary target/bench.json --picture docs/pictures/performance.svg

# The same requests in databases of several sizes; fails when one is not flat. The largest takes some 12 GB of disk for the
# run; SIZES=1000,20000 for a quick look. docs/growth.md
SIZES ?= 1000,100000,1000000
growth:
	tools/setup-run.sh
	cargo build --release --locked
	cargo build --release --locked -p portolan-load
	target/release/portolan-load growth --bin "$(BIN)" --sizes $(SIZES) --summary target/growth.json

# Two servers behind nginx on a database with a replica, for a minute and a half: a server is killed, then the database falls.
several:
	tools/setup-run.sh
	tools/setup-several.sh
	test -x "$(BIN)" || cargo build --release --locked
	cargo build --release --locked -p portolan-load
	target/release/portolan-load several --bin "$(BIN)" --people $(PEOPLE) $(if $(SEED),--seed $(SEED))

# Everybody begins an exam within ten seconds; KILLS=5 kills the server meanwhile.
CANDIDATES ?= 3000
KILLS ?= 0
stampede:
	tools/setup-run.sh
	test -x "$(BIN)" || cargo build --release --locked
	cargo build --release --locked -p portolan-load
	target/release/portolan-load stampede --bin "$(BIN)" --people $(CANDIDATES) --kills $(KILLS) \
		--summary target/stampede.json $(if $(SEED),--seed $(SEED))
