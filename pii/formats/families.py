"""All families of credentials in one table, in no particular order."""

from pii.formats.ai import AI
from pii.formats.armour import ARMOUR
from pii.formats.clouds import CLOUDS
from pii.formats.family import Family
from pii.formats.forges import FORGES
from pii.formats.hosting import HOSTING
from pii.formats.identities import IDENTITIES
from pii.formats.infrastructure import INFRASTRUCTURE
from pii.formats.messaging import MESSAGING
from pii.formats.observability import OBSERVABILITY
from pii.formats.products import PRODUCTS
from pii.formats.registries import REGISTRIES

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
