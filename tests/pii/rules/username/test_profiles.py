import pytest
from hypothesis import given
from hypothesis import strategies as st

from pii.gazetteers import COMMUNITY_PAGES, PROFILE_PAGES
from tests.invented import found

PAGES = st.sampled_from(sorted(PROFILE_PAGES | COMMUNITY_PAGES))


@given(PAGES, st.integers(1, 99_999))
def test_the_handle_is_found_behind_every_address_of_a_profile(address, number):
    text = f"see https://{address.replace('*', str(number))}aporter for more"
    assert found(text, "Text") == [("USERNAME", "aporter")]


@given(st.sampled_from(["http", "https"]), st.sampled_from(["", "/", "/notes/x.html"]))
def test_the_owner_of_a_user_folder_is_found(scheme, rest):
    assert found(f"{scheme}://www.site.io/~aporter{rest}") == [("USERNAME", "aporter")]


@pytest.mark.parametrize(
    "text",
    [
        "https://www.tindie.com/stores/aporter/",
        "https://www.thingiverse.com/aporter/designs",
        "https://twitter.com/aporter",
        "https://www.linkedin.com/in/aporter/",
        "https://stackoverflow.com/users/4711/aporter",
        "https://www.youtube.com/aporter",
        "https://pixabay.com/users/aporter-19498763/?x",
        "https://hub.docker.com/v2/repositories/aporter/knots/",
        "https://hub.docker.com/u/aporter",
        "https://unsplash.com/@aporter",
        "https://blog.csdn.net/aporter/article/details/1",
        "https://en.wikipedia.org/wiki/User:aporter",
    ],
)
def test_a_handle_in_a_page_is_found(text):
    assert ("USERNAME", "aporter") in found(text, "Text")


@pytest.mark.parametrize(
    "text",
    [
        "cd ~/src && ls /~x",
        "https://site.io/~admin/",
        "https://twitter.com/intent/tweet",
        "https://www.youtube.com/watch?v=x",
        "https://img.youtube.com/vi/x/0.jpg",
        "https://gravatar.com/avatar/x",
        "https://vimeo.com/player.js",
    ],
)
def test_pages_of_the_sites_themselves_are_left_alone(text):
    assert found(text, "Text") == []
