"""Data of the pages on Monte Carlo, Markov chains and continuous time."""

import numpy as np

from coursekit import datasets


def test_every_year_of_arbuthnots_record_has_more_boys():
    data = datasets.arbuthnot()
    np.testing.assert_array_equal(data.year, np.arange(1629, 1711))
    assert (data.boys > data.girls).sum() == 82
    assert (data.boys[0], data.girls[0]) == (5218, 4683)


def test_rain_has_the_counts_of_the_markovchain_package():
    rain = datasets.alofi_rain()
    np.testing.assert_array_equal(np.bincount(rain.state), [548, 295, 253])
    assert [rain.labels[s] for s in rain.state[:3]] == ["6+", "1-5", "1-5"]


def test_heart_transplants_have_the_shape_of_the_msm_manual():
    cav = datasets.heart_transplants()
    assert len(cav.state) == 2846 and len(np.unique(cav.patient)) == 622
    assert set(cav.state) == {0, 1, 2, 3} and len(cav.labels) == 4
    same = np.diff(cav.patient) == 0
    assert (np.diff(cav.years)[same] > 0).all()
    assert (cav.state[:-1][same] < 3).all()  # nobody is seen after death
    # statetable.msm(state, PTNUM, data = cav) of the msm manual, section 2.1
    table = np.zeros((4, 4), int)
    np.add.at(table, (cav.state[:-1][same], cav.state[1:][same]), 1)
    np.testing.assert_array_equal(
        table[:3], [[1367, 204, 44, 148], [46, 134, 54, 48], [4, 13, 107, 55]]
    )


def test_texts_are_read_whole():
    poems, verses = datasets.tang_poems(), datasets.verses_en_es()
    assert len(poems.text) == 313 and poems.author[1] == "杜甫"
    assert "举头望明月" in "".join(poems.text) or "床前明月光" in "".join(poems.text)
    assert len(verses.english) == len(verses.spanish) == 4035
    assert verses.english[0].startswith("The book of the genealogy")
    assert verses.book[0] == "Matthew" and verses.chapter[0] == verses.verse[0] == 1


def test_strings_of_software_come_in_pairs():
    data = datasets.strings_en_zh()
    assert len(data.origin) == len(data.english) == len(data.chinese) == 2659
    assert data.origin.count("django") == 684 and set(data.origin) == {"django", "ddtp"}
    assert data.chinese[data.english.index("Administration")] == "管理"
