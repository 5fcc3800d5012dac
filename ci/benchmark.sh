#!/usr/bin/env bash
# What grading costs, added to a history: ci/benchmark.sh HISTORY.jsonl [COMMENT.md]
# Ends with 1, and writes the comment, if grading has become more than a fifth dearer.
set -euo pipefail
history=$(realpath -m "${1:?usage: ci/benchmark.sh HISTORY.jsonl [COMMENT.md]}")
comment=$(realpath -m "${2:-/dev/null}")
cd "$(dirname "$0")/.."
export OMP_NUM_THREADS=1 MKL_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1
result=$(mktemp --suffix=.json)
trap 'rm -f "$result"' EXIT
.venv/bin/python -m pytest benchmarks/bench_grader.py -q -p no:cacheprovider --benchmark-json "$result"
.venv/bin/python -m benchmarks.history "$result" "$history" --commit "$(git rev-parse HEAD)" --comment "$comment"
