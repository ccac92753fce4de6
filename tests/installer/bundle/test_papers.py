"""Licences, list of parts, source offer: from metadata to texts."""

from __future__ import annotations

import io
import json
import lzma
import sys
import tarfile
from pathlib import Path
from typing import Any

import pytest
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from packageurl import PackageURL

from installer.bundle import components, papers, sbom, source, spdx, version_info
from installer.bundle.components import Component
from tests.installer.conftest import REPOSITORY

PARTS = [
    Component("numpy", "1.26.4", "BSD-3-Clause", origin=components.PYPI),
    Component("zlib1g", "1:1.2.13", "Zlib", origin=components.DEB),
    Component("libstdc++6", "12.2.0-14+deb12u1", "GPL-3.0-or-later", origin=components.DEB),
    Component("cryptography", "50", "Apache-2.0 OR BSD-3-Clause", origin=components.PYPI),
    Component("OpenUSD", "", "Tomorrow Open Source Technology License 1.0"),
    Component("OpenUSD", "", "Tomorrow Open Source Technology License 1.0"),
    Component("runtime/models/default/text.onnx", "2.0", "GPL-3.0-or-later", sha256="ab" * 32),
]


def document(digest: str = "d") -> dict[str, Any]:
    """A list of `PARTS`."""
    own = Component("gaitbox", "0.1.0", "GPL-3.0-or-later", "application")
    return sbom.document(own, PARTS, digest, "c0ffee", 1_700_000_000)


def check_cyclonedx(listed: dict[str, Any]) -> None:
    """Whether a list follows CycloneDX 1.6's own JSON schema, and what that cannot say."""
    wrong = JsonStrictValidator(SchemaVersion.V1_6).validate_str(json.dumps(listed))
    assert wrong is None, wrong
    entries = [listed["metadata"]["component"], *listed["components"]]
    references = [entry["bom-ref"] for entry in entries]
    assert len(set(references)) == len(references)
    for entry in entries:
        if "purl" in entry:
            assert PackageURL.from_string(entry["purl"]).to_string() == entry["purl"]
    for dependency in listed["dependencies"]:
        assert {dependency["ref"], *dependency["dependsOn"]} <= set(references)


def test_list_of_parts_is_cyclonedx_and_repeatable() -> None:
    check_cyclonedx(document())
    assert json.dumps(document()) == json.dumps(document())
    assert document("other")["serialNumber"] != document()["serialNumber"]
    purls = {entry["name"]: entry.get("purl") for entry in document()["components"]}
    assert purls["zlib1g"] == "pkg:deb/debian/zlib1g@1:1.2.13"
    assert purls["libstdc++6"] == "pkg:deb/debian/libstdc%2B%2B6@12.2.0-14%2Bdeb12u1"
    assert purls["OpenUSD"] is None


@pytest.mark.parametrize(
    ("expression", "licence", "classifiers", "name"),
    [
        ("MIT", "", [], "MIT"),
        ("", "MIT License", [], "MIT"),
        ("", "", ["License :: OSI Approved :: Apache Software License"], "Apache-2.0"),
        ("", "GPL-3.0", [], "GPL-3.0-or-later"),
        ("", "Copyright (c) 2005", ["License :: OSI Approved :: BSD License"], "BSD-3-Clause"),
        ("Apache-2.0 OR BSD-3-Clause", "", [], "Apache-2.0 OR BSD-3-Clause"),
        ("", "a text\nof lines", [], spdx.UNKNOWN),
        ("LicenseRef-Own", "", [], "LicenseRef-Own"),
    ],
)
def test_licences_are_named_as_spdx_names_them(
    expression: str, licence: str, classifiers: list[str], name: str
) -> None:
    assert spdx.of_metadata(expression, licence, classifiers) == name


def test_every_library_inside_bpy_is_known() -> None:
    for name, part in {
        "lib/libusd_ms.so": "OpenUSD",
        "lib/libOpenImageDenoise_device_cpu.so.2.3.3": "Open Image Denoise",
        "avcodec-61.dll": "FFmpeg",
        "lib/libIlmThread.so.32": "OpenEXR",
        "lib/libMaterialXRender.dylib": "MaterialX",
        "ur_win_proxy_loader.dll": "Unified Runtime",
    }.items():
        found = components.blender_part(name)
        assert found is not None and found.name == part
    assert components.blender_part("__init__.pyd") is None
    with pytest.raises(LookupError, match="libsomething"):
        components.blender_part("lib/libsomething.so")


def test_every_library_inside_bpy_has_its_licence_text() -> None:
    """Those under the Apache License or the GPL share the texts beside the list."""
    for part in components.BLENDER_PARTS:
        own = components.blender_component(part).texts
        shared = part.licence in ("Apache-2.0", "GPL-2.0-or-later", "GPL-3.0-or-later")
        assert own or shared, part.name


def test_licences_of_libraries_inside_bpy_are_named_as_spdx_names_them() -> None:
    unnamed = {p.name for p in components.BLENDER_PARTS if not spdx.is_expression(p.licence)}
    assert unnamed == {"OpenUSD"}


def installed(site: Path, name: str, *files: str) -> None:
    """A package in a pretended environment."""
    info = f"{name}-1.0.dist-info"
    for file in [f"{info}/METADATA", f"{info}/licenses/LICENSE", f"{info}/RECORD", *files]:
        (site / file).parent.mkdir(parents=True, exist_ok=True)
        (site / file).write_text(f"Name: {name}\nVersion: 1.0\nLicense-Expression: MIT\n\nx\n")
    record = [f"{info}/METADATA", f"{info}/licenses/LICENSE", f"{info}/RECORD", *files]
    (site / info / "RECORD").write_text("".join(f"{file},,\n" for file in record))


def test_only_what_was_bundled_is_listed(tmp_path: Path) -> None:
    for name in ("used", "unused", "bpy", "pyinstaller"):
        installed(tmp_path, name, f"{name}/__init__.py", f"{name}/lib/libusd_ms.so")
    notes = [
        ("used", tmp_path / "used" / "__init__.py"),
        ("bpy/lib/libusd_ms.so", tmp_path / "bpy" / "lib" / "libusd_ms.so"),
        ("libusd_ms.so", Path("bpy/lib/libusd_ms.so")),
        ("os", Path(sys.base_prefix) / "lib" / "python3.11" / "os.py"),
    ]
    found = {part.name: part for part in components.of_bundle(notes, tmp_path)}
    assert set(found) == {"used", "bpy", "OpenUSD", "pyinstaller", "Python"}
    assert found["used"].licence == "MIT"
    assert [text.name for text in found["used"].texts] == ["LICENSE"]


def test_an_unknown_library_of_bpy_stops_the_build(tmp_path: Path) -> None:
    installed(tmp_path, "bpy", "bpy/lib/libnew.so")
    with pytest.raises(LookupError, match="libnew"):
        components.of_bundle([("x", tmp_path / "bpy" / "lib" / "libnew.so")], tmp_path)


@pytest.mark.skipif(not Path("/var/lib/dpkg/status").exists(), reason="not Debian")
def test_system_libraries_are_debians_packages() -> None:
    library = next(Path("/usr/lib").glob("*/libz.so.1"), None) or next(
        Path("/lib").glob("*/libz.so.1")
    )
    (found,) = components.system_components([library])
    assert found.name == "zlib1g" and found.version and found.licence == "Zlib"
    assert found.purl.startswith("pkg:deb/debian/zlib1g@")


def test_source_archive_is_repeatable_and_says_what_it_leaves_out(tmp_path: Path) -> None:
    if not source.tracked(REPOSITORY):
        pytest.skip("not a git checkout")
    left = source.write_archive(REPOSITORY, tmp_path / "a.tar.xz", 1_700_000_000)
    source.write_archive(REPOSITORY, tmp_path / "b.tar.xz", 1_700_000_000)
    data = (tmp_path / "a.tar.xz").read_bytes()
    assert data == (tmp_path / "b.tar.xz").read_bytes()
    with tarfile.open(fileobj=io.BytesIO(lzma.decompress(data))) as archive:
        names = {member.name for member in archive.getmembers()}
        assert {member.mtime for member in archive.getmembers()} == {1_700_000_000}
    for name in ("setup.cfg", "LICENSE", "runtime/cli.py", "runtime/console/src/app.ts"):
        assert f"gaitbox-source/{name}" in names
    assert "runtime/models/default/text.onnx" in left
    assert {f"gaitbox-source/{name}" for name in left} & names == set()
    missing = {f"gaitbox-source/{name}" for name in source.tracked(REPOSITORY)} - names
    assert missing == {f"gaitbox-source/{name}" for name in left}


def test_a_bundle_built_from_the_source_archive_has_its_source_too(tmp_path: Path) -> None:
    """What the archive was unpacked to is no git checkout."""
    if not source.tracked(REPOSITORY):
        pytest.skip("not a git checkout")
    first, second = tmp_path / "a.tar.xz", tmp_path / "b.tar.xz"
    left = source.write_archive(REPOSITORY, first, 1_700_000_000)
    with tarfile.open(first) as archive:
        archive.extractall(tmp_path)
    unpacked = tmp_path / "gaitbox-source"
    assert source.write_archive(unpacked, second, 1_700_000_000) == []
    for name in left:  # what README.txt beside the archive tells people to do
        (unpacked / name).parent.mkdir(parents=True, exist_ok=True)
        (unpacked / name).write_bytes((REPOSITORY / name).read_bytes())
    assert source.tracked(unpacked) == source.tracked(REPOSITORY)
    assert source.write_archive(unpacked, second, 1_700_000_000) == left
    assert second.read_bytes() == first.read_bytes()


def test_source_offer_names_blenders_source_and_commit() -> None:
    this = papers.Identity("0.1.0", "c0ffee", 0, "linux-x86_64", "d")
    parts = [*PARTS, Component("bpy", "4.5.15", "GPL-3.0-or-later", origin=components.PYPI)]
    offer = papers.source_offer(this, parts, ["runtime/models/default/text.onnx"])
    assert "blender-4.5.15.tar.xz" in offer and "c0ffee" in offer
    assert "three years" in offer and "runtime/models/default/text.onnx" in offer


def test_version_is_that_of_the_program() -> None:
    import runtime

    assert version_info.version(REPOSITORY) == runtime.__version__
