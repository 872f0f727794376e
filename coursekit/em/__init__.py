"""Expectation-maximisation: models with hidden parts, fitted by one loop.

Estimators follow scikit-learn's conventions.
"""

__all__: list[str] = []
