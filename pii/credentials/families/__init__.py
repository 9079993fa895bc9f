"""All families of credentials. One entry in a module of this folder is all that a family needs."""

from pii.credentials.families import (
    amazon,
    atlassian,
    azure,
    builds,
    chat,
    github,
    gitlab,
    google,
    hosting,
    identities,
    infrastructure,
    language_models,
    mail,
    observability,
    private_keys,
    products,
    registries,
    web_tokens,
)
from pii.credentials.family import Family

FAMILIES: tuple[Family, ...] = (
    *private_keys.FAMILIES,
    *identities.FAMILIES,
    *web_tokens.FAMILIES,
    *github.FAMILIES,
    *gitlab.FAMILIES,
    *atlassian.FAMILIES,
    *registries.FAMILIES,
    *amazon.FAMILIES,
    *google.FAMILIES,
    *azure.FAMILIES,
    *language_models.FAMILIES,
    *chat.FAMILIES,
    *mail.FAMILIES,
    *products.FAMILIES,
    *hosting.FAMILIES,
    *builds.FAMILIES,
    *infrastructure.FAMILIES,
    *observability.FAMILIES,
)
