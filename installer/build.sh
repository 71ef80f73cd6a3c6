# shellcheck shell=sh
# SPDX-FileCopyrightText: 2026 Signalbox contributors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# What ./run and ./test have in common; read with `.`, from the top of the checkout, so that the lists are used there.
# shellcheck disable=SC2034

compilers="g++ cmake ninja-build pkg-config mold ccache"
libraries="qt6-base-dev qt6-base-dev-tools libqt6opengl6-dev qt6-charts-dev qt6-svg-dev libgl-dev libyaml-cpp-dev libsqlite3-dev
    libzstd-dev zlib1g-dev libexpected-dev libsimdjson-dev libqt6sql6-psql libqt6sql6-sqlite"
screen="qt6-qpa-plugins libqt6svg6 fonts-noto-core fonts-dejavu-core"

say() { echo "signalbox: $*" >&2; }

# need PACKAGE…
need() { sh installer/debian.sh "$@"; }

# configure PRESET    Ninja configures again by itself when a CMakeLists.txt changed, but knows nothing of the presets.
configure() {
    mkdir -p build
    if [ -e "build/$1/build.ninja" ] && [ -z "$(find CMakePresets.json -newer "build/$1/build.ninja")" ]; then
        return
    fi
    if ! cmake --preset "$1" >"build/$1.log" 2>&1; then
        cat "build/$1.log" >&2
        say "the build could not be set up; the message above says what is missing. If this folder was copied or moved," \
            "remove build/ in it and run this again"
        return 1
    fi
}

# build PRESET TARGET…    quick when nothing is to do
build() {
    preset=$1
    shift
    configure "$preset" || return 1
    if ! cmake --build "build/$preset" --target "$@" >&2; then
        say "the build failed; the first error above says where"
        return 1
    fi
}
