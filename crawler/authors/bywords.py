"""The words around a name in a byline: what comes before it, between two, after it, and in its place.

Tables only, of many languages; `credits` says how they are used. A word list is never the only signal: where
a byline stands and how it is marked up decides in `bylines`.
"""

from __future__ import annotations

import re

# Seen before a name with or without a colon; capital or not.
BY = (
    "written by|posted by|published by|reported by|reporting by|story by|article by|text by|words by|"
    "compiled by|prepared by|submitted by|contributed by|added by|created by|authored by|posts by|"
    "more from|more by|"
    "zeige alle beiträge von|alle beiträge von|view all posts by|alle artikel von|artikel von|"
    "interview|see all posts by|posts von|"
    "all posts by|articles by|by|"
    "autorin/autor|autor/autorin|autor|autoren|autorin|auteurs?|authors?|"
    "geschrieben von|verfasst von|veröffentlicht von|erstellt von|aufgezeichnet von|ein beitrag von|"
    "ein gastbeitrag von|"
    "eine analyse von|ein kommentar von|kommentar von|ein artikel von|gastbeitrag von|"
    "beitrag von|"
    "eingestellt von|gepostet von|mehr von|"
    "text von|von|"
    "propos recueillis par|écrit par|publié par|rédigé par|posté par|proposé par|article de|"
    "un article de|par|"
    "escrito por|escribe|escriben|publicado por|redactado por|texto de|texto por|enviado por|postado por|por|"
    "scritto da|pubblicato da|postato da|a cura di|articolo di|"
    "geschreven door|geplaatst door|gepost door|door|"
    "skrevet av|skriven av|publisert av|tekst av|text av|av|skrevet af|tekst af|af|"
    "autorstwa|napisał|napisała|napsal|napsala|opracował|opracowała|przygotował|przygotowała|"
    "dodał|dodała|oprac\\.|opr\\.|"
    "scris de|publicat de|de către|írta|szerző|kirjoittanut|autors|"
    "piše|pišu|napisao|napisala|objavio|objavila|shkruar nga|yazan|yazar|kaleme alan|müəllif|"
    "oleh|ditulis oleh|penulis|tác giả|mwandishi|na mwandishi wetu|"
    "автор|автора|авторы|автори|авторка|аўтар|аўтары|аўтарка|аутор|аутори|пише|пишет|опубликовал|"
    "опубликовала|"
    "разместил|написал|написала|напісаў|напісала|падрыхтаваў|падрыхтавала|подготовил|подготовила|"
    "підготував|"
    "підготувала|жазған|від|ад|"
    "του|της|των|γράφει ο|γράφει η|γράφει|από τον|από την|από|συντάκτης|"
    "מאת|כתב|כתבה|كتبت|كتب|بقلم|تحرير|إعداد|الكاتب|الكاتبة|نویسنده|به قلم|گزارش|تحریر|از|"
    "लेखक|द्वारा|โดย|ผู้เขียน|ავტორი|հեղինակ|"
    "作者|撰文|撰稿|文字|文／|文/|文：|文:|记者|記者|本报记者|本報記者|编辑|執筆者|執筆|著者|取材・文|글"
)
# Labels of the one who wrote, mostly with a colon or in a box of their own.
LABEL = (
    "authored|about the authors?|the authors?|author\\(s\\)|byline|writer|writers|words|story|"
    "text|"
    "by-line|contributors?|credits?|reporters?|"
    "autorinnen|autor/in|autor:in|autor\\*in|beitragsautor|"
    "beitrags-autor|verfasser|"
    "verfasserin|text und interview|redaktion|über den autor|über die autorin|zur person|"
    "auteure?s?|autrices?|rédaction|rédacteur|texte|"
    "autora|autores|autoras|autor/a|redacción|redactora?|texto|textos|autore|autrice|autori|testo|testi|"
    "tekst|tekster|forfatter|författare|skribent|journalist|reporter|författad av|"
    "autorka|autorzy|autorstwo|autoři|autorky|autoři článku|"
    "avtor|avtorica|autorius|autorė|autoriai|kirjoittaja|kirjoittajat|teksti|toimittaja|szöveg|"
    "текст|тэкст|тексты|кто написал|журналист|журналіст|"
    "yazarlar|muhabir|editör|haber|"
    "κείμενο|επιμέλεια|συντάκτες|"
    "المؤلف|المحرر"
)
_AUTHOR_STEM = (
    "author|autor|auteur|автор|аўтар|аутор|作者|yazar|forfatter|författare|verfasser|szerz|kirjoittaj"
)
PREFIX = re.compile(
    rf"^(?:[^:：|,]{{0,20}}(?:{_AUTHOR_STEM})(?::in|[^:：|,\s]{{0,8}})\s*[:：]\s*|(?:{LABEL})\s*[:：=＝]\s*|(?:{LABEL})\s+(?:by|von|par|por|av|af|de)\s+|(?:{BY})\s*(?:[:：=＝]\s*|"
    rf"\s(?=\S)|$)"
    rf"|[【\[(]?(?:本报|本報)?(?:记者|記者|作者|文|撰文|撰稿|編譯|编译)[\s:：/／|]*(?=\w))",
    re.IGNORECASE,
)
# Before a name in a byline only, never what makes a line one: "Column by", "Our correspondent", "Source:".
LEAD = re.compile(
    r"^(?:"
    r"(?!(?i:photo|video|image|picture|illustrat|translat|edit|reviewed|medical|power|sponsor|present|fact|check|brought))"
    r"(?:[^\W\d]+[\s/&-]+){1,3}[bB][yY]\b\s*[:：|]?\s+(?=[^\W\d_])"
    r"|(?:(?i:von|by|door|dal|dalla|par|por|av|af)\s+)?(?i:our|unserem?|unserer|unser|onze|nostr[oa]|notre|"
    r"nuestr[oa]|noss[oa]|vår)\s+(?=\S)"
    r"|(?i:(?:(?:profile|author)\s+)?(?:avatar|photo|picture|portrait|image|headshot)\s+(?:of|for|von)|"
    r"über|about|meet|as told to)\s+(?=[^\W\d_a-z])"
    r"|(?i:opublikowano|опубликовано|опубліковано|curated by|created)\s*[:：]\s*"
    r"|(?i:text|texte|texto|testo|words|story|tekst|текст|тэкст)\s*(?i:und|and|et|e|y|og|och|i|и|і|&|\+|/)\s*"
    r"(?i:fotos?|photos?|pictures?|bilder|bild|photography|фот[оа])\s*(?i:by|von|par|por|av|de|di)?\s*[:：]?\s+"
    r"|[(\[][^()\[\]]{0,20}[=＝][^()\[\]]{0,20}[)\]]\s*|[^\s()]{1,8}[=＝]\s?(?=[\uac00-\ud7a3])"
    r"|[\u4e00-\u9fff]{2,8}(?:记者|記者)(?=[\u4e00-\u9fff])|[\u4e00-\u9fff]{2,4}(?:编辑|編輯)\s*[:：]\s*"
    r"|文\s*[・·]\s*"
    r")"
)
# How East Asian texts begin: "〔記者張三／台北報導〕", "(서울=연합뉴스) 홍길동 기자 =".
OPENING = re.compile(
    r"[〔（(【\[]\s?[\u4e00-\u9fff]{0,6}(?:記者|记者)\s?(?P<han>[\u4e00-\u9fff]{2,4}?)\s?[/／]?"
    r"(?:[\u4e00-\u9fff]{2,3})?\d{0,2}日?(?:報導|报道|報道|電|电)|"
    r"[\[(（][^)\]）]{0,30}[)\]）]\s*(?P<hangul>[\uac00-\ud7a3]{2,4})\s?(?:기자|특파원)\s?="
)
# Where the text was taken from: an agency there signs, another site does not.
SOURCE = re.compile(
    r"^(?:sources?|quellen?|fonte|fuente|źródło|zdroj|источник|джерело|крыніца|kaynak|bron|kilde|källa|lähde|"
    r"المصدر|مأخذ|منبع|来源|來源|出典)\s*[:：]\s*",
    re.IGNORECASE,
)
# Behind the names: those who are not named.
OTHERS = re.compile(
    r"(?:(?<!\s)\s*+,\s+|(?<!\s)\s+)(?:et\s+al\.?|u\.\s?a\.|(?:and|und|et|y|e|i|en|og|och|ja|&|\+)\s+(?:\d+\s+)?(?:others?|more|weitere\w*|"
    r"andere|autres|otros|outros|altri|inni|agenc(?:y|ies)|agenturen|agences|agencias|agenzie|wires?))\s*$",
    re.IGNORECASE,
)
# The label inside a line of facts: "2014-06-21 作者：张三 来源：灯塔".
INSIDE = re.compile(
    rf"(?:^|[\s|·•,])(?:(?:{_AUTHOR_STEM})[^:：|,\s]{{0,8}}|{BY})\s*[:：]\s*"
    rf"([^|·•]+?)(?=\s+[^\s:：]{{1,12}}\s?[:：]|\s*[|·•]|\s+[–—-]\s|$)",
    re.IGNORECASE,
)
# A date right behind a name: "Anna Nowak June 5, 2014", "Павел Жук 2014-06-21".
TRAILING_DATE = re.compile(
    r"(?<!\s)\s+(?:\d{1,4}[./-]\d{1,2}[./-]\d{1,4}|[^\W\d]{3,12}\.?\s+\d{1,2}(?:st|nd|rd|th)?,?\s+(?:19|20)\d\d"
    r"|\d{1,2}\.?\s+(?:de\s+)?[^\W\d]{3,12}\.?,?\s+(?:de\s+)?(?:19|20)\d\d)\b.*$",
    re.IGNORECASE,
)
# Nothing but the label: its name stands in another element.
BARE = re.compile(rf"^(?!r[eé]da[ck]|story|credits)(?:{LABEL}|{BY})\s*[:：]?$", re.IGNORECASE)
# What is left of "Written by ... on 2 May 2024" when nobody signs.
BEFORE_DATE = re.compile(r"(?:on|at|am|le|el|il|di il|em|op|på|den|dne|dnia|w dniu|ngày|pada)")
# A byline that nothing but words makes one: the by-word, then a capital or a script without capitals.
SPOKEN = re.compile(
    rf"^\W{{0,3}}(?:(?:{LABEL})\s*[:：]|(?:{BY})\s*[:：]|(?:{BY}|di|na|nga|theo)\s(?=\s*\S)"
    rf"|(?:文|作者|记者|記者|撰文)[\s:：/／|]*\w|[\uac00-\ud7a3]{{2,4}}\s?기자(?:\s|$))",
    re.IGNORECASE,
)
# A date, then a by-word: "Posted on 21.09.2020 by".
DATED = re.compile(
    r"^[^|]{0,60}\d[^|]{0,30}?\s(?:by|von|par|por|av|af|door|от)\s+(?=[^\W\d_])", re.IGNORECASE
)
# How such a line can begin: looked up before the long pattern is tried.
_FIRST_WORDS = frozenset(
    word.replace("\\", "").casefold()
    for phrase in f"{BY}|{LABEL}|di|na|nga|theo".split("|")
    for word in (phrase.split()[0].replace("?", ""), phrase.split()[0].replace("s?", ""))
)
_UNSPACED = frozenset("文作记記撰执執著取글본本编")


def may_be_spoken(lead: str) -> bool:
    """True when a line that begins so may be a byline in words: worth trying `SPOKEN` on."""
    first = lead.lstrip("\"'«„“([【- ").split(maxsplit=1)[:1]
    return bool(first) and (
        first[0].strip(":：=").casefold() in _FIRST_WORDS
        or first[0][0] in _UNSPACED
        or "기자" in lead
        or "/" in first[0]
        or ":" in first[0]
    )


# Before a name, and in front of surnames: a by-word only when a full name follows.
NOBLE = re.compile(r"^(?:di|na|nga|theo)\s+(?=[^\W\d_]\S*\s+[^\W\d_])", re.IGNORECASE)
# Between two names. Small letters only: "John A Smith" is one person, "Ana e João" are two.
JOINER = re.compile(
    r"(?:(?<!\s)\s+)?[;；、，\n]\s*|(?:(?:(?<!\s)\s+)?,\s+|(?<!\s)\s+)(?:and|und|et|och|og|ja|ve|və|és|şi|și|dhe|ir|un|ug|dan|và|agus|та|και|सह|और|"
    r"(?:with )?additional reporting by|with reporting (?:by|from)|with|mit|avec|met|sowie|&|\+|"
    r"as told to)\s+"
    r"|(?<=\S),\s+(?:with|mit|avec)\s+|(?<!\s)\s+(?:و|ו)\s+"
)
CAPITAL_JOINER = re.compile(r"(?<!\s)\s+(?:AND|UND|ET|OCH|OG|VE|WITH|MIT|AVEC|ТА|И|І|Y|E)\s+")
# Also words of other kinds: two only when full names stand on both sides.
WEAK_JOINER = re.compile(r"(?<!\s)\s+(?:y|e|i|a|en|и|і|й|con|com|med)\s+")
# Arabic and Hebrew write "and" as a letter of the name that follows; some names begin with that letter.
ATTACHED_AND = re.compile(
    r"^(\S+\s+\S+(?:\s+\S+)?)\s+(?:و(?=[أإعم])|ו(?=[\u05d0-\u05ea]{3}))(\S+\s+\S+(?:\s+\S+)?)$"
)
OTHER_CREDIT = re.compile(
    r"(?:^|(?<![\s|,;/·•–—-])[\s|,;/·•–—-]+|(?<=\S)\s)(?:photos?(?:graphs?|graphy)?(?:\s+by)?|pictures?(?:\s+by)?|"
    r"images?(?:\s+by)?|"
    r"fotos?|fotografie|fotografin|fotograf\w*|bild|bilder|illustrations?|illustriert|illustrated by|"
    r"grafik|graphics?|"
    r"graphisme|video|kamera|zdjęcia|zdjęcie|фото\w*|ілюстрація|иллюстрации|фота|здымкі|"
    r"translated\s+(?:by|from)|translations?(?:\s+by)?|übersetzung|übersetzt\s+von|übersetzer\w*|"
    r"traduction|traduit\s+\w+|traducción|"
    r"traducid[oa] por|tradução|traduzione|tłumaczenie|tłumaczyła?|přeložila?|překlad|перевод\w*|"
    r"переклад|пераклад|"
    r"medically reviewed by|reviewed by|fact.?checked by|edited by|editing by|"
    r"摄影|攝影|图|圖|翻译|翻譯|写真|撮影|사진|تصوير|ترجمة)\s*(?:[:：/／|]|\s(?=\S)).*$",
    re.IGNORECASE | re.DOTALL,
)
IN_PLACE = re.compile(
    r"(?<=[\w.])\s+(?:in|at|from|near|aus|nach|im|bei|beim|à|au|aux|en|em|w|we|ve|v|из|в|во|у|ў|з|із|iz|și|für|"
    r"for|pour|para|per|voor|för|till|dla|для|of the|ved|hos|special to|"
    r"IN|FOR|AT|FROM|For|Of The|Of the|Special [Tt]o)\s+(?=[^\W\d_a-zа-яёіўćłńóśźż]).*$"
)
