"""Label Studio's words: which control labels which text, and how an entity is written for it.

A labelling interface comes in as XML; out go the places where regions belong. This module knows
nothing of HTTP.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

# It parses no document that declares anything; expat itself bounds what is left.
from xml.etree import ElementTree

from pii.entities import Entity
from pii.labels import Label
from pii_service.errors import Reason, Refusal

_LONGEST_INTERFACE = 200_000
_SPELLINGS = {"IP": Label.IP_ADDRESS, "USER_NAME": Label.USERNAME, "USER": Label.USERNAME}


@dataclass(frozen=True, slots=True)
class LabellingControl:
    """A `<Labels>` control and the text it labels.

    `field` is the name of the text in a task's data; `spellings` gives, for our labels, the
    values that the control offers.
    """

    from_name: str
    to_name: str
    field: str
    spellings: Mapping[Label, str]

    def region(self, number: int, entity: Entity, text: str) -> dict[str, object]:
        """Return an entity as a region. Offsets are code points, as its server's are.

        Its rule stands in the region's notes, which the page shows of the region that is chosen.
        """
        return {
            "id": f"pii-{number}",
            "from_name": self.from_name,
            "to_name": self.to_name,
            "type": "labels",
            "score": entity.score,
            "meta": {"text": [f"rule: {entity.rule}"]},
            "value": {
                "start": entity.start,
                "end": entity.end,
                "text": text[entity.start : entity.end],
                "labels": [self.spellings[entity.label]],
            },
        }


def control_of(interface: str) -> LabellingControl:
    """Return the first control of an interface that labels stretches of a text with our labels.

    Raises:
        Refusal: if there is none, or the interface cannot be read.
    """
    root = _parse(interface)
    texts = {
        element.get("name", ""): element.get("value", "")
        for element in root.iter()
        if element.tag in ("Text", "HyperText")
    }
    for control in root.iter("Labels"):
        value = texts.get(control.get("toName", ""), "")
        spellings = _spellings_of(control)
        if value.startswith("$") and spellings:
            return LabellingControl(
                control.get("name", ""), control.get("toName", ""), value[1:], spellings
            )
    raise Refusal(
        Reason.INVALID,
        "the labelling interface has no <Labels> for a <Text> with one of the labels "
        + ", ".join(Label),
    )


def _parse(interface: str) -> ElementTree.Element:
    """Read an interface, unless it declares entities, which could be made to grow."""
    if len(interface) <= _LONGEST_INTERFACE and not re.search(
        "<!(?:DOCTYPE|ENTITY)", interface, re.I
    ):
        try:
            return ElementTree.fromstring(interface)  # noqa: S314
        except ElementTree.ParseError:
            pass
    raise Refusal(Reason.INVALID, "the labelling interface is no XML that is taken here")


def _spellings_of(control: ElementTree.Element) -> dict[Label, str]:
    """Return how a control spells our labels; `IP address` is `IP_ADDRESS` too."""
    spellings: dict[Label, str] = {}
    for element in control.iter("Label"):
        value = element.get("value", "")
        name = re.sub(r"[\s-]+", "_", value.strip().upper())
        if name in Label.__members__:
            spellings[Label[name]] = value
        elif name in _SPELLINGS:
            spellings.setdefault(_SPELLINGS[name], value)
    return spellings
