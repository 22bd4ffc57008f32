"""What is handed over holds on another machine, and nothing of it can be changed unseen."""

import json
import zipfile
from datetime import UTC, datetime

import pytest
from click.testing import CliRunner

from sulh import workspace
from sulh.cli import main
from sulh.errors import InputError, LedgerError

REPORTS = (
    "kind,ref,source,start,zone,actor,item,best,reliability,credibility,inspection,complete,inspector,duty\n"
    "inspection,V1,team,2021-01-10,north,,,,A,1,,yes,Island Observer Mission,verification\n"
    "observation,V1-t,team,2021-01-10,north,Red Army,tank,99,A,1,V1,,,\n"
)
AT = datetime(2021, 3, 31, tzinfo=UTC)
NOW = datetime(2021, 4, 1, tzinfo=UTC)


@pytest.fixture
def run():
    """Run a command and return what it printed."""

    def runs(*arguments, code=0):
        result = CliRunner().invoke(main, [str(each) for each in arguments])
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        assert result.exit_code == code, result.output
        return result.output

    return runs


@pytest.fixture
def island(tmp_path, run):
    """A mission in which the Red Army kept too many tanks, and said something of it."""
    folder = tmp_path / "island"
    run("init", folder, "--pack", "example", "--site", "north-camp")
    (tmp_path / "visit.csv").write_text(REPORTS, "utf-8")
    run("-C", folder, "observe", tmp_path / "visit.csv")
    return folder


def breach(folder):
    opened = workspace.open_workspace(folder)
    judged = workspace.judge(opened, as_of=None, at=AT)
    return (
        opened,
        judged,
        next(each for each in judged.findings if each.verdict == "breached"),
    )


def key_of(run, folder):
    return json.loads(run("-C", folder, "ledger", "log", "--kind", "genesis", "--json"))["body"][
        "public_key"
    ]


def test_a_finding_is_exported_and_checked_elsewhere(island, run, tmp_path):
    """Records, corrections, answers, imports and pack are in the bundle; it holds with the site's key."""
    opened, judged, finding = breach(island)
    workspace.answer_finding(
        opened,
        finding,
        party=finding.party,
        stance="dispute",
        text="Half were wrecks.",
        author="l",
        now=NOW,
    )
    path = tmp_path / "evidence.zip"
    run("-C", island, "ledger", "export", finding.id, "-o", path, "--at", "2021-03-31")
    bundle = workspace.check_evidence(path)
    kinds = [proof.check().kind for proof in bundle.proofs]
    assert {"inspection", "observation", "answer", "import"} <= set(kinds)
    assert bundle.manifest["verdict"] == "breached"
    assert bundle.manifest["attachments"][0]["name"] == "visit.csv"
    said = run("ledger", "check", path, "--key", key_of(run, island))
    assert "holds" in said
    assert "none of the keys" in run("ledger", "check", path, "--key", "00" * 32, code=4)
    again = tmp_path / "again.zip"
    manifest = workspace.export_evidence(opened, judged, finding.id, again, generated_at=NOW)
    workspace.export_evidence(opened, judged, finding.id, tmp_path / "third.zip", generated_at=NOW)
    assert again.read_bytes() == (tmp_path / "third.zip").read_bytes()
    assert manifest["files"]["READ-ME.txt"]


def repack(path, target, change):
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(target, "w") as new:
        files = {name: old.read(name) for name in old.namelist()}
        change(files)
        for name, content in files.items():
            new.writestr(name, content)
    return target


def relist(files):
    """Write the manifest anew for files that were changed, as a forger would."""
    import hashlib

    manifest = json.loads(files["manifest.json"])
    manifest["files"] = {
        n: hashlib.sha256(c).hexdigest() for n, c in files.items() if n != "manifest.json"
    }
    files["manifest.json"] = json.dumps(manifest).encode()


def drop_proof(files):
    name = max(n for n in files if n.startswith("proofs/") and b"observation" in files[n])
    del files[name]
    relist(files)


def bend_record(files):
    name = max(n for n in files if n.startswith("proofs/"))
    files[name] = files[name].replace(b"north-camp", b"south-camp")
    relist(files)


def bend_pack(files):
    name = next(n for n in files if n.endswith("pack.toml"))
    files[name] = files[name].replace(b"\n", b"\n# bent\n", 1)
    relist(files)


def bend_words(files):
    files["finding.txt"] += b"x"


def lose_file(files):
    del files["finding.txt"]


def climb_out(files):
    files["pack/example/../../../../evil"] = b"x"
    del files[next(n for n in files if n.endswith("pack.toml"))]
    relist(files)


@pytest.mark.parametrize(
    "change", [drop_proof, bend_record, bend_pack, bend_words, lose_file, climb_out]
)
def test_a_changed_bundle_does_not_hold(island, tmp_path, change):
    """Whatever is left out, bent or put in is found, also when the manifest is written anew."""
    opened, judged, finding = breach(island)
    workspace.export_evidence(opened, judged, finding.id, tmp_path / "e.zip", generated_at=NOW)
    bent = repack(tmp_path / "e.zip", tmp_path / "bent.zip", change)
    with pytest.raises((LedgerError, InputError, Exception)) as caught:
        workspace.check_evidence(bent)
    assert caught.value.__class__.__module__.startswith("sulh")
    assert not list(tmp_path.rglob("evil"))


def test_what_is_no_bundle_is_said_to_be_none(tmp_path, run):
    """A file of another kind is refused in a sentence."""
    path = tmp_path / "x.zip"
    path.write_bytes(b"PK nothing")
    assert "not an evidence bundle" in run("ledger", "check", path, code=2)


def test_a_witness_signs_remembers_and_refuses(island, run, tmp_path):
    """First head, then one that continues it; an older one, one without proof, and a rewritten past not."""
    head, key, signed = tmp_path / "head.json", tmp_path / "liaison.key", tmp_path / "signed.json"
    run("-C", island, "ledger", "head", "-o", head)
    old = head.read_bytes()
    assert "first of that site" in run(
        "ledger", "countersign", head, "--as", "Liaison of Red", "--key", key, "-o", signed
    )
    run("-C", island, "ledger", "witness", signed)
    run("-C", island, "ledger", "head", "-o", head)
    assert "which continues" in run(
        "ledger", "countersign", head, "--as", "Liaison of Red", "--key", key, "-o", signed
    )
    head.write_bytes(old)
    assert "was signed before" in run(
        "ledger", "countersign", head, "--as", "L", "--key", key, code=2
    )
    run("-C", island, "retract", breach(island)[2].evidence[0], "--reason", "test")
    run("-C", island, "ledger", "head", "-o", head)
    assert "--since" in run("ledger", "countersign", head, "--as", "L", "--key", key, code=2)
    size = json.loads(run("-C", island, "ledger", "heads", "--json").splitlines()[-2])["size"]
    run("-C", island, "ledger", "head", "--since", size, "-o", head)
    run("ledger", "countersign", head, "--as", "L", "--key", key, "-o", signed)
    assert "holds" in run("ledger", "check", signed)
    assert "holds" in run("ledger", "check", head)
    bent = json.loads(head.read_bytes())
    bent["since"] = {name: path[::-1] for name, path in bent["since"].items()}
    memory = json.loads((tmp_path / "liaison.memory.json").read_bytes())
    kept = memory["sites"]["north-camp"]
    other = tmp_path / "other"
    run("init", other, "--pack", "example", "--site", "north-camp")
    run("-C", other, "ledger", "head", "-o", head)
    assert "signs with key" in run("ledger", "countersign", head, "--as", "L", "--key", key, code=4)
    assert (
        json.loads((tmp_path / "liaison.memory.json").read_bytes())["sites"]["north-camp"] == kept
    )


def test_a_countersignature_of_another_history_is_not_entered(island, run, tmp_path):
    """What a witness saw and this ledger does not hold is refused, with what to do."""
    other = tmp_path / "other"
    run("init", other, "--pack", "example", "--site", "north-camp")
    run("-C", other, "ledger", "head", "-o", tmp_path / "head.json")
    run(
        "ledger",
        "countersign",
        tmp_path / "head.json",
        "--as",
        "L",
        "--key",
        tmp_path / "k",
        "-o",
        tmp_path / "s.json",
    )
    assert "not those that were seen" in run(
        "-C", island, "ledger", "witness", tmp_path / "s.json", code=4
    )
    assert "is not a countersignature" in run(
        "-C", island, "ledger", "witness", tmp_path / "head.json", code=2
    )
