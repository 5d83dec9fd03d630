"""The names in what a byline says: "By Anna Nowak, Political Editor, and Jan Lis in Minsk | dpa".

By-words, roles, places, agencies and dates go; what is left is a name or nothing. Whether the line is the
article's byline is the business of `candidates` and `unmarked_bylines`.
"""

from __future__ import annotations

import re
from functools import lru_cache

from crawler.authors import bywords
from crawler.authors.names import PARTICLES, is_agency, is_organisation, is_person, may_be_name
from crawler.titles import normalise_title
from crawler.vocabulary import ANSWERS, alternation

_ADDRESS = re.compile(r"(?<!\S)\S[^\s@]*+@\S+\.\w+|(?:https?:)?//\S+|www\.\S+|(?<!\w)@\w+")
_BREAK = re.compile(
    r"\s*[|｜•●▪→]+\s*|\s*·\s+|\s+·\s*|\s+[–—−-]+\s+|\s*\t\s*|\s{3,}|\s*／\s*|\s+/\s*|\s*/\s+"
)
_SLASH = re.compile(r"(?<=[\w.)])/(?=\w)|(?<=[\uac00-\ud7a3\u4e00-\u9fff])·(?=[\uac00-\ud7a3\u4e00-\u9fff])")
_BRACKETED = re.compile(r"(?<!\s)\s*+(?:\([^()]*\)|\[[^\[\]]*\])\s*$")
_OPEN_BRACKET = re.compile(r"(?<!\s)\s*\([^()]*$")
_FULL_STOP = re.compile(r"(?<=\w{3})\.$")
_PICTURES = re.compile(rf"\((?>[^()]*?\b(?:{alternation('byline.pictures')})\b)[^()]*\)\s*$", re.IGNORECASE)
_ENDS = " \t\r\n,;:|/–—−-•·*_<>=+~^#()[]{}【】〔〕…：，、"
_ENDS_BUT_BRACKETS = _ENDS.replace("(", "").replace("[", "")
# Of two words: a degree of one is left out as any single word behind a comma is.
_NAME_SUFFIX = re.compile(r"^(?:ph|m|dipl)\.\s(?:d|sc|ing)\b", re.IGNORECASE)
_DEGREE = re.compile(r"(?<!\s)\s+(?:Ph\.?\s?D|M\.D|MPH|MBA|R\.N|Esq)\.?$")
_ON_DAY = alternation("byline.on")
_TITLE_BEHIND = rf"(?<!\s)\s*(?:{alternation('byline.title_behind')})$"
_DAY_BEHIND = rf"(?:{_ON_DAY})(?=\s.{{0,99}}\d|\s*$)"
_WORD_BEHIND = rf"(?<!\s)\s+(?:{alternation('byline.behind')}|{_DAY_BEHIND})(?=[\s:]|$).*$"
_PORTRAIT = rf"['’]s (?:{alternation('byline.portrait')})$"
_TRAILING = re.compile(f"{_TITLE_BEHIND}|{_WORD_BEHIND}|{_PORTRAIT}", re.IGNORECASE)
_ON = re.compile(rf"(?<!\s)\s+(?:{_ON_DAY})\s.*$", re.IGNORECASE)
_THE = rf"(?:(?:{alternation('byline.article')})\s+)?"
_OF = re.compile(rf"(?<!\s)\s+(?:{alternation('byline.affiliation')})\s+{_THE}(?=[^\W\d_a-z]).*$")
_WORD = re.compile(r"[^\W\d_]")
_AGENCY_BEHIND = re.compile(rf"(?<!\s)\s*+,\s*(?:{alternation('byline.agency')})$", re.IGNORECASE)
_QUOTE = re.compile(r"[\"“”„«»]|(?<!\w)['‘’‚]|['’](?!\w)")
_INITIALS = re.compile(r"(?:[^\W\d_]\.\s?){1,3}[^\W\d_]+(?: [^\W\d_]+){0,2}")
_ACRONYM = re.compile(r"[A-Z]{2,5}")
_MAX_CHARS = 300
MOST_NAMES = 30


def normalise_authors(raw: str) -> list[str]:
    """Return the names in one byline, in order, each freed of by-words, roles, places, agencies and dates.

    Each result, given again, gives itself. An organisation that signs is a name.
    """
    names = list(_names(raw[:_MAX_CHARS]))
    for _ in range(MOST_NAMES):
        again = [name for own in names for name in _names(own)]
        if again == names:
            break
        names = again
    settled = [name for name in names if _names(name) == (name,)]
    return list(dict.fromkeys(settled))[:MOST_NAMES]


@lru_cache(maxsize=ANSWERS)
def _names(raw: str) -> tuple[str, ...]:
    """Names in a line: freed of dates, labels and other credits; parted into items, parts, single names."""
    text = normalise_title(_ADDRESS.sub(" | ", raw)) or ""
    if text.startswith("©"):
        return ()
    source = bywords.SOURCE.match(text.lstrip(_ENDS))
    if source:
        origin = text.lstrip(_ENDS)[source.end() :].strip(_ENDS)
        return (origin,) if is_agency(origin) else ()
    text = _less(text, bywords.SHORT_DAY, bywords.DATED, bywords.TRAILING_DATE)
    text = bywords.LEAD.sub("", text.lstrip(_ENDS_BUT_BRACKETS), count=1)
    text = _without_prefix(text if _is_one_word(text) else _less(text, bywords.OTHER_CREDIT))
    return tuple(name for item in text.split(" ; ")[:MOST_NAMES] for name in _item_names(item))


def _less(text: str, *patterns: re.Pattern[str]) -> str:
    """The text without what patterns find, one after the other."""
    for pattern in patterns:
        text = pattern.sub("", text)
    return text


def _item_names(text: str) -> list[str]:
    """Names of its first part, and persons of later ones in "Anna Nowak / Jan Lis / dpa"."""
    first, *rest = [part for part in _BREAK.split(text) if part.strip(_ENDS)] or [""]
    names = _slashed(first)
    for part in rest[:MOST_NAMES]:
        if not names or ("/" in text and (is_person(part.strip(_ENDS)) or _is_abbreviated(first, part))):
            names += _slashed(part)
    return names


def _is_abbreviated(*parts: str) -> bool:
    """True when all are written as a house writes names, with initials: "e. nowak / J. I. da silva"."""
    return all(_INITIALS.fullmatch(part.strip(_ENDS)) for part in parts)


def _slashed(text: str) -> list[str]:
    """Names of "Anna Nowak/dpa" and "PAP/Anna Nowak"; initials such as "det/dpa" are one signature."""
    parts = _SLASH.split(text)
    persons = [part for part in parts if is_person(_cleaned(part) or "")] if len(parts) > 1 else []
    if not persons:
        return _listed(text)
    names = _listed(persons[0])
    for part in persons[1:]:
        bare = _TRAILING.sub("", part)
        names += [name for name in _listed(part) if not _is_afterthought(bare, name, names)]
    return names


def _without_prefix(text: str) -> str:
    text = bywords.DATED.sub("", text)
    longer = None
    while text != longer:
        longer = _unquoted(text.lstrip(_ENDS + "."))
        text = bywords.NOBLE.sub("", bywords.PREFIX.sub("", longer, count=1), count=1)
    return text


def _unquoted(text: str) -> str:
    """Less one stray quotation mark, or a pair around all of it."""
    marks = _QUOTE.findall(text)
    inner = text.strip("\"“”„«»'‘’‚")
    return inner if len(marks) == 1 or (len(marks) == 2 and len(inner) == len(text) - 2) else text


def _is_one_word(text: str) -> bool:
    return len(text.split()) == 1 and ":" not in text and "：" not in text


def _listed(text: str) -> list[str]:
    """Names of "A, B and C (dpa), Minsk"; a later part that is a place, a role or an agency is left out."""
    head = bywords.AGENCY_TAIL.sub("", text) if len(text.split()) > 2 else text
    text = head if is_person(" ".join(["X", *head.split()[-1:]])) else text
    shorter = bywords.OTHERS.sub("", text)
    text = text if is_organisation(shorter) else shorter
    parts = _joined(text)
    if is_organisation(text) and not re.search(r"[,;]", text) and not is_person(parts[0].strip(_ENDS)):
        return [name for name in [_cleaned(text)] if name]
    if len(parts) > 1 and is_agency(parts[-1].strip(_ENDS)) and _is_body(parts[0]):
        return [text.strip(_ENDS)]
    names: list[str] = []
    for part in parts[:MOST_NAMES]:
        names += _comma_parts(part, names)
    return names


def _joined(text: str) -> list[str]:
    """The parts between "and", ";", "、": in a line of capitals "AND" parts as well."""
    attached = bywords.ATTACHED_AND.match(text)
    if attached:
        return list(attached.groups())
    pattern = f"{bywords.CAPITAL_JOINER.pattern}|{bywords.JOINER.pattern}" if text.isupper() else None
    return [part or "" for part in (re.split(pattern, text) if pattern else bywords.JOINER.split(text))]


def _is_body(text: str) -> bool:
    """True for a newsroom that signs with an agency: "Le Monde avec AFP", "FR mit dpa"."""
    text = text.strip(_ENDS)
    return (
        bool(text)
        and not is_agency(text)
        and (len(text.split()) == 1 or text.split()[0] in ("Le", "La", "The"))
    )


def _comma_parts(text: str, before: list[str]) -> list[str]:
    parts = [part for part in re.split(r"(?:(?<!\s)\s+)?,\s+|,(?=\D)", text) if part.strip(_ENDS)]
    if len(parts) == 2 and _is_surname_first(parts[0], parts[1]):
        return [f"{parts[0].strip(_ENDS)}, {parts[1].strip(_ENDS)}"]
    names: list[str] = []
    for index, part in enumerate(parts):
        if (index or before) and _NAME_SUFFIX.match(part.strip()):
            continue
        for name in _weakly_joined(part):
            cleaned = _cleaned(name)
            if cleaned and (
                (index == 0 and not before) or not _is_afterthought(name, cleaned, names or before)
            ):
                names.append(cleaned)
            elif index == 0 and not cleaned:
                return []
    return names


def _weakly_joined(text: str) -> list[str]:
    """Split "Ana Silva e João Sá", not "Ortega y Gasset" and "Camila Méndez en Salto"."""
    parts = bywords.WEAK_JOINER.split(text)
    return parts if len(parts) > 1 and all(len(part.split()) > 1 for part in parts) else [text]


def _is_surname_first(surname: str, first: str) -> bool:
    """True for "Kowalska, Anna" and "van Dijk, J.", not for "Anna, Minsk-Office" or "Anna Nowak, Minsk"."""
    words = [word for word in surname.split() if word.lower() not in PARTICLES]
    given = first.split()
    return (
        len(words) == 1
        and 0 < len(given) <= 2
        and all(_WORD.match(word) and not word.islower() for word in [*words, *given])
        and not any(bywords.ROLE.search(part) or is_agency(part) for part in (surname, first))
        and not is_organisation(f"{surname} {first}")
    )


def _is_afterthought(raw: str, name: str, names: list[str]) -> bool:
    """True for what follows a name after a comma and is none: one word (a place), an agency, a role."""
    if name.lower() in bywords.PLACES or is_agency(name):
        return not names or not all(is_agency(other) for other in names)
    if not names or not all(is_person(other) for other in names):
        is_single = len(name.split()) == 1 and all(len(other.split()) > 1 for other in names)
        return bool(names) and (is_single or is_organisation(name))
    words = raw.strip(_ENDS).split()
    is_title = bool(bywords.ROLE.search(raw)) and not bywords.ROLE.search(words[0])
    is_single = len(name.split()) == 1 and not is_person(name)
    return is_single or is_organisation(name) or is_title or words[0].islower()


def _cleaned(part: str) -> str | None:
    """The bare name in one part of a byline, None when there is none."""
    if _PICTURES.search(part):
        return None
    text = part
    for freed in _STEPS:
        text = freed(text)
    return text if may_be_name(text) else None


def _without_brackets(text: str) -> str:
    """Less the last pair of brackets: "Anna Nowak (dpa)"."""
    return _less(text.rstrip(" ,;:|"), _BRACKETED).strip(_ENDS)


def _without_tail(text: str) -> str:
    """Less further brackets, words that follow a name, a degree."""
    return _less(_less(text, _BRACKETED, _OPEN_BRACKET, _TRAILING).strip(_ENDS), _DEGREE)


def _without_place(text: str) -> str:
    """Less where a person writes from or for; a body's name keeps its own "of" and "for"."""
    for pattern in (_ON, _OF, bywords.IN_PLACE):
        head = pattern.sub("", text)
        is_nick = len(head.split()) == 1 and not is_organisation(text) and pattern is _ON
        if head != text and (is_person(head) or is_nick or (head.islower() and not is_organisation(text))):
            text = head
    return text


def _without_role(text: str) -> str:
    """Less the role that stands before or after a full name without a comma; "" when that leaves no name."""
    roles = [bool(bywords.ROLE.search(word)) for word in text.split()]
    if all(roles):
        return ""
    if not any(roles) or _is_house_role(text.split()):
        return text
    words = list(zip(text.split(), roles, strict=True))
    while words and (words[0][1] or (bywords.BEAT.match(words[0][0]) and any(role for _, role in words))):
        words = words[1:]
    end = next((index for index, (_, role) in enumerate(words) if role), None)
    head = [word for word, _ in words[:end]]
    while end is not None and len(head) > 2 and bywords.BEAT.match(head[-1]):
        head.pop()
    rest = [word for word, _ in words[end:]] if end is not None else []
    name = " ".join(head)
    if is_organisation(text) and not (is_person(name) and _is_post(rest)):
        return text
    return name if is_person(name) or (len(head) > 1 and name.islower()) else ""


def _is_house_role(words: list[str]) -> bool:
    """True for the paper's own: "HT Correspondent"."""
    return len(words) == 2 and bool(_ACRONYM.fullmatch(words[0]) and bywords.ROLE.search(words[1]))


def _is_post(words: list[str]) -> bool:
    """True for "Staff Writer" and "Professor of Law", not for the "Staff" of "Daily Lantern Staff"."""
    return any(bywords.ROLE.search(word) and not is_organisation(word) for word in words)


def _without_rest(text: str) -> str:
    """Less a full stop and an agency behind a name; once what is said twice."""
    text = _less(text.strip(_ENDS), _FULL_STOP, _AGENCY_BEHIND)
    words, half = text.split(), len(text.split()) // 2
    return " ".join(words[:half]) if half > 1 and words[:half] == words[half:] else text


_STEPS = (
    *(_without_brackets, _without_prefix, _without_tail),
    *(_without_place, _without_role, _without_rest),
)
"""What one part of a byline is freed of, in this order; what is left may be a name."""
