"""Words beside a date that tell whose it is: published, modified, or another thing's altogether."""

from __future__ import annotations

import re

_MODIFIED = re.compile(
    r"updat|modif|last (?:edit|chang|review)|\bedited|correct|aktuali|änderung|geänder|bearbeitet|"
    r"mise? à jour|actualiz|atualiz|alterad|aggiornat|bijgewerkt|gewijzigd|обновл|измен|оновл|змінен|абноўл|"
    r"зменен|edytow|upraven|ažurir|izmenjen|izmijenjen|ажурир|измењен|промен|актуализ|güncel|yenilən|жаңар|"
    r"ενημέρ|frissít|módosít|päivit|muokat|uppdat|ändrad|opdater|oppdat|endret|atnaujin|atjaunin|papildin|"
    r"uuenda|muudet|cập nhật|diperbaru|更新|修改|최종|수정|تحديث|تعديل|به.?روز|ویرایش|עודכן|עדכון|განახლ|"
    r"թարմաց|अपडेट|แก้ไข|อัปเดต|อัพเดท|imehaririwa",
    re.IGNORECASE,
)
_PUBLISHED = re.compile(
    r"publish|posted|issued|immediate release|written|submitted|\badded\b|veröffentl|publizi|verfasst|"
    r"gepostet|\bonline seit|erschienen|erstellt|"
    r"geschrieben|eingestellt|publié|mis en ligne|paru|publicad|"
    r"pubblicat|geplaatst|gepubliceerd|опубл|размещ|апубл|opublik|publikov|zverejn|zveřejn|objavlj|објав|публик|yayın|"
    r"δημοσ|közzét|megjelent|julkaist|publicer|udgivet|publisert|paskelbt|publicēt|avaldat|đăng|xuất bản|"
    r"diterbitkan|dipublikasi|发布|發佈|發布|发表|發表|公開|掲載|投稿|입력|등록|게시|작성|نشر|انتشار|פורסם|გამოქვეყ|"
    r"հրապարակ|प्रकाशित|เผยแพร่|imechapishwa|"
    r"\b(?:datum|date|dato|fecha|dátum|tarih|päivämäärä|дата|data|ngày|tanggal|日期|日付)\b",
    re.IGNORECASE,
)
_OTHER = re.compile(
    r"©|copyright|\(c\)\s*$|\bsince\b|(?<!online )\bseit\b|depuis|\bborn\b|geboren|\bbis\b|\buntil\b|expire|"
    r"gültig|deadline|"
    r"\bevent|joined|member|registr|mitglied|accessed|abgerufen|retrieved|visited|"
    r"\bcurrent|aktuelles datum|\btoday\b|\bheute\b|сегодня|сёння|сьогодні|\bhoy\b|\bdzi[śs]|"
    r"download|version|\bfrom\b.{0,99}\bto\b|\bphoto|\bfoto|(?<!immediate )\brelease\s*(?:date)?\s*:?\s*$",
    re.IGNORECASE,
)


def says_modified(label: str) -> bool:
    """True when the words before a date say that it is the day of the last change."""
    return bool(_MODIFIED.search(label))


def says_published(label: str) -> bool:
    """True when the words before a date say that it is the day of publication."""
    return bool(_PUBLISHED.search(label))


def says_other(label: str) -> bool:
    """True when the date is a copyright's, a comment's, a deadline's, a clock's."""
    return bool(_OTHER.search(label))
