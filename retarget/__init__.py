"""From 22 joint positions to an animated avatar: rotations, body, BVH, FBX and GLB.

Everything here is plain numpy except :mod:`retarget.blender`, which imports
``bpy`` and therefore only ever runs in the child process that
:mod:`retarget.worker` starts.
"""
