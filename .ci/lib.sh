# What the scripts beside this file have in common; each reads it by `source` and stands in the repository's root then.
# shellcheck shell=bash

# Says what is skipped and why; with REQUIRE_ALL set, as in the workflow, that is an error.
skip() {
    if [[ -n ${REQUIRE_ALL:-} ]]; then
        echo "REQUIRE_ALL is set, so this may not be skipped: $*" >&2
        exit 1
    fi
    echo "skipped: $*"
    # `.ci/run` says it again at its end.
    if [[ -n ${SKIPPED:-} ]]; then echo "$*" >>"$SKIPPED"; fi
}

# Installs packages of Debian.
install_packages() {
    local as_root=()
    ((EUID == 0)) || as_root=(sudo)
    "${as_root[@]}" apt-get update --quiet=2
    DEBIAN_FRONTEND=noninteractive "${as_root[@]}" apt-get install --yes --quiet=2 --no-install-recommends "$@"
}

# Installs those packages of Debian whose commands are missing: `need COMMAND=PACKAGE...`
need() {
    local pair missing=()
    for pair in "$@"; do
        command -v "${pair%%=*}" >/dev/null || missing+=("${pair#*=}")
    done
    ((${#missing[@]} == 0)) || install_packages "${missing[@]}"
}

# Installs those packages of Debian that a file lists, unless all of them are there: `debian_packages FILE`
debian_packages() {
    local packages
    mapfile -t packages < <(grep -v '^#' "$1")
    dpkg --status "${packages[@]}" >/dev/null 2>&1 || install_packages "${packages[@]}"
}

# Makes a Python environment with the packages of a file: `python_packages FOLDER REQUIREMENTS`
python_packages() {
    if [[ ! -x $1/bin/pip ]]; then
        # Debian has this part of Python in a package of its own.
        python3 -c 'import ensurepip' 2>/dev/null || install_packages python3-venv
        python3 -m venv "$1"
    fi
    "$1/bin/pip" install --quiet --disable-pip-version-check --requirement "$2"
}

# Puts the prebuilt tools of requirements.txt on the path, in the versions and with the hashes that stand there.
tools() {
    python_packages "$PWD/target/tools" .ci/requirements.txt
    export PATH=$PWD/target/tools/bin:$PATH
}
