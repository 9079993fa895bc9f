import pytest

from tests.invented import found


def test_the_login_of_a_remote_command_is_found():
    assert found("ssh -p 22 aporter@box01") == [("USERNAME", "aporter")]
    assert found("ssh root@box01") == []


def test_the_login_in_a_shells_prompt_is_found():
    assert found("aporter@box:~/src $ make\n", "Text") == [("USERNAME", "aporter")]
    assert found("root@box:~# make\n", "Text") == []


def test_what_stands_before_an_at_sign_near_a_remote_command_is_no_login():
    assert found("ssh box01\nnpm install package@1.2.3\n", "Shell") == []
    assert found("scp notes aporter@box01:notes\n", "Shell") == [("USERNAME", "aporter")]


@pytest.mark.parametrize(
    "line",
    [
        "May  4 07:01:12 gate sshd[7]: Postponed publickey for kwallis from 203.0.113.4 port 22",
        "sshd[8]: Failed keyboard-interactive/pam for invalid user kwallis from 203.0.113.4",
        "systemd-logind: pam_unix(sudo:session): session closed for user kwallis",
        "crond[3]: (kwallis) CMD (/usr/bin/true)",
        "uid=1204(kwallis) gid=50(staff)",
        "uid=kwallis,ou=Staff,dc=knots,dc=org",
        "logon by KNOTS\\kwallis",
        "kwallis:!:1204:50:,,,:/srv/k:/bin/sh",
        "kwallis@gate:/var/log$ tail messages",
    ],
)
def test_an_account_in_what_a_system_writes_is_found(line):
    assert ("USERNAME", "kwallis") in found(line, "Text")


@pytest.mark.parametrize(
    "line",
    [
        "sshd[8]: Failed password for root from 203.0.113.4 port 22",
        "raise Error('Invalid user id')",
        "uid=0(root) gid=0(root) groups=0(root)",
        "owner: HKLM\\Software",
        "2001:db8::1204:50:7",
        "root@gate:/var/log# tail messages",
    ],
)
def test_the_accounts_of_a_system_itself_are_left_alone(line):
    assert not [value for label, value in found(line, "Text") if label == "USERNAME"]
