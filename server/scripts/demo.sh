#!/usr/bin/env bash
# Starts a server on a free port, shows the figures of one article, stops the server.
# usage: demo.sh ARTICLE
set -euo pipefail
cd "$(dirname "$0")/../.."

log=$(mktemp)
server=
finish() {
    if [ -n "$server" ]; then
        kill "$server" 2>/dev/null || true
        wait "$server" 2>/dev/null || true
    fi
    rm -f "$log"
}
trap finish EXIT

.venv/bin/figures-server serve --listen 127.0.0.1:0 >"$log" 2>&1 &
server=$!

address=
for _ in $(seq 300); do
    address=$(sed -n 's/.*listening on \([^ "]*:[0-9]*\).*/\1/p' "$log" | head -n 1)
    [ -z "$address" ] || break
    if ! kill -0 "$server" 2>/dev/null; then
        echo "the server did not start:" >&2
        cat "$log" >&2
        exit 1
    fi
    sleep 0.1
done
if [ -z "$address" ]; then
    echo "the server did not say in 30 s where it listens:" >&2
    cat "$log" >&2
    exit 1
fi

.venv/bin/figures extract "$1" --to USD --to EUR --server "$address"
