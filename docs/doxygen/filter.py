#!/usr/bin/env python3
# SPDX-License-Identifier: BSL-1.0
"""Prints a header as Doxygen reads it: the same lines, without the parts that are not for readers.

Removes namespaces `detail`, the rules of wire objects, BOOST_DESCRIBE_* and constraints, and gives
each described member the sentence that its `field` in `rules_of` has. Lines keep their numbers.
"""
import re
import sys

# A comment, a string (raw or not) or a character: brackets in them do not count.
OPAQUE = re.compile(
    r'//[^\n]*|/\*.*?\*/|R"(\w*)\(.*?\)\1"|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])+\'', re.S)
STRING = r'"(?:\\.|[^"\\])*"'
CLOSING = {"(": ")", "{": "}"}


def hide_opaque(text):
    """The text with every comment, string and character blank, so that positions agree."""
    hidden = lambda m: re.sub(r"[^\n]", " ", m[0])
    return OPAQUE.sub(lambda m: m[0] if is_separator(text, m) else hidden(m), text)


def is_separator(text, match):
    """Whether the "character" is between the digit separators of a number, such as 20'480."""
    return match[0][0] == "'" and text[match.start() - 1].isalnum()


def end_of(hidden, start):
    """The place after the bracket that closes the one at `start`."""
    depth = 0
    for i in range(start, len(hidden)):
        if hidden[i] == hidden[start]:
            depth += 1
        elif hidden[i] == CLOSING[hidden[start]]:
            depth -= 1
            if depth == 0:
                return i + 1
    return len(hidden)


class Header:
    def __init__(self, text):
        self.text = text
        self.hidden = hide_opaque(text)

    def blank(self, start, end):
        lines = "\n" * self.text.count("\n", start, end)
        pad = end - start - len(lines)
        blank = re.sub(r"[^\n]", " ", self.text[start:end])
        assert len(blank) == len(lines) + pad
        self.text = self.text[:start] + blank + self.text[end:]
        self.hidden = self.hidden[:start] + blank + self.hidden[end:]

    def blank_each(self, pattern, end_of_match):
        for m in list(re.finditer(pattern, self.hidden, re.M)):
            if self.hidden[m.start():m.end()] == m[0]:  # not part of one that is blank now
                self.blank(m.start(), end_of_match(m))


def sentences(header):
    """Takes the rules out of the header, and returns {(struct, member): sentence}."""
    found = {}

    def take(m):
        end = end_of(header.hidden, header.hidden.index("{", m.end()))
        body = header.text[m.start():end]
        for f in re.finditer(rf"\bfield<&\w+::(\w+)>\(\s*((?:{STRING}\s*)+)", body):
            parts = re.findall(STRING, f[2])
            strings = [s for s in parts]
            # The member's name in JSON may come first: field<&T::seq>("seq", "...") has two arguments.
            sentence = "".join(s[1:-1] for s in strings)
            found[m[1], f[1]] = sentence.replace('\\"', '"').replace("\\\\", "\\")
        for f in re.finditer(rf"\btag<&\w+::(\w+)>\(\s*({STRING})\s*,\s*((?:{STRING}\s*)+)", body):
            name = f[2][1:-1]
            about = "".join(s[1:-1] for s in re.findall(STRING, f[3]))
            found.setdefault((m[1], f[1]), f"{about} The member `{name}` names the alternative.")
        return end

    header.blank_each(r"^template <[^>]*>\n(?:consteval|constexpr) auto rules_of\(\s*const (?!T\*)"
                      r"(\w+)(?:<[^>]*>)?\s*\*\)", take)
    header.blank_each(r"^(?:consteval|constexpr) auto rules_of\(\s*const (?!T\*)(\w+)\s*\*\)", take)
    return found


def escaped(sentence):
    """The sentence as Doxygen shows it unchanged."""
    parts = re.split(r"(`[^`]*`)", sentence)
    return "".join(p if p.startswith("`") else re.sub(r"([\\@<>#%])", r"\\\1", p) for p in parts)


def add_sentences(header, found):
    """Puts the sentences after the declarations of the members that have no comment yet."""
    additions = []
    for m in re.finditer(r"^(?:struct|class) (\w+)[^;{]*\{", header.hidden, re.M):
        about = {member: s for (of, member), s in found.items() if of == m[1]}
        if not about and (m[1], "additional") not in found:
            if "additional_members additional" not in header.text[m.start():]:
                continue
        about.setdefault("additional", "The members that the schema does not name.")
        start, end = m.end(), end_of(header.hidden, m.end() - 1)
        for d in re.finditer(r"(?:(?<=[;}])|^)\s*[\w:][^;(]*?\b(\w+)(?:\{[^;]*\})?;",
                             header.hidden[start:end], re.M):
            place = start + d.end()
            rest = header.text[place:header.text.index("\n", place)]
            if d[1] in about and "///<" not in rest and not has_comment(header.text, start + d.start()):
                additions.append((place, f" ///< {escaped(about[d[1]])}"))
    for place, addition in reversed(additions):
        header.text = header.text[:place] + addition + header.text[place:]


def has_comment(text, place):
    """Whether a `///` line is right before the declaration at `place`."""
    before = text[:place].rstrip().rsplit("\n", 1)[-1]
    return before.lstrip().startswith("///")


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        header = Header(file.read())
    after_block = lambda m: end_of(header.hidden, header.hidden.index("{", m.start()))
    after_call = lambda m: end_of(header.hidden, m.end() - 1)
    header.blank_each(r"^namespace (?:\w+::)*detail(?:::\w+)* \{", after_block)
    header.blank_each(r"\bBOOST_DESCRIBE_\w+\(", after_call)
    header.blank_each(r"\brequires\s*\(", after_call)
    header.blank_each(r"\[\[\w+(::\w+)?\]\]", lambda m: m.end())
    header.blank_each(r"^ *friend [^;{]*operator\S+\([^;{]*= default;", lambda m: m.end())
    found = sentences(header)
    text_before = header.text
    add_sentences(header, found)
    text = header.text
    # A comment before the includes is about the file; the blank line before it has room to say so.
    text = re.sub(r"(#pragma once\n)(\n(?:///.*\n)+\n#include)", r"\1/// @file\2", text)
    assert text.count("\n") == text_before.count("\n")
    sys.stdout.write(text)


main()
