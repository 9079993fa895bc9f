import pytest

from tests.invented import found


def names(text, language="Text"):
    return [value for label, value in found(text, language) if label == "NAME"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the method of Hazelfield et al.", ["Hazelfield"]),
        ("Wickensand, et al (2009)", ["Wickensand"]),
        ("compare Under-Moor et. al", ["Under-Moor"]),
        ("Hazelfield and Wickensand (2004)", ["Hazelfield", "Wickensand"]),
        ("A. Undermoor & N. Brackwater [1998]", ["A. Undermoor", "N. Brackwater"]),
        ("see Hazelfield (2004)", ["Hazelfield"]),
        ("a bound by Wickensand, [1998]", ["Wickensand"]),
        ("Lindqvist (1998)", ["Lindqvist"]),
        ("Hazelfield, A. B., Bjørnsand, N. (2004)", ["Hazelfield, A. B.", "Bjørnsand, N."]),
        ("Undermoor, C. and Brackwater, O. [1999]", ["Undermoor, C.", "Brackwater, O."]),
        ('Wickensand, N., "Ropes"', ["Wickensand, N."]),
    ],
)
def test_the_authors_of_a_cited_work_are_found(text, expected):
    assert names(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "the ROPE et al.",
        "These et al.",
        "Linux et al.",
        "January and February (2004)",
        "Windows and Hazelfield (2004)",
        "Hazelfield and Wickensand (4)",
        "Wickensand (2004)",
        "January (2004)",
        "see Hazelfield (17)",
        "see Version (2004)",
        "Version, B., Release, C. (2004)",
        "Hazelfield, A. is a place",
    ],
)
def test_products_months_and_numbers_cite_nobody(text):
    assert names(text) == []
