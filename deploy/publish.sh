#!/usr/bin/env bash
# One nightly run where nothing stays on disk between runs: the state comes from a branch of this repository and goes back
# there, the exports become a commit where they changed, the site lies in public/ at the end.
#
#   deploy/publish.sh [SOURCE]...
#
# Branch `state`: the database, in parts that GitHub takes; one commit without history, replaced each time.
# Branch `data`: the exports, with history, so that what changed on a day can be looked up.
# Exit code 3: the checks refused to publish. The state is kept all the same, `data` and public/ are not touched.
set -euo pipefail
cd "$(git rev-parse --show-toplevel)"

database=data/cwac.sqlite
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export CWAC_DATABASE_URL=sqlite:///$database CWAC_EXPORTS_DIR=data/exports
export GIT_AUTHOR_NAME=${GIT_AUTHOR_NAME:-cwac} GIT_AUTHOR_EMAIL=${GIT_AUTHOR_EMAIL:-cwac@localhost}
export GIT_COMMITTER_NAME=${GIT_COMMITTER_NAME:-cwac} GIT_COMMITTER_EMAIL=${GIT_COMMITTER_EMAIL:-cwac@localhost}

say() { printf '== %s\n' "$1" >&2; }

# The newest commit of a branch of origin, nothing where there is none. A failure to ask is not "none".
newest() {
    local line
    line=$(git ls-remote origin "refs/heads/$1")
    [ -z "$line" ] || { git fetch -q --depth=1 origin "refs/heads/$1" && git rev-parse FETCH_HEAD; }
}

restore() {
    local commit
    commit=$(newest state)
    rm -rf data public
    mkdir -p data
    if [ -z "$commit" ]; then
        say "no state yet: the first run"
        return
    fi
    git ls-tree --name-only "$commit" | sort | while read -r part; do git cat-file blob "$commit:$part"; done | gunzip >"$database"
    say "state restored from ${commit:0:12}"
}

# A commit of all files in a folder, on top of a parent where there is one. Prints it; nothing where the parent is the same.
commit_folder() {
    local folder=$1 message=$2 parent=${3:-} tree
    tree=$(GIT_INDEX_FILE=$work/index git --work-tree="$folder" add -A -f . && GIT_INDEX_FILE=$work/index git write-tree)
    rm -f "$work/index"
    if [ -n "$parent" ] && [ "$(git rev-parse "$parent^{tree}")" = "$tree" ]; then return; fi
    git commit-tree "$tree" ${parent:+-p "$parent"} -m "$message"
}

keep() {
    [ -f "$database" ] || return 0
    mkdir -p "$work/state"
    python3 -c 'import sqlite3, sys; sqlite3.connect(sys.argv[1]).execute("VACUUM INTO ?", [sys.argv[2]])' "$database" "$work/copy.sqlite"
    gzip -9 -n -c "$work/copy.sqlite" | split -b 90m -d -a 3 - "$work/state/cwac.sqlite.gz."
    git push -q --force origin "$(commit_folder "$work/state" "State after the run"):refs/heads/state"
    say "state kept"
}

publish() {
    local parent commit
    parent=$(newest data)
    commit=$(commit_folder data/exports "Events as of $(date -u +%Y-%m-%d)" "$parent")
    if [ -z "$commit" ]; then
        say "the exports did not change"
        return
    fi
    git push -q origin "$commit:refs/heads/data"
    say "exports committed"
}

restore
code=0
cwac run "$@" || code=$?
keep
[ "$code" -eq 0 ] || exit "$code"
cwac export --site public
publish
