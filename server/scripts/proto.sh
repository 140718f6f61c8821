#!/usr/bin/env bash
# Generates the Python code of the contract below DIRECTORY.
# usage: proto.sh DIRECTORY
set -euo pipefail
cd "$(dirname "$0")/../.."

# The virtual path makes the imports of the generated code right without editing it.
python -m grpc_tools.protoc -I figures_client/v1=proto/figures/v1 \
    --python_out="$1" --pyi_out="$1" --grpc_python_out="$1" \
    proto/figures/v1/figures.proto
