"""One result in every form that it can take: what a command, a server or a notebook writes of it."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import dataclass, field, replace
from math import isnan
from typing import TYPE_CHECKING, Any

from sulh.languages.rooms import room_texts
from sulh.languages.speech import Speech
from sulh.report.pages.words import band
from sulh.report.sheet import sheet_html, sheet_pdf
from sulh.report.xlsx import sheet_xlsx

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from sulh.report.sheet import Sheet

__all__ = ["ResultForms", "json_text", "without_nan"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultForms:
    """A result as a page and as JSON, and in further forms by their ending (``.csv``, …).

    `work` names the page where it cannot be made; a result without JSON leaves out `text`. `printed` is the
    page on a terminal, where it is another. Each form is made when it is asked for.
    """

    sheet: Callable[[], Sheet]
    work: str
    text: Callable[[], str] = str
    printed: Callable[[], Sheet] | None = None
    more: Mapping[str, Callable[[], str | bytes]] = field(default_factory=dict)

    def writers(self) -> dict[str, Callable[[], str | bytes]]:
        """Return what makes each form, by its ending.

        Raises
        ------
        MissingExtraError
            When a writer of PDF is called and its extra is not installed.
        """
        return {
            ".html": lambda: sheet_html(self.sheet()),
            ".pdf": lambda: sheet_pdf(self.sheet(), work=self.work),
            ".xlsx": lambda: sheet_xlsx(self.sheet()),
            ".json": self.text,
            **self.more,
        }

    def noting(self, notes: Sequence[str]) -> ResultForms:
        """Return the same whose pages also say what is to be said of the files that they rest on, once."""

        def noted(sheet: Sheet) -> Sheet:
            new = [each for each in dict.fromkeys(notes) if each not in sheet.sentences]
            return replace(sheet, sentences=(*sheet.sentences, *room_texts(new, sheet.language)))

        return replace(
            self,
            sheet=lambda: noted(self.sheet()),
            printed=lambda: noted((self.printed or self.sheet)()),
        )

    def of_exercise(self, language: str) -> ResultForms:
        """Return the same of an exercise: pages, JSON, and each row and feature say that it is simulated."""
        mark = band(Speech(language), simulated=True)
        marks = {".csv": _simulated_rows, ".geojson": _simulated_features}

        def marked(ending: str, make: Callable[[], str | bytes]) -> Callable[[], str | bytes]:
            return (lambda: marks[ending](str(make()))) if ending in marks else make

        return replace(
            self,
            sheet=lambda: replace(self.sheet(), banner=mark),
            printed=lambda: replace((self.printed or self.sheet)(), banner=mark),
            text=lambda: _simulated_json(self.text()),
            more={ending: marked(ending, make) for ending, make in self.more.items()},
        )


def _simulated_rows(text: str) -> str:
    header, *rows = csv.reader(io.StringIO(text, newline=""))
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([*header, "simulated"])
    writer.writerows([*row, "yes"] for row in rows)
    return out.getvalue()


def _simulated_features(text: str) -> str:
    content = json.loads(text) | {"simulated": True}
    for each in content["features"]:
        each["properties"] |= {"simulated": True}
    return json.dumps(content, ensure_ascii=False)


def _simulated_json(text: str) -> str:
    content = json.loads(text or "{}")
    return json_text(content | {"simulated": True}) if isinstance(content, dict) else text


def json_text(content: Any) -> str:
    """Return JSON for people and programs: indented, letters as they are."""
    return json.dumps(content, ensure_ascii=False, indent=2)


def without_nan(value: Any) -> Any:
    """Return it with null for what has no value, as JSON knows no NaN."""
    if isinstance(value, dict):
        return {key: without_nan(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [without_nan(each) for each in value]
    return None if isinstance(value, float) and isnan(value) else value
