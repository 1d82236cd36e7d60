#!/usr/bin/env python3
# SPDX-License-Identifier: BSL-1.0
"""Finishes the site that Doxygen wrote: resolves links to files of the project, and makes links of
the C++ names in its pages.

Usage, in the project's folder: finish.py SITE XML_FOLDER
"""
import re
import shutil
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

site, xml = Path(sys.argv[1]), Path(sys.argv[2])


def address(refid):
    """The address of the item that has the id in Doxygen's XML."""
    if (site / f"{refid}.html").exists():
        return f"{refid}.html"
    page, _, anchor = refid.rpartition("_1")
    return f"{page}.html#{anchor}"


def read_index():
    """The addresses of C++ names, and of the project's files that have a page."""
    names, files = {}, {}
    for compound in ET.parse(xml / "index.xml").getroot().findall("compound"):
        kind, name, refid = compound.get("kind"), compound.findtext("name"), compound.get("refid")
        if kind == "file":
            definition = ET.parse(xml / f"{refid}.xml").getroot().find("compounddef/location")
            files[definition.get("file")] = address(refid)
        elif kind == "example":
            files[f"examples/{name}"] = f"{refid}.html"
        elif kind in ("class", "struct", "namespace", "concept"):
            names[name] = address(refid)
            for member in compound.findall("member"):
                full = f"{name}::{member.findtext('name')}"
                # Overloads share a name, but each has its own address.
                names.setdefault(full if full not in names else f"{full} {member.get('refid')}",
                                 address(member.get("refid")))
    return names, files


def file_link(m, files):
    """The attribute with a link to the page about the file, or to a copy of the file if there is no
    page. Nothing for a folder."""
    attribute, path = m[1], m[2]
    if path not in files and Path(path).is_file():
        files[path] = f"files/{path}"
        target = site / files[path]
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target)
    return f'{attribute}="{files[path]}"' if path in files else ""


def name_link(m, names):
    name = re.sub(r"&lt;.*|\(.*", "", m[1]).strip()
    name = name if name.startswith("assay::") else f"assay::{name}"
    return f'<a class="code-name" href="{names[name]}">{m[0]}</a>' if name in names else m[0]


def navigation_link(m, pages_of):
    """A link of the navigation to the page that describes the name; Doxygen's leads to the header."""
    return f'"{pages_of.get(m[2], m[1])}.html#{m[2]}"'


def remove_sources():
    """Removes the pages and search results that Doxygen makes about its input files *.dox."""
    for path in site.glob("*_8dox.html"):
        path.unlink()
    for path in site.glob("search/*.js"):
        text = path.read_text(encoding="utf-8")
        path.write_text(re.sub(r"^.*_8dox\.html'.*\n", "", text, flags=re.M), encoding="utf-8")


def main():
    remove_sources()
    names, files = read_index()
    pages_of = {a.split("#")[1]: a.split(".html")[0] for a in names.values() if "#" in a}
    for path in site.glob("*_8hpp.js"):
        text = path.read_text(encoding="utf-8")
        path.write_text(re.sub(r'"([^"#]*)\.html#(\w+)"', lambda m: navigation_link(m, pages_of), text),
                        encoding="utf-8")
    for path in site.glob("*.html"):
        text = before = path.read_text(encoding="utf-8")
        text = re.sub(r'\b(href|src)="project:([^"]*)"', lambda m: file_link(m, files), text)
        code = r"(?<!>)<code>((?:\w+::)+[^<]*)</code>(?!</a>)"
        text = re.sub(code, lambda m: name_link(m, names), text)
        if 'id="nested-classes"' not in text and 'name="nested-classes"' not in text:
            text = re.sub(r'<a href="#nested-classes">Classes</a>( \||)', "", text)  # only private ones
        if text != before:
            path.write_text(text, encoding="utf-8")


main()
