"""Chromium over its debugging pipe: no network, no driver, only what a page does in a real browser."""

import json
import os
import shutil
import subprocess
import time


def find():
    """Return the path of a Chromium, or None."""
    names = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
    return next((path for path in map(shutil.which, names) if path), None)


class Browser:
    """One tab. `events` are what the browser said of its own accord."""

    def __init__(self, profile):
        to_child, self._out = os.pipe()
        self._in, from_child = os.pipe()
        flags = [
            "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
            "--disable-background-networking", "--disable-component-update", "--disable-sync",
            f"--user-data-dir={profile}", "--remote-debugging-pipe",
        ]  # fmt: skip

        # Chromium reads commands from file 3 and answers on file 4.
        join = f'exec "$@" 3</proc/self/fd/{to_child} 4>/proc/self/fd/{from_child}'
        self.process = subprocess.Popen(
            ["/bin/sh", "-c", join, "sh", find(), *flags, "about:blank"],
            pass_fds=(to_child, from_child),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        os.close(to_child)
        os.close(from_child)
        self._buffer, self._number, self._session, self.events = b"", 0, None, []
        target = self.call("Target.createTarget", url="about:blank")["targetId"]
        attached = self.call("Target.attachToTarget", targetId=target, flatten=True)
        self._session = attached["sessionId"]
        for domain in ("Page", "Runtime", "Log", "Network"):
            self.call(f"{domain}.enable")

    def call(self, method, **params):
        """Ask the browser something, and return its answer."""
        self._number += 1
        message = {"id": self._number, "method": method, "params": params}
        if self._session:
            message["sessionId"] = self._session
        os.write(self._out, json.dumps(message).encode() + b"\0")
        while True:
            found = self._next()
            if found.get("id") == self._number:
                assert "error" not in found, found["error"]
                return found["result"]
            self.events.append(found)

    def _next(self):
        while b"\0" not in self._buffer:
            some = os.read(self._in, 1 << 20)
            assert some, "the browser has gone"
            self._buffer += some
        message, _, self._buffer = self._buffer.partition(b"\0")
        return json.loads(message)

    def open(self, url):
        """Load a page to its end."""
        self.call("Page.navigate", url=url)
        for _ in range(400):
            if self.ask("document.readyState") == "complete" and self.ask("location.href") == url:
                return
            time.sleep(0.05)
        raise AssertionError(f"{url} was not loaded")

    def ask(self, script):
        """Evaluate a script in the page, and return its value."""
        answer = self.call("Runtime.evaluate", expression=script, returnByValue=True)
        assert "exceptionDetails" not in answer, answer
        return answer["result"].get("value")

    def said(self, method):
        """Return the events of one kind."""
        return [each["params"] for each in self.events if each.get("method") == method]

    def close(self):
        """Let the browser end."""
        self._session = None
        try:
            self.call("Browser.close")
        except (AssertionError, BrokenPipeError):
            self.process.terminate()
        self.process.wait(20)
        os.close(self._out)
        os.close(self._in)
