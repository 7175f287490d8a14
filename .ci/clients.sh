#!/usr/bin/env bash
# clients.sh RAYFORCE: what clients of others see of the command RAYFORCE, where native Rayforce has been set up
# (RAYFORCE_NATIVE) and the checks lie beside this repository. The native engine has to pass all but what needs a
# connection of the core's own; the embedded engine all.
set -euo pipefail
rayforce=$1
tools=$(cd .. && pwd)/shared/tools
if [ -z "${RAYFORCE_NATIVE:-}" ] || [ ! -f "$tools/py24/py24.sh" ]; then
    echo "Clients: skipped, there is no native Rayforce here."
    exit 0
fi

export PY24="$RAYFORCE_NATIVE/py2/bin/python"
log=artifacts/ci/clients
rm -rf "$log"
mkdir -p "$log"
server=
trap '[ -z "$server" ] || kill "$server" 2>/dev/null || true' EXIT

# start NAME OPTION...: a server at free ports, in ws and tcp.
start() {
    "$rayforce" serve --host 127.0.0.1 --port 0 --tcp-port 0 "${@:2}" >"$log/$1.serve" 2>&1 &
    server=$!
    for _ in $(seq 300); do
        grep -q "TCP served" "$log/$1.serve" && break
        kill -0 "$server" || { cat "$log/$1.serve"; exit 1; }
        sleep 0.1
    done
    ws=$(sed -n 's|.*ws://127.0.0.1:||p' "$log/$1.serve")
    tcp=$(sed -n 's|.*rayforce://127.0.0.1:||p' "$log/$1.serve")
}

stop() {
    kill "$server"
    wait "$server" || true
    server=
}

# passed FILE: how many checks passed.
passed() { sed -n 's/^\([0-9][0-9]*\) passed, .*/\1/p' "$1" | tail -n 1; }

# check NAME LEAST ALLOWED: the 329 checks, of which LEAST have to pass, and ALLOWED (a pattern) may fail.
check() {
    timeout 600 bash "$tools/py24/py24.sh" "$ws" "$tcp" >"$log/$1.py24" 2>&1 || true
    local count unexpected
    count=$(passed "$log/$1.py24")
    unexpected=$(grep '^FAILED' "$log/$1.py24" | grep -vE "$3" || true)
    echo "Clients: rayforce-py 2.4.0 on $1: ${count:-0} checks passed."
    if [ "${count:-0}" -lt "$2" ] || [ -n "$unexpected" ]; then
        echo "$unexpected"
        tail -n 3 "$log/$1.py24"
        exit 1
    fi
    timeout 600 bash "$tools/py24/py24.sh" --upstream "$RAYFORCE_NATIVE"/py2/lib/python*/site-packages "$ws" "$tcp" \
        >"$log/$1.upstream" 2>&1 || { tail -n 20 "$log/$1.upstream"; exit 1; }
    echo "Clients: rayforce-py 2.4.0's own network tests on $1: $(passed "$log/$1.upstream" || true)" \
        "$(tail -n 1 "$log/$1.upstream")"
}

start native-3.0.1 --engine native --library "$RAYFORCE_NATIVE/3.0.1/_rayforce_c.so"
check native-3.0.1 327 'tcp push: subscribe|tcp the server asks the waiting client'
stop

start embedded
check embedded 329 '^$'
stop

start native-wire1 --engine native --library "$RAYFORCE_NATIVE/wire1/_rayforce_c.so"
timeout 120 "$RAYFORCE_NATIVE/py1/bin/python" .ci/py1.py "$ws" "$tcp"
stop
