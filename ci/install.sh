#!/usr/bin/env bash
# Makes .venv with what scoring a push needs, and nothing more: ci/install.sh [EXTRA], e.g. ci/install.sh instructor
# PYTHON names the interpreter; pip's own variables, such as PIP_EXTRA_INDEX_URL, say where else torch may come from:
# without CUDA it is a tenth of the size.
set -euo pipefail
cd "$(dirname "$0")/.."
[ -x .venv/bin/autograder ] && exit 0
"${PYTHON:-python3}" -m venv .venv
.venv/bin/python -m pip install --quiet --disable-pip-version-check -c ci/constraints.txt -e ".${1:+[$1]}"
