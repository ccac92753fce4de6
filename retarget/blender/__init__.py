"""The only code that imports ``bpy``; it runs in a child process, in its main thread.

Imported in one thread and used in another, ``bpy`` crashes; a crash must not take
the server with it. :mod:`retarget.worker` starts ``python -m retarget.blender``.
"""
