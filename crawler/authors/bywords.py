"""The words around a name in a byline: what comes before it, between two, after it, and in its place.

Tables only, of many languages; `names` says how they are used. A word list is never the only signal: where a
byline stands and how it is marked up decides in `bylines`.
"""

from __future__ import annotations

import re

# Seen before a name with or without a colon; capital or not.
BY = (
    "written by|posted by|published by|reported by|reporting by|story by|article by|text by|words by|"
    "edited by|"
    "compiled by|prepared by|submitted by|contributed by|added by|created by|authored by|posts by|"
    "more from|more by|"
    "zeige alle beiträge von|alle beiträge von|view all posts by|alle artikel von|artikel von|"
    "interview mit|interview|see all posts by|posts von|"
    "all posts by|articles by|by|"
    "autor|autoren|autorin|auteurs?|authors?|"
    "geschrieben von|verfasst von|veröffentlicht von|erstellt von|aufgezeichnet von|ein beitrag von|"
    "ein gastbeitrag von|"
    "eine analyse von|ein kommentar von|kommentar von|ein artikel von|gastbeitrag von|interview von|"
    "beitrag von|"
    "eingestellt von|gepostet von|von unserem autor|von unserer autorin|mehr von|alle beiträge von|"
    "text von|von|"
    "propos recueillis par|écrit par|publié par|rédigé par|posté par|proposé par|article de|"
    "un article de|par|"
    "escrito por|publicado por|redactado por|texto de|texto por|enviado por|postado por|por|"
    "scritto da|pubblicato da|postato da|a cura di|articolo di|"
    "geschreven door|geplaatst door|gepost door|door|"
    "skrevet av|skriven av|publisert av|tekst av|text av|av|skrevet af|tekst af|af|"
    "autorstwa|napisał|napisała|napisal|napsal|napsala|opracował|opracowała|przygotował|przygotowała|"
    "dodał|dodała|"
    "scris de|publicat de|de către|írta|szerző|kirjoittanut|kirjoittanu|autors|"
    "piše|pišu|napisao|napisala|objavio|objavila|shkruar nga|yazan|yazar|haber|kaleme alan|müəllif|"
    "oleh|ditulis oleh|penulis|tác giả|mwandishi|na mwandishi wetu|"
    "автор|автора|авторы|автори|авторка|аўтар|аўтары|аўтарка|аутор|аутори|пише|пишет|опубликовал|"
    "опубликовала|"
    "разместил|написал|написала|напісаў|напісала|падрыхтаваў|падрыхтавала|подготовил|подготовила|"
    "підготував|"
    "підготувала|жазған|"
    "του|της|των|γράφει ο|γράφει η|γράφει|από τον|από την|από|συντάκτης|"
    "מאת|כתב|כתבה|كتبت|كتب|بقلم|تحرير|إعداد|الكاتب|الكاتبة|نویسنده|به قلم|گزارش|تحریر|از|"
    "लेखक|द्वारा|โดย|ผู้เขียน|ავტორი|հեղինակ|"
    "作者|撰文|撰稿|文字|文／|文/|文：|文:|记者|記者|本报记者|本報記者|编辑|執筆者|執筆|著者|取材・文|글"
)
# Labels of the one who wrote, mostly with a colon or in a box of their own.
LABEL = (
    "authors?|authored|about the authors?|the authors?|author\\(s\\)|byline|writer|writers|words|story|"
    "text|"
    "by-line|contributors?|credits?|reporters?|"
    "autorinnen|autorin/autor|autor/in|autor:in|autor\\*in|autoren|autorin|autor|beitragsautor|"
    "beitrags-autor|verfasser|"
    "verfasserin|text und interview|redaktion|artikel von|über den autor|über die autorin|zur person|"
    "auteure?s?|autrices?|rédaction|rédacteur|texte|"
    "autora|autores|autoras|autor/a|redacción|redactora?|texto|textos|autore|autrice|autori|testo|testi|"
    "auteurs?|tekst|tekster|forfatter|författare|skribent|journalist|reporter|författad av|"
    "autorka|autorzy|autorstwo|autoři|autorky|autori|autoři článku|zdroj|"
    "avtor|avtorica|autorius|autorė|autoriai|kirjoittaja|kirjoittajat|teksti|toimittaja|szöveg|"
    "текст|тэкст|тексты|фото и текст|кто написал|журналист|журналіст|"
    "yazarlar|muhabir|editör|"
    "κείμενο|επιμέλεια|συντάκτες|"
    "المؤلف|المصدر|المحرر"
)
_AUTHOR_STEM = (
    "author|autor|auteur|автор|аўтар|аутор|作者|yazar|forfatter|författare|verfasser|szerz|kirjoittaj"
)
PREFIX = re.compile(
    rf"^(?:[^:：|,]{{0,20}}(?:{_AUTHOR_STEM})[^:：|,\s]{{0,8}}\s*[:：]\s*|(?:{LABEL})\s*[:：=＝]\s*|(?:{LABEL})\s+(?:by|von|par|por|av|af|de)\s+|(?:{BY})\s*(?:[:：=＝]\s*|"
    rf"\s(?=\S)|$)"
    rf"|[【\[(]?(?:本报|本報)?(?:记者|記者|作者|文|撰文|撰稿|編譯|编译)[\s:：/／|]*(?=\w))",
    re.IGNORECASE,
)
# The label inside a line of facts: "2014-06-21 作者：张三 来源：灯塔".
INSIDE = re.compile(
    rf"(?:^|[\s|·•,])(?:{_AUTHOR_STEM})[^:：|,\s]{{0,8}}\s*[:：]\s*([^|·•]+?)(?=\s+[^\s:：]{{1,12}}\s?[:：]|\s*[|·•]|$)",
    re.IGNORECASE,
)
# A date right behind a name: "Anna Nowak June 5, 2014", "Павел Жук 2014-06-21".
TRAILING_DATE = re.compile(
    r"\s+(?:\d{1,4}[./-]\d{1,2}[./-]\d{1,4}|[^\W\d]{3,12}\.?\s+\d{1,2}(?:st|nd|rd|th)?,?\s+(?:19|20)\d\d"
    r"|\d{1,2}\.?\s+(?:de\s+)?[^\W\d]{3,12}\.?,?\s+(?:de\s+)?(?:19|20)\d\d)\b.*$",
    re.IGNORECASE,
)
# Nothing but the label: its name stands in another element.
BARE = re.compile(rf"^(?!r[eé]da[ck]|story|credits)(?:{LABEL}|{BY})\s*[:：]?$", re.IGNORECASE)
# What is left of "Written by ... on 2 May 2024" when nobody signs.
BEFORE_DATE = re.compile(r"(?:on|at|am|le|el|il|di il|em|op|på|den|dne|dnia|w dniu|ngày|pada)")
# A byline that nothing but words makes one: the by-word, then a capital or a script without capitals.
SPOKEN = re.compile(
    rf"^\W{{0,3}}(?:(?:{LABEL})\s*[:：]|(?:{BY})\s*[:：]|(?:{BY}|di|na|nga|theo|de)\s(?=\s*\S)"
    rf"|(?:文|作者|记者|記者|撰文)[\s:：/／|]*\w)",
    re.IGNORECASE,
)
# A date, then a by-word: "Posted on 21.09.2020 by".
DATED = re.compile(
    r"^[^|]{0,60}\d[^|]{0,30}?\s(?:by|von|par|por|av|af|door|от)\s+(?=[^\W\d_])", re.IGNORECASE
)
# How such a line can begin: looked up before the long pattern is tried.
_FIRST_WORDS = frozenset(
    word.casefold()
    for phrase in f"{BY}|{LABEL}|di|na|nga|theo|de".split("|")
    for word in (phrase.split()[0].replace("?", ""), phrase.split()[0].replace("s?", ""))
)
_UNSPACED = frozenset("文作记記撰执執著取글본本编")


def may_be_spoken(lead: str) -> bool:
    """True when a line that begins so may be a byline in words: worth trying `SPOKEN` on."""
    first = lead.lstrip("\"'«„“([【- ").split(maxsplit=1)[:1]
    return bool(first) and (
        first[0].strip(":：=").casefold() in _FIRST_WORDS
        or first[0][0] in _UNSPACED
        or "/" in first[0][:3]
        or ":" in first[0]
    )


# Before a name, and in front of surnames: a by-word only when a full name follows.
NOBLE = re.compile(r"^(?:di|na|nga|theo)\s+(?=[^\W\d_]\S*\s+[^\W\d_])", re.IGNORECASE)
# Between two names. Small letters only: "John A Smith" is one person, "Ana e João" are two.
JOINER = re.compile(
    r"\s*[;；、，\n]\s*|\s*,?\s+(?:and|und|et|och|og|ja|ve|və|és|şi|și|dhe|ir|un|ug|dan|và|agus|та|και|सह|और|"
    r"with|mit|avec|met|sowie|&|\+|as told to|with (?:additional )?reporting (?:by|from)|"
    r"additional reporting by)\s+"
    r"|(?<=\S),\s+(?:with|mit|avec)\s+|\s+(?:و|ו)\s+"
)
CAPITAL_JOINER = re.compile(r"\s+(?:AND|UND|ET|OCH|OG|VE|WITH|MIT|AVEC|ТА|И|І|Y|E)\s+")
# Also words of other kinds: two only when full names stand on both sides.
WEAK_JOINER = re.compile(r"\s+(?:y|e|i|a|en|и|і|й|con|com|med)\s+")
ORGANISATION = re.compile(
    r"\b(?:press|service|services|office|ministry|department|agency|team|staff|desk|editors|editorial|"
    r"board|committee|"
    r"council|commission|association|foundation|institute|university|centre|center|union|network|watch|"
    r"initiative|"
    r"international|coalition|federation|organi[sz]ation|society|group|news|media|newsroom|redaktion\w*|"
    r"redaction|"
    r"rédaction|redacción|redacció|redazione|redakcja|redakce|redakcia|redakcija|redactie|redaksi|"
    r"redaksjonen|redaktionen|"
    r"toimitus|szerkesztőség|agentur|agencia|agence|agenzia|agencja|verein|verband|stiftung|institut|"
    r"ministerium|"
    r"gesellschaft|zentrum|inicjatywa|fundacja|stowarzyszenie|pressestelle|presseabteilung|presseagentur|"
    r"редакция|редакція|рэдакцыя|пресс-служба|прэс-служба|прес-служба|цэнтр|центр|ініцыятыва|ініціатива|"
    r"инициатива|"
    r"агентство|агенцтва|фонд|саюз|союз|спілка|union|ltd|llc|gmbh|inc|e\.v|times|post|herald|guardian|"
    r"tribune)\b"
    r"|(?:هيئة|وكالة|مركز|编辑部|通讯社|新华社|中心|記者会|社$|網$|网$|日报$|日報$|新聞$)",
    re.IGNORECASE,
)
AGENCY = re.compile(
    r"^(?:dpa|afp|ap|reuters|apa|sda|sid|epd|kna|efe|ansa|pap|tass|тасс|interfax|интерфакс|риа новости|"
    r"unian|уніан|"
    r"укрінформ|ukrinform|xinhua|ntb|tt|stt|ritzau|belga|anp|mti|čtk|ctk|tasr|hina|tanjug|lusa|ats|pti|"
    r"ani|ians|kyodo|"
    r"bloomberg|associated press|the associated press|press association|pa|upi|dapd|ots|news aktuell|"
    r"jiji|yonhap|"
    r"aap|cna|bernama|antara|agencies|agenturen|agencje|agencias|staff|wire|wires|online|dpa-\S+|\S+/dpa|"
    r"dpa/\S+|"
    r"\S+\.(?:com|org|net|de|ru|by|ua|pl|fr|es|it|at|ch|uk|co\.\w+))$",
    re.IGNORECASE,
)
ROLE = re.compile(
    r"\b(?:editor|editors|editor-in-chief|reporter|reporters|correspondent|journalist|columnist|"
    r"contributor|contributing|"
    r"writer|writers|author|bureau|chief|staff|producer|director|professor|analyst|fellow|researcher|"
    r"freelance\w*|senior|"
    r"gastkommentar|kommentar|leitartikel|opinion|analysis|guest|deputy|manager|officer|spokes\w+|"
    r"president|chair\w*|lecturer|lawyer|blogger|intern|assistant|associate|"
    r"redakteur\w*|redakteurin|redaktor\w*|redaktör|journalistin|korrespondent\w*|volontär\w*|\w*leiter\w*|"
    r"chefredakt\w*|"
    r"ressort\w*|autor|autorin|autora|gastautor\w*|mitarbeiter\w*|pressesprecher\w*|"
    r"journaliste|rédacteur|rédactrice|correspondante?|chroniqueu\w+|périodiste|periodista|redactora?|"
    r"corresponsal|"
    r"editora?|colaborador\w*|jornalista|repórter|giornalista|redattore|redattrice|corrispondente|"
    r"direttore|"
    r"dziennikarz\w*|dziennikarka|redaktorka|korespondent\w*|novinář\w*|novinár\w*|šéfredaktor\w*|"
    r"novinar\w*|"
    r"muhabir\w*|editör\w*|yazar\w*|journalisten|verslaggever|redacteur|toimittaja|újságíró|"
    r"журналист\w*|журналіст\w*|журналістка|корреспондент\w*|кореспондент\w*|карэспандэнт\w*|редактор\w*|"
    r"рэдактар\w*|"
    r"обозреватель|оглядач\w*|специально для|для|аналитик|"
    r"minutes?|min read|minuten|lesezeit|read|comments?|kommentare?|updated?|published|veröffentlicht|"
    r"aktualisiert|"
    r"stand|opublikowano|publié|publicado|modifié|güncelleme|views?|share|follow|profile?|contact|"
    r"kontakt|bio|photo|"
    r"foto|image|bild|video|podcast|about|subscribe|abonnieren|merken|email|e-mail|twitter|facebook|"
    r"linkedin)\b"
    r"|기자|記者|记者|编辑|報導|报道",
    re.IGNORECASE,
)
OTHER_CREDIT = re.compile(
    r"(?:^|[\s|,;/·•–—-]+|(?<=\S)\s)(?:photos?(?:graphs?|graphy)?(?:\s+by)?|pictures?(?:\s+by)?|"
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
PLACES = frozenset(
    [
        "new york", "los angeles", "san francisco", "hong kong", "tel aviv", "new delhi", "buenos aires",
        "rio de janeiro",
        "são paulo", "sao paulo", "cape town", "washington dc", "washington d.c.", "kuala lumpur",
        "mexico city", "st petersburg",
        "sankt petersburg", "the hague", "den haag", "frankfurt am main", "new zealand", "south africa",
        "sri lanka",
        "saudi arabia", "united states", "united kingdom", "нью-йорк", "ciudad de méxico",
    ]
)  # fmt: skip
IN_PLACE = re.compile(
    r"(?<=[\w.])\s+(?:in|at|from|near|aus|nach|im|à|au|aux|en|em|w|we|ve|v|из|в|во|у|ў|з|із|iz|și|für|"
    r"for|pour|para|"
    r"per|voor|för|till|dla|для|of the|du|ved|hos)\s+(?=[^\W\d_a-zа-яёіўćłńóśźż]).*$"
)
LOGIN = re.compile(
    r"^(?:\w*admin\w*|red|posted|published|written|geschrieben|verfasst|veröffentlicht|gepostet|über|about|"
    r"name|"
    r"administrator|webmaster|root|user\d*|super user|superuser|guest|gast|anonymous|"
    r"anonym|unknown|test|"
    r"editor\d+|author\d*|writer\d*|wp-?admin|system|default|moderator|n/?a|none|null|undefined|nobody|"
    r"владелец|"
    r"администратор|адміністратор|адміністрацыя|админ|адмін|rss|feed|imported?|import|cms|autor|автор|"
    r"аўтар|redakteur|"
    r"publisher|owner|manager|staff|by|von|web|website|site|home|info|contact|news|press|online|blog)$",
    re.IGNORECASE,
)
