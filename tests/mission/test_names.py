"""A pack says in each language what it has words for; what it has none for stays, and is known to have stayed."""

import shutil

import pytest
from tests.mission.test_check import EXAMPLE

from sulh import mission
from sulh.mission import in_language, own_names, translated_names


@pytest.fixture
def pack(tmp_path):
    """A copy of the fictional pack with French and Arabic names."""
    folder = tmp_path / "example"
    shutil.copytree(EXAMPLE, folder)
    return folder


def change(pack, old, new, name="names.fr.toml"):
    path = pack / name
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


@pytest.mark.parametrize("language", ["ar", "fr"])
def test_the_example_is_whole_in_each_language(language):
    """Every name and text for people has one in the language; ids, and all that is judged by, are the same."""
    own = mission.load(EXAMPLE)
    shown = in_language(own, language)
    same = {each.article for each in own.provisions} | {"drones", "installations", "positions"}
    assert not own_names(own, language) - same - {"tunnels", "brigades", "divisions"}
    assert in_language(own, language) is shown
    assert [each.id for each in shown.provisions] == [each.id for each in own.provisions]
    assert [each.terms for each in shown.provisions] == [each.terms for each in own.provisions]
    assert shown.zones["north"].name != own.zones["north"].name
    assert shown.zones["north"].names == own.zones["north"].names
    assert (shown.actors, shown.digest) == (own.actors, own.digest)


def test_what_has_no_words_stays_as_it_is(pack):
    """A pack without a file for the language; a provision of which only the title has words."""
    change(pack, 'article = "Lettres du 20 mai 2021"\n', "")
    change(pack, 'north = "Le Nord"\n', "")
    own = mission.load(pack)
    shown = in_language(own, "fr")
    last = shown.provisions[-1]
    assert last.title == "Davantage de chars pendant la récolte"
    assert last.article == "Letters of 20 May 2021"
    assert {"The North", "Letters of 20 May 2021"} <= own_names(own, "fr")
    assert last.title in translated_names(own, "fr")
    (pack / "names.fr.toml").unlink()
    bare = mission.load(pack)
    assert in_language(bare, "fr").provisions == bare.provisions
    assert in_language(bare, "en") is bare
    assert "Cessez-le-feu" not in translated_names(bare, "fr")
    assert "The North" in own_names(bare, "fr")
    assert own_names(bare, "en") == frozenset()


@pytest.mark.parametrize(
    ("name", "value"), [("names.xx.toml", "xx"), ("names.en.toml", "en"), ("names.FR.toml", "FR")]
)
def test_a_language_that_nobody_reads_is_named(pack, name, value):
    """The pack's own is none either: it would stand in two places."""
    (pack / name).write_text('title = "X"\n', "utf-8")
    (fault,) = mission.check(pack)
    assert (fault.code, fault.source, fault.value) == ("bad-word", name, value)
    assert fault.expected == "names.ar.toml, names.fr.toml"


@pytest.mark.parametrize(
    ("old", "new", "code", "field"),
    [
        ("[provision.red-tanks]", "[provision.red-tank]", "unknown-reference", "provision.red-tank"),
        ("north =", "nord =", "unknown-reference", "zone.nord"),
        ("harbour =", "port =", "unknown-reference", "agreement.port"),
        ("[zone]", "[act]\nfyre = 'tir'\n[zone]", "unknown-reference", "act.fyre"),
        ('article = "Article 1"', 'artikel = "Article 1"', "unknown-key", "provision.ceasefire.artikel"),
        ('north = "Le Nord"', 'north = ""', "bad-value", "zone.north"),
        ("[zone]", "[zones]", "unknown-key", "zones"),
    ],
)  # fmt: skip
def test_each_fault_is_named_with_its_place(pack, old, new, code, field):
    change(pack, old, new)
    (fault,) = mission.check(pack)
    assert (fault.code, fault.source, fault.field) == (code, "names.fr.toml", field)
    assert fault.row


@pytest.mark.parametrize("text", ["zone = 3", "[[provision]]\nid = 1", "[zone]\n"])
def test_any_shape_is_taken(pack, text):
    (pack / "names.ar.toml").write_text(text, "utf-8")
    mission.check(pack)


def test_words_that_every_pack_knows_are_in_each_language_and_a_packs_own_come_first(pack):
    """But what a pack names anew has no built-in word: it may mean something else."""
    own = mission.load(pack)
    for language in ("ar", "fr"):
        view = in_language(own, language)
        for mine, theirs in ((own.items, view.items), (own.acts, view.acts)):
            same = {key for key in mine if mine[key].name == theirs[key].name}
            assert same <= {"drone", "installation", "position", "tunnel", "brigade", "division"}
    change(pack, "[zone]", '[item]\ntank = "blindés"\n[zone]')
    assert in_language(mission.load(pack), "fr").items["tank"].name == "blindés"
    words = '[[item]]\nid = "apc"\nname = "carriers of this pack"\nis_a = "armoured-vehicle"\n'
    (pack / "vocabulary.toml").write_text(words, "utf-8")
    assert mission.check(pack) == ()
    assert in_language(mission.load(pack), "fr").items["apc"].name == "carriers of this pack"
