"""A file of IATI 2.03 as a stream: each activity as a small tree, and each fault with its path and line.

Only one activity is in memory at a time. A document type declaration is refused, and with it every entity.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from xml.parsers import expat

from sulh.errors import InputError, Problem, shown
from sulh.recover.iati.grammar import FOREIGN, Spec, specs
from sulh.recover.iati.simple_types import ANYTHING, EXPECTED, fits

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["VERSION", "Node", "Statement", "read_statements"]

VERSION = "2.03"
OTHER_VERSION = re.compile(r"[1-9]\.\d+")
ROOTS = ("iati-activities", "iati-organisations")
STATEMENTS = ("iati-activity", "iati-organisation")
XML = "http://www.w3.org/XML/1998/namespace"
XSI = "http://www.w3.org/2001/XMLSchema-instance"
DEPTH_MAX = 100
PARSED_BYTES = 65_536
"""So much is parsed before its activities are handed on: as trees they are many times as large."""
STATEMENT_LETTERS_MAX = 50_000_000
"""So much text one activity may hold: nothing real comes near it."""
OLD = "Ask for the file in 2.03, or convert it: iatistandard.org lists what changed with each version."


@dataclass(slots=True)
class Node:
    """An element: its name, the line it begins in, its attributes, text, and children."""

    name: str
    line: int
    attributes: dict[str, str]
    text: str = ""
    children: list[Node] = field(default_factory=list)

    def all(self, path: str) -> list[Node]:
        """Return the elements at a path such as ``transaction/value``, in order."""
        nodes = [self]
        for name in path.split("/"):
            nodes = [child for node in nodes for child in node.children if child.name == name]
        return nodes

    def first(self, path: str) -> Node | None:
        """Return the first element at a path; None where there is none."""
        return next(iter(self.all(path)), None)

    def value(self, path: str, attribute: str = "") -> str:
        """Return the text, or an attribute, of the first element at a path; empty where there is none."""
        node = self.first(path)
        if node is None:
            return ""
        return " ".join((node.attributes.get(attribute, "") if attribute else node.text).split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One activity or organisation of a file, its number there, and all that is wrong with its structure."""

    number: int
    node: Node
    problems: tuple[Problem, ...]


class _Frame:
    """An element that is open: what it may hold, how far its children are, and their numbers."""

    __slots__ = ("at", "count", "counts", "node", "path", "spec", "text")

    def __init__(self, node: Node, spec: Spec, path: str) -> None:
        self.node, self.spec, self.path = node, spec, path
        self.at = self.count = 0
        self.counts: dict[str, int] = {}
        self.text: list[str] = []


class _Walk:
    """Takes the events of a parser; `problems` and `statements` are drained by the reader."""

    def __init__(self, file: str) -> None:
        self.file, self.specs = file, specs()
        self.problems: list[Problem] = []
        self.statements: list[Statement] = []
        self.own: list[Problem] = []
        self.frames: list[_Frame] = []
        self.number = self.letters = self.foreign = self.depth = 0
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartElementHandler = self.start
        parser.EndElementHandler = self.end
        parser.CharacterDataHandler = self.characters
        parser.StartDoctypeDeclHandler = self.doctype
        self.parser = parser

    def doctype(self, *_: object) -> None:
        raise InputError(
            f"{self.file} has a document type declaration, and is refused.",
            remedy="IATI files need none. Remove the line <!DOCTYPE …>.",
        )

    def fault(
        self,
        code: str,
        path: str,
        message: str,
        *,
        expected: str = "",
        value: str = "",
        severity: str = "error",
    ) -> None:
        problem = Problem(
            code=code,
            source=self.file,
            row=self.parser.CurrentLineNumber,
            field=path,
            value=shown(value),
            message=message,
            expected=expected,
            severity=severity,
        )
        (self.own if len(self.frames) > 1 else self.problems).append(problem)

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self.depth += 1
        if self.depth > DEPTH_MAX:
            raise InputError(f"{self.file} is nested more than {DEPTH_MAX} deep, and is refused.")
        space, _, local = name.rpartition(" ")
        if self.foreign:
            self.foreign += 1
            return
        if not self.frames:
            self._root(name, attributes)
            return
        parent = self.frames[-1]
        spec = self._place(parent, FOREIGN if space else local)
        if space or spec is None:
            self.foreign = 1
            return
        number = parent.counts[local] = parent.counts.get(local, 0) + 1
        mark = f"[{number}]" if number > 1 or local in STATEMENTS else ""
        path = f"{parent.path}/{local}{mark}"
        node = Node(local, self.parser.CurrentLineNumber, {})
        self.frames.append(_Frame(node, spec, path))
        self._attributes(node, spec, attributes, path)
        if len(self.frames) > 2:
            parent.node.children.append(node)

    def _root(self, name: str, attributes: dict[str, str]) -> None:
        if name not in ROOTS:
            raise InputError(
                f"{self.file} begins with <{shown(name)}>, and is no IATI file.",
                remedy=f"An IATI file begins with <{ROOTS[0]}> or <{ROOTS[1]}>.",
            )
        version = attributes.get("version", "").strip()
        if not version:
            raise InputError(
                f"{self.file} says no version of IATI, as files before {VERSION} may; {VERSION} is read.",
                remedy=OLD,
            )
        if OTHER_VERSION.fullmatch(version) and version != VERSION:
            raise InputError(
                f"{self.file} is of version {version} of IATI; {VERSION} is read.", remedy=OLD
            )
        node = Node(name, self.parser.CurrentLineNumber, {})
        if version != VERSION:
            message = "is no version of IATI; it is read as " + VERSION
            self.fault(
                "iati-version", f"{name}/@version", message, value=version, severity="warning"
            )
        self.frames.append(_Frame(node, specs()[name], name))
        self._attributes(node, specs()[name], attributes, name)

    def _place(self, frame: _Frame, name: str) -> Spec | None:
        """Find the next child among those that a parent may hold; say what is missing or out of order."""
        if frame.spec.text == ANYTHING:
            return None
        children = frame.spec.children
        if frame.at < len(children) and children[frame.at].name == name:
            frame.count += 1
            child = children[frame.at]
            if child.high is None or frame.count <= child.high:
                return self.specs.get(child.kind)
            frame.count -= 1
        path = frame.path
        at = next((at for at in range(frame.at, len(children)) if children[at].name == name), None)
        if at is None:
            earlier = next((each for each in children if each.name == name), None)
            if earlier is None:
                self._unknown(frame, name)
                return None
            after = children[frame.at].name if frame.at < len(children) else "the end"
            self.fault(
                "iati-order",
                path,
                f"has {_named(name)} after {_named(after)}",
                expected="the order of the standard",
            )
            return self.specs.get(earlier.kind)
        if at > frame.at:
            self._skipped(frame, at)
            frame.at, frame.count = at, 0
        frame.count += 1
        child = children[at]
        if child.high is not None and frame.count == child.high + 1:
            self.fault("iati-repeat", path, f"has <{name}> more than once", expected="one")
        return self.specs.get(child.kind)

    def _unknown(self, frame: _Frame, name: str) -> None:
        names = [f"<{each.name}>" for each in frame.spec.children if each.name != FOREIGN]
        listed = ", ".join(names[:8]) + (" …" if len(names) > 8 else "")
        self.fault(
            "iati-unknown",
            frame.path,
            f"has {_named(name)}, which the standard does not have there",
            expected=listed or "nothing",
        )

    def _skipped(self, frame: _Frame, until: int) -> None:
        """Name the children that had to stand before the one at `until`."""
        children = frame.spec.children
        for at in range(frame.at, until):
            count = frame.count if at == frame.at else 0
            if count < children[at].low:
                self.fault(
                    "iati-missing",
                    frame.path,
                    f"has no <{children[at].name}>",
                    expected="one, in its place",
                )

    def _attributes(self, node: Node, spec: Spec, attributes: dict[str, str], path: str) -> None:
        if spec.text == ANYTHING:
            node.attributes |= attributes
            return
        for name, text in attributes.items():
            own = spec.attributes.get(name)
            if own is not None:
                node.attributes[name] = text
                if not fits(own.type, text):
                    where, expected = f"{path}/@{name}", EXPECTED[own.type]
                    self.fault("iati-value", where, "cannot be read", value=text, expected=expected)
                continue
            space, _, local = name.rpartition(" ")
            plain = f"xml:{local}" if space == XML else local
            if space and space != XML:
                if not spec.is_open and space != XSI:
                    self.fault(
                        "iati-unknown",
                        f"{path}/@{local}",
                        "is no attribute of the standard",
                        value=text,
                    )
                continue
            attribute = spec.attributes.get(plain)
            kind = attribute.type if attribute else "lang" if plain == "xml:lang" else ""
            if attribute is None and not (space == XML and spec.is_open):
                names = ", ".join(f"@{each}" for each in spec.attributes)
                self.fault(
                    "iati-unknown",
                    f"{path}/@{plain}",
                    "is no attribute of the standard",
                    value=text,
                    expected=names or "none",
                )
                continue
            node.attributes[plain] = text
            if kind and not fits(kind, text):
                self.fault(
                    "iati-value",
                    f"{path}/@{plain}",
                    "cannot be read",
                    value=text,
                    expected=EXPECTED[kind],
                )
        for name in spec.required:
            if name not in node.attributes:
                self.fault("iati-missing", path, f"has no @{name}", expected=f"@{name}")

    def characters(self, text: str) -> None:
        if self.foreign or not self.frames:
            return
        self.letters += len(text)
        if self.letters > STATEMENT_LETTERS_MAX:
            raise InputError(
                f"{self.file} holds an activity of more than 50 MB of text, and is refused."
            )
        self.frames[-1].text.append(text)

    def end(self, _name: str) -> None:
        self.depth -= 1
        if self.foreign:
            self.foreign -= 1
            return
        frame = self.frames[-1]
        kind = frame.spec.text
        self._skipped(frame, len(frame.spec.children))
        frame.node.text = text = "".join(frame.text)
        if kind and not fits(kind, text):
            self.fault(
                "iati-value", frame.path, "cannot be read", value=text, expected=EXPECTED[kind]
            )
        elif not kind and text.strip():
            self.fault(
                "iati-text",
                frame.path,
                "holds text of its own",
                value=text.strip(),
                expected="elements alone, such as <narrative>",
            )
        self.frames.pop()
        if len(self.frames) == 1:
            self.number += 1
            self.statements.append(
                Statement(number=self.number, node=frame.node, problems=tuple(self.own))
            )
            self.own, self.letters = [], 0


def _named(name: str) -> str:
    return (
        "an element of another standard"
        if name == FOREIGN
        else name
        if " " in name
        else f"<{shown(name)}>"
    )


def read_statements(pieces: Iterable[bytes], file: str) -> Iterator[Statement | Problem]:
    """Yield each activity (or organisation) of a file of IATI 2.03 with its faults, and the file's own faults.

    `pieces` are the bytes of the file, in order.

    Raises
    ------
    InputError
        When the file is no XML, no IATI, of another version, has a document type declaration, or ends early.
    """
    walk = _Walk(file)
    try:
        for piece in pieces:
            for at in range(0, len(piece), PARSED_BYTES):
                walk.parser.Parse(piece[at : at + PARSED_BYTES], False)  # noqa: FBT003 -- its own word
                yield from _drained(walk)
        walk.parser.Parse(b"", True)  # noqa: FBT003
    except expat.ExpatError as error:
        raise InputError(
            f"{file} is no whole XML: {expat.ErrorString(error.code)}, in line {error.lineno}, "
            f"column {error.offset + 1}.",
            remedy="Ask for the file again, or mend that line.",
        ) from error
    except (LookupError, ValueError) as error:
        raise InputError(f"{file} cannot be read as XML: {shown(error)}.") from error
    yield from _drained(walk)


def _drained(walk: _Walk) -> Iterator[Statement | Problem]:
    yield from walk.statements
    yield from walk.problems
    walk.statements.clear()
    walk.problems.clear()
