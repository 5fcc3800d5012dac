#!/usr/bin/env bash
# Commits a folder's files to a branch of their own, which begins empty, and pushes it: ci/keep_history.sh FOLDER BRANCH
set -euo pipefail
folder=$(realpath "${1:?usage: ci/keep_history.sh FOLDER BRANCH}")
branch=${2:?usage: ci/keep_history.sh FOLDER BRANCH}
cd "$(dirname "$0")/.."
remote=$(git remote get-url origin)
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
git clone --quiet --no-checkout "$(git rev-parse --show-toplevel)" "$place"
cd "$place"
git remote set-url origin "$remote"
if git fetch --quiet origin "$branch" 2>/dev/null; then
    git checkout --quiet -B "$branch" FETCH_HEAD
else
    git checkout --quiet --orphan "$branch"
    git rm -rq --cached . 2>/dev/null || true
    git clean -fdq
fi
find "$folder" -maxdepth 1 -type f ! -name .git -exec cp {} . \;
git add --all
git diff --cached --quiet && exit 0
git -c user.name="benchmark" -c user.email="benchmark@users.noreply.github.com" commit --quiet --message "Benchmark"
git push --quiet origin "$branch"
