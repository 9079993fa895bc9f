"""Word lists: what is known beforehand about names, accounts, organisations and samples.

Each list is a text file beside this module, all in lower case; `#` begins a comment. Its head says
what it is, where it comes from, under which licence and of which date. Entries stand apart by
white space, or one a line where they hold blanks themselves.
"""

from functools import cache
from importlib.resources import files


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
    lines = (line.partition("#")[0].strip() for line in text.splitlines())
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
NOT_NAMES = words("not_names")
SITE_PAGES = words("site_pages")
AT_TAGS = words("at_tags")
TYPE_WORDS = words("type_words")
PLAIN_WORDS = words("plain_words")
NAMES_AND_WORDS = words("names_and_words")
NAME_PARTICLES = words("name_particles")
BYLINE_VERBS = phrases("byline_verbs")
PERSON_ROLES = phrases("person_roles")
