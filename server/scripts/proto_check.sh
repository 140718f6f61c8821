#!/usr/bin/env bash
# Fails where the committed code is not what the contract generates.
set -euo pipefail
cd "$(dirname "$0")/../.."

fresh=$(mktemp -d)
trap 'rm -rf "$fresh"' EXIT
server/scripts/proto.sh "$fresh"

status=0
for file in "$fresh"/figures_client/v1/*; do
    diff -u "client/src/figures_client/v1/$(basename "$file")" "$file" || status=1
done
[ "$status" = 0 ] || echo "the generated code is not the contract's: run 'make proto'" >&2
exit "$status"
