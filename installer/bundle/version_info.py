"""Version, names and texts that Windows and macOS show about the program."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

PRODUCT = "Gaitbox"
DESCRIPTION = "Gaitbox: from a sentence to an animated, impaired walk"
COPYRIGHT = "Gaitbox contributors, GPL-3.0-or-later"
MAC_IDENTIFIER = "org.gaitbox.Gaitbox"
OLDEST_MACOS = "14.0"
"""What ONNX Runtime 1.24's wheel for macOS asks for."""

_WINDOWS = """\
VSVersionInfo(
  ffi=FixedFileInfo(filevers={numbers}, prodvers={numbers}, mask=0x3F, flags=0x0, OS=0x40004,
                    fileType=0x1, subtype=0x0, date=(0, 0)),
  kids=[
    StringFileInfo([StringTable('040904B0', [
      StringStruct('CompanyName', '{product}'),
      StringStruct('FileDescription', '{description}'),
      StringStruct('FileVersion', '{version}'),
      StringStruct('InternalName', 'gaitbox'),
      StringStruct('LegalCopyright', '{copyright}'),
      StringStruct('OriginalFilename', 'gaitbox.exe'),
      StringStruct('ProductName', '{product}'),
      StringStruct('ProductVersion', '{version}')])]),
    VarFileInfo([VarStruct('Translation', [0x0409, 0x04B0])])
  ]
)
"""


def version(root: Path) -> str:
    """Gaitbox's version, read from the sources in ``root``.

    Raises:
        ValueError: it is not where it should be.
    """
    text = (root / "runtime" / "__init__.py").read_text(encoding="utf-8")
    found = re.search(r'^__version__ = "([^"]+)"', text, re.MULTILINE)
    if found is None:
        raise ValueError("runtime/__init__.py does not say the version")
    return found[1]


def numbers(text: str) -> tuple[int, int, int, int]:
    """``0.1.0`` as the four numbers that Windows wants; what follows the numbers is left out."""
    leading = re.match(r"\d+(\.\d+)*", text)
    parts = [int(part) for part in leading[0].split(".")] if leading else []
    padded = (parts + [0, 0, 0, 0])[:4]
    return padded[0], padded[1], padded[2], padded[3]


def windows_text(root: Path) -> str:
    """The version resource of the Windows executable, as PyInstaller reads it."""
    said = version(root)
    return _WINDOWS.format(
        numbers=numbers(said),
        version=said,
        product=PRODUCT,
        description=DESCRIPTION,
        copyright=COPYRIGHT,
    )


def write(root: Path, path: Path) -> Path:
    """Write `windows_text` to ``path``."""
    path.write_text(windows_text(root), encoding="utf-8")
    return path


def info_plist(root: Path) -> dict[str, Any]:
    """Keys of macOS' Info.plist beyond those that PyInstaller writes."""
    return {
        "CFBundleDisplayName": PRODUCT,
        "CFBundleShortVersionString": version(root),
        "LSApplicationCategoryType": "public.app-category.education",
        "LSMinimumSystemVersion": OLDEST_MACOS,
        "LSMultipleInstancesProhibited": True,
        "NSHighResolutionCapable": True,
        "NSHumanReadableCopyright": COPYRIGHT,
        "NSLocalNetworkUsageDescription": "Headsets on the clinic's Wi-Fi find Gaitbox and play "
        "its walks, if headset mode is switched on.",
        "NSBonjourServices": ["_gaitbox._tcp", "_http._tcp"],
    }
