"""The course's real data: small files in the package, checked before they are read.

Sources, licences, columns and checksums stand in ``README.md`` beside this file,
which `table` reads: a new data set is a file in ``files/``, a row there, a loader here.
"""

from __future__ import annotations

import csv
import gzip
import hashlib
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

FOLDER = Path(__file__).parent


class AlofiRain(NamedTuple):
    """Daily rain at Alofi, Niue, 1987 to 1989 (Avery and Henderson 1999).

    Attributes
    ----------
    state : (1096,) int, one day after the other: index into ``labels``
    labels : names of the states, in millimetres a day
    """

    state: NDArray[np.int64]
    labels: tuple[str, ...]


class Arbuthnot(NamedTuple):
    """Children christened in London, by sex (Arbuthnott 1710).

    Attributes
    ----------
    year : (82,) int, 1629 to 1710
    boys, girls : (82,) int
    """

    year: NDArray[np.int64]
    boys: NDArray[np.int64]
    girls: NDArray[np.int64]


class HeartTransplants(NamedTuple):
    """Coronary disease of heart-transplant patients, seen now and then (msm's cav).

    Attributes
    ----------
    patient : (2846,) int, rows of one patient follow one another
    years : (2846,) float, time since the transplant, increasing within a patient
    state : (2846,) int, index into ``labels``; msm counts the states from 1
    labels : names of the states; the time of a death is exact
    """

    patient: NDArray[np.int64]
    years: NDArray[np.float64]
    state: NDArray[np.int64]
    labels: tuple[str, ...]


class TangPoems(NamedTuple):
    """Poems of the Tang dynasty, in Chinese.

    Attributes
    ----------
    title, author, text : 313 strings each; lines of a text end in punctuation
    """

    title: tuple[str, ...]
    author: tuple[str, ...]
    text: tuple[str, ...]


class VersesEnEs(NamedTuple):
    """Verses from Matthew to Acts in English and Spanish.

    The English is derived from the World English Bible, the Spanish is Reina-Valera
    1909.

    Attributes
    ----------
    book : 4,035 names of books
    chapter, verse : (4035,) int
    english, spanish : 4,035 strings each
    """

    book: tuple[str, ...]
    chapter: NDArray[np.int64]
    verse: NDArray[np.int64]
    english: tuple[str, ...]
    spanish: tuple[str, ...]


class CoalMining(NamedTuple):
    """Explosions in British coal mines that killed ten or more (Jarrett 1979).

    Attributes
    ----------
    date : (191,) decimal years, sorted; one date stands twice, two mines on one day
    start, end : float, the period that was searched, 1 January 1851 to 31 December 1962
        (Raftery and Akman 1986), as decimal years
    """

    date: NDArray[np.float64]
    start: float
    end: float


class Nile(NamedTuple):
    """Annual flow of the Nile at Aswan (Cobb 1978).

    Attributes
    ----------
    year : (100,) int, 1871 to 1970
    flow : (100,) float, in 10^8 cubic metres
    """

    year: NDArray[np.int64]
    flow: NDArray[np.float64]


class MovieLens(NamedTuple):
    """Ratings of movies by the users of movielens.org (Harper and Konstan 2015).

    Attributes
    ----------
    user : (69104,) int, 0 to 670
    movie : (69104,) int, 0 to 1302: the movie's place in ``title``
    rating : (69104,) float, 0.5 to 5 stars, by halves
    timestamp : (69104,) int, when it was rated, in seconds since 1970
    title, genres : (1303,) str, the genres of a movie separated by vertical bars
    """

    user: NDArray[np.int64]
    movie: NDArray[np.int64]
    rating: NDArray[np.float64]
    timestamp: NDArray[np.int64]
    title: NDArray[np.str_]
    genres: NDArray[np.str_]


class InstEval(NamedTuple):
    """Ratings of lecturers by students of ETH Zurich (InstEval of the R package lme4).

    Attributes
    ----------
    student : (73421,) int, 0 to 2971
    lecturer : (73421,) int, 0 to 1127
    rating : (73421,) float, 1 (poor) to 5 (very good)
    """

    student: NDArray[np.int64]
    lecturer: NDArray[np.int64]
    rating: NDArray[np.float64]


class AirQuality(NamedTuple):
    """Ozone and weather in New York, May to September 1973 (Chambers et al. 1983).

    Attributes
    ----------
    ozone : (153,) parts per billion, mean from 13 to 15 h; nan on 37 days
    solar : (153,) radiation in Langleys, 8 to 12 h; nan on 7 days
    wind : (153,) miles an hour
    temp : (153,) highest temperature of the day, degrees Fahrenheit
    month, day : (153,) int
    """

    ozone: NDArray[np.float64]
    solar: NDArray[np.float64]
    wind: NDArray[np.float64]
    temp: NDArray[np.float64]
    month: NDArray[np.int64]
    day: NDArray[np.int64]


def alofi_rain() -> AlofiRain:
    """Rain of 1,096 days at Alofi, as one of three states."""
    (code,) = _columns("alofi_rain_states.csv", usecols=[0])
    return AlofiRain(code.astype(int) - 1, labels=("0", "1-5", "6+"))


def arbuthnot() -> Arbuthnot:
    """Boys and girls christened in London, 1629 to 1710."""
    columns = _columns("arbuthnot_births.csv", usecols=[0, 1, 2])
    return Arbuthnot(*columns.astype(int))


def heart_transplants() -> HeartTransplants:
    """2,846 observations of 622 heart-transplant patients."""
    columns = _columns("cav_heart_transplant.csv", usecols=[0, 2, 7])
    patient, years, state = columns
    labels = ("no disease", "mild", "severe", "dead")
    return HeartTransplants(patient.astype(int), years, state.astype(int) - 1, labels)


def tang_poems() -> TangPoems:
    """313 poems of the Tang dynasty."""
    return TangPoems(*_text_columns("tang_poems.tsv"))


def verses_en_es() -> VersesEnEs:
    """4,035 verses in English and Spanish."""
    book, chapter, verse, en, es = _text_columns("parallel_en_es_gospels.tsv")
    return VersesEnEs(book, np.array(chapter, int), np.array(verse, int), en, es)


class StringsEnZh(NamedTuple):
    """Strings of software in English and Chinese.

    Attributes
    ----------
    origin : 2,659 strings, "django" (interface) or "ddtp" (Debian's descriptions)
    english, chinese : 2,659 strings each
    """

    origin: tuple[str, ...]
    english: tuple[str, ...]
    chinese: tuple[str, ...]


def strings_en_zh() -> StringsEnZh:
    """2,659 strings of software in English and Chinese."""
    return StringsEnZh(*_text_columns("parallel_en_zh_software.tsv"))


class Galaxies(NamedTuple):
    """Velocities of galaxies in the Corona Borealis region (Postman et al. 1986).

    Attributes
    ----------
    velocity : (82,) in 1000 km/s, sorted
    """

    velocity: NDArray[np.float64]


class Faithful(NamedTuple):
    """Eruptions of the geyser Old Faithful (Azzalini and Bowman 1990).

    Attributes
    ----------
    eruptions : (272,) how long each lasted, in minutes
    waiting : (272,) time to the next, in minutes
    """

    eruptions: NDArray[np.float64]
    waiting: NDArray[np.float64]


class Digits(NamedTuple):
    """Handwritten digits of MNIST (LeCun, Cortes and Burges).

    Attributes
    ----------
    images : (n, 28, 28) uint8, 0 (paper) to 255 (ink); 10,000 in the package
    labels : (n,) uint8, 0 to 9
    """

    images: NDArray[np.uint8]
    labels: NDArray[np.uint8]


class EightSchools(NamedTuple):
    """Effect of coaching for a test in eight schools (Rubin 1981).

    Attributes
    ----------
    school : (8,) str, A to H
    effect : (8,) estimated effect, in points of the SAT-V
    error : (8,) its standard error, in points
    """

    school: NDArray[np.str_]
    effect: NDArray[np.float64]
    error: NDArray[np.float64]


class Earthquakes(NamedTuple):
    """Earthquakes of magnitude 7 or more in the world (Zucchini and MacDonald 2009).

    Attributes
    ----------
    year : (107,) int, 1900 to 2006
    count : (107,) int, in that year
    """

    year: NDArray[np.int64]
    count: NDArray[np.int64]


class Penguins(NamedTuple):
    """Penguins of three species near Palmer Station (Gorman et al. 2014).

    Attributes
    ----------
    species : (344,) str, Adelie, Chinstrap or Gentoo
    island : (344,) str, Biscoe, Dream or Torgersen
    body : (344, 4) bill length, bill depth and flipper length in mm, body mass in g;
        nan where nobody measured
    sex : (344,) str, female, male or empty
    year : (344,) int, 2007 to 2009
    """

    species: NDArray[np.str_]
    island: NDArray[np.str_]
    body: NDArray[np.float64]
    sex: NDArray[np.str_]
    year: NDArray[np.int64]


class DebianPackages(NamedTuple):
    """Descriptions of programs in Debian 12, from eight sections of its archive.

    Attributes
    ----------
    section : (2617,) str, one of eight
    package : (2617,) str, name of the package
    short, long : (2617,) str, the line that names it and the text that describes it,
        cut at 600 characters
    """

    section: NDArray[np.str_]
    package: NDArray[np.str_]
    short: NDArray[np.str_]
    long: NDArray[np.str_]


class Reuters(NamedTuple):
    """News of 1996 and 1997, as counts of words (the corpus of the package lda).

    Attributes
    ----------
    counts : (395, 4258) int, how often each word stands in each article
    words : (4258,) str
    titles : (395,) str, with place and day
    """

    counts: NDArray[np.int64]
    words: NDArray[np.str_]
    titles: NDArray[np.str_]


class ModeCoverage(NamedTuple):
    """Modes covered by generators, as published (Srivastava et al. 2017; Lin et al. 2018).

    Attributes
    ----------
    source : (33,) str, paper and table
    task : (33,) str, ring8, grid25 or stacked_mnist
    model : (33,) str
    modes : (33,) covered, a mean over runs
    quality : (33,) share of samples within 3 sd of a mode; nan where not given
    reverse_kl : (33,) of the mode weights, in nats; nan where not given
    """

    source: NDArray[np.str_]
    task: NDArray[np.str_]
    model: NDArray[np.str_]
    modes: NDArray[np.float64]
    quality: NDArray[np.float64]
    reverse_kl: NDArray[np.float64]


def coal_mining() -> CoalMining:
    """Dates of 191 coal-mining disasters, 1851 to 1962."""
    (date,) = _columns("coal_mining.csv")
    return CoalMining(date, start=1851.0, end=1963.0)


def nile() -> Nile:
    """Annual flow of the Nile, 1871 to 1970."""
    year, flow = _columns("nile.csv")
    return Nile(year.astype(int), flow)


def galaxies() -> Galaxies:
    """Velocities of 82 galaxies, in 1000 km/s.

    The file is that of R's MASS, whose 78th value is 26690 where the paper has 26960
    (Roeder 1990, table 1). It is put right here, as published figures rest on it.
    """
    (velocity,) = _columns("galaxies.csv")
    velocity[velocity == 26690] = 26960
    return Galaxies(np.sort(velocity) / 1000)


def faithful() -> Faithful:
    """272 eruptions of Old Faithful and the waits after them, in minutes."""
    return Faithful(*_columns("faithful.csv"))


def mnist() -> Digits:
    """10,000 handwritten digits, 28 by 28 pixels each, and which digits they are."""
    with np.load(checked_path("mnist_test10k.npz")) as file:
        return Digits(file["images"], file["labels"])


MNIST_MIRROR = "https://ossci-datasets.s3.amazonaws.com/mnist/"
MNIST_MD5 = {  # as torchvision publishes them
    "train-images-idx3-ubyte.gz": "f68b3c2dcbeaaa9fbdd348bbdeb94873",
    "train-labels-idx1-ubyte.gz": "d53e105ee54ea40749a09fcbcd1e9432",
}


def mnist60k() -> Digits:
    """The 60,000 training digits of MNIST, fetched once (10 MB) and kept by pooch.

    Raises
    ------
    ConnectionError
        If they are not kept yet and cannot be fetched.
    """
    import pooch

    try:
        paths = [
            pooch.retrieve(MNIST_MIRROR + name, known_hash=f"md5:{md5}", fname=name)
            for name, md5 in MNIST_MD5.items()
        ]
    except OSError as error:
        raise ConnectionError(
            "the 60,000 digits could not be fetched from the network; mnist() has "
            "10,000 that come with the package"
        ) from error
    return Digits(*(_idx(path) for path in paths))


def movielens() -> MovieLens:
    """69,104 ratings of 1,303 movies by 671 users; for non-commercial use."""
    user, movie, rating, timestamp = _columns("movielens_ratings.csv.gz")
    movies = checked_path("movielens_movies.csv")
    with movies.open(encoding="utf-8", newline="") as file:
        _, *rows = csv.reader(file)
    ids, title, genres = (np.array(column) for column in zip(*rows, strict=True))
    movie = np.searchsorted(ids.astype(int), movie)
    return MovieLens(
        _numbered(user), movie, rating, timestamp.astype(int), title, genres
    )


def insteval() -> InstEval:
    """73,421 ratings of 1,128 lecturers by 2,972 students."""
    student, lecturer, rating = _columns("insteval_ratings.csv.gz")
    return InstEval(_numbered(student), _numbered(lecturer), rating)


def airquality() -> AirQuality:
    """Ozone and weather on 153 days in New York; missing values are nan."""
    path = checked_path("airquality.csv")
    *weather, month, day = np.genfromtxt(path, delimiter=",", skip_header=1).T
    return AirQuality(*weather, month.astype(int), day.astype(int))


def eight_schools() -> EightSchools:
    """Coaching effects of eight schools."""
    school, effect, error = np.loadtxt(
        checked_path("eight_schools.csv"), delimiter=",", skiprows=1, dtype=str
    ).T
    return EightSchools(school, effect.astype(float), error.astype(float))


def earthquakes() -> Earthquakes:
    """Yearly numbers of great earthquakes, 1900 to 2006."""
    return Earthquakes(*_columns("earthquakes_m7_1900_2006.csv").astype(int))


def mode_coverage() -> ModeCoverage:
    """33 published figures of how many modes a generator covers, and how well."""
    path = checked_path("gan_mode_coverage_published.csv")
    columns = np.loadtxt(path, delimiter=",", skiprows=1, dtype=str).T
    modes, percent, kl = np.where(columns[3:] == "", "nan", columns[3:]).astype(float)
    return ModeCoverage(*columns[:3], modes, percent / 100, kl)


def penguins() -> Penguins:
    """Measures of 344 penguins."""
    path = checked_path("penguins.csv")
    columns = np.loadtxt(path, delimiter=",", skiprows=1, dtype=str).T
    body = np.where(columns[2:6] == "", "nan", columns[2:6]).astype(float).T
    return Penguins(columns[0], columns[1], body, columns[6], columns[7].astype(int))


def debian_packages() -> DebianPackages:
    """2,617 descriptions of programs, in the order of the file (shuffled)."""
    columns = _text_columns("debian_package_texts.tsv")
    return DebianPackages(*(np.array(column) for column in columns))


def reuters() -> Reuters:
    """395 articles, read from the installed package lda: they may not be copied."""
    from lda import datasets

    counts = datasets.load_reuters().astype(np.int64)
    words, titles = datasets.load_reuters_vocab(), datasets.load_reuters_titles()
    titles = [title.partition(" ")[2] for title in titles]  # they begin with a number
    return Reuters(counts, np.array(words), np.array(titles))


class LambdaPhage(NamedTuple):
    """The genome of a virus of bacteria, phage lambda (Sanger et al. 1982).

    Attributes
    ----------
    base : (48502,) int, one base after the other: index into ``labels``
    labels : names of the bases
    """

    base: NDArray[np.int64]
    labels: tuple[str, ...]


class Film(NamedTuple):
    """A stretch of a film without a cut.

    Attributes
    ----------
    frames : (n, height, width) uint8, 0 (black) to 255 (white)
    fps : int, frames a second
    """

    frames: NDArray[np.uint8]
    fps: int


def lambda_phage() -> LambdaPhage:
    """The 48,502 bases of phage lambda."""
    text = checked_path("lambda_phage.txt").read_text(encoding="ascii").strip()
    labels = ("A", "C", "G", "T")
    letters = np.frombuffer(text.encode("ascii"), dtype="S1").astype(str)
    return LambdaPhage(np.searchsorted(labels, letters), labels)


def big_buck_bunny() -> Film:
    """132 frames of the film Big Buck Bunny, (c) Blender Foundation, CC BY 3.0."""
    with np.load(checked_path("bigbuckbunny_gray36x64.npz")) as file:
        return Film(file["frames"], int(file["fps"]))


class SpokenPrompts(NamedTuple):
    """Digits, days and other words of a telephone exchange, each spoken once (Asterisk).

    Attributes
    ----------
    name : names of the prompts, "0" to "9" for the digits
    clips : waveforms in [-1, 1], of different lengths
    rate : int, samples a second
    """

    name: tuple[str, ...]
    clips: tuple[NDArray[np.float64], ...]
    rate: int


def spoken_prompts(language: str = "en") -> SpokenPrompts:
    """About 90 words in English (``"en"``) or French (``"fr"``), by one voice each."""
    if language not in ("en", "fr"):
        raise ValueError(f'language must be "en" or "fr", not {language!r}')
    with np.load(checked_path(f"asterisk_digits_{language}_mulaw8k.npz")) as file:
        y = file["mulaw"] / 255 * 2 - 1  # mu-law: a logarithmic scale of loudness
        x = np.sign(y) * (256 ** np.abs(y) - 1) / 255
        clips = np.split(x, np.cumsum(file["length"])[:-1])
        return SpokenPrompts(
            tuple(str(name) for name in file["name"]), tuple(clips), int(file["rate"])
        )


def table() -> dict[str, dict[str, str]]:
    """What is known of each file: content, columns, source, licence and sha256, by file name."""
    lines = (FOLDER / "README.md").read_text(encoding="utf-8").splitlines()
    rows = [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in lines
        if "|" in line
    ]
    header, _, *body = rows
    return {row[0]: dict(zip(header[1:], row[1:], strict=True)) for row in body}


def checked_path(name: str) -> Path:
    """Path of a data file whose sha256 is the one in the table.

    Parameters
    ----------
    name : str, a file name such as ``"nile.csv"``

    Raises
    ------
    ValueError
        If no such file is listed, or its content is not what the table says.
    """
    known = table()
    if name not in known:
        raise ValueError(f"name must be one of {', '.join(known)}; got {name!r}")
    path = FOLDER / "files" / name
    found = hashlib.sha256(path.read_bytes()).hexdigest()
    if found != known[name]["sha256"]:
        raise ValueError(
            f"{name} has sha256 {found}, but {known[name]['sha256']} was wanted: "
            "the file was changed or cut short; install coursekit again"
        )
    return path


def _columns(name: str, usecols=None) -> NDArray[np.float64]:
    """The numeric columns of a CSV file with one header line: (columns, rows)."""
    path = checked_path(name)
    return np.loadtxt(path, delimiter=",", skiprows=1, usecols=usecols, ndmin=2).T


def _text_columns(name: str) -> list[tuple[str, ...]]:
    """The columns of a tab-separated file with one header line, as strings."""
    lines = checked_path(name).read_text(encoding="utf-8").splitlines()[1:]
    return list(zip(*(line.split("\t") for line in lines), strict=True))


def _idx(path: str | Path) -> NDArray[np.uint8]:
    """An array of bytes in MNIST's format IDX: 0 0 8, dimensions, sizes, entries."""
    with gzip.open(path) as file:
        content = file.read()
    n_dims = content[3] if content[:3] == b"\0\0\x08" else 0
    shape = np.frombuffer(content[4 : 4 + 4 * n_dims], dtype=">u4")
    entries = np.frombuffer(content[4 + 4 * n_dims :], dtype=np.uint8)
    if not n_dims or shape.prod() != entries.size:
        raise ValueError(f"{path} is no IDX file of bytes")
    return entries.reshape(shape)


def _numbered(labels: NDArray[np.float64]) -> NDArray[np.int64]:
    """Labels as numbers from 0, in order of size."""
    return np.unique(labels, return_inverse=True)[1]
