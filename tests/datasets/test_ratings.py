"""MovieLens and InstEval: sizes, ranges and labels as documented; ids match titles."""

import csv

import numpy as np

from coursekit import datasets


def test_movielens():
    ml = datasets.movielens()
    assert ml.user.shape == ml.movie.shape == ml.rating.shape == (69104,)
    assert np.unique(ml.user).tolist() == list(range(671))
    assert (
        np.unique(ml.movie).tolist() == list(range(1303)) == list(range(len(ml.title)))
    )
    assert set(ml.rating) == {k / 2 for k in range(1, 11)}
    assert np.bincount(ml.movie).min() >= 15  # thinned to movies with many ratings
    assert (
        789e6 < ml.timestamp.min() < ml.timestamp.max() < 1.48e9
    )  # 1995 to October 2016


def test_movie_numbers_point_to_the_right_titles():
    ml = datasets.movielens()
    path = datasets.checked_path("movielens_movies.csv")
    with path.open(encoding="utf-8", newline="") as file:
        titles = {int(row[0]): row[1] for row in list(csv.reader(file))[1:]}
    ratings = np.loadtxt(
        datasets.checked_path("movielens_ratings.csv.gz"), delimiter=",", skiprows=1
    )
    for k in range(0, len(ratings), 997):
        assert ml.title[ml.movie[k]] == titles[int(ratings[k, 1])]
    assert (
        "Toy Story" in ml.title
        and ml.genres[ml.title == "Heat"] == "Action|Crime|Thriller"
    )


def test_the_licence_lies_beside_the_movielens_files():
    text = datasets.checked_path("movielens_LICENSE.txt").read_text()
    assert "same conditions" in text and "no commercial" in text


def test_insteval():
    ie = datasets.insteval()
    assert ie.rating.shape == (73421,) and set(ie.rating) == {1, 2, 3, 4, 5}
    assert np.unique(ie.student).tolist() == list(range(2972))
    assert np.unique(ie.lecturer).tolist() == list(range(1128))
