"""The course's figures: one style, light and dark, colour-blind safe."""

from .em import ellipses
from .mcmc import flows, laws
from .style import COLOURS, figure, use

__all__ = ["COLOURS", "ellipses", "figure", "flows", "laws", "use"]
