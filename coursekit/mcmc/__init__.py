"""Markov chain Monte Carlo: samplers, targets and diagnostics. Needs NumPy alone."""

from .core import State
from .driver import Chains, iterate, sample, warmup
from .metropolis import MetropolisHastings, RandomWalkMetropolis

__all__ = [
    "Chains",
    "MetropolisHastings",
    "RandomWalkMetropolis",
    "State",
    "iterate",
    "sample",
    "warmup",
]
