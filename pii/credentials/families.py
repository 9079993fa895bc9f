"""All families of credentials in one table, in no particular order."""

from pii.credentials.ai import AI
from pii.credentials.armour import ARMOUR
from pii.credentials.clouds import CLOUDS
from pii.credentials.family import Family
from pii.credentials.forges import FORGES
from pii.credentials.hosting import HOSTING
from pii.credentials.identities import IDENTITIES
from pii.credentials.infrastructure import INFRASTRUCTURE
from pii.credentials.messaging import MESSAGING
from pii.credentials.observability import OBSERVABILITY
from pii.credentials.products import PRODUCTS
from pii.credentials.registries import REGISTRIES

FAMILIES: tuple[Family, ...] = (
    *ARMOUR,
    *IDENTITIES,
    *FORGES,
    *REGISTRIES,
    *CLOUDS,
    *AI,
    *MESSAGING,
    *PRODUCTS,
    *HOSTING,
    *INFRASTRUCTURE,
    *OBSERVABILITY,
)
