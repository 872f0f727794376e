"""The course's figures: one style, light and dark, colour-blind safe."""

from .mcmc import flows, laws
from .style import COLOURS, figure, use

__all__ = ["COLOURS", "figure", "flows", "laws", "use"]
