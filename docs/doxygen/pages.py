# SPDX-License-Identifier: BSL-1.0
"""Markdown pages as Doxygen reads them: cmark-gfm renders them as GitHub does, since Doxygen's own
Markdown differs; headings and C++ code remain Doxygen's."""
import html
import os
import re
import subprocess
from pathlib import Path

SECTIONS = {2: "section", 3: "subsection", 4: "subsubsection", 5: "paragraph", 6: "paragraph"}
BLOCK = re.compile(
    r'<h([1-6])>(.*?)</h\1>\n|<pre><code class="language-cpp">(.*?)</code></pre>\n', re.S)


def page_id(path):
    """The id of a page: "reference-promptetheus-event" of docs/reference/promptetheus.event.md."""
    parts = list(Path(path).with_suffix("").parts)
    if parts == ["README"]:
        return "index"
    if parts[0] == "docs":
        parts = parts[1:]
    if parts[-1] == "README" and len(parts) > 1:
        parts = parts[:-1]
    name = re.sub(r"[^a-z0-9]+", "-", "-".join(parts).lower()).strip("-")
    taken = ("files", "classes", "namespaces", "modules", "examples")  # by Doxygen
    return f"about-{name}" if name in taken else name


def plain(markup):
    """The text of HTML."""
    return html.unescape(re.sub(r"<[^>]*>", "", markup)).strip()


def slug(title):
    """The anchor that GitHub gives a heading."""
    return re.sub(r"[^\w -]", "", title.lower()).replace(" ", "-")


def escaped(text):
    """Text that Doxygen shows unchanged."""
    return re.sub(r"([\\@<>#%&$\"])", r"\\\1", text)


class Page:
    """One Markdown page; `path` is relative to the project."""

    def __init__(self, path):
        self.path = path
        self.id = page_id(path)
        command = ["cmark-gfm", "--unsafe", "-e", "table", "-e", "strikethrough", "-e", "autolink", path]
        text = subprocess.run(command, check=True, capture_output=True, text=True).stdout
        self.html = re.sub(r"<!--.*?-->\n?", "", text, flags=re.S).lstrip()
        heading = re.search(r"<h1>(.*?)</h1>", self.html, re.S)
        self.title = plain(heading[1]) if heading else Path(path).stem
        self.html = re.sub(r"<h1>.*?</h1>\n", "", self.html, count=1, flags=re.S)
        self.html = self.html.replace("<table>", '<table class="of-page">')  # see assay.css

    def links(self):
        """The paths of the project that the page has links to."""
        for target in re.findall(r'(?:href|src)="([^"#]+)', self.html):
            if not re.match(r"[a-z]+:", target):
                yield resolved(self.path, target)

    def anchor(self, heading):
        return f"{self.id}--{heading}"

    def write(self, folder, pages):
        """Writes the page and its parts, which it includes, into the folder."""
        out = ["@mainpage" if self.id == "index" else f"@page {self.id} {escaped(self.title)}"]
        if self.id != "index" and len(re.findall(r"<h2>", self.html)) > 2:
            out.append("@tableofcontents")
        seen = {}
        count = 0

        def part(text, suffix):
            nonlocal count
            count += 1
            name = f"part-{self.id}-{count}.{suffix}"
            (folder / name).write_text(text, encoding="utf-8")
            return name

        def show(markup):
            if markup.strip():
                out.append(f"@htmlinclude {part(linked(self, markup, pages), 'html')}")

        done = 0
        for m in BLOCK.finditer(self.html):
            if is_nested(self.html[done:m.start()]):
                continue  # in a list or a table: it stays as it is
            show(self.html[done:m.start()])
            done = m.end()
            if m[1]:
                heading = slug(plain(m[2]))
                seen[heading] = seen.get(heading, -1) + 1
                heading += f"-{seen[heading]}" if seen[heading] else ""
                kind = SECTIONS.get(int(m[1]), "section")
                if self.id == "index":  # sections would be in the navigation, before the other pages
                    show(f'<h1 id="{self.anchor(heading)}">{m[2]}</h1>')
                    continue
                out.append(f"@{kind} {self.anchor(heading)} {escaped(plain(m[2]))}")
            else:
                out.append(f"@include {part(html.unescape(m[3]), 'cpp')}")
        show(self.html[done:])
        text = "/**\n" + "\n\n".join(out) + "\n*/\n"
        (folder / f"{self.id}.dox").write_text(text, encoding="utf-8")


def is_nested(markup):
    """Whether a list, quotation or table is open at the end of the markup."""
    return any(markup.count(f"<{tag}") > markup.count(f"</{tag}")
               for tag in ("ul", "ol", "blockquote", "table"))


def resolved(page, target):
    """The path in the project that a page's link leads to."""
    return os.path.normpath(os.path.join(os.path.dirname(page), target))


def linked(page, markup, pages):
    """The markup with links that lead to pages of the site; those to other files of the project
    become "project:PATH", which finish.py resolves."""

    def replace(m):
        attribute, target, anchor = m[1], m[2], m[3] or ""
        if re.match(r"[a-z]+:", target):
            return m[0]
        path = resolved(page.path, target) if target else page.path
        to = pages.get(path) or pages.get(os.path.join(path, "README.md"))
        if to is None:
            return f'{attribute}="project:{path}"'
        name = "index" if to.id == "index" else to.id
        return f'{attribute}="{name}.html{"#" + to.anchor(anchor[1:]) if anchor else ""}"'

    markup = re.sub(r'(href|src)="([^"#]*)(#[^"]*)?"', replace, markup)
    code = r"<pre><code[^>]*>(.*?)</code></pre>"
    return re.sub(code, r'<pre class="fragment">\1</pre>', markup, flags=re.S)
