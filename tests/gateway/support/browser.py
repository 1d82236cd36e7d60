# SPDX-License-Identifier: BSL-1.0
"""A headless Chromium, controlled by the W3C WebDriver protocol. The protocol uses HTTP and JSON,
so the standard library of Python is sufficient.

    with Browser() as browser:
        browser.open("http://127.0.0.1:8080/")
        browser.text("main")

Chromium and its driver are the Debian packages chromium and chromium-driver. Nothing is downloaded.
"""

import base64
import contextlib
import http.client
import json
import shutil
import socket
import subprocess
import time

import processes

ELEMENT = "element-6066-11e4-a52e-4f735466cecf"  # the name of element references in the protocol
WAIT = 15.0  # seconds to wait for the page
COMMAND_TIMEOUT = 60.0


class BrowserError(Exception):
    pass


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


class Browser:
    def __init__(self, width=1280, height=900, is_phone=False, is_dark=False):
        self.size = (width, height)
        self.is_phone = is_phone
        self.is_dark = is_dark
        self.session = None

    def __enter__(self):
        self.profile = processes.make_folder("gateway-browser.")
        self.port = free_port()
        command = ["chromedriver", f"--port={self.port}"]
        self.driver = processes.start(
            command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        try:
            self._start()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_):
        with contextlib.suppress(Exception):
            if self.session:
                self._command("DELETE", "")
        processes.stop(self.driver)
        processes.remove_folder(self.profile)

    def _start(self):
        arguments = [
            "--headless=new",
            "--no-sandbox",  # containers have no sandbox; the only pages are those of the gateway
            "--disable-dev-shm-usage",
            "--disable-gpu",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--lang=en",
            f"--user-data-dir={self.profile}",
            f"--window-size={self.size[0]},{self.size[1]}",
        ]
        options = {"args": arguments, "binary": shutil.which("chromium")}
        if self.is_phone:
            metrics = {
                "width": self.size[0],
                "height": self.size[1],
                "pixelRatio": 2,
                "touch": True,
            }
            options["mobileEmulation"] = {"deviceMetrics": metrics}
        wanted = {
            "browserName": "chrome",
            "goog:chromeOptions": options,
            "goog:loggingPrefs": {"browser": "ALL"},
        }
        self._wait_for_driver()
        answer = self._request(
            "POST", "/session", {"capabilities": {"alwaysMatch": wanted}}
        )
        self.session = answer["sessionId"]
        if self.is_dark:
            features = [{"name": "prefers-color-scheme", "value": "dark"}]
            self._devtools("Emulation.setEmulatedMedia", features=features)

    def _wait_for_driver(self):
        end = time.monotonic() + WAIT
        while True:
            try:
                if self._request("GET", "/status")["ready"]:
                    return
            except OSError:
                pass
            if time.monotonic() > end or self.driver.poll() is not None:
                raise BrowserError("chromedriver does not start")
            time.sleep(0.05)

    def _request(self, method, path, body=None):
        connection = http.client.HTTPConnection(
            "127.0.0.1", self.port, timeout=COMMAND_TIMEOUT
        )
        try:
            connection.request(
                method,
                path,
                None if body is None else json.dumps(body),
                {"Content-Type": "application/json"},
            )
            value = json.loads(connection.getresponse().read())["value"]
        finally:
            connection.close()
        if isinstance(value, dict) and "error" in value:
            raise BrowserError(
                f"{value['error']}: {value.get('message', '').splitlines()[0]}"
            )
        return value

    def _command(self, method, path, body=None):
        return self._request(method, f"/session/{self.session}{path}", body)

    def _devtools(self, command, **parameters):
        return self._command(
            "POST", "/goog/cdp/execute", {"cmd": command, "params": parameters}
        )

    def open(self, url):
        self._command("POST", "/url", {"url": url})

    def run(self, script, *arguments):
        """Runs the script in the page as the body of a function; returns its result."""
        return self._command(
            "POST", "/execute/sync", {"script": script, "args": list(arguments)}
        )

    def text(self, selector="main"):
        """Returns the visible text of the first matching element; empty if there is none."""
        return self.run(
            "return document.querySelector(arguments[0])?.innerText ?? '';", selector
        )

    def texts(self, selector):
        return self.run(
            "return [...document.querySelectorAll(arguments[0])].map((e) => e.innerText);",
            selector,
        )

    def wait_for(self, what, script, *arguments):
        """Waits until the script returns a true value; a failure names it as `what`."""
        end = time.monotonic() + WAIT
        while True:
            value = self.run(script, *arguments)
            if value:
                return value
            if time.monotonic() > end:
                raise BrowserError(
                    f"waited in vain for {what}; the page shows: {self.text('body')[:2000]}"
                )
            time.sleep(0.05)

    def wait_for_text(self, text, selector="body"):
        script = "return document.querySelector(arguments[0])?.innerText.includes(arguments[1]);"
        return self.wait_for(f"the text {text!r}", script, selector, text)

    def _find(self, selector, index):
        script = "return document.querySelectorAll(arguments[0])[arguments[1]];"
        return self.wait_for(f"an element {selector}", script, selector, index)[ELEMENT]

    def click(self, selector, index=0):
        """Clicks like a user; fails if another element covers the target."""
        self._command("POST", f"/element/{self._find(selector, index)}/click", {})

    def press(self, *keys):
        """Presses keys one after another at the current focus."""
        actions = [
            {"type": kind, "value": key}
            for key in keys
            for kind in ("keyDown", "keyUp")
        ]
        self._command(
            "POST",
            "/actions",
            {"actions": [{"type": "key", "id": "keyboard", "actions": actions}]},
        )

    def screenshot(self, path):
        """Saves the whole page, not only the visible part."""
        parameters = {"format": "png", "captureBeyondViewport": True}
        image = self._devtools("Page.captureScreenshot", **parameters)["data"]
        with open(path, "wb") as file:
            file.write(base64.b64decode(image))

    def complaints(self):
        """Returns the console output since the last call: script errors and CSP violations."""
        entries = self._command("POST", "/se/log", {"type": "browser"})
        return [e["message"] for e in entries if e["level"] in ("SEVERE", "WARNING")]


TAB, ENTER, SPACE = "\ue004", "\ue007", "\ue00d"
