import pytest

from tests.invented import found


@pytest.mark.parametrize(
    "text",
    [
        "/home/aporter/src/x.py",
        "x=/home/aporter",
        "/export/users/aporter/x",
        "C:/Users/aporter/x",
        r"C:\/Users\/aporter\/x",
        r"D:\Documents and Settings\aporter",
        '"/Users/aporter/Library"',
        r"C:\Users\aporter\Desktop",
        r"'C:\\Users\\aporter\\x'",
        "file:///home/aporter/x",
        "users.users.aporter.extraGroups = [ ];",
        "aporter = {\n  uid = 1000;\n  isNormalUser = true;\n}",
    ],
)
def test_an_account_is_found_alone(text):
    assert ("USERNAME", "aporter") in found(text, "Markdown")


@pytest.mark.parametrize(
    "text",
    [
        "/home/ubuntu/x",
        "/home/aporter-${x}/",
        "router.get('/users/aporter')",
        "http://users/aporter",
        "/home/$USER/x",
        "/Users/runner/work",
        "router.get('/users/login')",
        "https://site.io/home/news/x",
        "/home/2019/",
        "users.users.root.shell = x;",
        "wheel = {\n  gid = 1;\n};\nisNormalUser = true;",
    ],
)
def test_roles_pages_and_variables_are_left_alone(text):
    assert found(text, "JavaScript") == []


def test_the_name_in_a_key_comment_is_a_user_name():
    assert ("USERNAME", "aporter") in found(
        "ssh-ed25519 AAAA" + "C3NzaC1lZDI1" * 4 + " aporter@box"
    )


def test_a_home_folder_may_begin_with_a_digit():
    assert found("/Users/9porter/Library", "CMake") == [("USERNAME", "9porter")]


@pytest.mark.parametrize(
    "text",
    [
        "[12] aporter@ropes LOG:  x",
        "2011-02-03 [7] aporter@ladder_db ERROR:  x",
        "2011-02-03 [7] aporter@ladder-db ERROR:  x",
    ],
)
def test_the_account_in_a_servers_log_is_found(text):
    assert found(text, "Text") == [("USERNAME", "aporter")]


@pytest.mark.parametrize(
    "text",
    ["[12] postgres@ropes LOG:  x", "[12] aporter@ropes INFO:  x", "aporter@ropes LOG:  x"],
)
def test_servers_and_other_logs_name_no_account(text):
    assert found(text, "Text") == []
