"""What the course's widgets share."""

from pathlib import Path

import anywidget

BUNDLES = Path(__file__).parent / "bundle"


class CourseWidget(anywidget.AnyWidget):
    """An anywidget whose front end is ``bundle/NAME.js`` and ``bundle/NAME.css``.

    The bundles are built from ``js/`` by ``node tools/bundle.mjs`` and committed, so
    that installing the package needs no Node.

    Parameters
    ----------
    bundle : str
        Class argument, the NAME: ``class MCMCExplorer(CourseWidget,
        bundle="mcmc_explorer")``.
    """

    def __init_subclass__(cls, *, bundle: str | None = None, **kwargs):
        if (
            bundle is not None
        ):  # None: a subclass that traitlets makes, which inherits both
            cls._esm = BUNDLES / f"{bundle}.js"
            cls._css = BUNDLES / f"{bundle}.css"
        super().__init_subclass__(**kwargs)
