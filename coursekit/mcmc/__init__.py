"""Markov chain Monte Carlo: samplers, targets and diagnostics. Needs NumPy alone."""

from .chees import ChEES
from .core import State
from .driver import Chains, iterate, sample, warmup
from .gibbs import DataAugmentation, Gibbs
from .hmc import HMC
from .mala import MALA
from .metropolis import MetropolisHastings, RandomWalkMetropolis
from .nuts import NUTS
from .parallel import load_run, sample_groups, save_run
from .tempering import ParallelTempering

__all__ = [
    "HMC",
    "MALA",
    "NUTS",
    "ChEES",
    "Chains",
    "DataAugmentation",
    "Gibbs",
    "MetropolisHastings",
    "ParallelTempering",
    "RandomWalkMetropolis",
    "State",
    "iterate",
    "load_run",
    "sample",
    "sample_groups",
    "save_run",
    "warmup",
]
