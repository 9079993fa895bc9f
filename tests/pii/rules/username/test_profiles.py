import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.invented import found


@given(st.sampled_from(["http", "https"]), st.sampled_from(["", "/", "/notes/x.html"]))
def test_the_owner_of_a_user_folder_is_found(scheme, rest):
    assert found(f"{scheme}://www.site.io/~aporter{rest}") == [("USERNAME", "aporter")]


@pytest.mark.parametrize(
    "text",
    [
        "https://www.tindie.com/stores/aporter/",
        "https://www.youtube.com/aporter",
        "https://pixabay.com/users/aporter-19498763/?x",
        "https://hub.docker.com/v2/repositories/aporter/knots/",
        "https://hub.docker.com/u/aporter",
        "https://unsplash.com/@aporter",
        "https://blog.csdn.net/aporter/article/details/1",
        "https://en.wikipedia.org/wiki/User:aporter",
        "implementation 'com.github.aporter:knots:1.6.0'",
        ':deps {com.github.aporter/knots {:mvn/version "2.4"}',
        "<groupId>io.github.aporter</groupId>",
        '"io.github.aporter" %% "knots" % "1.0"',
        "Plug 'aporter/vim-knots'",
        '"aporter/knots.nvim",',
    ],
)
def test_a_handle_in_a_page_or_a_coordinate_is_found(text):
    assert ("USERNAME", "aporter") in found(text, "Text")


@pytest.mark.parametrize(
    "text",
    [
        "cd ~/src && ls /~x",
        "https://site.io/~admin/",
        "https://www.youtube.com/watch?v=x",
        "https://img.youtube.com/vi/x/0.jpg",
        "https://gravatar.com/avatar/x",
        "https://vimeo.com/player.js",
        "import com.github.aporter.knots.Rope;",
        '"com.github.jwt-scala" %% "jwt-circe" % "1"',
        "'com.github.knots:knots:1.6.0'",
        "'vim-airline/vim-airline'",
        '"nvim-treesitter/playground.nvim"',
    ],
)
def test_site_pages_and_projects_are_left_alone(text):
    assert found(text, "Text") == []


def test_a_name_that_links_to_its_profile_is_found():
    text = "[Chandani Porter](https://github.com/chandanip)"
    assert found(text, "Markdown")[0] == ("NAME", "Chandani Porter")
    assert found("[Visual Studio](https://github.com/microsoft)", "Markdown") == []
