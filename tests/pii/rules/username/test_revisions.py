import pytest

from tests.invented import found


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("// TODO(aporter): later", "C++"),
        ("# FIXME (aporter)", "Python"),
        ("# TO DO(aporter): later", "Python"),
        ("$Id: a.c,v 1.4 2003/02/01 10:11:12 aporter Exp $", "C"),
        ("$Header: /x/a.c,v 1.4 2003/02/01 10:11:12 aporter Exp $", "C"),
        ("$Id: a.c 42 2009-02-01 10:11:12Z aporter $", "C"),
        ("x\n-- aporter 03/04/2011 - first version\n", "SQL"),
        ("x\n# aporter   03/04/11  Added the loop\n", "Python"),
        ("x\n * aporter 03/04/2011 Fixed\n", "C"),
        (" * Created by PhpStorm.\n * User: aporter\n", "PHP"),
    ],
)
def test_who_made_a_change_or_is_to_make_it_is_found(text, language):
    assert found(text, language) == [("USERNAME", "aporter")]


def test_each_line_of_a_list_of_changes_is_read():
    text = "-- aporter 03/04/2011 - first version\n-- wzhang42 04/04/2011 - keys\n"
    assert found(text, "SQL") == [("USERNAME", "aporter"), ("USERNAME", "wzhang42")]


@pytest.mark.parametrize(
    "text",
    [
        "x\n# root 03/04/2011 - moved\n",
        "x\n# version 03/04/2011 Added\n",
        "x\n# aporter 2011 Added\n",
        "x\naporter 03/04/2011 Added\n",
        "TODO(2.0): x",
        "TODO(later)",
        "TODO(BUG): x",
        "# LOCALIZATION NOTE (page_of_pages): x",
        "$Id: a.c,v 1.4 2003/02/01 10:11:12 root Exp $",
        " * Created by PhpStorm.\n * User: Administrator\n",
    ],
)
def test_roles_words_and_tasks_made_no_change(text):
    assert found(text, "Text") == []
