"""Photos reach the other site with their records: in parts, resumed, checked, and for sites alone."""

import hashlib
import random
from contextlib import suppress
from datetime import UTC, datetime

import pytest
from tests.server.served import incident, serving, submit

from sulh import workspace
from sulh.errors import InputError, SulhError
from sulh.server.access.policy import ROLES
from sulh.workspace import attachment_sync
from sulh.workspace.attachment_sync import FileCounts, exchange_files, keep_part, named_files
from sulh.workspace.attachments import FOLDER, has_attachment, keep_attachment, read_attachment

NOW = datetime(2099, 1, 1, tzinfo=UTC)
PART = 1000


@pytest.fixture(autouse=True)
def _small_parts(monkeypatch):
    monkeypatch.setattr(attachment_sync, "PART_BYTES", PART)


@pytest.fixture
def hq(tmp_path):
    with serving(tmp_path / "hq") as served:
        yield served


@pytest.fixture
def team(tmp_path):
    return workspace.set_up(tmp_path / "team", pack_name="example", site="team-site", now=NOW)


def photo(seed, size=3 * PART + 17):
    content = random.Random(seed).randbytes(size)
    return hashlib.sha256(content).hexdigest(), content


def rows(ref, digest, size):
    """Return a report and the record that names its file."""
    named = {"report_kind": "incident", "report_ref": ref, "digest": digest, "size": size}
    file = {"kind": "attachment", "ref": f"{ref}/1", "source": "team", "media_type": "image/jpeg"}
    return incident(ref), file | named


def enter(opened, tmp_path, ref, digest, content, *, keep=True, size=None):
    """Enter a report with a file at a site, and perhaps a false size."""
    several = rows(ref, digest, size or len(content))
    names = list(dict.fromkeys(name for row in several for name in row))
    form = tmp_path / f"{ref}.csv"
    lines = [",".join(str(row.get(name, "")) for name in names) for row in several]
    form.write_text("\n".join([",".join(names), *lines]) + "\n", "utf-8")
    result = workspace.import_reports(opened, form, workspace.ImportOptions(now=NOW))
    assert result.entered == 2, result.problems
    if keep:
        keep_attachment(opened.folder, digest, content)


def submit_with(hq, ref, digest, content):
    """Submit a report with a file at the headquarters."""
    officer = hq.client("watch officer")
    submit(officer, *rows(ref, digest, len(content)), tlp="TLP:GREEN")
    assert officer.put(f"/api/v1/attachments/{digest}", content=content).json() == {"new": True}


def test_files_go_both_ways_with_their_records(hq, team, tmp_path):
    """A reader of the other site sees the photo; what no site has is counted; a second time nothing goes."""
    ours, theirs, nowhere = photo(1), photo(2, PART), photo(3)
    enter(team, tmp_path, "T-1", *ours)
    enter(team, tmp_path, "T-2", *nowhere, keep=False)
    submit_with(hq, "H-1", *theirs)
    token = hq.account("team-site", "site")
    done = workspace.sync_with_peer(team, hq.url, token=token, now=NOW)
    assert done.files == FileCounts(received=1, sent_count=1, lacking=1)
    assert read_attachment(team.folder, theirs[0]) == theirs[1]
    answer = hq.client("watch officer").get(f"/api/v1/attachments/{ours[0]}")
    assert (answer.content, answer.headers["content-type"]) == (ours[1], "image/jpeg")
    again = workspace.sync_with_peer(team, hq.url, token=token, now=NOW)
    assert again.files == FileCounts(lacking=1)
    assert not list((team.folder / FOLDER).glob(".*"))


def test_a_link_that_drops_is_taken_up_at_the_byte_where_it_dropped(
    hq, team, tmp_path, monkeypatch
):
    """Both ways, cut after each part: every byte goes once."""
    ours, theirs = photo(4), photo(5)
    enter(team, tmp_path, "T-1", *ours)
    submit_with(hq, "H-1", *theirs)
    token = hq.account("team-site", "site")
    offsets = []
    kept = attachment_sync.keep_part

    def cut(folder, digest, sizes, offset, content):
        now = kept(folder, digest, sizes, offset, content)
        offsets.append((digest, offset))
        if folder == team.folder and now < max(sizes):
            raise ConnectionResetError("the link dropped")
        return now

    monkeypatch.setattr(attachment_sync, "keep_part", cut)
    done = workspace.sync_with_peer(team, hq.url, token=token, now=NOW)
    assert done.files == FileCounts(received=1, sent_count=1)
    assert [each for digest, each in offsets if digest == theirs[0]] == [0, 1000, 2000, 3000]
    assert read_attachment(team.folder, theirs[0]) == theirs[1]
    assert read_attachment(hq.folder, ours[0]) == ours[1]


def test_a_file_is_sent_on_from_what_the_peer_has(hq, team, tmp_path):
    digest, content = photo(6)
    enter(team, tmp_path, "T-1", digest, content)
    token = hq.account("team-site", "site")
    site = hq.client(token=token)
    workspace.sync_with_peer(team, hq.url, token=token, now=NOW)
    (hq.folder / FOLDER / digest).unlink()
    url = f"/api/v1/sync/attachments/{digest}"
    assert site.put(url, content=content[:PART]).json() == {"have": PART}
    assert site.put(f"{url}?offset=7", content=content).json() == {"have": PART}
    lacked = {"digest": digest, "size": len(content), "have": PART}
    assert site.get("/api/v1/sync/attachments").json() == {"lacking": [lacked]}
    assert site.get(f"/api/v1/sync/attachments?after={digest}").json() == {"lacking": []}
    assert site.get(url).status_code == 404
    done = workspace.sync_with_peer(team, hq.url, token=token, now=NOW)
    assert done.files.sent_count == 1
    assert site.get(f"{url}?offset=3000").content == content[3000:]


def test_wrong_and_surplus_bytes_are_dropped(hq, team, tmp_path):
    """By a peer that lies, in either direction; what is whole already is never written over."""
    digest, content = photo(7)
    enter(team, tmp_path, "T-1", digest, content, keep=False)

    def liar(method, path, part=None):
        if path.startswith("?"):
            return b'{"lacking": []}'
        offset = int(path.partition("offset=")[2])
        return bytes(PART)[: len(content) - offset]

    assert exchange_files(team, liar) == FileCounts(lacking=1)
    assert not has_attachment(team.folder, digest)
    assert not list((team.folder / FOLDER).glob(".*"))
    with pytest.raises(InputError, match="3,018 bytes"):
        keep_part(team.folder, digest, {len(content)}, 0, content + b"x")
    assert keep_part(team.folder, digest, {len(content)}, 0, content) == len(content)
    assert keep_part(team.folder, digest, {len(content)}, 0, bytes(len(content))) == len(content)
    assert read_attachment(team.folder, digest) == content


def test_a_record_with_a_false_size_keeps_no_file_away(hq, team, tmp_path):
    """Before or after the true one, smaller or larger, at the end of a part; nor do bytes that a liar sent."""
    token = hq.account("team-site", "site")
    site = hq.client(token=token)
    cases = [(5, True), (PART, True), (2 * PART, False), (9_000_000, True), (9_000_000, False)]
    for number, (false, first) in enumerate(cases):
        digest, content = photo(20 + number)
        sizes = (false, len(content)) if first else (len(content), false)
        for again, size in enumerate(sizes):
            enter(team, tmp_path, f"F-{number}-{again}", digest, content, size=size)
        workspace.sync_with_peer(team, hq.url, token=token, now=NOW)
        assert read_attachment(hq.folder, digest) == content, false
        (hq.folder / FOLDER / digest).unlink()
        assert site.put(f"/api/v1/sync/attachments/{digest}", content=b"bad").status_code == 200
        with suppress(SulhError, OSError):  # all that came is found to be wrong, and dropped
            workspace.sync_with_peer(team, hq.url, token=token, now=NOW)
        workspace.sync_with_peer(team, hq.url, token=token, now=NOW)
        assert read_attachment(hq.folder, digest) == content, false


def test_only_sites_exchange_files_and_only_those_that_a_record_names(hq, team, tmp_path):
    """Every other role is refused; an unknown digest and a retracted record's file are not there."""
    digest, content = photo(8)
    submit_with(hq, "H-1", digest, content)
    url = f"/api/v1/sync/attachments/{digest}"
    for role in ROLES:
        client = hq.client(role)
        answers = (
            client.get("/api/v1/sync/attachments"),
            client.get(url),
            client.put(url, content=content),
        )
        expected = 200 if role == "site" else 403
        assert [each.status_code for each in answers] == [expected] * 3, role
    site = hq.client("site")
    unknown = f"/api/v1/sync/attachments/{'0' * 64}"
    assert site.get(unknown).status_code == 404
    assert site.put(unknown, content=b"x").status_code == 404
    assert site.put(url + "?offset=-1", content=b"x").status_code == 422
    workspace.sync_with_peer(team, hq.url, token=hq.tokens["site"], now=NOW)
    assert named_files(team.store) == {digest: {len(content)}}
    officer = hq.client("watch officer")
    record = next(
        each["id"]
        for each in officer.get("/api/v1/records?kind=attachment").json()["records"]
        if each["body"]["digest"] == digest
    )
    taken = officer.post(f"/api/v1/records/{record}/retraction", json={"reason": "wrong photo"})
    assert taken.status_code == 201
    assert site.get(url).status_code == 404
    workspace.sync_with_peer(team, hq.url, token=hq.tokens["site"], now=NOW)
    assert named_files(team.store) == {}
