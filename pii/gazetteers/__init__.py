"""Word lists: what is known beforehand about names, accounts, organisations and samples.

Each list is a text file beside this module, lower case unless its head says otherwise; `#` at the
beginning of a word begins a comment. The head says what the list is, where it comes from, under
which licence and of which date. Entries are separated by white space, or one a line where they
hold blanks themselves.
"""

import re
from functools import cache
from importlib.resources import files

# Not within a word: some addresses hold the sign.
_COMMENT = re.compile(r"(?<!\S)#.*")


@cache
def words(name: str) -> frozenset[str]:
    """Return the words of a list, `name` being its file without the ending.

    >>> "root" in words("role_logins")
    True
    """
    return frozenset(word for line in phrases(name) for word in line.split())


@cache
def phrases(name: str) -> frozenset[str]:
    """Return the lines of a list whose entries hold blanks, without comments and empty lines.

    >>> "contact person" in phrases("person_roles")
    True
    """
    text = (files(__name__) / f"{name}.txt").read_text(encoding="utf-8")
    lines = (_COMMENT.sub("", line).strip() for line in text.splitlines())
    return frozenset(line for line in lines if line)


TOP_LEVEL_DOMAINS = words("top_level_domains")
PLACEHOLDER_DOMAINS = words("placeholder_domains")
PLACEHOLDER_LOCALS = words("placeholder_locals")
PLACEHOLDER_PHRASES = words("placeholder_phrases")
ROLE_LOGINS = words("role_logins")
THROWAWAY_SECRETS = words("throwaway_secrets")
GIVEN_NAMES = words("given_names")
FAMILY_NAMES = words("family_names")
ORGANISATION_WORDS = words("organisation_words")
FORGE_ORGANISATIONS = words("forge_organisations")
ORGANISATION_LAST_WORDS = words("organisation_last_words")
ORGANISATION_ENDINGS = words("organisation_endings")
PROJECT_FIRST_WORDS = words("project_first_words")
PROJECT_LAST_WORDS = words("project_last_words")
FORGE_HOSTS = words("forge_hosts")
REPOSITORY_SERVICES = words("repository_services")
PROFILE_PAGES = words("profile_pages")
COMMUNITY_PAGES = words("community_pages")
NOT_NAMES = words("not_names")
SITE_PAGES = words("site_pages")
AT_TAGS = words("at_tags")
TYPE_WORDS = words("type_words")
PLAIN_WORDS = words("plain_words")
NAMES_AND_WORDS = words("names_and_words")
NAME_PARTICLES = words("name_particles")
LOGIN_CALLS = words("login_calls")
CONNECTING_CALLS = words("connecting_calls")
ASKING_VERBS = words("asking_verbs")
BYLINE_VERBS = phrases("byline_verbs")
PERSON_ROLES = phrases("person_roles")
EDITORS = phrases("editors")
