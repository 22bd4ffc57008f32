"""The browser that the tests of a page share."""

import pytest


@pytest.fixture(scope="module")
def browser():
    """Chromium, one for each file of tests."""
    from tests.web.browser import chromium

    with chromium() as started:
        yield started
