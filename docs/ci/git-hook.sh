#!/bin/sh
# A git hook without any tool around it. It checks what is about to be committed, not what lies in the working folder,
# with all policies that use it:
#
#   cp git-hook.sh .git/hooks/pre-commit && chmod +x .git/hooks/pre-commit
#
# RATION names the launcher where `ration` is not on the PATH. `git commit --no-verify` goes past it.

set -eu

git diff --cached --quiet -- '*.ration' '*ration.toml' '*ration-lint.toml' && exit 0
[ -n "$(git ls-files -- '*.ration')" ] || exit 0

since=HEAD
# Before the first commit everything is new.
git rev-parse --quiet --verify HEAD >/dev/null || since=$(git hash-object -t tree /dev/null)

ration=${RATION:-ration}
case $ration in */*) ration=$(cd "$(dirname "$ration")" && pwd)/$(basename "$ration") ;; esac

# What is staged, as if it were checked out. git keeps to its own index, which `git commit -a` has elsewhere.
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
git checkout-index --all --prefix="$folder/"
GIT_DIR=$(git rev-parse --absolute-git-dir)
index=${GIT_INDEX_FILE:-$GIT_DIR/index}
case $index in /*) ;; *) index=$PWD/$index ;; esac
GIT_INDEX_FILE=$index
GIT_WORK_TREE=$folder
export GIT_DIR GIT_INDEX_FILE GIT_WORK_TREE

cd "$folder"
"$ration" check --since "$since" .
