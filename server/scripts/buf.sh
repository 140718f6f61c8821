#!/usr/bin/env bash
# Lint and format of the contract, and that it breaks no client of the version before.
set -euo pipefail
cd "$(dirname "$0")/../.."

buf lint proto
buf format --diff --exit-code proto

# The version before: what is committed, if the contract was edited since; else where this branch
# left main; else the commit before. A tree without that history has nothing to be compared with.
before=
if git rev-parse --quiet --verify HEAD >/dev/null 2>&1; then
    if ! git diff --quiet HEAD -- proto; then
        before=HEAD
    else
        before=$(git merge-base HEAD origin/main 2>/dev/null || true)
        if [ -z "$before" ] || [ "$before" = "$(git rev-parse HEAD)" ]; then
            before=HEAD~1
        fi
    fi
fi
if [ -z "$before" ] || ! git cat-file -e "$before:proto/figures/v1/figures.proto" 2>/dev/null; then
    echo "buf breaking: no version before this one"
    exit 0
fi
old=$(mktemp -d)
trap 'rm -rf "$old"' EXIT
git archive "$before" proto | tar -x -C "$old"
buf breaking proto --against "$old/proto"
