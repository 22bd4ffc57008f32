"""A faulty pack is told its every fault at once, with file, line and field."""

import shutil

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sulh import mission
from sulh.errors import AgreementError, InputError

EXAMPLE = mission.find("example")


@pytest.fixture
def pack(tmp_path):
    """A copy of the fictional pack that a test may spoil."""
    folder = tmp_path / "example"
    shutil.copytree(EXAMPLE, folder)
    return folder


def spoil(pack, name, old, new, count=1):
    """Change a file of the pack and return the line on which the change stands."""
    path = pack / name
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, count), "utf-8")
    return text[: text.index(old)].count("\n") + 1


def faults(pack, code):
    return [each for each in mission.check(pack) if each.code == code]


@pytest.mark.parametrize("name", mission.bundled())
def test_bundled_packs_have_no_fault(name):
    """What comes with Sulh passes its own check, and every provision names a source and a grade."""
    assert mission.check(mission.find(name)) == ()
    pack = mission.load(mission.find(name))
    for provision in pack.provisions:
        assert provision.source in pack.sources
        assert provision.evidence in ("verified", "secondary", "to_verify", "approximate")


SPOILT = {
    "unknown key": ("agreements/harbour.toml", "at_most = 40", "at_mots = 40", "unknown-key", "at_mots"),
    "missing key": ("agreements/harbour.toml", "at_most = 40\n", "", "missing", "at_most"),
    "unknown item": ("agreements/harbour.toml", 'item = "tank"', 'item = "tankk"', "unknown-reference", "item"),
    "unknown party": ("agreements/harbour.toml", 'parties = ["RED"]', 'parties = ["REED"]', "unknown-reference", "parties"),
    "unknown zone": ("agreements/harbour.toml", 'zones = ["north"]', 'zones = ["nroth"]', "unknown-reference", "zones"),
    "unknown act": ("agreements/harbour.toml", '"hostile-act"', '"hostile"', "unknown-reference", "acts"),
    "unknown source": ("actors.toml", 'source = "ceasefire"', 'source = "cease"', "unknown-reference", "source"),
    "unknown line": ("agreements/harbour.toml", '"armistice-line"', '"line"', "unknown-reference", "line"),
    "waives nothing": ("agreements/harbour.toml", 'provisions = ["red-tanks"]', 'provisions = ["blue-tanks"]', "unknown-reference", "provisions"),
    "wrong kind": ("agreements/harbour.toml", 'kind = "limit"', 'kind = "limmit"', "bad-word", "kind"),
    "wrong type": ("agreements/harbour.toml", "at_most = 40", 'at_most = "forty"', "bad-value", "at_most"),
    "negative": ("agreements/harbour.toml", "at_most = 40", "at_most = -1", "bad-value", "at_most"),
    "ends before it starts": ("agreements/harbour.toml", "until = 2021-07-01", "until = 2020-07-01", "ends-before-start", "until"),
    "no such date": ("actors.toml", "from = 2021-01-01", 'from = "2021-13-01"', "bad-date", "from"),
    "a key of another kind": ("agreements/harbour.toml", "times_per_month = 1", "times_per_month = 1\nhours = 3", "unknown-key", "hours"),
    "both of two": ("agreements/harbour.toml", "times_per_month = 1", "times_per_month = 1\nevery_days = 3", "bad-value", "provision[6]"),
    "no such time zone": ("pack.toml", "Atlantic/South_Georgia", "Atlantic/Atlantis", "bad-value", "timezone"),
    "no such language list": ("pack.toml", 'languages = ["en"]', "languages = []", "bad-value", "languages"),
    "a name borne twice": ("actors.toml", '"Blue Guard"', '"Red  ARMY"', "ambiguous-name", "aliases[0]"),
    "twice the same id": ("agreements/harbour.toml", 'id = "blue-personnel"', 'id = "red-tanks"', "duplicate-id", "id"),
    "coalition of nobody": ("actors.toml", 'kind = "party"', 'kind = "coalition"', "missing", "members"),
    "bad id": ("sources.toml", 'id = "drawn"', 'id = "dra wn"', "bad-value", "id"),
    "another folder": ("pack.toml", 'id = "example"', 'id = "exemple"', "wrong-folder", "id"),
}  # fmt: skip


@pytest.mark.parametrize("name", SPOILT)
def test_every_fault_has_its_file_line_and_field(pack, name):
    """The problem names where the fault stands, what was found, and the pack does not load."""
    file, old, new, code, field = SPOILT[name]
    line = spoil(pack, file, old, new)
    found = [each for each in faults(pack, code) if each.source == file]
    assert found, [str(each) for each in mission.check(pack)]
    assert any(field in each.field for each in found)
    assert any(abs(each.row - line) <= 14 and each.row > 0 for each in found)
    with pytest.raises(AgreementError) as caught:
        mission.load(pack)
    assert set(found) <= set(caught.value.problems)


def test_a_near_miss_is_told_the_right_word(pack):
    """A slip of the keyboard is met with what was probably meant."""
    spoil(pack, "agreements/harbour.toml", "at_most = 40", "at_mots = 40")
    (found,) = faults(pack, "unknown-key")
    assert "'at_most'" in found.remedy


def test_all_faults_are_listed_at_once(pack):
    """Ten faults in five files come out together, in the order of files and lines."""
    for name in (
        "unknown item",
        "unknown party",
        "wrong kind",
        "negative",
        "no such date",
        "no such time zone",
    ):
        file, old, new, *_ = SPOILT[name]
        try:
            spoil(pack, file, old, new)
        except AssertionError:
            continue
    (pack / "lines.geojson").write_text("{", "utf-8")
    problems = mission.check(pack)
    assert len(problems) >= 6
    assert {each.source for each in problems} >= {
        "agreements/harbour.toml",
        "actors.toml",
        "pack.toml",
        "lines.geojson",
    }
    assert list(problems) == sorted(problems, key=lambda each: (each.source, each.row, each.field))


@pytest.mark.parametrize(
    ("content", "code", "line"),
    [
        (b'id = "example"\nversion = \n', "bad-toml", 2),
        (b'id = "example"\ntitle = "\xff"\n', "bad-encoding", 2),
        (b"\x00\x00", "bad-toml", 1),
        (b"", "missing", 1),
        (b"a = [" * 3000, "bad-toml", 1),
    ],
    ids=["a value left out", "not UTF-8", "NUL", "empty", "deep"],
)
def test_files_that_are_no_toml_are_told_the_line(pack, content, code, line):
    """A fault of the syntax has its line and does not hide the other files."""
    (pack / "pack.toml").write_bytes(content)
    found = [
        each for each in mission.check(pack) if each.source == "pack.toml" and each.code == code
    ]
    assert found[0].row == line


def feature(pack, layer, number, old, new):
    path = pack / f"{layer}.geojson"
    lines = path.read_text("utf-8").splitlines()
    row = next(n for n, text in enumerate(lines) if '"Feature"' in text) + number
    assert old in lines[row]
    lines[row] = lines[row].replace(old, new, 1)
    path.write_text("\n".join(lines), "utf-8")
    return row + 1


BOW_TIE = '{"type": "Polygon", "coordinates": [[[0, 0], [2, 2], [2, 0], [0, 2], [0, 0]]]}'
SHAPES = {
    "self-crossing": (BOW_TIE, "bad-geometry", "Self-intersection"),
    "latitude beyond the pole": ('{"type": "Polygon", "coordinates": [[[10, 120], [11, 120], [11, 121], [10, 120]]]}', "bad-coordinates", "globe"),
    "no numbers": ('{"type": "Polygon", "coordinates": [[["a", 2], [2, 2], [2, 0], ["a", 2]]]}', "bad-geometry", "finite numbers"),
    "huge number": ('{"type": "Polygon", "coordinates": [[[1e308, 2], [2, 2], [2, 0], [1e308, 2]]]}', "bad-coordinates", "globe"),
    "empty": ('{"type": "Polygon", "coordinates": []}', "bad-geometry", ""),
    "a point": ('{"type": "Point", "coordinates": [1, 2]}', "bad-geometry", "type"),
    "no ring": ('{"type": "Polygon", "coordinates": [[[0, 0], [1, 1]]]}', "bad-geometry", ""),
}  # fmt: skip


@pytest.mark.parametrize("name", SHAPES)
def test_a_zone_that_cannot_be_drawn_is_told_where(pack, name):
    """Each fault of a geometry is found on the line of its feature."""
    shape, code, words = SHAPES[name]
    text = (pack / "zones.geojson").read_text("utf-8").splitlines()
    head = text[1].split('"geometry":')[0]
    text[1] = f'{head}"geometry": {shape}}},'
    (pack / "zones.geojson").write_text("\n".join(text), "utf-8")
    found = [each for each in faults(pack, code) if each.source == "zones.geojson"]
    assert found, [str(each) for each in mission.check(pack)]
    assert found[0].row == 2
    assert words in found[0].message


@pytest.mark.parametrize("accuracy", ["-1", "1e308", '"near"', "NaN"])
def test_an_accuracy_that_is_none_is_refused(pack, accuracy):
    """Accuracies are metres from zero to a thousand kilometres."""
    line = feature(pack, "zones", 0, '"accuracy_m": 500', f'"accuracy_m": {accuracy}')
    found = [
        each
        for each in mission.check(pack)
        if each.source == "zones.geojson" and "accuracy_m" in each.field
    ]
    assert found
    assert found[0].row == line


def test_lon_and_lat_exchanged_is_suspected(pack):
    """A site at its own place mirrored is told that lon comes first."""
    feature(pack, "sites", 0, "[-30.0, -45.6]", "[-45.6, -30.0]")
    (found,) = faults(pack, "bad-coordinates")
    assert "lon first" in found.remedy


def test_zones_within_each_other_in_a_circle(pack):
    """A zone cannot contain itself by way of another."""
    feature(pack, "zones", 1, '"accuracy_m": 500', '"accuracy_m": 500, "within": ["buffer"]')
    assert faults(pack, "cycle")


def test_a_folder_that_is_no_pack(tmp_path):
    """One clear problem, and nothing else."""
    (only,) = mission.check(tmp_path)
    assert only.code == "no-pack"
    with pytest.raises(InputError, match="no pack"):
        mission.find("nowhere")


def test_a_new_pack_passes(tmp_path):
    """What `pack new` writes is in order, whatever its title."""
    folder = tmp_path / "isle"
    mission.new(folder, id="isle", title='The "Isle"\n\\ of سلام')
    assert mission.check(folder) == ()
    assert "سلام" in mission.load(folder).title
    with pytest.raises(InputError, match="not empty"):
        mission.new(folder, id="isle", title="x")
    with pytest.raises(InputError, match="pack's id"):
        mission.new(tmp_path / "No Good", id="No Good", title="x")


def test_the_digest_is_of_the_content(pack):
    """The same files have the same digest; one byte more has another."""
    before = mission.digest_of(pack)
    assert before == mission.digest_of(EXAMPLE)
    spoil(pack, "pack.toml", "fictional = true", "fictional = true ")
    assert mission.digest_of(pack) != before


NAMES = (
    "pack.toml",
    "actors.toml",
    "sources.toml",
    "agreements/harbour.toml",
    "zones.geojson",
    "lines.geojson",
)


@given(st.sampled_from(NAMES), st.integers(0, 10_000), st.binary(max_size=12), st.integers(0, 40))
@settings(max_examples=120, deadline=None, suppress_health_check=list(HealthCheck))
def test_no_bytes_make_the_check_fall_over(tmp_path_factory, name, at, noise, cut):
    """Whatever is written into a file, the check lists problems or finds none; it never raises."""
    folder = tmp_path_factory.mktemp("fuzz") / "example"
    shutil.copytree(EXAMPLE, folder)
    content = (folder / name).read_bytes()
    at %= len(content)
    (folder / name).write_bytes(content[:at] + noise + content[at + cut :])
    problems = mission.check(folder)
    assert all(each.source and each.message for each in problems)
    if not problems:
        mission.load(folder)
    shutil.rmtree(folder)


@pytest.mark.parametrize(
    ("words", "codes"),
    [
        ('[[act]]\nid = "destruction"\nname = "d"\n', []),
        ('[[act]]\nid = "fire"\nname = "f"\nis_a = "hostile-act"\n', []),
        ('[[act]]\nid = "fire"\nname = "f"\n', ["duplicate-id"]),
        ('[[act]]\nid = "destruction"\nname = "d"\n' * 2, ["duplicate-id"]),
        ('[[act]]\nid = "x"\nname = "d"\n' * 2, ["duplicate-id"]),
    ],
)
def test_a_pack_may_say_what_is_built_in(pack, words, codes):
    """It may be older than the word here; but it may not mean something else by it."""
    (pack / "vocabulary.toml").write_text(words, "utf-8")
    assert [each.code for each in mission.check(pack)] == codes
