# Sourced by .ci/run: native Rayforce for the tests that need it, where its packages lie beside this repository. Without
# them, or when it is named already, nothing is done; the tests that find none skip themselves, by name.
set_up_native() {
    local setup=../shared/native/setup.sh
    [ -z "${RAYFORCE_NATIVE:-}" ] && [ -f "$setup" ] || return 0
    local folder=artifacts/native-rayforce
    if bash "$setup" "$folder"; then
        RAYFORCE_NATIVE=$(cd "$folder" && pwd)
        export RAYFORCE_NATIVE
    else
        echo "Native Rayforce could not be set up by $setup: what needs it is skipped." >&2
    fi
}
set_up_native
