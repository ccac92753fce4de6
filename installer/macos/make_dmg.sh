#!/bin/sh
# Puts Gaitbox.app into a disk image: make_dmg.sh dist/Gaitbox.app dist/gaitbox.dmg
# With CODESIGN_IDENTITY the app is signed for notarisation, else for this machine alone (ad hoc):
# macOS then asks a person to open it with the secondary click, once.
set -eu
app=$1
image=$2
[ -d "$app/Contents/MacOS" ] || {
    echo "$app is no app. Build it with: python3 -m installer bundle" >&2
    exit 1
}
here=$(cd "$(dirname "$0")" && pwd)
codesign --force --deep --options runtime --timestamp="${CODESIGN_TIMESTAMP:-none}" \
    --entitlements "$here/entitlements.plist" --sign "${CODESIGN_IDENTITY:--}" "$app"
codesign --verify --deep --strict "$app"
stage=$(mktemp -d)
trap 'rm -rf "$stage"' EXIT
cp -R "$app" "$stage/"
ln -s /Applications "$stage/Applications"
rm -f "$image"
hdiutil create -volname Gaitbox -srcfolder "$stage" -fs HFS+ -format ULFO -ov "$image"
