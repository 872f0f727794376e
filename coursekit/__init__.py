"""coursekit: the tested package behind *Sample, Fit, Play*.

Importing it imports nothing else. Each room of the book has a package of the
same name (``coursekit.mcmc``, ...); ``show`` and ``glue`` put source and results in a
page.
"""

from importlib import import_module

__version__ = "0.1.0"
__all__ = ["glue", "show"]


def __getattr__(name):
    if name in __all__:
        return getattr(import_module("coursekit.source"), name)
    raise AttributeError(f"module 'coursekit' has no attribute {name!r}")
