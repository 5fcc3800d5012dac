#!/usr/bin/env bash
# Plays pushes of students against local repositories, with the environment that a runner of GitHub gives:
#   ci/rehearse.sh OUT [COURSE]
# Builds the students' repository from COURSE (a small one) with `autograder release`, pushes a right, a wrong, a hostile
# and a broken submission to bare repositories, checks each out as .github/workflows/grade.yml does, and scores it.
# OUT/<submission>/ holds what GitHub would show: summary.md, log.txt, outputs.txt, and reports/.
set -euo pipefail
out=$(realpath -m "${1:?usage: ci/rehearse.sh OUT [COURSE]}")
course=$(realpath "${2:-$(dirname "$0")/rehearsal/course}")
cd "$(dirname "$0")/.."
here=$PWD
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_SYSTEM=/dev/null
git() { command git -c user.name=student -c user.email=student@example.org -c init.defaultBranch=main "$@"; }

# The instructor: the repository that students start from. The course beside the grader is what it was cut from.
.venv/bin/autograder release --course "$course" --to "$work/template" \
    --grader "example/course@0123456789012345678901234567890123456789" >/dev/null
git -C "$work/template" init --quiet
git -C "$work/template" add --all
git -C "$work/template" commit --quiet --message "The course"
mkdir "$work/course"
ln -s "$here/ci" "$here/.venv" "$work/course/"
cp -r "$work/template/assignments" "$work/course/assignments"

for submission in ci/rehearsal/submissions/*/; do
    name=$(basename "$submission")
    # The student: clones, works, pushes.
    git clone --quiet --bare "$work/template" "$work/$name.git"
    git clone --quiet "$work/$name.git" "$work/$name"
    cp -r "$submission/." "$work/$name/"
    git -C "$work/$name" add --all
    git -C "$work/$name" commit --quiet --message "My work"
    git -C "$work/$name" push --quiet
    # The runner: a fresh checkout, and files that later steps would read.
    workspace=$work/runner-$name
    mkdir -p "$workspace" "$out/$name"
    git clone --quiet "$work/$name.git" "$workspace/submission"
    for file in summary.md outputs.txt env.txt path.txt; do : >"$out/$name/$file"; done
    status=0
    env -i PATH="$PATH" HOME="$work" LANG=C.UTF-8 CI=true GITHUB_ACTIONS=true GITHUB_REPOSITORY="example/$name" \
        GITHUB_REPOSITORY_OWNER="$name" GITHUB_SHA="$(git -C "$workspace/submission" rev-parse HEAD)" \
        GITHUB_WORKSPACE="$workspace" GITHUB_TOKEN=ghs_a_token_that_nobody_may_see \
        GITHUB_STEP_SUMMARY="$out/$name/summary.md" GITHUB_OUTPUT="$out/$name/outputs.txt" \
        GITHUB_ENV="$out/$name/env.txt" GITHUB_PATH="$out/$name/path.txt" \
        AUTOGRADER_LANG="${AUTOGRADER_LANG:-en}" OUT="$out/$name/reports" \
        bash "$work/course/ci/score.sh" "$workspace/submission" >"$out/$name/log.txt" 2>&1 || status=$?
    echo "$name: exit status $status, $(tr '\n' ' ' <"$out/$name/outputs.txt")"
done
