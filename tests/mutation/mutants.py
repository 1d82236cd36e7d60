# SPDX-License-Identifier: BSL-1.0
"""Finds mutants in the text of a header, and writes the header with all of them.

`assay_mutation` (mutation.hpp) selects the active mutant when the program runs, so one compilation serves for all
mutants of all headers. A statement becomes

    { if (any(7, 9)) { if (is(7)) return a <= b; if (is(8)) return a >= b; return !(a < b); } return a < b; }

and a condition or an initializer becomes a conditional expression in the same way. This program does not know types:
compiling (judge.py) finds the mutants that do not compile, and they are left out.

The text must be formatted by clang-format: a binary operator has a space on both sides, and a template's bracket has
none before it.
"""

import bisect
import re

TOKEN = re.compile(
    r"""(?P<space>\s+|//[^\n]*|/\*.*?\*/)
      |(?P<directive>\#(?:\\\n|[^\n])*)
      |(?P<string>(?:u8|[uUL])?R"(?P<end>[^(]*)\(.*?\)(?P=end)"|(?:u8|[uUL])?"(?:\\.|[^"\\])*")
      |(?P<char>(?:u8|[uUL])?'(?:\\[^']+|\\'|[^'\\])')
      |(?P<number>(?:0[xX][0-9a-fA-F']+|0[bB][01']+|[0-9][0-9']*(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?)[uUlLfFzZ]*)
      |(?P<word>[A-Za-z_]\w*)
      |(?P<punctuator><=>|<<=|>>=|->\*|\.\.\.|::|->|\+\+|--|<<|<=|>=|==|!=|&&|\|\||\+=|-=|\*=|/=|%=|&=|\|=|\^=|.)""",
    re.X | re.S,
)

OPENING = {"(": ")", "[": "]", "{": "}"}

SWAPS = {
    "<": ["<=", ">="],
    ">": [">=", "<="],
    "<=": ["<", ">"],
    ">=": [">", "<"],
    "==": ["!="],
    "!=": ["=="],
    "&&": ["||"],
    "||": ["&&"],
    "+": ["-"],
    "-": ["+"],
    "*": ["/"],
    "/": ["*"],
    "%": ["/"],
    "&": ["|"],
    "|": ["&"],
    "^": ["|"],
    "<<": [">>"],
    ">>": ["<<"],
    "++": ["--"],
    "--": ["++"],
    "+=": ["-="],
    "-=": ["+="],
    "*=": ["+="],
    "/=": ["*="],
    "%=": ["/="],
    "&=": ["|="],
    "|=": ["&="],
    "^=": ["|="],
    "<<=": [">>="],
    ">>=": ["<<="],
}
SPACED = set(SWAPS) - {"++", "--"}  # between spaces these are operators, and nothing else is


class Token:
    __slots__ = ("kind", "text", "begin", "end", "spaced")

    def __init__(self, kind, text, begin, spaced):
        self.kind, self.text, self.begin, self.end, self.spaced = (
            kind,
            text,
            begin,
            begin + len(text),
            spaced,
        )

    def __repr__(self):
        return self.text


def tokens_of(text):
    out, spaced = [], True
    for m in TOKEN.finditer(text):
        kind = m.lastgroup if m.lastgroup != "end" else "string"
        if kind in ("space", "directive"):
            spaced = True
            continue
        out.append(Token(kind, m.group(), m.start(), spaced))
        spaced = False
    return out


class Mutant:
    """One change of a header: `edits` of its text, active if `id` is selected."""

    __slots__ = (
        "id",
        "header",
        "line",
        "source",
        "change",
        "nth",
        "at_compile_time",
        "in_constexpr",
        "texts",
        "region",
    )

    def key(self):
        nth = "" if self.nth == 1 else f" #{self.nth}"
        return f"{self.header} | {self.source} | {self.change}{nth}"


class Region:
    """A part of the text that is repeated for each of its mutants. form: condition, value, effect or statement."""

    __slots__ = ("begin", "end", "form", "edits", "mutants", "at_compile_time", "in_constexpr")

    def __init__(self, begin, end, form, at_compile_time, in_constexpr):
        self.begin, self.end, self.form = begin, end, form
        self.at_compile_time, self.in_constexpr = at_compile_time, in_constexpr
        self.edits, self.mutants = [], []


class Header:
    """The tokens of a header, divided into regions."""

    def __init__(self, path, text):
        self.path, self.text, self.tokens = path, text, tokens_of(text)
        self.lines = [0] + [m.end() for m in re.finditer("\n", text)]
        self.match = self.find_matches()
        self.regions = []
        self.declarations(0, len(self.tokens))

    # --- brackets ---

    def find_matches(self):
        match, stack = {}, []
        tokens = self.tokens
        for i, t in enumerate(tokens):
            if t.kind != "punctuator":
                continue
            before = tokens[i - 1] if i > 0 else None
            if t.text in OPENING:
                stack.append((t.text, i))
            elif t.text == "<" and before is not None and before.text != "operator":
                if before.text == "template" or (
                    not t.spaced and (before.kind == "word" or before.text == "]")
                ):
                    stack.append(("<", i))
            elif t.text in ")]}":
                while stack and stack[-1][0] == "<":
                    stack.pop()
                match[stack[-1][1]] = i
                match[i] = stack.pop()[1]
            elif t.text == ">" and stack and stack[-1][0] == "<" and not t.spaced:
                match[stack[-1][1]] = i
                match[i] = stack.pop()[1]
        return match

    def skip(self, i):
        """Returns the token after i, or after the closing bracket if i opens one."""
        j = self.match.get(i, -1)
        return j + 1 if j > i else i + 1

    def find(self, i, end, *texts):
        """Returns the first of these tokens from i on that is outside of brackets."""
        while i < end and self.tokens[i].text not in texts:
            i = self.skip(i)
        return min(i, end)

    # --- declarations ---

    def declarations(self, i, end):
        while i < end:
            i = self.declaration(i, end)

    def declaration(self, begin, end):
        """Reads one declaration in a namespace or a class; returns the position after it."""
        tokens, i = self.tokens, begin
        if tokens[i].text in ("public", "private", "protected") and tokens[i + 1].text == ":":
            return i + 2
        if tokens[i].text in ("}", ";"):
            return i + 1
        while i < end and tokens[i].text == "template":
            i = self.skip(i + 1)
            if i < end and tokens[i].text == "requires":
                i = self.after_requires(i + 1)
        head = i
        words = []
        initializer = None  # the initializer of a variable
        parameters = None
        initializes = False
        while i < end:
            t = tokens[i]
            if t.text == ";":
                if initializer is not None:
                    self.declarators(initializer - 2, i, "constexpr" in words)
                return i + 1
            if t.text == "operator":
                i += 3 if tokens[i + 1].text == "(" else 1
                while tokens[i].text != "(":
                    i += 1
                words.append("operator")
                continue
            if t.text in ("static_assert", "using", "typedef", "concept", "friend") and not (
                t.text == "friend" and self.has_body(i, end)
            ):
                return self.find(i, end, ";") + 1
            if t.text == "requires":
                i = self.after_requires(i + 1)
                continue
            if t.text == "=":
                if tokens[i + 1].text in ("default", "delete", "0") and tokens[i + 2].text == ";":
                    return i + 3
                initializer = i + 1
                i = self.find(i, end, ";")
                continue
            if t.text == ":" and parameters is not None:
                initializes = True
            if (
                t.text == "("
                and parameters is None
                and words
                and words[-1] not in ("alignas", "decltype", "explicit")
            ):
                parameters = i
            if t.text == "{":
                kind = self.kind_of_scope(head, i)
                close = self.match[i]
                if kind in ("class", "struct", "union"):
                    self.declarations(i + 1, close)
                    return self.find(close, end, ";") + 1
                if kind == "enum":
                    return self.find(close, end, ";") + 1
                if kind == "namespace":
                    self.declarations(i + 1, close)
                    return close + 1
                is_brace_of_initializer = initializes and (
                    tokens[i - 1].kind == "word" or tokens[i - 1].text == ">"
                )
                if parameters is not None and not is_brace_of_initializer:
                    self.body(head, parameters, i)
                    return close + 1
                i = close + 1
                continue
            if t.kind == "word":
                words.append(t.text)
            i = self.skip(i)
        return end

    def has_body(self, i, end):
        j = self.find(i, end, ";", "{")
        return j < end and self.tokens[j].text == "{"

    def kind_of_scope(self, head, brace):
        i = head
        while i < brace:
            text = self.tokens[i].text
            if text in ("class", "struct", "union", "enum", "namespace"):
                return text
            if text == "(" or text == "=":
                return None
            i = self.skip(i)
        return None

    def after_requires(self, i):
        """Returns the token after a constraint that begins at i: `(...)`, or a concept's name with its arguments."""
        tokens = self.tokens
        while True:
            if tokens[i].text == "(":
                i = self.skip(i)
            else:
                while tokens[i].kind == "word" or tokens[i].text in ("::", "!"):
                    i = self.skip(i)
                    if tokens[i].text == "<" and i in self.match:
                        i = self.skip(i)
                        if tokens[i].text != "::":
                            break
            if tokens[i].text not in ("&&", "||"):
                return i
            i += 1

    def body(self, head, parameters, brace):
        """Reads a function's body, after the initializers of a constructor's members."""
        words = [t.text for t in self.tokens[head:parameters]]
        self.is_consteval = "consteval" in words
        self.is_constexpr = "constexpr" in words
        self.is_bool = "bool" in words
        i = self.find(self.skip(parameters), brace, ":")
        while i < brace:
            if self.tokens[i].text in ("(", "{"):
                self.arguments(i, False)
            i = self.skip(i)
        self.statements(brace + 1, self.match[brace])
        self.is_bool = self.is_consteval = self.is_constexpr = False

    # --- statements ---

    is_consteval = False
    is_constexpr = False
    is_bool = False

    def statements(self, i, end):
        while i < end:
            i = self.statement(i, end)

    def statement(self, i, end):
        tokens = self.tokens
        t = tokens[i]
        if t.text == ";":
            return i + 1
        if t.text == "{":
            self.statements(i + 1, self.match[i])
            return self.match[i] + 1
        if t.text == "[" and tokens[i + 1].text == "[":
            return self.statement(self.skip(i), end)
        if t.text in ("case", "default"):
            return self.find(i, end, ":") + 1
        if t.kind == "word" and tokens[i + 1].text == ":":
            return i + 2
        if t.text in ("else", "do", "try"):
            return self.statement(i + 1, end)
        if t.text in ("if", "while", "switch", "for", "catch"):
            i += 1
            is_constant = tokens[i].text == "constexpr"
            i += is_constant
            if not is_constant and t.text != "catch":
                self.control(t.text, i + 1, self.match[i])
            return self.statement(self.match[i] + 1, end)
        if t.text in ("struct", "class", "enum", "union"):
            return self.declaration(i, end)
        semicolon = self.find(i, end, ";")
        if t.text in ("using", "typedef", "static_assert", "goto", "break", "continue", "friend"):
            if t.text in ("break", "continue"):
                self.region(i, semicolon, "statement")
            return semicolon + 1
        if t.text == "return":
            self.region(i + 1, semicolon, "return")
            return semicolon + 1
        place = self.declared(i, semicolon)
        if place is None:
            self.region(i, semicolon, "statement")
        else:
            self.declarators(place, semicolon, any(x.text == "constexpr" for x in tokens[i:place]))
        return semicolon + 1

    def control(self, what, begin, end):
        """Reads the parentheses of `if`, `while`, `switch` and `for`."""
        first = self.find(begin, end, ";")
        if first == end:
            if what == "for":
                colon = self.find(begin, end, ":")
                self.region(colon + 1, end, "nothing")
            elif self.declared(begin, end) is not None:
                self.declarators(self.declared(begin, end), end, False)
            else:
                self.region(
                    begin,
                    end,
                    "value" if what == "switch" else "if" if what == "if" else "condition",
                )
            return
        place = self.declared(begin, first)
        if place is not None:
            self.declarators(place, first, False)
        second = self.find(first + 1, end, ";")
        if second > first + 1:
            self.region(first + 1, second, "if" if what == "if" else "condition")
        if second + 1 < end:
            self.region(second + 1, end, "effect")

    def declared(self, i, end):
        """Returns the position of the name that a declaration declares; nothing for an expression."""
        tokens = self.tokens
        while i < end and tokens[i].text == "[" and tokens[i + 1].text == "[":
            i = self.skip(i)
        words = 0
        while i < end:
            t = tokens[i]
            if t.text in (
                "const",
                "constexpr",
                "static",
                "auto",
                "unsigned",
                "typename",
                "volatile",
                "decltype",
            ):
                words += 1
                i = self.skip(i + 1) if t.text == "decltype" else i + 1
            elif t.kind == "word":
                if (
                    words > 0
                    and tokens[i + 1].text in ("=", ";", "(", "{", "[", ",")
                    or i + 1 == end
                    and words > 0
                ):
                    return i
                words += 1
                i += 1
                if i < end and i in self.match and tokens[i].text == "<":
                    i = self.skip(i)
                if i < end and tokens[i].text == "::":
                    i += 1
                    words -= 1
            elif (
                t.text in ("*", "&", "&&") and words > 0 and not (t.spaced and tokens[i + 1].spaced)
            ):
                i += 1
            elif t.text == "[" and words > 0 and tokens[i - 1].text in ("auto", "&", "&&"):
                return i  # a structured binding
            elif t.text == "::":
                i += 1
            else:
                return None
        return None

    def declarators(self, i, end, is_constant):
        """Reads the initializers of names that are declared together."""
        tokens = self.tokens
        while i < end:
            comma = self.find(i, end, ",")
            equals = self.find(i, comma, "=")
            if equals < comma:
                self.initializer(equals + 1, comma, is_constant)
            elif i + 1 < comma and tokens[i + 1].text in ("(", "{"):
                self.arguments(i + 1, is_constant)
            i = comma + 1

    def initializer(self, begin, end, is_constant):
        if self.tokens[begin].text == "{":
            self.arguments(begin, is_constant)
        else:
            self.region(begin, end, "value", is_constant)

    def arguments(self, opening, is_constant):
        i, end = opening + 1, self.match[opening]
        while i < end:
            comma = self.find(i, end, ",")
            begin = i
            if self.tokens[i].text == ".":  # a designated initializer
                begin = self.find(i, comma, "=") + 1
            if begin < comma and self.tokens[begin].text != "{":
                self.region(begin, comma, "value", is_constant)
            i = comma + 1

    # --- expressions ---

    def region(self, begin, end, form, is_constant=False):
        """Records the possible changes in the tokens from begin to end."""
        if begin >= end:
            return
        tokens = self.tokens
        r = Region(
            tokens[begin].begin,
            tokens[end - 1].end,
            form,
            is_constant or self.is_consteval,
            self.is_constexpr,
        )
        self.edits_between(begin, end, r, r.at_compile_time)
        whole = self.text[r.begin : r.end]
        if form in ("if", "condition") and not self.is_one_comparison(begin, end):
            r.edits.append((r.begin, r.end, f"!({whole})", "negated", tokens[begin]))
        if form == "if":
            r.edits.append((r.begin, r.end, "false", "never", tokens[begin]))
        if form == "statement" and tokens[begin].text not in ("throw", "delete"):
            r.edits.append((r.begin, r.end, "", "dropped", tokens[begin]))
        if (
            form == "return"
            and self.is_bool
            and not self.is_one_comparison(begin, end)
            and whole not in ("true", "false")
            and end - begin > 1
        ):
            r.edits.append((r.begin, r.end, f"!({whole})", "negated", tokens[begin]))
        if form != "nothing":
            self.regions.append(r)

    def is_one_comparison(self, begin, end):
        """Returns whether another operator gives the same negation."""
        operators = [
            t.text for t in self.tokens[begin:end] if t.spaced and t.text in SPACED | {"?"}
        ]
        if {"&&", "||", "?"} & set(operators):
            return False
        comparisons = [x for x in operators if x in ("<", ">", "<=", ">=", "==", "!=")]
        return len(comparisons) == 1 or not comparisons and self.tokens[begin].text == "!"

    def edits_between(self, i, end, r, is_constant):
        tokens = self.tokens
        while i < end:
            t = tokens[i]
            if t.text == "<" and i in self.match:
                i = self.skip(i)
                continue
            if t.text == "requires":
                i = self.skip(i + 1)
                i = self.skip(i) if i < end and tokens[i].text == "{" else i
                continue
            if (
                t.text in ("sizeof", "decltype", "alignof", "noexcept", "requires")
                and tokens[i + 1].text == "("
            ):
                i = self.skip(i + 1)
                continue
            if t.text == "[" and self.begins_lambda(i):
                i = self.lambda_at(i, end, r, is_constant)
                continue
            self.edit(i, r)
            i += 1

    def begins_lambda(self, i):
        before = self.tokens[i - 1]
        return not (
            before.kind == "word" and before.text != "return" or before.text in (")", "]", ">")
        )

    def lambda_at(self, i, end, r, is_constant):
        """Reads the regions of a lambda's body; returns the position after it."""
        brace = self.find(self.skip(i), end, "{", ",", ")")
        if brace >= end or self.tokens[brace].text != "{":
            return self.skip(i)
        outer = self.is_bool, self.is_consteval
        self.is_bool, self.is_consteval = False, outer[1] or is_constant
        self.statements(brace + 1, self.match[brace])
        self.is_bool, self.is_consteval = outer
        return self.match[brace] + 1

    def edit(self, i, r):
        tokens = self.tokens
        t, after = tokens[i], tokens[i + 1] if i + 1 < len(tokens) else None

        def change(new, what=None, begin=t.begin, end=t.end):
            r.edits.append((begin, end, new, what or f"{t.text} -> {new}", t))

        if t.kind == "number":
            m = re.fullmatch(r"(0[xX][0-9a-fA-F']+|0[bB][01']+|[0-9][0-9']*)([uUlLzZ]*)", t.text)
            if not m:
                return
            digits = m.group(1).replace("'", "")
            value = int(digits, 0) if digits[:2].lower() in ("0x", "0b") else int(digits)
            change(f"{value + 1}{m.group(2)}")
            if value > 0:
                change(f"{value - 1}{m.group(2)}")
        elif t.kind == "char":
            inner = t.text[t.text.index("'") + 1 : -1]
            new = chr(ord(inner) + 1) if len(inner) == 1 else "?"
            change(t.text[: t.text.index("'")] + "'" + ("~" if new in "'\\" else new) + "'")
        elif t.text in ("true", "false"):
            change("false" if t.text == "true" else "true")
        elif t.text in ("++", "--"):
            change(SWAPS[t.text][0])
        elif t.text in SPACED and t.spaced and after is not None and after.spaced:
            for new in SWAPS[t.text]:
                change(new)
        elif t.text in ("!", "~") and not after.spaced:
            change("", f"{t.text} removed")
        elif (
            t.text == ">"
            and t.spaced
            and after is not None
            and after.text == ">"
            and not after.spaced
        ):
            change("<<", ">> -> <<", t.begin, after.end)
        elif t.text == "?":
            j = i - 1
            while tokens[j].begin >= r.begin and tokens[j].text not in (
                "(",
                "{",
                "[",
                ",",
                "return",
                "=",
                "?",
                ":",
                ";",
                "+=",
                "|=",
                "-=",
                "&=",
                "<<",
            ):
                j = min(self.match.get(j, j), j) - 1
            first = tokens[j + 1]
            condition = self.text[first.begin : tokens[i - 1].end]
            r.edits.append((first.begin, tokens[i - 1].end, f"!({condition})", "? negated", t))


def line_of(header, position):
    return bisect.bisect_right(header.lines, position) - 1


def mutants_of(path, text, next_id):
    """Returns the header and its mutants, with ids from next_id on."""
    header = Header(path, text)
    header.regions.sort(key=lambda r: (r.begin, -r.end))
    seen, out = {}, []
    for r in header.regions:
        for begin, end, new, change, t in r.edits:
            m = Mutant()
            m.line = line_of(header, t.begin)
            line_end = header.lines[m.line + 1] - 1 if m.line + 1 < len(header.lines) else len(text)
            m.source = text[header.lines[m.line] : line_end].strip()
            m.header, m.change, m.region = path, change, r
            m.at_compile_time, m.in_constexpr = r.at_compile_time, r.in_constexpr
            m.nth = seen[(m.source, change)] = seen.get((m.source, change), 0) + 1
            m.texts = (begin, end, new)
            m.id = next_id
            next_id += 1
            m.line += 1
            out.append(m)
            r.mutants.append(m)
    return header, out


def one_line(text):
    """Returns the text without comments and line ends; strings are unchanged."""
    out, end = [], 0
    for t in tokens_of(text):
        out.append(" " * (t.begin > end) + t.text)
        end = t.end
    return "".join(out)


def nested(regions):
    """Returns the regions, each with its nested regions."""
    out, i = [], 0
    while i < len(regions):
        j = i + 1
        while j < len(regions) and regions[j].begin < regions[i].end:
            j += 1
        out.append((regions[i], nested(regions[i + 1 : j])))
        i = j
    return out


def written(header, left_out):
    """Returns the header's text with all its mutants except those with the given ids."""
    text = header.text

    def between(begin, end, inside):
        out = []
        for r, children in inside:
            out += [text[begin : r.begin], region(r, children)]
            begin = r.end
        return "".join(out) + text[begin:end]

    def region(r, children):
        plain = between(r.begin, r.end, children)
        mutants = [m for m in r.mutants if m.id not in left_out]
        if not mutants:
            return plain
        changed = []
        for m in mutants:
            begin, end, new = m.texts
            changed.append(
                (
                    f"\n::assay_mutation::is({m.id})",
                    one_line(text[r.begin : begin] + new + text[end : r.end]),
                )
            )
        any_of = f"\n::assay_mutation::any({r.mutants[0].id}, {r.mutants[-1].id})"
        if (
            r.form == "return"
        ):  # the region is a returned value: `return` is before it, `;` after it
            chain = "".join(f"if ({asked}) return {t}; " for asked, t in changed)
            return f"{MARK}if ({any_of}) {{ {chain}}}\nreturn {plain}; {MARK}"
        if r.form == "statement":
            chain = "".join(f"if ({asked}) {{ {t}; }} else " for asked, t in changed)
            return f"{{ if ({any_of}) {{ {chain}; }}\nelse {{ {plain}; }} {MARK}"
        cast = {
            "if": "static_cast<bool>",
            "condition": "static_cast<bool>",
            "effect": "static_cast<void>",
            "value": "",
        }[r.form]
        chain = "".join(f"{asked} ? {cast}({t}) : " for asked, t in changed)
        return (
            f"({any_of} ? ({chain}\n{cast}({one_line(text[r.begin : r.end])}))\n: {cast}({plain}))"
        )

    done = between(0, len(text), nested(header.regions))
    # `return MARK...MARK;` becomes a block.
    done = re.sub(r"\breturn(\s*)" + MARK, r"{\1", done)
    return re.sub(MARK + r"\s*;", "}", done)


MARK = "\x01"


ASKED = re.compile(r"::assay_mutation::(is|any)\((\d+)(?:, (\d+))?\)")


def ids_of_lines(text):
    """Returns for each line of a written header, from 1, the ids of its mutants as a range."""
    out = [range(0)]
    for line in text.split("\n"):
        m = ASKED.search(line)
        out.append(range(0) if m is None else range(int(m[2]), int(m[3] or m[2]) + 1))
    return out
