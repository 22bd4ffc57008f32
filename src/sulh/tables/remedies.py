"""What to do about a bad field, by the code of its problem, where who refuses it says nothing nearer."""

from __future__ import annotations

__all__ = ["remedy_for"]

REMEDIES = {
    "bad-accuracy": "Write how far off the point can be, in metres; or region for the centre of an area.",
    "bad-character": "Type the text anew, without hidden characters.",
    "bad-code": "Write a code of the data set's own codebook.",
    "bad-contributor": "Write each as name and number in brackets, with commas between them.",
    "bad-coordinates": "Write degrees: the north in lat, the east in lon. Metres of UTM and grid references go "
    "into the column position.",
    "bad-count": "Write a whole number of 0 or more.",
    "bad-date": "Write the day as 2024-05-03; or name the form of the dates in a mapping (date_format).",
    "bad-feature": "Give each feature a point and properties.",
    "bad-json": "Write one JSON object a line, each key once.",
    "bad-place": "Write degrees: the north in lat, the east in lon.",
    "bad-position": "Write latitude and longitude in degrees, an MGRS or UTM reference, or a place's name.",
    "bad-quantity": "Write a number above 0.",
    "bad-text": "Type the text anew.",
    "bad-word": "Write one of the expected words, or translate this one in a mapping ([values.{field}]).",
    "bounds": "Write low, best and high so that none is less than the one before it.",
    "conflict": "Look which of the two is right; a correction changes what came in before.",
    "duplicate-id": "Give each row an id of its own.",
    "ends-before-start": "Exchange the two, or correct the one that is wrong.",
    "future": "Correct the date: a report cannot be from after now.",
    "missing": "Fill the cell, or map the column that holds it to {field}.",
    "more-than-present": "Compare the number with what is there.",
    "nation-conflict": "Correct the name or the code.",
    "negative": "Write 0 or more.",
    "not-a-number": "Write digits alone; where the comma is the decimal mark, say --read-as decimal=,",
    "too-large": "Look for digits too many.",
    "too-long": "Shorten the text.",
    "unknown-kind": "Write one of the expected kinds.",
    "unknown-reference": "Write the reference of a row that is there.",
    "wrong-width": "Look for a missing or an extra delimiter in the line.",
}


def remedy_for(code: str, field: str) -> str:
    """Return what to do about a field with a problem of this code; empty where nothing is known."""
    return REMEDIES.get(code, "").replace("{field}", field or "the field")
