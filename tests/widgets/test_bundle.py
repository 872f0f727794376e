"""The bundles in git are what the sources give, hold our own code only, and are small."""

import gzip
import shutil
import subprocess

import pytest

from .javascript import ROOT

BUNDLES = ROOT / "coursekit" / "widgets" / "bundle"
# Bytes after gzip. A page pays for the host once and for each widget once or more.
MOST = {
    "host.js": 3_000,
    "be_the_generator.js": 17_000,
    "be_the_generator.css": 3_000,
    "coin_flips.js": 17_000,
    "coin_flips.css": 3_000,
    "coins_explorer.js": 15_000,
    "coins_explorer.css": 3_000,
    "diagnostics_explorer.js": 17_000,
    "diagnostics_explorer.css": 3_000,
    "dirac_gan.js": 15_000,
    "dirac_gan.css": 3_000,
    "em_explorer.js": 22_500,
    "em_explorer.css": 3_000,
    "gan_lab.js": 35_000,
    "gan_lab.css": 3_000,
    "generative_vs_discriminative.js": 22_000,
    "generative_vs_discriminative.css": 3_000,
    "half_a_digit.js": 8_000,
    "half_a_digit.css": 3_000,
    "hmm_explorer.js": 15_000,
    "hmm_explorer.css": 3_000,
    "ising_explorer.js": 20_000,
    "ising_explorer.css": 3_000,
    "latent_explorer.js": 18_000,
    "latent_explorer.css": 3_000,
    "markov_chain_explorer.js": 25_000,
    "markov_chain_explorer.css": 3_000,
    "mcmc_explorer.js": 40_000,
    "mcmc_explorer.css": 3_000,
    "rejection_sampler.js": 17_000,
    "rejection_sampler.css": 3_000,
}


@pytest.fixture(scope="module")
def fresh(tmp_path_factory):
    if shutil.which("node") is None or not (ROOT / "node_modules" / "esbuild").exists():
        pytest.skip("node or esbuild is not installed; `make` brings them")
    folder = tmp_path_factory.mktemp("bundle")
    subprocess.run(
        ["node", "tools/bundle.mjs", str(folder)], cwd=ROOT, check=True, timeout=60
    )
    return folder


def test_bundles_are_fresh(fresh):
    committed = {path.name: path.read_text() for path in BUNDLES.iterdir()}
    rebuilt = {path.name: path.read_text() for path in fresh.iterdir()}
    assert committed.keys() == rebuilt.keys()
    stale = [name for name in rebuilt if rebuilt[name] != committed[name]]
    assert not stale, f"run `node tools/bundle.mjs` and commit: {', '.join(stale)}"


def test_bundles_hold_only_our_own_code():
    for path in BUNDLES.glob("*.js"):
        sources = {
            line.split()[1]
            for line in path.read_text().splitlines()
            if line.lstrip().startswith("// ") and line.endswith((".js", ".json"))
        }
        assert sources, f"{path.name} names no source"
        assert all(source.startswith("coursekit/") for source in sources), sources


def test_bundles_never_run_text_as_code():
    for path in BUNDLES.glob("*.js"):
        text = path.read_text()
        assert "eval(" not in text and "new Function" not in text, path.name


def test_bundles_are_small():
    sizes = {
        path.name: len(gzip.compress(path.read_bytes())) for path in BUNDLES.iterdir()
    }
    assert sizes.keys() == MOST.keys()
    too_big = {name: size for name, size in sizes.items() if size > MOST[name]}
    assert not too_big, f"{too_big}, allowed {MOST}"
