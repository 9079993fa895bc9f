import pytest
from pii_annotation.entities import Flag, MarkedLabel
from pii_annotation.errors import InvalidLabels
from pii_annotation.label_table import LabelTable, load_label_table


@pytest.mark.parametrize("label", MarkedLabel)
def test_our_own_labels_mean_themselves(label):
    assert LabelTable().meaning(label) == (label, Flag.SCORED)


@pytest.mark.parametrize(
    ("name", "meaning"),
    [
        ("email address", (MarkedLabel.EMAIL, Flag.SCORED)),
        ("Person", (MarkedLabel.NAME, Flag.SCORED)),
        ("api-key", (MarkedLabel.KEY, Flag.SCORED)),
        ("KEY:example", (MarkedLabel.KEY, Flag.EXAMPLE)),
        ("PASSWORD_EXAMPLE", (MarkedLabel.PASSWORD, Flag.EXAMPLE)),
        ("AMBIGUOUS", (MarkedLabel.OTHER, Flag.AMBIGUOUS)),
    ],
)
def test_common_names_are_known_however_they_are_spelled(name, meaning):
    assert LabelTable().meaning(name) == meaning


def test_a_flag_beside_a_label_counts_before_its_own():
    meaning = LabelTable().meaning("KEY_EXAMPLE", "ambiguous")
    assert meaning == (MarkedLabel.KEY, Flag.AMBIGUOUS)


def test_a_user_adds_names_and_leaves_others_out(tmp_path):
    path = tmp_path / "labels.toml"
    path.write_text('[labels]\nORG = "-"\n"Access Code" = "PASSWORD:example"\nPERSON = "OTHER"\n')
    table = load_label_table(path)
    assert table.meaning("org") is None
    assert table.meaning("ACCESS_CODE") == (MarkedLabel.PASSWORD, Flag.EXAMPLE)
    assert table.meaning("PERSON") == (MarkedLabel.OTHER, Flag.SCORED)
    assert table.meaning("EMAIL") == (MarkedLabel.EMAIL, Flag.SCORED)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("labels = 3", "must be a table"),
        ("[labels", "is not TOML"),
        ('[labels]\nORG = "COMPANY"', "ORG: maps to one of"),
        ('[labels]\nORG = "KEY:perhaps"', "ORG: maps to one of"),
        ("[labels]\nORG = 3", "ORG: maps to one of"),
    ],
)
def test_a_broken_table_is_refused(tmp_path, content, words):
    path = tmp_path / "labels.toml"
    path.write_text(content)
    with pytest.raises(InvalidLabels, match=words):
        load_label_table(path)
