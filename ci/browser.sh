#!/usr/bin/env bash
# Installs what the browser tests need from the system: Chromium, and a font with Chinese characters. Does nothing where
# both are there. Needs Debian or Ubuntu and root; elsewhere it says what is missing, and those tests are skipped.
set -euo pipefail

wanted=()
command -v chromium >/dev/null || command -v chromium-browser >/dev/null || command -v google-chrome >/dev/null ||
    wanted+=(chromium)
if ! command -v fc-list >/dev/null || [ -z "$(fc-list :lang=zh-cn file)" ]; then
    wanted+=(fontconfig fonts-wqy-zenhei)
fi
[ ${#wanted[@]} -gt 0 ] || exit 0

if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then
    echo "The browser tests will be skipped: ${wanted[*]} missing. As root on Debian or Ubuntu, this script adds them." >&2
    exit 0
fi
echo "Installing ${wanted[*]} for the browser tests ..."
export DEBIAN_FRONTEND=noninteractive
log=$(mktemp)
trap 'rm -f "$log"' EXIT
if ! { apt-get update -qq && apt-get install -y -qq --no-install-recommends "${wanted[@]}"; } >"$log" 2>&1; then
    tail -n 20 "$log" >&2
    exit 1
fi
