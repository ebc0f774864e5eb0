#!/usr/bin/env bash
# The main job, on a machine without container engine or registry: pack RpmTasks into a local feed, publish samples/HelloAot as an RPM with
# it, and show what is in the RPM.
set -euo pipefail
cd "$(dirname "$0")"

tests/install-tools.sh rpm cpio clang lld zlib1g-dev

version=0.1.0-try
feed=$PWD/artifacts/try/feed
sample=$PWD/artifacts/try/HelloAot
rm -rf artifacts/try
mkdir -p "$feed"

# A version that is packed again is another package: the global folder must not remember the last one.
packages=$(dotnet nuget locals global-packages --list | sed 's/^global-packages: //')
rm -rf "${packages:?}/rpmtasks/$version"

echo "== pack RpmTasks $version"
dotnet pack nuget --configuration Release -p:Version=$version --output "$feed" --verbosity quiet

echo "== publish samples/HelloAot with -p:PackAsRpm=true"
mkdir -p "$sample"
cp samples/HelloAot/*.cs samples/HelloAot/*.csproj "$sample"
cp samples/Directory.Build.props samples/Directory.Packages.props "$sample"
sed "s|\.\./artifacts/package/release|$feed|" samples/nuget.config >"$sample/nuget.config"
dotnet publish "$sample" -p:PackAsRpm=true -p:RpmTasksVersion=$version

rpm=$(ls "$sample"/bin/Release/*.rpm)
show() {
    echo
    echo "== $1"
    shift
    "$@"
}
show "identity" rpm --query --info --package "$rpm"
show "requires" rpm --query --requires --package "$rpm"
show "files" rpm --query --list --verbose --package "$rpm"
show "unit" sh -c 'rpm2cpio "$1" | cpio --quiet --extract --to-stdout "./usr/lib/systemd/system/helloaot.service"' sh "$rpm"
show "check" rpm --checksig --verbose "$rpm"
show "size" du --bytes "$rpm"
