from tests.invented import HOST, PASSWORD, found


def test_a_pair_behind_curls_option_is_found():
    assert found(f"curl -u aporter:{PASSWORD} https://x.io") == [
        ("USERNAME", "aporter"),
        ("PASSWORD", PASSWORD),
    ]


def test_a_netrc_line_gives_login_and_password():
    line = f"machine {HOST} login aporter password {PASSWORD}"
    assert found(line) == [("USERNAME", "aporter"), ("PASSWORD", PASSWORD)]


def test_an_option_without_a_value_holds_nothing():
    assert found("mysqldump --password --host x", "Shell") == []
    assert found("docker login --password-stdin", "Shell") == []


def test_a_secure_strings_literal_is_found():
    line = f'$p = ConvertTo-SecureString "{PASSWORD}" -AsPlainText -Force'
    assert found(line, "PowerShell") == [("PASSWORD", PASSWORD)]


def test_openssls_password_is_found_without_its_source():
    assert found(f"openssl enc -d -pass pass:{PASSWORD} -in x", "Shell") == [("PASSWORD", PASSWORD)]
    assert found("openssl enc -d -pass env:ENC_PW_01 -in x", "Shell") == []


def test_a_remark_about_identifying_sets_no_password():
    assert found("pushes a string (identified by 'identifier') on the stack", "C") == []
    assert found(f"CREATE USER x IDENTIFIED BY '{PASSWORD}'", "SQL") == [("PASSWORD", PASSWORD)]


def test_a_usage_text_holds_no_password():
    assert found(r'"-p, --dbpasswd=passwd\tdatabase password\n"', "C") == []
