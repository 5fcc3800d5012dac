#!/usr/bin/env bash
# Collects a class's work, grades it, and tells the class: ci/collect.sh STEP ...
#   guard     ends the run unless PRIVATE=true: what the other steps handle is personal
#   restore   takes the gradebook and its secret from the branch "gradebook" of this repository
#   received  asks GitHub when pushes came, into RECEIVED
#   collect   the students' work into SUBMITTED; by the times in RECEIVED, if it is there
#   grade     with hidden checks, in jails, into GRADEBOOK
#   report    the site of the class, with all assignments, into OUT
#   publish   lets students see the results from now on; with HIDDEN_INPUTS=true, what hidden checks called too
#   summary   how the class stands, into GITHUB_STEP_SUMMARY or onto the terminal
#   keep      commits the gradebook and its secret to the branch "gradebook", and pushes it
#   feedback  pushes what students are told to the branch BRANCH of their repositories
#   pack, unpack   all that the steps above hand on, as one file PACKED, for the next machine
# Variables: ASSIGNMENTS (separated by blanks), CLASS (a class.toml; by default class/class.toml, if it is there) or
# ROSTER and DEADLINE (of one assignment), COURSE, SUBMITTED, GRADEBOOK, OUT, BRANCH, PACKED, RECEIVED,
# AUTOGRADER_LANG (paths from here); STUDENTS_TOKEN for `received`, `collect` and `feedback`, where git has no
# credentials of its own.
set -euo pipefail
cd "$(dirname "$0")/.."
umask 077 # a gradebook, its secret and students' work are nobody else's
: "${ROSTER:=class/roster.csv}" "${DEADLINE:=}" "${CLASS:=}" "${COURSE:=reference}" "${SUBMITTED:=submitted}"
: "${GRADEBOOK:=gradebook}" "${OUT:=reports}" "${BRANCH:=feedback}" "${PACKED:=collected.tar}" "${RECEIVED:=received.csv}"
: "${PRIVATE:=}" "${STUDENTS_TOKEN:=}" "${ASSIGNMENTS:=}"
kept=gradebook # the branch
origin=$GRADEBOOK.commit # of that branch, from which the gradebook came
attempts=$GRADEBOOK/attempts.db
read -ra assignments <<<"$ASSIGNMENTS"

fail() {
    echo "$1" >&2
    exit 2
}

# A class.toml stands instead of a roster and a deadline.
[ -n "$CLASS" ] || [ ! -e class/class.toml ] || CLASS=class/class.toml
if [ -n "$CLASS" ]; then
    rules=(--class "$CLASS") everybody=("${rules[@]}") due=()
else
    rules=() everybody=(--roster "$ROSTER") due=(${DEADLINE:+--deadline "$DEADLINE"})
fi

# Runs a command whose output may hold what students wrote, so that a runner of GitHub obeys nothing in it.
quoted() {
    local status=0 stop
    if [ "${GITHUB_ACTIONS:-}" != true ]; then
        "$@" || status=$?
        return $status
    fi
    stop=$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')
    printf '::stop-commands::%s\n' "$stop"
    "$@" 2>&1 || status=$?
    printf '\n::%s::\n' "$stop"
    return $status
}

# A status of 1 says that somebody has to look; the other steps still run.
tolerated() {
    local status=0
    quoted "$@" || status=$?
    [ $status != 1 ] || warn "Somebody has to look at it: see above, and the summary."
    [ $status -le 1 ] || return $status
}

warn() {
    if [ "${GITHUB_ACTIONS:-}" = true ]; then echo "::warning title=Collection::$1"; else echo "$1" >&2; fi
}

# Runs a command in which git knows the token, for GitHub alone, and nothing of it is written down.
with_credentials() {
    local status=0 server=credential.${GITHUB_SERVER_URL:-https://github.com}.helper
    # shellcheck disable=SC2016
    local helper='!tell() { [ "$1" != get ] || printf "username=x-access-token\npassword=%s\n" "$STUDENTS_TOKEN"; }; tell'
    if [ -z "$STUDENTS_TOKEN" ]; then
        "$@" || status=$?
    else
        GIT_CONFIG_COUNT=2 GIT_CONFIG_KEY_0=$server GIT_CONFIG_VALUE_0='' \
            GIT_CONFIG_KEY_1=$server GIT_CONFIG_VALUE_1=$helper "$@" || status=$?
    fi
    return $status
}

# Runs a command with nothing that a runner put into the environment: no token, no file that later steps would read.
bare() {
    env -i PATH="$PATH" HOME="${HOME:-/}" LANG=C.UTF-8 OMP_NUM_THREADS=1 MKL_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 \
        ${AUTOGRADER_LANG:+AUTOGRADER_LANG="$AUTOGRADER_LANG"} "$@"
}

autograder=.venv/bin/autograder

step_guard() {
    [ "$PRIVATE" = true ] || fail "This repository is public, or cannot be seen to be private. A roster, students' work, \
a gradebook and its secret are personal data: keep a class in a private copy of the course."
}

step_restore() {
    local found status=0
    if [ -e "$attempts" ] && ! git show "$(cat "$origin")":attempts.db 2>/dev/null | cmp -s - "$attempts"; then
        fail "$attempts is there, and is not what the branch $kept had: keep it, or move it away."
    fi
    found=$(git ls-remote --exit-code origin "refs/heads/$kept") || status=$?
    mkdir -p "$GRADEBOOK"
    case $status in
    0)
        git fetch --quiet --no-tags --depth 1 origin "refs/heads/$kept"
        git archive FETCH_HEAD | tar -x -C "$GRADEBOOK"
        chmod 600 "$GRADEBOOK"/*
        git rev-parse FETCH_HEAD >"$origin"
        ;;
    2) : >"$origin" ;; # there is no such branch yet
    *) fail "The gradebook cannot be fetched; without it, a new one would begin." ;;
    esac
    echo "${found:-There is no gradebook yet.}"
}

step_received() {
    GH_TOKEN=${STUDENTS_TOKEN:-${GH_TOKEN:-}} .venv/bin/python ci/received.py "${CLASS:-$ROSTER}" >"$RECEIVED"
}

step_collect() {
    local received=()
    [ ! -s "$RECEIVED" ] || received=(--received "$RECEIVED")
    for assignment in "${assignments[@]}"; do
        with_credentials tolerated $autograder collect "${everybody[@]}" "${due[@]}" "${received[@]}" --assignment "$assignment" \
            --to "$SUBMITTED" --course "$COURSE"
    done
}

step_grade() {
    for assignment in "${assignments[@]}"; do
        tolerated bare $autograder grade "$SUBMITTED" "${rules[@]}" --assignment "$assignment" \
            --gradebook "$attempts" --course "$COURSE"
    done
}

step_report() {
    quoted $autograder report "${rules[@]}" --html "$OUT" --gradebook "$attempts" --course "$COURSE"
}

step_publish() {
    local more=()
    [ "${HIDDEN_INPUTS:-}" != true ] || more=(--hidden-inputs)
    for assignment in "${assignments[@]}"; do
        $autograder publish --assignment "$assignment" --author "${GITHUB_ACTOR:-$(id -un)}" --gradebook "$attempts" \
            --course "$COURSE" "${more[@]}"
    done
}

step_summary() {
    local told=1 # opened once: a file that standard output leads to would be written over if it were opened again
    [ -z "${GITHUB_STEP_SUMMARY:-}" ] || exec {told}>>"$GITHUB_STEP_SUMMARY"
    for assignment in "${assignments[@]}"; do
        quoted summary_of "$assignment"
    done
}

# What is told beside the summary goes into the log, and may name students.
summary_of() {
    $autograder summary "${rules[@]}" --assignment "$1" --submitted "$SUBMITTED" --gradebook "$attempts" \
        --course "$COURSE" >&"$told"
}

step_keep() {
    local now folder
    now=$(git ls-remote origin "refs/heads/$kept" | cut -f1)
    [ "$now" = "$(cat "$origin")" ] ||
        fail "The branch $kept was changed after the gradebook was taken from it: nothing is kept, run this again."
    # Whatever SQLite still keeps beside the file belongs into it: the branch has the one file.
    .venv/bin/python -I - "$attempts" <<'PYTHON'
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1])
connection.execute("PRAGMA journal_mode=DELETE")
connection.close()
PYTHON
    folder=$(mktemp -d)
    cp "$attempts" "$GRADEBOOK/secret" "$folder"
    ci/keep_history.sh "$folder" "$kept" "Gradebook: ${assignments[*]}"
    rm -rf "$folder"
    git ls-remote origin "refs/heads/$kept" | cut -f1 >"$origin"
}

step_feedback() {
    local worst=0
    for assignment in "${assignments[@]}"; do
        with_credentials quoted $autograder feedback "${everybody[@]}" --assignment "$assignment" \
            --gradebook "$attempts" --branch "$BRANCH" --course "$COURSE" || worst=$?
    done
    return $worst
}

step_pack() { tar -cf "$PACKED" "$SUBMITTED" "$GRADEBOOK" "$origin"; }

# The file may come from a machine that ran students' code: nothing but what is handed on is taken, and no link.
step_unpack() {
    local folder each
    folder=$(mktemp -d)
    tar -xf "$PACKED" -C "$folder"
    [ -z "$(find "$folder" ! -type f ! -type d -print -quit)" ] || fail "$PACKED holds something that is no file or folder."
    for each in "$SUBMITTED" "$GRADEBOOK" "$origin"; do
        rm -rf "$each"
        mv "$folder/$each" "$each"
    done
    rm -rf "$folder"
}

[ $# -gt 0 ] || fail "usage: ci/collect.sh STEP ... (see the first lines of this file)"
for step in "$@"; do
    declare -F "step_$step" >/dev/null || fail "There is no step $step: see the first lines of ci/collect.sh."
    case $step in
    collect | grade | publish | summary | feedback)
        [ ${#assignments[@]} -gt 0 ] || fail "ASSIGNMENTS is empty: name the assignments, e.g. ASSIGNMENTS=a1."
        [ -z "$DEADLINE" ] || [ -z "$CLASS" ] || fail "DEADLINE is given, and $CLASS says when work is due: leave one of them out."
        [ -z "$DEADLINE" ] || [ ${#assignments[@]} = 1 ] || fail "DEADLINE is that of one assignment; $ASSIGNMENTS are several."
        ;;
    esac
done
for step in "$@"; do "step_$step"; done
