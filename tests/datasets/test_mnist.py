"""The digits: shapes, ranges, and the counts of the test set as it is known."""

import numpy as np

from coursekit import datasets


def test_mnist():
    images, labels = datasets.mnist()
    assert images.shape == (10000, 28, 28) and images.dtype == np.uint8
    assert images.min() == 0 and images.max() == 255
    # how often each digit occurs in the test set, and its first ten labels
    counts = [980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009]
    assert np.bincount(labels).tolist() == counts
    assert labels[:10].tolist() == [7, 2, 1, 0, 4, 1, 4, 9, 5, 9]
