#!/usr/bin/env python3
# SPDX-License-Identifier: BSL-1.0
"""Checks a site's links among its own files, their anchors included, and that it loads nothing from
elsewhere.

Usage: links.py SITE
"""
import re
import sys
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

site = Path(sys.argv[1]).resolve()


class Links(HTMLParser):
    """The links of a page, and its anchors."""

    def __init__(self, text):
        super().__init__()
        self.links, self.anchors, self.loaded = set(), set(), set()
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        for name, value in attributes:
            if name in ("id", "name"):
                self.anchors.add(value)
            elif name in ("href", "src") and value:
                self.links.add(value)
                if tag != "a":
                    self.loaded.add(value)


def main():
    pages = {path: Links(path.read_text(encoding="utf-8")) for path in site.rglob("*.html")}
    faults, count = set(), 0
    for path in site.rglob("*.css"):
        for url in re.findall(r"url\(['\"]?([^'\")]+)", path.read_text(encoding="utf-8")):
            if re.match(r"(https?:)?//", url):
                faults.add(f"{path.relative_to(site)}: loads {url}")
    links = {path: page.links for path, page in pages.items()}
    # The navigation and the search have their links in scripts, except navtreeindex*.js, whose keys
    # are not links.
    scripts = {*site.glob("*.js"), *site.glob("search/*.js")} - {*site.glob("navtreeindex*.js")}
    for path in scripts:
        text = path.read_text(encoding="utf-8")
        links[path] = set(re.findall(r"""['"]((?:\.\./)?[\w.-]+\.html(?:#[\w.:~-]+)?)['"]""", text))
    for path, of_page in links.items():
        for link in of_page:
            count += 1
            name = path.relative_to(site)
            if re.match(r"(https?:)?//", link):
                if path in pages and link in pages[path].loaded:
                    faults.add(f"{name}: loads {link}")
                continue
            if re.match(r"(mailto|javascript|data):", link):
                continue
            target, _, anchor = link.partition("#")
            base = path.parent if path.suffix == ".html" or target.startswith("..") else site
            to = (base / unquote(target)).resolve() if target else path
            if not to.exists():
                faults.add(f"{name}: no file for the link {link}")
            elif anchor and to in pages and unquote(anchor) not in pages[to].anchors:
                faults.add(f"{name}: no anchor for the link {link}")
    for fault in sorted(faults):
        print(fault, file=sys.stderr)
    if count < 1000:
        sys.exit(f"only {count} links were found")
    print(f"{count} links of {len(pages)} pages checked")
    sys.exit(1 if faults else 0)


main()
