# shellcheck shell=bash
# SPDX-FileCopyrightText: 2026 Signalbox contributors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Completion for signalbox, signalbox-replay and signalboxctl. Commands and options are those that the program itself tells of,
# so that no list can grow old.
_signalbox()
{
    local word=${COMP_WORDS[COMP_CWORD]}
    local before=()
    COMPREPLY=()
    if [[ $1 == signalboxctl && $COMP_CWORD -eq 1 && $word != -* ]]; then
        local commands
        commands=$("$1" --help 2>/dev/null | sed -n '/^Commands:/,/^$/s/^  \([a-z][a-z]*\).*/\1/p')
        mapfile -t COMPREPLY < <(compgen -W "$commands" -- "$word")
        return
    fi
    if [[ $word == -* ]]; then
        if [[ $1 == signalboxctl && $COMP_CWORD -gt 1 ]]; then
            before=("${COMP_WORDS[1]}")
        fi
        local options
        options=$("$1" "${before[@]}" --help 2>/dev/null | grep -oE -- '--[a-z][a-z-]*' | sort -u)
        mapfile -t COMPREPLY < <(compgen -W "$options" -- "$word")
        return
    fi
    compopt -o filenames 2>/dev/null
    mapfile -t COMPREPLY < <(compgen -f -- "$word")
}
complete -F _signalbox signalbox signalbox-replay signalboxctl
