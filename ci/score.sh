#!/usr/bin/env bash
# Scores a student's push with this course's public checks: ci/score.sh CHECKOUT [ASSIGNMENT ...]
# CHECKOUT is only read, and nothing in it is ever run outside of a jail. OUT names the folder for reports.
set -euo pipefail
submission=$(realpath "${1:?usage: ci/score.sh CHECKOUT [ASSIGNMENT ...]}")
shift
cd "$(dirname "$0")/.."
named=()
for name in "$@"; do named+=(--assignment "$name"); done
export OMP_NUM_THREADS=1 MKL_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1
exec .venv/bin/autograder score "$submission" --assignments assignments --out "${OUT:-reports}" "${named[@]}"
