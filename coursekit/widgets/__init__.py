"""The course's interactive widgets, each an anywidget; imported one by one when asked for."""

from importlib import import_module

_HOME = {
    "BeTheGenerator": "be_the_generator",
    "CoinFlips": "coin_flips",
    "CoinsExplorer": "coins_explorer",
    "DiagnosticsExplorer": "diagnostics_explorer",
    "DiracGAN": "dirac_gan",
    "EMExplorer": "em_explorer",
    "GANLab": "gan_lab",
    "GenerativeVsDiscriminative": "generative_vs_discriminative",
    "HMMExplorer": "hmm_explorer",
    "HalfADigit": "half_a_digit",
    "IsingExplorer": "ising_explorer",
    "LatentExplorer": "latent_explorer",
    "MCMCExplorer": "mcmc_explorer",
    "MarkovChainExplorer": "markov_chain_explorer",
    "RejectionSampler": "rejection_sampler",
}
__all__ = [
    "BeTheGenerator",
    "CoinFlips",
    "CoinsExplorer",
    "DiagnosticsExplorer",
    "DiracGAN",
    "EMExplorer",
    "GANLab",
    "GenerativeVsDiscriminative",
    "HMMExplorer",
    "HalfADigit",
    "IsingExplorer",
    "LatentExplorer",
    "MCMCExplorer",
    "MarkovChainExplorer",
    "RejectionSampler",
]


def __getattr__(name):
    if name in _HOME:
        return getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
