"""Content in a file comes back as it was kept, whatever the sizes; a full disk loses nothing."""

import errno

from hypothesis import given, settings
from hypothesis import strategies as st

from sulh.server.share import content_file
from sulh.server.share.content_file import ContentFile


@settings(deadline=None, max_examples=30)
@given(st.lists(st.binary(max_size=40), max_size=30), st.integers(1, 60))
def test_what_is_kept_comes_back(tmp_path_factory, contents, waiting):
    before, content_file.WRITE_BYTES = content_file.WRITE_BYTES, waiting
    kept = ContentFile(tmp_path_factory.getbasetemp())
    try:
        places = []
        for each in contents:
            places.append(kept.append(each))
            assert kept.read(places[-1], len(each)) == each
        read = [kept.read(place, len(each)) for place, each in zip(places, contents, strict=True)]
        assert read == contents
    finally:
        kept.close()
        content_file.WRITE_BYTES = before


class FullDisk:
    """A file that takes a few bytes of each write, and none while the disk is full."""

    def __init__(self, file):
        self.file, self.is_full = file, True

    def __getattr__(self, name):
        return getattr(self.file, name)

    def write(self, content):
        """Write some of it, or a little and then fail."""
        if self.is_full:
            self.file.write(content[:3])
            raise OSError(errno.ENOSPC, "No space left on device")
        return self.file.write(content[:5])


def test_a_full_disk_loses_nothing(tmp_path, monkeypatch):
    monkeypatch.setattr(content_file, "WRITE_BYTES", 8)
    kept = ContentFile(tmp_path)
    disk = kept._file = FullDisk(kept._file)
    contents = [f"object {n}".encode() for n in range(40)]
    places = [kept.append(each) for each in contents[:20]]
    disk.is_full = False
    places += [kept.append(each) for each in contents[20:]]
    assert [kept.read(*each) for each in zip(places, map(len, contents), strict=True)] == contents
    assert len(kept._waiting) < 8, "there is room again"
    kept.close()
    assert list(tmp_path.iterdir()) == [], "the file goes with the server"
