"""Passwords in the lines of programs' own files and calls, where no name says so."""

from collections.abc import Iterator

from pii.labels import Label
from pii.patterns import one_of, rx
from pii.rules.checks.logins import is_login
from pii.rules.checks.secret_names import WORDS
from pii.rules.checks.secret_values import secret_score
from pii.rules.claims import login_in, secret_in, secret_of_name
from pii.rules.rule import Claim, Hit, Rule, example
from pii.rules.secret.patterns import NAMED

# As sure as a value is in which a person mixed letters and digits.
_SURE = 0.7


def _read_password_line(hit: Hit) -> Iterator[Claim]:
    """Claim login and password of a line that has nothing but these and where they count."""
    if secret_score(hit.text(2), chosen=True, quoted=True) >= _SURE:
        yield from login_in(hit, 1, 0.7)
        yield from secret_in(hit, 2, Label.PASSWORD, least=_SURE)


def _read_login_and_password(hit: Hit) -> Iterator[Claim]:
    """Claim a login and the password behind it; a sample of both is left."""
    score = secret_score(hit.text(2), chosen=True, quoted=True)
    if score < 0.5 and not is_login(hit.text(1)):
        return
    yield from login_in(hit, 1, 0.75)
    if score:
        yield Claim(*hit.span(2), Label.PASSWORD, max(score, 0.6))


def _read_network_key(hit: Hit) -> Iterator[Claim]:
    """Claim the password of a wireless network, which a person chose."""
    score = secret_score(hit.text(1), chosen=True, quoted=True)
    if score:
        yield Claim(*hit.span(1), Label.PASSWORD, max(score, 0.6))


_VARIABLE = rb"variable\s{1,4}\""
_PROTOCOLS = one_of(["tcp", "tcp6", "unix", "udp", "cloudsql"])
_JOINS = rb"\bWiFi(?:Multi)?(?:\.|->)(?:begin|addAP|softAP)\s?\(\s{0,8}"

RULES = (
    Rule(
        id="password-file-line",
        label=Label.PASSWORD,
        title="Line of a PostgreSQL password file",
        finds="Login and password in `host:port:database:login:password`, alone in a line.",
        leaves="Lines whose last field is a word or a reference.",
        source="https://www.postgresql.org/docs/current/libpq-pgpass.html",
        triggers=(rb"(?:\.[A-Za-z0-9_\-]+|localhost|\*):(?:[0-9]{2,5}|\*):[A-Za-z0-9_.*\-]+:",),
        pattern=rx(
            rb"""
            (?: ^ | \n ) (?: [A-Za-z0-9_.\-]{1,100} \. [A-Za-z0-9_\-]{1,60} | localhost | \* )
            :(?:[0-9]{2,5}|\*):[A-Za-z0-9_.*\-]{1,64}:
            ([A-Za-z][A-Za-z0-9_.\-]{1,62}) : ([^\s:]{4,128}) [ \t]* (?: \r?\n | $ )
            """
        ),
        read=_read_password_line,
        hits=(
            example("db7.harbour-lane.org:5432:ledger:[[mjensen]]:[[Wint3r-7]]"),
            example("# notes\n*:5432:*:[[mjensen]]:[[Wint3r-7]]\n"),
        ),
        misses=(
            example("main.c:120:error:note:unused"),
            example("db7.harbour-lane.org:5432:ledger:mjensen:$PASSWORD"),
        ),
    ),
    Rule(
        id="secret-as-variable-default",
        label=Label.PASSWORD,
        title="Default of a Terraform variable",
        finds='The default of `variable "db_password"`.',
        leaves="References and samples, and the defaults of other names.",
        source="https://developer.hashicorp.com/terraform/language/values/variables",
        triggers=(rb"(?i)" + _VARIABLE + rb"[a-z0-9_.:\-]*" + WORDS,),
        pattern=rx(
            rb"""
            (?i) """
            + _VARIABLE
            + NAMED
            + rb"""" \s{0,4} \{ [^{}]{0,400}? \b default \s{0,12} = \s{0,4} " ([^"\\\r\n]{4,}) "
            """
        ),
        read=secret_of_name,
        hits=(
            example(
                'variable "sys_password" {\n  type    = string\n  default = "[[Wint3r-7]]"\n}',
                "HCL",
            ),
            example('variable "api_token" { default = "[[x7f3k9q2m4v8c1z6]]" }', "HCL"),
        ),
        misses=(
            example('variable "sys_password" {\n  type = string\n}', "HCL"),
            example('variable "db_password" { default = "changeme" }', "HCL"),
        ),
        lines=10,
    ),
    Rule(
        id="database-address-of-go",
        label=Label.PASSWORD,
        title="Login and password before a protocol",
        finds="What stands before `@tcp(host)` in a database's address, as Go has it.",
        leaves="References and samples.",
        source="https://github.com/go-sql-driver/mysql#dsn-data-source-name",
        triggers=(rb":[^\s@/\"'`]+@" + _PROTOCOLS + rb"\(",),
        pattern=rx(
            rb"""
            (?: ^ | [^A-Za-z0-9_.\-] ) ([A-Za-z][A-Za-z0-9_.\-]{0,63}) : ([^\s@/"'`]{1,128}) @ """
            + _PROTOCOLS
            + rb"\("
        ),
        read=_read_login_and_password,
        hits=(
            example('sql.Open("mysql", "[[mjensen]]:[[Wint3r-7]]@tcp(db7:3306)/ledger")', "Go"),
            example("dsn: [[thavel]]:[[Harb0ur-9]]@unix(/run/mysqld.sock)/knots", "YAML"),
        ),
        misses=(
            example('"root:password@tcp(127.0.0.1:3306)/x"', "Go"),
            example('dsn := fmt.Sprintf("%s:%s@tcp(%s)/x", u, p, h)', "Go"),
        ),
    ),
    Rule(
        id="sqlplus-login",
        label=Label.PASSWORD,
        title="Login of an Oracle client",
        finds="Login and password in `sqlplus login/password@service`, and of its relatives.",
        leaves="References, and `/ as sysdba`.",
        source="https://docs.oracle.com/en/database/oracle/oracle-database/23/sqpug/starting-SQL-Plus.html",
        triggers=(rb"\b(?:sqlplus|sqlldr|expdp|impdp|rman)\s",),
        pattern=rx(
            rb"""
            \b (?: sqlplus | sqlldr | expdp | impdp | rman ) \s
            (?: -\w{1,8} \s (?: \d \s )? | [a-z]{3,8}= ){0,4} ["']?
            ([A-Za-z][A-Za-z0-9_$\#]{1,29}) / ([^\s@/"']{3,64}) (?: @ | \s | ["'] | $ )
            """
        ),
        read=_read_login_and_password,
        hits=(
            example("sqlplus -s [[mjensen]]/[[Wint3r-7]]@LEDGER @load.sql", "Shell"),
            example("expdp userid=[[thavel]]/[[Harb0ur-9]] full=y", "Shell"),
        ),
        misses=(
            example("sqlplus / as sysdba", "Shell"),
            example("sqlplus system/$PASSWORD@db", "Shell"),
        ),
    ),
    Rule(
        id="wireless-password",
        label=Label.PASSWORD,
        title="Password of a wireless network",
        finds='The second literal of `WiFi.begin("network", "password")`.',
        leaves="Variables and samples.",
        source="https://docs.arduino.cc/libraries/wifi/",
        triggers=(_JOINS,),
        pattern=_JOINS + rb"(?:\"[^\"\n]{1,32}\"|\w{1,40})\s{0,2},\s{0,8}\"([^\"\r\n]{8,63})\"",
        read=_read_network_key,
        hits=(
            example('WiFi.begin("HarbourNet", "[[kelp7Forest]]");', "C++"),
            example('WiFi.softAP(ssid, "[[Wint3r-Harb0ur]]");', "C++"),
        ),
        misses=(
            example("WiFi.begin(ssid, password);", "C++"),
            example('WiFi.begin("net", "your-password");', "C++"),
        ),
    ),
)
