"""coursekit: the tested package behind *Sample, Fit, Play*.

Importing it imports nothing else. Each room of the book has a package of the
same name (``coursekit.mcmc``, ...); ``show`` puts a function's source in a page.
"""

from importlib import import_module

__version__ = "0.1.0"
__all__ = ["show"]


def __getattr__(name):
    if name == "show":
        return import_module("coursekit.source").show
    raise AttributeError(f"module 'coursekit' has no attribute {name!r}")
