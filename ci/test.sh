#!/usr/bin/env bash
# Runs the tests, all of them in two processes at once. Arguments go to pytest, and make it one process.
set -euo pipefail
cd "$(dirname "$0")/.."
export OMP_NUM_THREADS=1 MKL_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1
[ $# -gt 0 ] || set -- -n 2 --dist loadfile --no-loadscope-reorder --durations=25 --durations-min=3
exec .venv/bin/python -m pytest "$@"
