#!/usr/bin/env python3
# SPDX-License-Identifier: BSL-1.0
"""Prints the public names that have no documentation, one per line: FILE:LINE: NAME.

Usage: undocumented.py XML_FOLDER [HEADERS], where Doxygen put its XML, and the headers' folder.
Fails if there are any.

These need none: defaulted and deleted functions, default constructors, destructors and operators;
overloads of a function of the same scope that is documented; specializations of a template; the
types that the standard library expects of an iterator; members of private classes.
"""
import re
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

KINDS = {"class", "struct", "union", "namespace", "concept"}
ITERATOR_TYPES = {"iterator_concept", "iterator_category", "difference_type", "value_type",
                  "reference", "pointer"}


def has_documentation(definition):
    return any("".join(part.itertext()).strip()
               for name in ("briefdescription", "detaileddescription", "inbodydescription")
               if (part := definition.find(name)) is not None)


def needs_none(member, name, owner):
    arguments = member.findtext("argsstring", "").replace(" ", "")
    own_name = owner.rsplit("::", 1)[-1]
    return (arguments.endswith(("=default", "=delete")) or name.startswith(("operator", "~"))
            or member.get("kind") == "friend" or name in ITERATOR_TYPES
            or name == own_name and member.find("param") is None)


def compounds(folder):
    """The names of public classes, concepts and namespaces, and their definitions."""
    private = []
    for entry in ET.parse(folder / "index.xml").getroot().findall("compound"):
        if entry.get("kind") not in KINDS:
            continue
        compound = ET.parse(folder / f"{entry.get('refid')}.xml").getroot().find("compounddef")
        name = compound.findtext("compoundname")
        if compound.get("prot", "public") != "public":
            private.append(name + "::")
        elif "<" not in name and not name.startswith(tuple(private)):
            yield name, compound


def undocumented(folder):
    """Pairs of a name and, before it, the definition that states its file and line."""
    for owner, compound in compounds(folder):
        if compound.get("kind") != "namespace" and not has_documentation(compound):
            yield compound, owner
        documented = set()
        for member in compound.findall("sectiondef/memberdef"):
            name = member.findtext("name")
            if member.get("prot") != "public":
                continue
            if has_documentation(member):
                documented.add(name)
            elif name not in documented and not needs_none(member, name, owner):
                yield member, f"{owner}::{name}"
            for value in member.findall("enumvalue"):
                if not has_documentation(value):
                    yield member, f"{owner}::{name}::{value.findtext('name')}"


def place(definition, name, headers):
    location = definition.find("location")
    path, line = location.get("file"), int(location.get("line"))
    path = headers / path.removeprefix("include/")
    if definition.get("kind") == "enum":  # Doxygen does not state the lines of enumerators
        lines = path.read_text(encoding="utf-8").splitlines()
        word = re.compile(rf"\b{name.rsplit('::', 1)[-1]}\b")
        line += next((i for i, text in enumerate(lines[line - 1:])
                      if word.search(text.split("//")[0])), 0)
    return str(path), line


def main():
    headers = Path(sys.argv[2] if len(sys.argv) > 2 else "include")
    lines = sorted({(*place(definition, name, headers), name)
                    for definition, name in undocumented(Path(sys.argv[1]))})
    for path, line, name in lines:
        print(f"{path}:{line}: {name}")
    sys.exit(1 if lines else 0)


main()
