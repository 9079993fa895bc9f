"""Word lists: what is known beforehand about names, accounts, organisations and samples.

Each list is a text file of words beside this module, separated by white space, lower case unless
its name says otherwise; `#` at the beginning of a word begins a comment. Lists whose entries hold
blanks have one a line.
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
    text = (files(__name__) / f"{name}.txt").read_text(encoding="utf-8")
    return frozenset(_COMMENT.sub("", text).split())


TOP_LEVEL_DOMAINS = words("top_level_domains")
PLACEHOLDER_DOMAINS = words("placeholder_domains")
PLACEHOLDER_LOCALS = words("placeholder_locals")
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
