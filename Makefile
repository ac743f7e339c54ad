# `make run` starts a demonstration, `make test` proves everything. Both install what is missing first.

.PHONY: run test check browser

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
	cargo fmt --check
	cargo clippy --all-targets --locked -- -D warnings
	cargo test --locked
	if cargo deny --version >/dev/null 2>&1; then cargo deny check; fi

browser:
	cd tests/browser && npm run --silent assets -- --check && npm test --silent
