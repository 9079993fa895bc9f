import pytest

from tests.invented import found


@pytest.mark.parametrize(
    "text",
    [
        "/home/aporter/src/x.py",
        '"/Users/aporter/Library"',
        r"C:\Users\aporter\Desktop",
        r"'C:\\Users\\aporter\\x'",
        "file:///home/aporter/x",
        "TODO(aporter): later",
        "FIXME (aporter)",
        "https://github.com/aporter/knots",
        "git@" + "github.com:aporter/knots.git",
        "https://aporter.github.io/",
        "https://twitter.com/aporter",
        "https://www.linkedin.com/in/aporter/",
        "thanks to @aporter for this",
        "* Ann Porter (@aporter)",
        "$Id: a.c,v 1.4 2003/02/01 10:11:12 aporter Exp $",
        "uses: aporter/build-it@v1",
        "<developer>\n  <id>aporter</id>",
        "[aporter](https://github.com/aporter)",
        "# Author:\n#   aporter\n",
        "TO DO(aporter): later",
        "users.users.aporter.extraGroups = [ ];",
        "aporter = {\n  uid = 1000;\n  isNormalUser = true;\n}",
        "https://www.thingiverse.com/aporter/designs",
        "latest: Pulling from aporter/knots",
        "written by @mporter and @aporter",
    ],
)
def test_a_handle_is_found_alone(text):
    assert ("USERNAME", "aporter") in found(text, "Markdown")


@pytest.mark.parametrize(
    "text",
    [
        "/home/ubuntu/x",
        "/home/$USER/x",
        "/Users/runner/work",
        "router.get('/users/login')",
        "https://site.io/home/news/x",
        "TODO(2.0): x",
        "TODO(later)",
        "https://github.com/apache/spark",
        "https://github.com/features/actions",
        "https://github.com/ergochat/ergo",
        "https://twitter.com/intent/tweet",
        "import x from '@angular/core'",
        "@Override",
        "@param x the x",
        "@media print",
        "uses: actions/checkout@v4",
        "user = 'root'",
        "username: admin",
        'username = "first"',
        'UserName = "Benutzername"',
        "/home/2019/",
        "# LOCALIZATION NOTE (page_of_pages): x",
        "users.users.root.shell = x;",
        "wheel = {\n  gid = 1;\n};\nisNormalUser = true;",
        "https://github.com/go-sql-driver/x",
        "https://company-mode.github.io",
        "https://github.com/KnotsIO/x",
    ],
)
def test_roles_pages_organisations_and_tags_are_left_alone(text):
    assert found(text, "JavaScript") == []


def test_the_name_in_a_key_comment_is_a_user_name():
    assert ("USERNAME", "aporter") in found(
        "ssh-ed25519 AAAA" + "C3NzaC1lZDI1" * 4 + " aporter@box"
    )


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("username: aporter\n", "YAML"),
        ("login = aporter\n", "INI"),
        ('github: "aporter"', "TOML"),
        ("# fix suggested by @aporter", "Python"),
        ("# see Porter (@aporter)", "Python"),
        ("// Author: Porter\n//  @aporter\n", "PHP"),
    ],
)
def test_a_handle_is_found_where_a_language_allows_it(text, language):
    assert ("USERNAME", "aporter") in found(text, language)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("username: aporter()", "Python"),
        ("x = @aporter", "Python"),
        ("@aporter\ndef f(): ...", "Python"),
        ("[docs](https://github.com/aporter)", "Text"),
        ("username: fa-user", "YAML"),
        ("https://github.com/knots/knots-cli", "Text"),
        ("https://github.com/knots-labs/rope", "Text"),
        ("/home/aporter-${x}/", "Shell"),
        ("TODO(BUG): x", "C"),
    ],
)
def test_other_places_hold_no_handle(text, language):
    assert [pair for pair in found(text, language) if pair[1] in {"docs", "fa-user", "knots"}] == []
    assert len(found(text, language)) <= ("github.com/aporter" in text)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("QUOTENAME(@DatabaseName)", "SQL"),
        ("VALUES (@DatabaseName)", "Markdown"),
        ("EXEC sp_kill @Spid = 55, @Wait = 'Y'", "Markdown"),
        ("see @ref:[the guide](x.md)", "Markdown"),
        ("addSave(@Validated SysData data)", "Java"),
        ("(.toString ^Stream (@response :body))", "Clojure"),
        ("- @0x01000 236KB partition", "Markdown"),
    ],
)
def test_variables_annotations_and_directives_mention_nobody(text, language):
    assert found(text, language) == []


def test_a_home_folder_may_begin_with_a_digit():
    assert found("/Users/9porter/Library", "CMake") == [("USERNAME", "9porter")]


def test_a_handle_behind_an_authors_name_is_found():
    assert found("Author: Ann Porter, @aporter", "Text") == [
        ("NAME", "Ann Porter"),
        ("USERNAME", "aporter"),
    ]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("<login>aporter</login>", "XML"),
        ("<userName>aporter</userName>", "XML"),
        ("<user-id>aporter</user-id>", "XML"),
        ("x\n-- aporter 03/04/2011 - first version\n", "SQL"),
        ("x\n# aporter   03/04/11  Added the loop\n", "Python"),
        ("x\n * aporter 03/04/2011 Fixed\n", "C"),
        ("[12] aporter@ropes LOG:  x", "Text"),
        ("2011-02-03 [7] aporter@ladder_db ERROR:  x", "Text"),
        ("github: aporter\n", "YAML"),
        ("ko_fi: aporter\n", "YAML"),
        ("patreon: aporter\n", "YAML"),
        ("ROPE_DEVELOPER_ID=aporter\n", "INI"),
    ],
)
def test_a_handle_is_found_in_elements_change_lists_logs_and_settings(text, language):
    assert found(text, language) == [("USERNAME", "aporter")]


@pytest.mark.parametrize(
    "text",
    [
        "<login>admin</login>",
        "<userId>string</userId>",
        "<username>icon-user</username>",
        "<username>ROOT</username>",
        "<user>aporter</user>",
    ],
)
def test_elements_of_accounts_hold_roles_types_and_icons_too(text):
    assert found(text, "XML") == []


@pytest.mark.parametrize(
    "text",
    [
        "x\n# root 03/04/2011 - moved\n",
        "x\n# version 03/04/2011 Added\n",
        "x\n# aporter 2011 Added\n",
        "x\naporter 03/04/2011 Added\n",
        "[12] postgres@ropes LOG:  x",
        "[12] aporter@ropes INFO:  x",
        "aporter@ropes LOG:  x",
    ],
)
def test_roles_and_words_in_change_lists_and_logs_are_no_handles(text):
    assert found(text, "Text") == []


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("github: aporter\n", "Python"),
        ("github: true\n", "YAML"),
        ("github: fa-github\n", "YAML"),
        ("ko_fi: none\n", "YAML"),
        ("ko_fi: # put it here\n", "YAML"),
        ("patreon: null\n", "YAML"),
        ("patreon: username\n", "YAML"),
        ("ROPE_DEVELOPER_ID=admin\n", "INI"),
        ("ROPE_DEVELOPER_ID=$aporter\n", "INI"),
    ],
)
def test_switches_icons_and_references_in_a_setting_are_no_handles(text, language):
    assert found(text, language) == []
