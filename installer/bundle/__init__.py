"""Builds the bundle: ``python3 -m installer bundle``.

Standard library only, like the rest of the installer. PyInstaller runs as a process of its own
in an environment of its own, ``build/bundle-env``, and reads ``gaitbox.spec`` there.
"""
