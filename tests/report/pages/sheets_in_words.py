"""What the tests of printed pages in other languages look at: words, numbers, directions."""

import re
from collections import Counter
from html import unescape

from fluent.syntax import FluentParser, ast
from tests.web.test_locales import FILES, parts

from sulh.languages.speech import bare
from sulh.report import sheet_html

UNITS = {"km", "min", "ISO", "UTC", "CC", "BY", "HHI", "GK"}


def shown(page):
    """Return all texts of a page, those of drawings too, without direction marks."""
    text = re.sub(r"<(style|script)\b.*?</\1>", "", page, flags=re.DOTALL)
    return bare(unescape(" | ".join(re.findall(r">([^<]+)<", text))))


def latin_words(sheet):
    """Return the words in Latin letters of a page; codes with figures are names."""
    text = re.sub(r"\S*[0-9]\S*", " ", shown(sheet_html(sheet)))
    return {*re.findall("[A-Za-z]{3,}", text)} - UNITS - {"Sulh"}


def english_pieces():
    """Return the pieces of all English messages that are phrases of three words or more."""
    pieces = set()
    for path in FILES.glob("*en.ftl"):
        for entry in FluentParser().parse(path.read_text("utf-8")).body:
            if isinstance(entry, ast.Message):
                pieces |= {each.value.strip() for each in parts(entry, ast.TextElement)}
    return {each for each in pieces if len(re.findall(r"[A-Za-z]+", each)) >= 3}


def numbers(sheet):
    """Return the numbers in the cells and figures of a page, and how often each stands there."""
    cells = [
        getattr(each, "text", each) for part in sheet.sections for row in part.rows for each in row
    ]
    texts = [bare(each) for each in (*cells, *(fact.figure for fact in sheet.facts))]
    texts = [each.replace("m3", "m³") for each in texts]
    if sheet.language == "fr":
        texts = [re.sub("(?<=[0-9])[\u00a0\u202f](?=[0-9]{3})", "", each) for each in texts]
        texts = [re.sub("(?<=[0-9]),(?=[0-9])", ".", each) for each in texts]
    else:
        texts = [re.sub("(?<=[0-9]),(?=[0-9]{3})", "", each) for each in texts]
    return Counter(n for each in texts for n in re.findall(r"[0-9]+(?:\.[0-9]+)?", each))
