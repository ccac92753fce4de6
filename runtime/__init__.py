"""Gaitbox at run time: engine, gait measures, pipeline, library and server.

Needs numpy, ONNX Runtime and FastAPI; never torch, never ``bpy``.
"""

__version__ = "0.1.0"
