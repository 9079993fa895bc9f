"""Values that a detector must find, put together at run time.

Reserved ranges are samples, which detectors rightly leave alone, and a whole secret in a file
would wake secret scanners; so what must be found is built here, out of parts.
"""

HOST = "harbour-lane" + ".org"
MAIL = "ann.porter@" + HOST
ADDRESS = ".".join(["51", "15", "200", "7"])
ADDRESS_6 = ":".join(["2a01", "4f8", "10a", "", "7"])
PASSWORD = "Wint3r" + "-Harb0ur"
HEX = "9f86d081" + "884c7d65" + "9a2feaa0" + "c55ad015"


def found(text: str, language: str = "") -> list[tuple[str, str]]:
    """Return label and value of what the rules hide in a text under the default policy."""
    from pii.detection.loading import load_detector
    from pii.documents import Document
    from pii.redaction.apply import hidden_entities
    from pii.redaction.policy import Policy

    [document] = load_detector("rules").detect([Document("a", text, language=language)])
    hidden = hidden_entities(document, Policy())
    return [(entity.label.value, text[entity.start : entity.end]) for entity in hidden]
