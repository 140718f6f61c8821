#!/usr/bin/env bash
# Builds the server's wheel with the modules of reading compiled, and runs their tests against what it holds.
# usage: wheel.sh PYTHON
set -euo pipefail
cd "$(dirname "$0")/../.."

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
# In a copy: compiled modules must not stay beside the sources, where Python would prefer them.
mkdir "$work/tree" "$work/unpacked"
cp -r pyproject.toml README.md server "$work/tree"
HATCH_BUILD_HOOK_ENABLE_MYPYC=true "$1" -m pip wheel --quiet --no-deps --wheel-dir dist "$work/tree"

wheel=$(ls -t dist/figures_server-*.whl | head -n 1)
"$1" -m zipfile -e "$wheel" "$work/unpacked"
export PYTHONPATH="$work/unpacked"
"$1" -c 'from figures_server.compose import grammar; assert grammar.__file__.endswith(".so"), "not compiled"'
"$1" -m pytest -q tests/unit/{compose,contextualise,lexicon,resolve,scan,serve,text} tests/property
echo "$wheel"
