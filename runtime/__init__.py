"""Gaitbox at run time: engine, gait measures, pipeline, library and server.

Needs numpy, ONNX Runtime and FastAPI; never torch, never ``bpy``.
"""

__version__ = "0.1.0"

TEACHING_AID = "A teaching aid: synthetic motion, not for diagnosis or treatment."
"""Stands in every report and on every page (intended purpose, MDCG 2019-11)."""
