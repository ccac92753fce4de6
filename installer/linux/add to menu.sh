#!/bin/sh
# Puts Gaitbox into the menu of this user's desktop; --remove takes it out again.
# Writes one file, in the folder that the XDG base directories name; no administrator needed.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
entry="${XDG_DATA_HOME:-$HOME/.local/share}/applications/gaitbox.desktop"
if [ "${1:-}" = "--remove" ]; then
    rm -f "$entry"
    echo "Gaitbox is no longer in the menu."
    exit 0
fi
# Desktop Entry Specification 1.5, "The Exec key": these characters are quoted with a backslash,
# which itself is written twice in a string; % is written twice.
quoted=$(printf '%s' "$here/gaitbox" | sed -e 's/[\\"`$]/\\\\&/g' -e 's/%/%%/g')
icon=$(printf '%s' "$here/gaitbox.svg" | sed -e 's/\\/\\\\/g')
mkdir -p "$(dirname "$entry")"
cat > "$entry" <<END
[Desktop Entry]
Type=Application
Version=1.5
Name=Gaitbox
Comment=From a sentence to an animated, impaired walk
Exec="$quoted"
Icon=$icon
Terminal=true
Categories=Education;Science;
END
echo "Gaitbox is in the menu. To take it out again: \"$0\" --remove"
