import pytest

from pii.files.languages import MARKUP, language_of


@pytest.mark.parametrize(
    ("path", "language"),
    [
        ("src/app.py", "Python"),
        ("CMakeLists.txt", "CMake"),
        ("notes.txt", "Text"),
        ("A.PY", "Python"),
        ("analysis.R", "R"),
        ("deploy/Dockerfile", "Dockerfile"),
        (".env", "INI"),
        ("conf/.gitconfig", "INI"),
        ("page.html", "HTML"),
        ("data.bin", ""),
        ("", ""),
    ],
)
def test_a_files_name_tells_its_language(path, language):
    assert language_of(path) == language


def test_every_markup_language_is_one_we_name():
    named = {
        language_of(name) for name in ["a.xml", "a.html", "a.md", "a.vue", "a.svelte", "a.jsx"]
    }
    assert named == MARKUP
