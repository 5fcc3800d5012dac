#!/usr/bin/env bash
# Plays pushes of students against local repositories, with the environment that a runner of GitHub gives:
#   ci/rehearse.sh OUT [COURSE]
# Builds the students' repository from COURSE (a small one) with `autograder release`, pushes a right, a wrong, a hostile
# and a broken submission to bare repositories, checks each out as .github/workflows/grade.yml does, and scores it.
# OUT/score.yml is the workflow of the students' repository; OUT/<submission>/ holds what GitHub would show: summary.md,
# log.txt, outputs.txt, and reports/.
# Then collects them all, and one that is gone, as .github/workflows/collect.yml does: OUT/class/ holds what the
# instructor is shown, and OUT/<submission>/feedback/ what lies on that branch of the student's repository.
set -euo pipefail
out=$(realpath -m "${1:?usage: ci/rehearse.sh OUT [COURSE]}")
course=$(realpath "${2:-$(dirname "$0")/rehearsal/course}")
cd "$(dirname "$0")/.."
here=$PWD
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_SYSTEM=/dev/null
export GIT_COMMITTER_DATE=2026-10-01T20:00:00+00:00 GIT_AUTHOR_DATE=2026-10-01T20:00:00+00:00
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
mkdir -p "$out"
cp "$work/template/.github/workflows/score.yml" "$out/"

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

# The instructor again: a private repository with the course and the roster. Three machines in turn, as the workflow has
# them; only the first and the last have a token for the students' repositories.
git clone --quiet --bare "$work/template" "$work/class.git"
git clone --quiet "$work/class.git" "$work/class"
mkdir "$work/class/class"
{
    echo student,repository
    for name in broken hostile right wrong gone; do echo "$name,$work/$name.git"; done
} >"$work/class/class/roster.csv"
cat >"$work/class/class/class.toml" <<'TOML'
roster = "roster.csv"
attempts = 5

[assignments.a0]
deadline = "2026-10-01T22:00+00:00"
TOML
git -C "$work/class" add --all
git -C "$work/class" commit --quiet --message "The class"
git -C "$work/class" push --quiet
mkdir -p "$out/class"
for file in summary.md outputs.txt env.txt path.txt log.txt; do : >"$out/class/$file"; done

machine() { # NAME TOKEN STEP ...: a checkout, and steps of collect.sh in it; TOKEN "" is none
    local place=$work/machine-$1 token=$2
    if [ ! -d "$place" ]; then
        git clone --quiet "$work/class.git" "$place"
        ln -s "$here/ci" "$here/.venv" "$place/"
        [ ! -f "$work/collected.tar" ] || cp "$work/collected.tar" "$place"
    fi
    shift 2
    local step status
    for step in "$@"; do
        status=0
        env -i PATH="$PATH" HOME="$work" LANG=C.UTF-8 CI=true GITHUB_ACTIONS=true GITHUB_REPOSITORY=example/class \
            GITHUB_WORKSPACE="$place" GITHUB_STEP_SUMMARY="$out/class/summary.md" \
            GITHUB_OUTPUT="$out/class/outputs.txt" GITHUB_ENV="$out/class/env.txt" GITHUB_PATH="$out/class/path.txt" \
            AUTOGRADER_LANG="${AUTOGRADER_LANG:-en}" ACTIONS_RUNTIME_TOKEN=ghs_a_token_that_nobody_may_see \
            ${token:+STUDENTS_TOKEN="$token"} PRIVATE=true ASSIGNMENTS=a0 GITHUB_ACTOR=teacher \
            COURSE="$course" bash "$place/ci/collect.sh" "$step" >"$work/step.txt" 2>&1 || status=$?
        { echo "=== $step"; sed "s#$work#WORK#g" "$work/step.txt"; } >>"$out/class/log.txt"
        echo "class, $step: exit status $status"
    done
    [ ! -f "$place/collected.tar" ] || cp "$place/collected.tar" "$work"
    [ ! -d "$place/reports" ] || cp -r "$place/reports" "$out/class"
}
token=ghs_a_token_that_nobody_may_see
machine collect "" guard restore
machine collect $token received collect
machine collect "" pack
machine grade "" unpack grade pack
machine tell "" unpack publish keep report summary
machine tell $token feedback

for submission in ci/rehearsal/submissions/*/; do
    name=$(basename "$submission")
    git clone --quiet --branch feedback "$work/$name.git" "$out/$name/feedback"
    rm -rf "$out/$name/feedback/.git"
done
git -C "$work/class.git" ls-tree --name-only gradebook >"$out/class/gradebook.txt"
