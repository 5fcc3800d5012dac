#!/usr/bin/env bash
# Builds the repository that students start from, with a workflow that scores their pushes: ci/release.sh OUT [GRADER]
# GRADER is OWNER/REPOSITORY@COMMIT of this course; without it no workflow is written. Refuses where a unit is not proven.
set -euo pipefail
out=$(realpath -m "${1:?usage: ci/release.sh OUT [OWNER/REPOSITORY@COMMIT]}")
cd "$(dirname "$0")/.."
ci/verify.sh
.venv/bin/autograder release --to "$out" ${2:+--grader "$2"}
