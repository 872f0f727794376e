"""Importing is free, and arrows between our packages point one way."""

import pkgutil
import runpy
from pathlib import Path

import pytest

import coursekit

TOP = Path(__file__).resolve().parents[1]
PROBE = runpy.run_path(str(TOP / "benchmarks" / "imports.py"))


def brings(*modules):
    """(third-party packages, our modules) that importing ``modules`` loads."""
    _, loaded = PROBE["what_import_brings"](*modules)
    return PROBE["third_party"](loaded), {
        name for name in loaded if name.startswith("coursekit")
    }


def modules_of(package):
    """The package and everything in it, by name."""
    path = Path(coursekit.__file__).parent / package
    names = [
        m.name
        for m in pkgutil.walk_packages([str(path)], prefix=f"coursekit.{package}.")
    ]
    return [
        f"coursekit.{package}",
        *(name for name in names if not name.endswith("__main__")),
    ]


def strays(ours, *homes):
    """Our modules that live in none of ``homes``; `_memory` is at home everywhere."""
    homes = tuple(f"coursekit.{home}" for home in (*homes, "_memory"))
    return {name for name in ours if name != "coursekit" and not name.startswith(homes)}


def test_the_package_imports_nothing():
    packages, ours = brings("coursekit")
    assert packages == set()
    assert ours == {"coursekit"}


@pytest.mark.parametrize("room", ["background", "mcmc"])
def test_background_and_mcmc_need_numpy_alone(room):
    packages, ours = brings(*modules_of(room))
    assert packages == {"numpy"}
    assert not strays(ours, room)


def test_em_needs_numpy_and_scikit_learn():
    packages, ours = brings(*modules_of("em"))
    assert {"numpy", "sklearn"} <= packages  # and what scikit-learn finds beside it
    assert not packages & {"torch", "matplotlib", "IPython", "constriction", "lda"}
    assert not strays(ours, "em")


def test_every_estimator_of_em_is_where_its_name_says():
    import coursekit.em as room

    for name in room.__all__:
        assert getattr(room, name).__name__ == name
    with pytest.raises(AttributeError, match="has no attribute 'Typo'"):
        room.Typo  # noqa: B018


def test_datasets_need_numpy_at_most_and_none_of_ours():
    packages, ours = brings(*modules_of("datasets"))
    assert packages <= {"numpy"}
    assert not strays(ours, "datasets")


def test_grading_needs_numpy_at_most_and_none_of_the_rooms():
    packages, ours = brings("coursekit.grading")
    assert packages <= {"numpy"}
    assert not strays(ours, "grading")


def test_widgets_cost_nothing_until_one_is_asked_for():
    packages, ours = brings("coursekit.widgets")
    assert packages == set()
    assert not strays(ours, "widgets")


def test_plots_reach_into_rooms_but_not_into_widgets_or_grading():
    packages, ours = brings(*modules_of("plots"))
    assert "matplotlib" in packages
    assert not packages & {"torch", "pandas", "arviz", "IPython"}
    assert not strays(
        ours, "plots", "background", "mcmc", "em", "gan", "datasets", "source"
    )


@pytest.mark.parametrize(
    "name", [name for name in modules_of("widgets") if "._" not in name][1:]
)
def test_no_widget_imports_a_room(name):
    _, ours = brings(name)
    assert not strays(ours, "widgets")
