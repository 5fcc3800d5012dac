#!/usr/bin/env bash
# Proves every unit of the course, and that assignments/ is what the course gives. Arguments name units.
set -euo pipefail
cd "$(dirname "$0")/.."
export OMP_NUM_THREADS=1
.venv/bin/autograder verify "$@"
.venv/bin/autograder release --check
