# SPDX-License-Identifier: BSL-1.0
"""Headers as Doxygen reads them: the same lines, without the parts that are not for readers.

Removes namespaces `detail`, the rules of wire objects, BOOST_DESCRIBE_* and constraints, and gives
each described member the sentence that its `field` in `rules_of` has. Lines keep their numbers.
"""
import re

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
        blank = re.sub(r"[^\n]", " ", self.text[start:end])
        self.text = self.text[:start] + blank + self.text[end:]
        self.hidden = self.hidden[:start] + blank + self.hidden[end:]

    def blank_each(self, pattern, end_of_match):
        for m in list(re.finditer(pattern, self.hidden, re.M)):
            if self.hidden[m.start():m.end()] == m[0]:  # not inside a part that is blank already
                self.blank(m.start(), end_of_match(m))


def mark_summaries(text):
    """The text with @brief and @details around the first sentence of each `///` comment: Doxygen's
    own rule takes a dot within code, as in `a.<b>`, for its end."""

    def mark(m):
        if m[2].startswith("@"):
            return m[0]
        paragraph = re.split(r"\n *///\n", m[2])[0]
        hidden = re.sub(r"`[^`]*`", lambda code: "X" * len(code[0]), paragraph)
        end = re.search(r"[.?!]\)?(?=\s+(?:/// )?[A-Z(\"'0-9])", hidden)
        at = end.end() if end else len(m[2])
        return f"{m[1]}@brief {m[2][:at]}{' @details' if end else ''}{m[2][at:]}"

    return re.sub(r"^( *///(?!<) )(.*\n(?: *///(?!<).*\n)*)", mark, text, flags=re.M)


def value_of(literals):
    """The value of adjacent string literals."""
    value = "".join(literal[1:-1] for literal in re.findall(STRING, literals))
    return re.sub(r"\\(.)", r"\1", value)


def sentences(header):
    """Takes the rules out of the header, and returns {(struct, member): sentence}."""
    found = {}

    def take(m):
        end = end_of(header.hidden, header.hidden.index("{", m.end()))
        body = header.text[m.start():end]
        for f in re.finditer(rf"\bfield<&\w+::(\w+)>\(\s*((?:{STRING}\s*)+)", body):
            found[m[1], f[1]] = value_of(f[2])
        for f in re.finditer(rf"\btag<&\w+::(\w+)>\(\s*({STRING})\s*,\s*((?:{STRING}\s*)+)", body):
            about = f"{value_of(f[3])} The member `{value_of(f[2])}` names the alternative."
            found.setdefault((m[1], f[1]), about)
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
        for d in re.finditer(r"(?:(?<=[;}])|^)\s*[\w:][^;]*?\b(\w+)(?:\{[^;]*\})?;",
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


def spell_out_enums(text):
    """The text with the enums of BOOST_DEFINE_* written as enums. Each enumerator has the sentence
    that ends its row in the header's table; without a table, its name as text."""

    def sentence(enum, value):
        row = re.search(rf"\{{{enum}::{value},((?:[^}}\"]|{STRING})*)\}}", text)
        texts = re.findall(rf"(?:{STRING}\s*)+", row[1]) if row else []
        return value_of(texts[-1]) if texts else f'"{value}".'

    def spell_out(m):
        def enumerator(e):
            return f"{e[1]}{e[2]} /**< {escaped(sentence(m[1], e[1]))} */" if e[1] else e[0]

        enumerators = re.sub(r"//.*|(\w+)(,?)", enumerator, m[3])
        return f"enum class {m[1]}{' : ' + m[2] if m[2] else ''} {{{enumerators}}};"

    pattern = r"BOOST_DEFINE_(?:FIXED_)?ENUM_CLASS\((\w+),(?:\s*(std::\w+),)?([^)]*)\)"
    return re.sub(pattern, spell_out, text)


def add_links(header, links):
    """Puts links to the pages of objects at the end of the comments of their structs."""
    for name, link in links.items():
        declaration = rf"^(///.*)(?=\n(?:template <.*>\n)*(?:struct {name} \{{|using {name} = ))"
        header.text = re.sub(declaration, lambda m: f"{m[1]} @see {link}", header.text, flags=re.M)


def add_topic(header, topic):
    """Puts the contents of the header's namespaces into the group of that name."""
    opening = r"^(namespace assay(?:::\w+)* \{)( *)\n(.*?)^(\} // namespace assay)"
    header.text = re.sub(opening, rf"\1 /** @addtogroup {topic}\n@{{ */\3/** @}} */ \4", header.text,
                         flags=re.M | re.S)


def for_doxygen(text, topic=None, links={}):
    """The text of a header as Doxygen is to read it; the lines keep their numbers.

    `links`: the links to the pages of objects, by the names of structs.
    """
    header = Header(spell_out_enums(mark_summaries(text)))
    after_block = lambda m: end_of(header.hidden, header.hidden.index("{", m.start()))
    after_call = lambda m: end_of(header.hidden, m.end() - 1)
    header.blank_each(r"^namespace (?:\w+::)*detail(?:::\w+)* \{", after_block)
    header.blank_each(r"^namespace (?!assay\b)[\w:]+ \{\s*using [\w:]+;\s*\}", lambda m: m.end())
    at_top = lambda m: header.hidden.count("{", 0, m.start()) == header.hidden.count("}", 0, m.start())
    header.blank_each(r"^namespace (?!assay\b)[\w:]+ \{",  # in other libraries
                      lambda m: after_block(m) if at_top(m) else m.start())
    header.blank_each(r"^ *friend (?:struct |class )?(?:\w+::)*detail::[^;]*;", lambda m: m.end())
    header.blank_each(r"^ *struct \{(?=[^{}]*\} \w+_;)", after_block)  # private members
    header.blank_each(r"\bBOOST_DESCRIBE_\w+\(", after_call)
    header.blank_each(r"^ *template <detail::[^>]*>\s[^;{]*= delete;", lambda m: m.end())
    header.blank_each(r"^template <[^>]*>\n(?:struct|class) \w+::[\w:]+<[^{;]*\{",  # of other libraries
                      lambda m: end_of(header.hidden, m.end() - 1) + 1)
    header.blank_each(r"\brequires\s*\(", after_call)
    header.blank_each(r"\[\[\w+(::\w+)?\]\]", lambda m: m.end())
    header.blank_each(r"^ *friend [^;{]*operator\S+\([^;{]*= default;", lambda m: m.end())
    add_sentences(header, sentences(header))
    add_links(header, links)
    if topic:
        add_topic(header, topic)
    # A comment with blank lines around it describes the file. `@file` goes into the blank line
    # before it, so that the number of lines stays the same.
    result = re.sub(r"(?<=\n)(\n(?:///.*\n)+\n(?=#include|namespace))", r"/// @file\1", header.text)
    assert result.count("\n") == text.count("\n")
    return result


def titles(text):
    """Pairs of a struct and the title that its rules give it."""
    rules = rf"\brules_of\(\s*const (\w+)(?:<[^>]*>)?\s*\*\)[^;]*?described_as\(\s*({STRING})"
    return [(m[1], value_of(m[2])) for m in re.finditer(rules, text)]
