"""Words that are no person's name: bodies, agencies, roles, beats, places, days, accounts.

Tables only, of many languages; `names` and `credits` say how they are used.
"""

from __future__ import annotations

import re

ORGANISATION = re.compile(
    r"\b(?:press|service|services|office|ministry|ministries|department|agency|team|staff|desk|editors|"
    r"editorial|board|bureau|committee|council|commission|association|foundation|institute|university|"
    r"centre|center|union|network|watch|initiative|international|coalition|federation|organi[sz]ation|"
    r"society|group|news|media|newsroom|human rights|parliament|embassy|police|secretariat|"
    r"redaktion\w*|redaction|rédaction|redacción|redacció|redação|redazione|redakcja|redakce|redakcia|"
    r"redakcija|redactie|redaksi|redaksjonen|"
    r"toimitus|szerkesztőség|agentur|agencia|agência|agence|agenzia|agencja|\w*verein|\w*verband|"
    r"\w*stiftung|institut|"
    r"ministerium|gesellschaft|zentrum|universität|universidad|università|inicjatywa|fundacja|"
    r"stowarzyszenie|pressestelle|presseabteilung|presseagentur|\w*landesanstalt|polizei|policja|merkezi|"
    r"редакция|редакція|рэдакцыя|пресс-служба|прэс-служба|прес-служба|цэнтр|центр|ініцыятыва|ініціатива|"
    r"инициатива|агентство|агенцтва|фонд|саюз|союз|спілка|ltd|llc|gmbh|inc|e\.v|times|post|"
    r"herald|guardian|tribune)\b"
    r"|(?:هيئة|وكالة|مركز|خبرگزاری|编辑部|中心|記者会|社$|網$|网$|日报$|日報$|新聞$)",
    re.IGNORECASE,
)
_AGENCIES = (
    r"dpa|afp|ap|reuters|apa|sda|sid|epd|kna|efe|ansa|pap|tass|тасс|interfax|интерфакс|риа новости|"
    r"unian|уніан|укрінформ|ukrinform|xinhua|ntb|tt|stt|ritzau|belga|anp|mti|čtk|ctk|tasr|hina|tanjug|lusa|"
    r"ats|pti|ani|ians|tnn|kyodo|bloomberg|associated press|the associated press|press association|pa|upi|"
    r"dapd|ots|news aktuell|jiji|yonhap|aap|cna|bernama|antara|press trust of india|"
    r"agence france[- ]presse|deutsche presse-agentur"
)
AGENCY = re.compile(
    rf"^(?:{_AGENCIES}|agencies|agenturen|agencje|agencias|staff|wire|wires|online|dpa-\S+|\S+/dpa|"
    r"dpa/\S+|\S+\.(?:com|org|net|de|ru|by|ua|pl|fr|es|it|at|ch|uk|co\.\w+))$",
    re.IGNORECASE,
)
# An agency or a newsroom right behind a full name, with nothing but a space between.
AGENCY_TAIL = re.compile(
    r"(?<=\S)\s+(?:(?:[Tt]he|THE)\s+(?:Associated Press|ASSOCIATED PRESS)|Associated Press|ASSOCIATED PRESS|"
    r"Reuters|REUTERS|Bloomberg(?: News)?|Agence France-Presse|Press Association|"
    r"(?:AP|AFP|dpa|DPA|EFE|ANSA|PAP|PTI|ANI|IANS|TNN|UPI|AAP|TASS|ТАСС|УНІАН|NTB|"
    r"(?:BBC|CNN|NBC|CBS|ABC|CTV|CBC|ITV|Sky|Fox)(?: News| Sport| Sports| Business)?))$"
)
ROLE = re.compile(
    r"\b(?:reporter|reporters|correspondent|journalist|columnist|"
    r"contributor|contributing|"
    r"writer|writers|author|bureau|chief|staff|producer|director|professor|analyst|fellow|researcher|"
    r"freelance\w*|senior|"
    r"gastkommentar|leitartikel|opinion|analysis|guest|deputy|manager|officer|spokes\w+|"
    r"president|chair\w*|representative|coordinator|campaigner|activist|specialist|expert|advis[eo]r|"
    r"founder|ambassador|lecturer|lawyer|blogger|intern|assistant|associate|"
    r"redakteur\w*|redaktor\w*|redaktör|journalistin|korrespondent\w*|volontär\w*|\w*leiter\w*|"
    r"chefredakt\w*|"
    r"referent\w*|sprecher\w*|vorsitzende\w*|geschäftsführer\w*|porte-parole|directeur|directrice|"
    r"ressort\w*|autor|autorin|autora|gastautor\w*|mitarbeiter\w*|pressesprecher\w*|"
    r"journaliste|rédacteur|rédactrice|correspondante?|chroniqueu\w+|envoyée?|periodista|"
    r"redactora?|corresponsal|"
    r"editora?|colaborador\w*|jornalista|repórter|giornalista|redattore|redattrice|corrispondente|inviat[oa]|"
    r"direttore|"
    r"dziennikarz\w*|dziennikarka|korespondent\w*|novinář\w*|novinár\w*|šéfredaktor\w*|"
    r"novinar\w*|"
    r"muhabir\w*|editör\w*|yazar\w*|journalisten|verslaggever|redacteur|toimittaja|újságíró|"
    r"журналист\w*|журналіст\w*|корреспондент\w*|кореспондент\w*|карэспандэнт\w*|редактор\w*|"
    r"рэдактар\w*|"
    r"директор|председатель|руководитель|координатор|эксперт|правозащитни\w*|"
    r"обозреватель|оглядач\w*|для|аналитик|"
    r"minutes?|minuten|lesezeit|read|comments?|kommentare?|updated?|"
    r"aktualisiert|"
    r"stand|opublikowano|publié|publicado|modifié|güncelleme|views?|share|follow|profile?|contact|"
    r"kontakt|bio|photo|"
    r"foto|image|bild|video|podcast|about|subscribe|abonnieren|merken|email|e-mail|twitter|facebook|"
    r"linkedin)\b"
    r"|기자|記者|记者|编辑|報導|报道",
    re.IGNORECASE,
)
# What a reporter reports on: of the role only when it stands beside one, "Anna Nowak Political Editor".
BEAT = re.compile(
    r"^(?:political|politics|national|foreign|world|local|regional|business|economics|economy|financial|finance|"
    r"sports?|football|health|medical|science|crime|court|courts|legal|education|environment|climate|energy|"
    r"home|affairs|diplomatic|defen[cs]e|security|government|royal|social|religion|technology|tech|digital|data|"
    r"investigative|investigations?|features?|culture|arts?|music|film|travel|food|lifestyle|fashion|"
    r"entertainment|general|assignment|special|executive|managing|head|breaking|news|ap|bbc|city|our)$",
    re.IGNORECASE,
)
# Never a name when nothing else is said: days, what a date or a button is called.
BARE_WORD = re.compile(
    r"^(?:mon|tues?|wednes|thurs?|fri|satur|sun)day|^(?:montag|dienstag|mittwoch|donnerstag|freitag|samstag|"
    r"sonnabend|sonntag|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|lunes|martes|miércoles|jueves|viernes|"
    r"sábado|domingo|segunda-feira|terça-feira|quarta-feira|quinta-feira|sexta-feira|lunedì|martedì|mercoledì|"
    r"giovedì|venerdì|sabato|domenica|maandag|dinsdag|woensdag|donderdag|vrijdag|zaterdag|zondag|måndag|tisdag|"
    r"onsdag|torsdag|fredag|lördag|söndag|poniedziałek|wtorek|środa|czwartek|piątek|sobota|niedziela|"
    r"понедельник|вторник|среда|четверг|пятница|суббота|воскресенье|понеділок|вівторок|середа|четвер|"
    r"п.ятниця|субота|неділя|панядзелак|аўторак|серада|чацвер|пятніца|нядзеля|pazartesi|salı|çarşamba|perşembe|"
    r"cumartesi|senin|selasa|rabu|kamis|jumat|sabtu|minggu|"
    r"date|datum|dato|fecha|data|tarih|дата|today|heute|aujourd.hui|hoy|oggi|dzisiaj|сегодня|сьогодні|сёння|"
    r"uppdaterad|opdateret|oppdatert|päivitetty|publicerad|publiceret|publisert|julkaistu|publiziert|"
    r"aktualizováno|aktualizacja|zuletzt geändert|обновлено|оновлено|güncellendi|"
    r"teilen|partager|compartir|udostępnij|поделиться|comments?|kommentare?|commentaires|comentarios|"
    r"menu|more|mehr|weiter|weiterlesen|plus|más|mais|więcej|ещё|еще|newsletter|advertisement|anzeige|"
    r"publicidad|reklama|sponsored(?: content)?|gesponserte inhalte|login|search)$",
    re.IGNORECASE,
)
# Before a date only: elsewhere they are initials or names.
SHORT_DAY = re.compile(
    r"(?:^|(?<=[;|] ))(?:mo|di|mi|do|fr|sa|so|mon|tues?|wed|thu(?:rs?)?|fri|sat|sun|lun|mar|mer|jeu|ven|sam|"
    r"dim|mi[eé]|jue|vie|s[aá]b|dom|seg|ter|qua|qui|sex|gio|ma|wo|vr|za|zo|mån|tis|ons|tor|fre|lör|sön|pon|"
    r"wt|śr|czw|pt|sob|ndz|пн|вт|ср|чт|пт|сб|вс|нд)\.?,\s+(?=\d{1,2}[.\s/])",
    re.IGNORECASE,
)
PLACES = frozenset(
    [
        "new york", "los angeles", "san francisco", "san diego", "las vegas", "hong kong", "tel aviv",
        "new delhi", "buenos aires", "rio de janeiro", "são paulo", "sao paulo", "cape town", "washington dc",
        "washington d.c.", "kuala lumpur", "mexico city", "st petersburg", "st. petersburg",
        "sankt petersburg", "the hague", "den haag", "new zealand", "south africa",
        "sri lanka", "saudi arabia", "united states", "united kingdom", "el salvador", "costa rica",
        "ciudad de méxico", "नई दिल्ली", "नयी दिल्ली",
    ]
)  # fmt: skip
LOGIN = re.compile(
    r"^(?:\w*admin\w*|red|posted|published|written|geschrieben|verfasst|veröffentlicht|gepostet|über|about|"
    r"name|"
    r"webmaster|root|user\d*|super user|superuser|guest|gast|anonymous|"
    r"anonym|unknown|test|"
    r"editor\d+|author\d*|writer\d*|wp-?admin|system|default|moderator|n/?a|none|null|undefined|nobody|"
    r"владелец|"
    r"администратор|адміністратор|адміністрацыя|админ|адмін|rss|feed|imported?|import|cms|autor|автор|"
    r"аўтар|redakteur|"
    r"publisher|owner|manager|staff|by|von|web|website|site|home|info|contact|news|press|online|blog)$",
    re.IGNORECASE,
)
