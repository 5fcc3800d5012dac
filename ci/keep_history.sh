#!/usr/bin/env bash
# Commits a folder's files to a branch of their own, which begins empty, and pushes it:
#   ci/keep_history.sh FOLDER BRANCH [MESSAGE]
# Run in the repository. A worktree of it is used, not a clone: that has the credentials that a runner put there.
set -euo pipefail
folder=$(realpath "${1:?usage: ci/keep_history.sh FOLDER BRANCH [MESSAGE]}")
branch=${2:?usage: ci/keep_history.sh FOLDER BRANCH [MESSAGE]}
root=$(git rev-parse --show-toplevel)
cd "$root"
place=$(mktemp -d)
trap 'cd "$root"; git worktree remove --force "$place/tree"; git branch --quiet -D "new-$branch" 2>/dev/null || true; rm -rf "$place"' EXIT
if git fetch --quiet origin "$branch" 2>/dev/null; then
    git worktree add --quiet --detach "$place/tree" FETCH_HEAD
    cd "$place/tree"
else
    git worktree add --quiet --detach "$place/tree" HEAD
    cd "$place/tree"
    git checkout --quiet --orphan "new-$branch"
    git rm -rq --force .
fi
find "$folder" -maxdepth 1 -type f ! -name .git -exec cp {} . \;
git add --all
if ! git diff --cached --quiet; then
    git -c user.name=autograder -c user.email=autograder@localhost commit --quiet --message "${3:-Update $branch}"
    git push --quiet origin "HEAD:refs/heads/$branch"
fi
