#!/usr/bin/env bash
# Proves every unit of the course.
set -euo pipefail
cd "$(dirname "$0")/.."
export OMP_NUM_THREADS=1
exec .venv/bin/autograder verify "$@"
