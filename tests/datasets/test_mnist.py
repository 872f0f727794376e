"""The digits: shapes, ranges, and the counts of the test set as it is known."""

import gzip
import struct

import numpy as np
import pytest

from coursekit import datasets


def test_mnist():
    images, labels = datasets.mnist()
    assert images.shape == (10000, 28, 28) and images.dtype == np.uint8
    assert images.min() == 0 and images.max() == 255
    # how often each digit occurs in the test set, and its first ten labels
    counts = [980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009]
    assert np.bincount(labels).tolist() == counts
    assert labels[:10].tolist() == [7, 2, 1, 0, 4, 1, 4, 9, 5, 9]


def idx(array):
    """MNIST's own format: two zeros, 8 for bytes, dimensions, sizes, entries."""
    head = struct.pack(f">BBBB{array.ndim}I", 0, 0, 8, array.ndim, *array.shape)
    return gzip.compress(head + array.tobytes())


def test_the_60000_digits_are_read_from_idx_files(tmp_path, monkeypatch):
    pooch = pytest.importorskip("pooch")
    rng = np.random.default_rng(0)
    images = rng.integers(0, 256, (5, 28, 28), dtype=np.uint8)
    labels = rng.integers(0, 10, 5, dtype=np.uint8)
    asked = {}

    def retrieve(url, known_hash, fname):
        asked[url] = known_hash
        (tmp_path / fname).write_bytes(idx(images if "images" in fname else labels))
        return str(tmp_path / fname)

    monkeypatch.setattr(pooch, "retrieve", retrieve)
    digits = datasets.mnist60k()
    assert np.array_equal(digits.images, images)
    assert np.array_equal(digits.labels, labels)
    assert [md5[:10] for md5 in asked.values()] == ["md5:f68b3c", "md5:d53e10"]
    assert all(url.endswith("-ubyte.gz") for url in asked)


def test_without_a_network_the_message_says_what_there_is(monkeypatch):
    pooch = pytest.importorskip("pooch")
    from requests.exceptions import ConnectionError as NoConnection

    def retrieve(*args, **options):
        raise NoConnection

    monkeypatch.setattr(pooch, "retrieve", retrieve)
    with pytest.raises(ConnectionError, match=r"mnist\(\) has 10,000"):
        datasets.mnist60k()


@pytest.mark.parametrize(
    "content", [b"", b"\0\0\x0d\1\0\0\0\1a", b"\0\0\x08\1\0\0\0\2a"]
)
def test_a_file_in_another_format_is_refused(tmp_path, content):
    (tmp_path / "x.gz").write_bytes(gzip.compress(content))
    with pytest.raises(ValueError, match="no IDX file of bytes"):
        datasets._idx(tmp_path / "x.gz")
