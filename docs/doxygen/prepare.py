#!/usr/bin/env python3
# SPDX-License-Identifier: BSL-1.0
"""Writes what Doxygen reads into a folder: headers, pages, examples and the layout.

Usage, in the project's folder: prepare.py FOLDER
"""
import re
import sys
from pathlib import Path

import headers
import pages

work = Path(sys.argv[1])


def write(path, text):
    path = work / path
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def topic(path):
    """The topic of a header: its folder in include/assay, or the folder whose headers it includes."""
    name = path.relative_to("include/assay").parts[0].removesuffix(".hpp")
    return name if Path("include/assay", name).is_dir() else None


def write_headers(links):
    for path in sorted(Path("include/assay").rglob("*.hpp")):
        if "detail" not in path.parts:
            text = path.read_text(encoding="utf-8")
            write(path, headers.for_doxygen(text, topic(path), links.get(topic(path), {})))


def find_pages():
    """The project's pages: README.md, those of docs, and each that one of them has a link to."""
    found = {}
    todo = ["README.md", *sorted(str(p) for p in Path("docs").rglob("*.md"))]
    while todo:
        path = todo.pop(0)
        if path in found:
            continue
        found[path] = pages.Page(path)
        for target in found[path].links():
            folder_page = f"{target}/README.md"
            todo += [t for t in (target, folder_page) if t.endswith(".md") and Path(t).is_file()]
    return found


def in_reading_order(paths, index):
    """The paths in the order of the links on the index page, followed by paths without a link."""
    order = list(index.links()) if index else []
    return sorted(paths, key=lambda p: (order.index(p) if p in order else len(order), p))


def tab(title, url, inside=()):
    attributes = f'title="{escaped_xml(title)}" url="{url}"'
    if not inside:
        return f'<tab type="user" visible="yes" {attributes}/>'
    return "\n".join([f'<tab type="usergroup" visible="yes" {attributes}>', *inside, "</tab>"])


def escaped_xml(text):
    return text.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")


def page_tab(page, title=None):
    return tab(title or short(page.title), f"{page.id}.html")


def short(title):
    """The part of a title that the navigation shows."""
    return title.split(":")[0]


def layout(found):
    """The navigation: the guide, the systems' objects, the API by topic, examples, other pages."""
    def under(prefix):
        return [p for p in found if p.startswith(prefix)]

    index = found.get("docs/guide/README.md")
    chapters = in_reading_order([p for p in under("docs/guide") if found[p] is not index], index)
    objects = found["docs/reference/README.md"]
    systems = {}
    for path in in_reading_order(under("docs/reference/"), objects):
        if found[path] is not objects:
            systems.setdefault(Path(path).stem.split(".")[0], []).append(found[path])
    system_tabs = []
    for system, of_system in systems.items():
        about = found.get(f"docs/{system}.md")
        inside = [page_tab(p, p.title.removeprefix(f"{system}.")) for p in of_system]
        title = short(about.title) if about else system
        system_tabs.append(tab(title, f"{(about or of_system[0]).id}.html", inside))
    placed = {"README.md", *under("docs/guide"), *under("docs/reference/"),
              *(f"docs/{system}.md" for system in systems)}
    others = sorted((p for path, p in found.items() if path not in placed), key=lambda p: p.title.lower())
    return "\n".join([
        "<doxygenlayout version=\"1.0\">", "<navindex>",
        '<tab type="mainpage" visible="yes" title="Start"/>',
        tab("Guide", f"{index.id}.html", [page_tab(found[p]) for p in chapters]),
        tab("Objects", f"{objects.id}.html", system_tabs),
        '<tab type="modules" visible="yes" title="API by topic" intro="The C++ names, by topic."/>',
        '<tab type="usergroup" visible="yes" title="API by name">',
        '<tab type="classlist" visible="yes" title="Classes" intro="Every class and struct."/>',
        '<tab type="namespacelist" visible="yes" title="Namespaces" intro="Every namespace."/>',
        '<tab type="namespacemembers" visible="yes" title="Functions, types and constants" intro=""/>',
        '<tab type="filelist" visible="yes" title="Headers" intro="Every public header."/>',
        "</tab>",
        '<tab type="examples" visible="yes" title="Examples" '
        'intro="Complete programs, compiled and run by the tests."/>',
        tab("Further pages", f"{others[0].id}.html", [page_tab(p) for p in others]) if others else "",
        "</navindex>", "</doxygenlayout>", ""])


def first_comment(text):
    """The comment at the start of an example, after the license."""
    m = re.match(r"(?://.*\n)\n?((?://.*\n)+)", text)
    return re.sub(r"^// ?", "", m[1], flags=re.M).strip() if m else ""


def write_examples():
    """One page for each program; Doxygen makes the links from the names that it uses."""
    out = []
    for path in sorted(Path("examples").rglob("*.cpp")):
        if path.parts[1] in ("cli", "gateway"):
            continue  # programs of many files
        text = path.read_text(encoding="utf-8")
        name = str(path.relative_to("examples"))
        write(f"examples/{name}", text)
        out.append(f"/** @example {name}\n{headers.escaped(first_comment(text))} */\n")
    write("pages/examples.dox", "".join(out))


def object_links(found):
    """{system: {struct: links to the pages of the objects that the struct is, or is a part of}}."""
    links = {}

    def add(system, struct, link):
        links.setdefault(system, {}).setdefault(struct, []).append(link)

    of_objects = {path: page for path, page in found.items() if path.startswith("docs/reference/")}
    for page in of_objects.values():
        if m := re.search(r"In C\+\+ <code>assay::(\w+)::(\w+)", page.html):
            add(m[1], m[2], f'@ref {page.id} "{page.title}"')
    for path in sorted(Path("include/assay").rglob("*.hpp")):
        for struct, title in headers.titles(path.read_text(encoding="utf-8")):
            for of, page in of_objects.items():
                if of.startswith(f"docs/reference/{path.parts[2]}.") and f"<h2>{title}</h2>" in page.html:
                    link = f'@ref {page.anchor(pages.slug(title))} "{title} in {page.title}"'
                    add(path.parts[2], struct, link)
    return {system: {struct: ", ".join(found) for struct, found in of.items()}
            for system, of in links.items()}


def main():
    found = find_pages()
    write_headers(object_links(found))
    (work / "pages").mkdir(parents=True, exist_ok=True)
    for page in found.values():
        page.write(work / "pages", found)
    write("layout.xml", layout(found))
    write_examples()
    write("pages/topics.dox", Path("docs/doxygen/topics.dox").read_text(encoding="utf-8"))


main()
