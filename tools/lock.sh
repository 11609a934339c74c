#!/usr/bin/env bash
# Compile the hashed locks together, so that versions agree. Needs pip-tools in the environment.
set -eu
cd "$(dirname "$0")/../requirements"
compile() { pip-compile --quiet --generate-hashes --no-emit-index-url --no-emit-trusted-host --no-emit-find-links --strip-extras --allow-unsafe --no-header --no-annotate "$@"; }
compile -o test.lock test.in
compile -c test.lock -o read.lock read.in
compile -c test.lock -o tables.lock tables.in
compile -c test.lock -o web.lock web.in
compile -c test.lock -o core.lock core.in
