#!/usr/bin/env bash
# Installs what is missing (as root on Debian), builds, runs every test, and ends with "N passed, N failed, N skipped".
set -euo pipefail
cd "$(dirname "$0")"

tests/install-tools.sh
# Where everything could be installed, nothing is skipped for want of it.
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    export RPMTASKS_REQUIRE_TOOLS="${RPMTASKS_REQUIRE_TOOLS:-1}"
fi

export MSBUILDDISABLENODEREUSE=1
# What follows are hundreds of short processes, too short for what the runtime learns of them to pay.
export DOTNET_TieredPGO=0
dotnet build RpmTasks.sln --configuration Release --verbosity quiet

mkdir -p artifacts
# What it prints and its exit code are kept in files of its name.
run() {
    local status=0
    echo "== $1"
    # What is left out has a line each, hundreds without the tools; the log has them.
    dotnet test "tests/$1" --configuration Release --no-build 2>&1 | tee "artifacts/$1.log" | grep --line-buffered --invert-match '^  Skipped .* \[' || status=$?
    echo "$status" >"artifacts/$1.status"
}
export -f run

projects=(tests/*.Tests/)
projects=("${projects[@]%/}")
projects=("${projects[@]#tests/}")
# These two keep all cores busy by themselves; of the others two do.
heavy=(RpmTasks.Host.Tests RpmTasks.Package.Tests)
for name in "${heavy[@]}"; do
    run "$name"
done
printf '%s\n' "${projects[@]}" | grep --invert-match --line-regexp --fixed-strings "$(printf '%s\n' "${heavy[@]}")" | xargs --max-procs=2 -I{} bash -o pipefail -c 'run {}'

# What failed is said once more, since of a long output the end is read, and often it is all that is kept.
failures() {
    awk '/^  (Failed|Passed|Skipped) / { shown = $1 == "Failed" } /^(Failed|Passed|Skipped)!/ { shown = 0 } shown && lines++ < 100 { print substr($0, 1, 500) }' "artifacts/$1.log"
}

passed=0 failed=0 skipped=0
for name in "${projects[@]}"; do
    log=artifacts/$name.log
    status=$(cat "artifacts/$name.status")
    # "Passed!  - Failed:     0, Passed:   173, Skipped:     0, Total: …"
    counts=$(sed -nE 's/^(Passed|Failed|Skipped)! +- Failed: +([0-9]+), Passed: +([0-9]+), Skipped: +([0-9]+),.*/\2 \3 \4/p' "$log" | tail -n 1)
    if [ -z "$counts" ]; then
        echo "$name ended without a result (exit code $status)" >&2
        counts="1 0 0"
    fi
    read -r f p s <<<"$counts"
    if [ "$status" != 0 ] && [ "$f" = 0 ]; then
        echo "$name ended with exit code $status" >&2
        f=1
    fi
    failures "$name"
    passed=$((passed + p)) failed=$((failed + f)) skipped=$((skipped + s))
done

echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" = 0 ]
