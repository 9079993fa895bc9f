"""Whether the owner of a repository, a package or a profile may be one person."""

import re

from pii.gazetteers import FORGE_ORGANISATIONS, ORGANISATION_WORDS, SITE_PAGES
from pii.rules.checks.logins import is_login

_FORGE_ORGANISATION_PART = re.compile(
    r"(?i)(?:^|[-_.])(?:labs?|org|inc|hq|team|project|community|foundation|group|io|dev|studio|"
    r"tools|"
    r"oss|opensource|open|official|systems?|software|technologies|tech|solutions|cloud|docs?|"
    r"samples?|"
    r"examples?|plugins?|lang|js|php|ruby|python|rb|net|api|sdk|app|apps|bot|ui|design|"
    r"digital|media|security|research|archive|attic|users|contrib|templates?|libs?)$"
    r"|(?:labs|software|systems|project|framework|community|foundation|-js|js|lang|soft|ware|"
    r"tech|hub|stack|"
    r"dev|cloud|data|base|works|studio|studios|ci|db|os|sql|php|css|network|security|team|apps?|"
    r"bsd|jdk|robotics|iot)$"
    # A handle of several words one of which names a technology belongs to its project.
    r"|^(?:go|rust|python|ruby|perl|php|java|js|node|vue|react|angular|nvim|vim|emacs|company|"
    r"fortran|haskell|ocaml|elixir|erlang|clojure|scala|kotlin|swift|lua|julia|docker|kube|k8s|"
    r"linux|django|rails|spring|arduino|esp|postgres|mysql|redis|neural|open)-"
    r"|-(?:fortran|driver|mode|emacs|vim|nvim|lua|rust|go|java|swift|haskell|elixir|linux|hq|"
    r"scala|clojure|kotlin|ocaml|erlang|perl|julia|"
    r"packages?|explorations|engine|framework|core|web|robotics|games?|vr|ai|ml|kit|collective|initiative|alliance)$"
)


def is_person(owner: str, repository: str = "") -> bool:
    """Say whether the owner in a forge's address may be one person.

    The text does not show it; a list of organisations, telling words and a repository of the
    same name, as products have, rule out the plain cases.
    """
    folded = owner.lower()
    if (
        folded in FORGE_ORGANISATIONS
        or folded.removesuffix("s") in FORGE_ORGANISATIONS
        or folded in ORGANISATION_WORDS
        or folded in SITE_PAGES
    ):
        return False
    # A person's `Antonio` ends so too, but not in capitals.
    if (
        owner.endswith("IO")
        or _FORGE_ORGANISATION_PART.search(folded)
        or not is_login(owner.lstrip("0123456789"))
    ):
        return False
    return not _share_a_word(folded, repository.lower().removesuffix(".git"))


def _share_a_word(owner: str, repository: str) -> bool:
    """Say whether an owner and its repository have a word in common, as a product's do.

    Four letters from the beginning of both are enough of a word (`ergochat/ergo`).
    """
    if not repository:
        return False
    parts = [part for part in re.split(r"[-_.]", repository) if len(part) >= 3]
    own = [part for part in re.split(r"[-_.]", owner) if len(part) >= 3]
    if set(parts) & set(own) or any(part in owner for part in parts if len(part) >= 4):
        return True
    return owner[:4] == repository[:4] or owner.rstrip("0123456789") in repository
