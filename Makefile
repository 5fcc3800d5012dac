# `make demo` and `make test` need Python 3.11+ with pip and venv, and nothing else. The first run sets up .venv.

.PHONY: demo test lint verify setup clean

setup:
	@ci/setup.sh

demo: setup
	@.venv/bin/autograder demo

test: setup
	@ci/test.sh

lint: setup
	@ci/lint.sh

verify: setup
	@ci/verify.sh

clean:
	rm -rf .venv demo
