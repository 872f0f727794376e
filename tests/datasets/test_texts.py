"""Debian's descriptions and the Reuters corpus: sizes, labels and words as documented."""

import numpy as np

from coursekit import datasets


def test_debian_packages():
    debian = datasets.debian_packages()
    assert {column.shape for column in debian} == {(2617,)}
    sections, count = np.unique(debian.section, return_counts=True)
    assert dict(zip(sections, count, strict=True)) == {
        section: {"math": 304, "mail": 213}.get(section, 350) for section in sections
    }
    assert len(sections) == 8 and len(set(debian.package)) == 2617
    words = [len(text.split()) for text in debian.long]
    assert min(words) >= 20 and max(len(text) for text in debian.long) <= 600
    (chess,) = np.flatnonzero(debian.package == "gnuchess")
    assert debian.section[chess] == "games" and "chess" in debian.long[chess]


def test_reuters_is_the_corpus_of_the_installed_package():
    reuters = datasets.reuters()
    assert reuters.counts.shape == (len(reuters.titles), len(reuters.words))
    # sizes as in the documentation of lda
    assert reuters.counts.shape == (395, 4258) and reuters.counts.sum() == 84010
    assert reuters.titles[0].startswith("UK: Prince Charles spearheads British royal")
    popes = reuters.counts[:, reuters.words == "pope"][:, 0]
    assert "Pope" in reuters.titles[popes.argmax()].title()


def test_reuters_was_not_copied():
    names = {path.name for path in datasets.FOLDER.rglob("*")}
    assert not [name for name in names if "reuters" in name.lower()]
