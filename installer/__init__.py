"""Sets a checkout up and starts what is in it: ``python3 -m installer run``.

Standard library only. This file and the ones read before the right Python is found keep to
syntax that old Pythons read, so that those can say what is wrong.
"""
