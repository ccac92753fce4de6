"""Which processor the model runs on, and why, in one sentence."""

from __future__ import annotations

import ctypes
import sys

CUDA = "CUDAExecutionProvider"

_NO_DEVICE = 100
"""``CUDA_ERROR_NO_DEVICE`` of the CUDA driver interface."""

_OTHERS = {
    "ROCMExecutionProvider": "an AMD GPU",
    "DmlExecutionProvider": "the GPU (DirectML)",
    "CoreMLExecutionProvider": "Apple's accelerator (Core ML)",
}


def provider_sentence(in_force: str) -> str:
    """Where the model runs, and if it is not the GPU, why.

    Args:
        in_force: the provider that the model's sessions say they use.
    """
    if in_force == CUDA:
        return f"The model runs on the GPU ({gpu_name() or 'CUDA'})."
    if in_force in _OTHERS:
        return f"The model runs on {_OTHERS[in_force]}."
    return f"The model runs on the CPU: {why_no_gpu()}."


def why_no_gpu() -> str:
    """Why this process does not use a GPU, as the end of a sentence."""
    if sys.platform == "darwin":
        return "on a Mac that is how Gaitbox works"
    driver = _driver()
    if driver is None:
        return "this computer has no NVIDIA driver"
    error = driver.cuInit(0)
    if error == _NO_DEVICE:
        return "the NVIDIA driver finds no GPU"
    if error != 0:
        return f"the NVIDIA driver does not work (error {error}); install it anew to use the GPU"
    if not _has_cuda_build():
        return "there is a GPU, but this Gaitbox has no CUDA in it; the GPU pack brings it"
    return "there is a GPU, but CUDA 12 and cuDNN 9 do not load; the GPU pack brings them"


def gpu_name() -> str | None:
    """Name of the first GPU; None where that cannot be told."""
    driver = _driver()
    if driver is None or driver.cuInit(0) != 0:
        return None
    device, name = ctypes.c_int(), ctypes.create_string_buffer(256)
    if driver.cuDeviceGet(ctypes.byref(device), 0) != 0:
        return None
    if driver.cuDeviceGetName(name, len(name), device) != 0:
        return None
    return name.value.decode("utf-8", "replace") or None


def _driver() -> ctypes.CDLL | None:
    try:
        return ctypes.CDLL("nvcuda.dll" if sys.platform == "win32" else "libcuda.so.1")
    except OSError:
        return None


def _has_cuda_build() -> bool:
    import onnxruntime as ort

    return CUDA in ort.get_available_providers()
