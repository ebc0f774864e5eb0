#!/bin/sh
# Publishes the project in the current folder as a signed RPM, and brings the dnf repository on a web server up to date.
#
#   VERSION             of the package
#   REPOSITORY          its folder there, as rsync takes it: deploy@web:/var/www/rpm/example
#   SIGNING_KEY         the secret OpenPGP key, armored
#   SIGNING_PASSPHRASE  its passphrase
#
# Needs dotnet and rsync. RPM-GPG-KEY, the public key that hosts import, lies beside the project.
set -eu

packages=$PWD/artifacts/repository
key=$(mktemp)
trap 'rm -f "$key"' EXIT
printf '%s\n' "$SIGNING_KEY" >"$key"
unset SIGNING_KEY

# What hosts have, so that the new index has the older packages too; and nothing of a run that failed.
rm -rf "$packages"
mkdir -p "$packages"
rsync --archive "$REPOSITORY/" "$packages/"

dotnet publish -c Release -p:PackAsRpm=true -p:Version="$VERSION" -p:RpmRepositoryPath="$packages" \
    -p:RpmSigningKeyFile="$key" -p:RpmSigningPassphraseVariable=SIGNING_PASSPHRASE

dotnet build -c Release --no-restore -t:RpmVerify -p:RpmVerifyKeyFile=RPM-GPG-KEY

# The index last: whoever reads meanwhile finds every file that it names. Metadata that is older than the index before goes.
rsync --archive --exclude='repomd.xml*' --exclude='.*' "$packages/" "$REPOSITORY/"
rsync --archive --delete-after --exclude='.*' "$packages/repodata/" "$REPOSITORY/repodata/"
