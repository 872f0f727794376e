"""The course's figures: one style, light and dark, colour-blind safe."""

from .style import COLOURS, figure, use

__all__ = ["COLOURS", "figure", "use"]
