"""Label Studio's labelling page, built from our labels and flags."""

from typing import Final
from xml.etree import ElementTree

from pii_annotation.entities import Flag, MarkedLabel

LABEL_TAG: Final = "label"
FLAG_TAG: Final = "flag"
TEXT_TAG: Final = "text"

# The page shows text in a proportional face and folds white space; code needs neither.
_STYLE: Final = (
    "[class*=richtext__container], [class*=richtext__container] * "
    "{ font-family: monospace !important; white-space: pre !important; tab-size: 4; }"
)
_COLOURS: Final = {
    MarkedLabel.EMAIL: "#1f77b4",
    MarkedLabel.NAME: "#2ca02c",
    MarkedLabel.USERNAME: "#17becf",
    MarkedLabel.KEY: "#d62728",
    MarkedLabel.PASSWORD: "#ff7f0e",
    MarkedLabel.IP_ADDRESS: "#9467bd",
    MarkedLabel.OTHER: "#7f7f7f",
}


def interface() -> str:
    """Return the XML of the page: labels with hot keys 1 to 7, the text, a flag for each region.

    A region without a flag is scored.
    """
    view = ElementTree.Element("View")
    ElementTree.SubElement(view, "Style").text = _STYLE
    labels = ElementTree.SubElement(view, "Labels", name=LABEL_TAG, toName=TEXT_TAG)
    for number, label in enumerate(MarkedLabel, start=1):
        ElementTree.SubElement(
            labels, "Label", value=label, background=_COLOURS[label], hotkey=str(number)
        )
    ElementTree.SubElement(view, "Text", name=TEXT_TAG, value="$text", granularity="symbol")
    flags = ElementTree.SubElement(
        view, "Choices", name=FLAG_TAG, toName=TEXT_TAG, perRegion="true", choice="single"
    )
    for flag in Flag:
        ElementTree.SubElement(flags, "Choice", value=flag, hotkey=flag[0])
    ElementTree.indent(view)
    return ElementTree.tostring(view, encoding="unicode") + "\n"
