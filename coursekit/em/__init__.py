"""Expectation-maximisation: models with hidden parts, fitted by one loop.

Estimators follow scikit-learn's conventions; each is imported when it is asked for.
"""

from importlib import import_module

_HOME = {
    "CategoricalHMM": "hidden_markov",
    "FactorAnalysis": "latent_linear",
    "GaussianHMM": "hidden_markov",
    "GaussianMixture": "gaussian_mixture",
    "LDA": "topic_model",
    "LinearDynamics": "linear_dynamics",
    "MissingNormal": "missing_normal",
    "PLSA": "topic_model",
    "PoissonHMM": "hidden_markov",
    "ProbabilisticPCA": "latent_linear",
    "SemiSupervisedNB": "semi_supervised",
    "VariationalGaussianMixture": "variational_mixture",
    "VonMisesFisherMixture": "word_senses",
}
__all__ = sorted(_HOME)


def __getattr__(name):
    if name in _HOME:
        return getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
