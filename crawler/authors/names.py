"""Names of those who sign: a byline split and freed of what is no name; what looks like an account."""

from __future__ import annotations

import re
from functools import lru_cache

from crawler.authors import bywords
from crawler.titles import normalise_title

_ADDRESS = re.compile(r"\S+@\S+\.\w+|(?:https?:)?//\S+|www\.\S+|(?<!\w)@\w+")
_BREAK = re.compile(r"\s*[|｜•·●▪→]+\s*|\s+[–—−-]+\s+|\s*\t\s*|\s{3,}|\s*／\s*|\s+/\s*|\s*/\s+")
_BRACKETED = re.compile(r"\s*(?:\([^()]*\)|\[[^\[\]]*\])\s*$")
_ENDS = " \t\r\n,;:|/–—−-•·*_<>=+~^#()[]{}【】…：，、"
_TIME = re.compile(
    r"\d{1,2}[.:/h-]\s?\d{1,2}|\b(?:1[89]|20)\d\d\b|\b\d+\b|\d年|\d\s*(?:min|мин|хв|hours?|days?|ago)\b",
    re.IGNORECASE,
)
_NAME_SUFFIX = re.compile(
    r"^(?:jr|sr|ph\.?\s?d|m\.?d|mph|msc|ma|ba|mba|md|rn|esq|ii|iii|iv|"
    r"dr|llm|j\.?d|m\.?sc|dipl\S*|cbe|obe|mp|mep)\.?$",
    re.IGNORECASE,
)
_TRAILING = re.compile(
    r"\s*(?:기자|特派员|特派員|記者|さん)$|\s+(?:(?:view|see|show) (?:all )?(?:posts|articles|profile|bio)|"
    r"follow|folgen|"
    r"published|posted|updated|veröffentlicht|publié|publicado|aktualisiert|opublikowano|am|"
    r"le|el|on(?=\s.*\d|\s*$))(?=\s|$).*$|'s picture$",
    re.IGNORECASE,
)
_ON = re.compile(r"\s+on\s.*$", re.IGNORECASE)
_OF = re.compile(r"\s+(?:of|for|für|pour|para)\s+(?:the\s+|die\s+|den\s+|das\s+)?(?=[^\W\d_a-z]).*$")
_WORD = re.compile(r"[^\W\d_]")
_PARTICLES = frozenset(
    [
        "von",
        "van",
        "der",
        "den",
        "de",
        "del",
        "della",
        "di",
        "da",
        "dos",
        "das",
        "du",
        "la",
        "le",
        "el",
        "al",
        "bin",
        "ibn",
        "ben",
        "abu",
        "zu",
        "zum",
        "zur",
        "ter",
        "ten",
        "af",
        "av",
        "y",
        "e",
        "i",
        "do",
        "te",
        "na",
        "of",
        "the",
        "and",
    ]
)
_QUOTE = re.compile(r"[\"“”„«»]|(?<!\w)['‘’‚]|['’](?!\w)")
# What is left of "head of the office": a name in small letters begins with another particle.
_ARTICLE = re.compile(r"(?:der|die|das|des|the|of|at|im|in|beim|für|for|and|und|aus)\s")
_THING = re.compile(r"(?:der|die|das|ein|eine|the|an|unsere?|our)\s", re.IGNORECASE)
_UNSPACED_NAME = re.compile(r"[\u4e00-\u9fff]{2,4}|[\uac00-\ud7a3]{2,4}")
_MAX_CHARS = 300
_MAX_NAMES = 30


def normalise_authors(raw: str) -> list[str]:
    """Return the names in one byline, in order, each freed of by-words, roles, places, agencies and dates.

    Each result, given again, gives itself. An organisation that signs is a name.
    """
    names = list(_names(raw[:_MAX_CHARS]))
    for _ in range(4):
        again = [name for own in names for name in _names(own)]
        if again == names:
            break
        names = again
    settled = [name for name in names if _names(name) == (name,)]
    return list(dict.fromkeys(settled))[:_MAX_NAMES]


@lru_cache(maxsize=1024)
def _names(raw: str) -> tuple[str, ...]:
    text = normalise_title(_ADDRESS.sub(" | ", raw)) or ""
    text = bywords.TRAILING_DATE.sub("", bywords.DATED.sub("", text))
    text = _without_prefix(bywords.OTHER_CREDIT.sub("", text) if not _is_one_word(text) else text)
    return tuple(name for item in text.split(" ; ")[:_MAX_NAMES] for name in _item_names(item))


def _item_names(text: str) -> list[str]:
    """Names of its first part, and persons of later ones in "Anna Nowak / Jan Lis / dpa"."""
    first, *rest = [part for part in _BREAK.split(text) if part.strip(_ENDS)] or [""]
    names = _listed(first)
    for part in rest[:8]:
        if not names or ("/" in text and is_person(part.strip(_ENDS))):
            names += _listed(part)
    return names


def _without_prefix(text: str) -> str:
    text = bywords.DATED.sub("", text)
    for _ in range(4):
        text = _unquoted(text.lstrip(_ENDS + "."))
        shorter = bywords.NOBLE.sub("", bywords.PREFIX.sub("", text, count=1), count=1)
        if shorter == text:
            break
        text = shorter
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
    if is_organisation(text) and not re.search(r"[,;]", text):
        return [name for name in [_cleaned(text)] if name]
    joiner = bywords.CAPITAL_JOINER if text.isupper() else bywords.JOINER
    names: list[str] = []
    for joined in re.split(
        bywords.JOINER if not text.isupper() else f"{joiner.pattern}|{bywords.JOINER.pattern}", text
    )[:_MAX_NAMES]:
        names += _comma_parts(joined or "", is_first=not names)
    return names


def _comma_parts(text: str, *, is_first: bool) -> list[str]:
    parts = [part for part in re.split(r"\s*,\s+|,(?=\D)", text) if part.strip(_ENDS)]
    if len(parts) == 2 and _is_surname_first(parts[0], parts[1]):
        return [f"{parts[0].strip(_ENDS)}, {parts[1].strip(_ENDS)}"]
    names: list[str] = []
    for index, part in enumerate(parts):
        if _NAME_SUFFIX.match(part.strip()):
            continue
        for name in _weakly_joined(part):
            cleaned = _cleaned(name)
            if cleaned and (index == 0 or not _is_afterthought(cleaned, names)):
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
    words = [word for word in surname.split() if word.lower() not in _PARTICLES]
    given = first.split()
    return (
        len(words) == 1
        and 0 < len(given) <= 2
        and all(_WORD.match(word) and not word.islower() for word in [*words, *given])
        and not any(bywords.ROLE.search(part) or bywords.AGENCY.match(part) for part in (surname, first))
        and not is_organisation(f"{surname} {first}")
    )


def _is_afterthought(part: str, names: list[str]) -> bool:
    """True for what follows a name after a comma and is none: one word (a place), an agency, a role."""
    if part.lower() in bywords.PLACES or bywords.AGENCY.match(part):
        return True
    single = len(part.split()) == 1
    return bool(names) and (
        (single and all(len(name.split()) > 1 for name in names)) or is_organisation(part)
    )


def _cleaned(part: str) -> str | None:
    """The bare name in one part of a byline, None when there is none."""
    text = _without_prefix(part.strip(_ENDS))
    text = re.sub(r"\s*\([^()]*$", "", _BRACKETED.sub("", text))
    text = _TRAILING.sub("", text).strip(_ENDS)
    if all(bywords.ROLE.search(word) for word in text.split()):
        return None
    if not is_organisation(text):
        text = _ON.sub("", text)
        text = bywords.IN_PLACE.sub("", _OF.sub("", text)) if len(text.split()) > 2 else text
        text = _without_role(text)
    text = re.sub(r"(?<=\w{3})\.$", "", text.strip(_ENDS))
    text = re.sub(r"\s*,\s*(?:dpa|afp|ap|reuters)$", "", text, flags=re.IGNORECASE)
    return text if _may_be_name(text) else None


def _without_role(text: str) -> str:
    """Less the role that stands before or after a full name without a comma."""
    words = text.split()
    if not bywords.ROLE.search(text):
        return text
    kept = [index for index, word in enumerate(words) if not bywords.ROLE.search(word)]
    if len(words) <= 2 and not kept:
        return ""
    if len(kept) < 2:
        return ""
    if kept == list(range(len(kept))):
        return " ".join(words[: len(kept)])
    return " ".join(words[kept[0] :]) if kept == list(range(kept[0], len(words))) else ""


def _may_be_name(text: str) -> bool:
    words = text.split()
    return (
        1 < len(text) <= 90
        and len(words) <= 12
        and bool(_WORD.search(text))
        and not _TIME.search(text)
        and not _ARTICLE.match(text)
        and not bywords.LOGIN.match(text)
        and not bywords.BARE.match(text)
        and not bywords.BEFORE_DATE.fullmatch(text)
        and not (len(words) > 4 and sum(_is_plain(word) for word in words) > len(words) / 2)
        and not re.search(r"[{}<>=\\]|[.!?]\s+\w+\s+\w+\s+\w+\s+\w+", text)
    )


def _is_plain(word: str) -> bool:
    """True for a word in small letters that is no part of names: not "of" in "Press Office of the Union"."""
    return word[0].islower() and word not in _PARTICLES


def is_organisation(text: str) -> bool:
    """True when a word says that no person is named: "Press Service of ...", "Redaktion", "Агентство"."""
    return bool(bywords.ORGANISATION.search(text))


def is_person(text: str) -> bool:
    """True when it has a full name's shape: two to five words, each with a capital or a particle."""
    words = text.split()
    if _UNSPACED_NAME.fullmatch(text):
        return True
    if _THING.match(text):
        return False
    if (
        not 1 < len(words) <= 5
        or is_organisation(text)
        or bywords.ROLE.search(text)
        or re.search(r"\d", text)
    ):
        return False
    return all(
        not word[0].islower() or word.lower() in _PARTICLES for word in words
    ) and not bywords.AGENCY.match(text)


def is_login(text: str) -> bool:
    """True for "admin", "j.smith2", "anna_nowak", "writer1": an account, not how a person signs."""
    if bywords.LOGIN.match(text.strip()):
        return True
    return " " not in text and bool(
        re.search(r"\d", text) or "_" in text or re.fullmatch(r"[a-z]+(?:[.-][a-z]+)*[.-][a-z]{4,}", text)
    )


def same_name(one: str, other: str) -> bool:
    """True when two writings name one: case, order, full stops and middle names do not count."""
    ones, others = _tokens(one), _tokens(other)
    if not ones or not others:
        return False
    if "".join(one.split()).casefold() == "".join(other.split()).casefold():
        return True
    return ones == others or (min(len(ones), len(others)) > 1 and (ones <= others or others <= ones))


def _tokens(name: str) -> frozenset[str]:
    return frozenset(re.findall(r"[^\W_]+", name.casefold().replace("’", "").replace("'", "")))
