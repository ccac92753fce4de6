"""The files of the official HumanML3D download, known by size and SHA-256.

Source: the archive ``humanml3d_models.zip`` that MoMask's ``prepare/download_models.sh`` fetches
(Guo et al., CVPR 2024). Of the archive for KIT-ML (``kit_models.zip``) no sizes or hashes are
known to us, so none of its files can be recognised.
"""

from __future__ import annotations

from dataclasses import dataclass

LENGTH_ESTIMATOR = "length_estimator"
"""Folder of the length estimator in both archives."""

MASKED = {
    "t2m": "t2m_nlayer8_nhead6_ld384_ff1024_cdp0.1_rvq6ns",
    "kit": "t2m_nlayer8_nhead6_ld384_ff1024_cdp0.1_rvq6ns_k",
}
"""Folder of the masked transformer by data set (MoMask's README)."""

RESIDUAL = {
    "t2m": "tres_nlayer8_ld384_ff1024_rvq6ns_cdp0.2_sw",
    "kit": "tres_nlayer8_ld384_ff1024_rvq6ns_cdp0.2_sw_k",
}
"""Folder of the residual transformer by data set (MoMask's README)."""

EVALUATION_ONLY = ("Comp_v6_KLD005", "text_mot_match")
"""Folders of the download that only the evaluation of the paper uses."""

DOWNLOAD = (
    "MoMask's authors offer the files in their repository EricGuo5513/momask-codes on GitHub"
    " (its prepare/download_models.sh names them: humanml3d_models.zip and kit_models.zip)."
)


@dataclass(frozen=True)
class OfficialFile:
    """A file of the download: where it lies in the archive, and how it is recognised."""

    path: str
    size: int
    sha256: str


FILES = (
    OfficialFile(
        "t2m/rvq_train/meta/mean.npy",
        1180,
        "26e136555dab04c94a129d446c26e6b9939cbf045fbf77bcf5462c1fb5a2001c",
    ),
    OfficialFile(
        "t2m/rvq_train/meta/std.npy",
        1180,
        "2c2404cb194c4e7958411479ffbda62f95198c1be2b29b1ef2ea930c1a665878",
    ),
    OfficialFile(
        "t2m/t2m_nlayer8_nhead6_ld384_ff1024_cdp0.1_rvq6ns/model/latest.tar",
        55933307,
        "80776600ae3398ca9cebe250b42fe3cd5c25d0b950fc8f57118673bec1ec860e",
    ),
    OfficialFile(
        "t2m/tres_nlayer8_ld384_ff1024_rvq6ns_cdp0.2_sw/model/net_best_fid.tar",
        61196511,
        "2541adf3b1028b27b95cbe2a6e7866b70dc171f2d08f96d4fb741c49ac010f8d",
    ),
    OfficialFile(
        "t2m/Comp_v6_KLD005/meta/mean.npy",
        2232,
        "0bdb5ba69a3a9e34d71990db15bc535ebc024c8d95ddb5574196f96058faa7d3",
    ),
    OfficialFile(
        "t2m/Comp_v6_KLD005/meta/std.npy",
        2232,
        "6a5f7d60301c9465972fc225f8ad0ee8f957e7720431189123eb6d15873a9557",
    ),
    OfficialFile(
        "t2m/text_mot_match/model/finest.tar",
        245580211,
        "881e45bea6fb84b15eca6e7cdd75d602b58a72f2038c223ee96ab75d4f684ada",
    ),
    OfficialFile(
        "t2m/rvq_nq6_dc512_nc512_noshare_qdp0.2/model/net_best_fid.tar",
        84070519,
        "fd42f54df6d4ecf1226959b5a7de3f849a04e76bfb9d8dde0a588f98de180088",
    ),
    OfficialFile(
        "t2m/rvq_nq6_dc512_nc512_noshare_qdp0.2/meta/mean.npy",
        2232,
        "0bdb5ba69a3a9e34d71990db15bc535ebc024c8d95ddb5574196f96058faa7d3",
    ),
    OfficialFile(
        "t2m/rvq_nq6_dc512_nc512_noshare_qdp0.2/meta/std.npy",
        2232,
        "6a5f7d60301c9465972fc225f8ad0ee8f957e7720431189123eb6d15873a9557",
    ),
    OfficialFile(
        "t2m/length_estimator/model/finest.tar",
        1745581,
        "90512e0e893186e3b09b24b006bfbf51f1ad71ac4c6626c9b1309373db675d12",
    ),
)


def is_official(name: str, size: int, sha256: str) -> bool:
    """Whether a file of this name (without folders), size and hash is one of the download."""
    return any(
        (file.path.rpartition("/")[2], file.size, file.sha256) == (name, size, sha256)
        for file in FILES
    )
