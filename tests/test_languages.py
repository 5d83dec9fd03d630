"""The language of an article's text, and what decides when the text is too short."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.document.page import Page
from crawler.languages import find_language

# (language, first sentence of a statement)
SENTENCES = [
    ("en", "The court upheld the sentence, and the lawyers were given ten days to appeal against it."),
    ("be", "Суд пакінуў прысуд без зменаў, і адвакаты атрымалі дзесяць дзён на новую скаргу."),
    ("ru", "Суд оставил приговор без изменений, и адвокаты получили десять дней на новую жалобу."),
    ("uk", "Суд залишив вирок без змін, і адвокати отримали десять днів на нову скаргу."),
    ("bg", "Съдът остави присъдата без промяна и адвокатите получиха десет дни за нова жалба."),
    ("sr", "Суд је потврдио пресуду, а адвокати су добили десет дана да поднесу нову жалбу."),
    ("mk", "Судот ја потврди пресудата, а адвокатите добија десет дена за нова жалба."),
    ("kk", "Сот үкімді өзгеріссіз қалдырды, ал адвокаттарға жаңа шағым беруге он күн берілді."),
    ("pl", "Sąd utrzymał wyrok w mocy, a adwokaci otrzymali dziesięć dni na złożenie nowej skargi."),
    ("cs", "Soud rozsudek potvrdil a advokáti dostali deset dní na to, aby podali novou stížnost."),
    ("sk", "Súd rozsudok potvrdil a advokáti dostali desať dní na to, aby podali novú sťažnosť."),
    ("sl", "Sodišče je sodbo potrdilo, odvetniki pa so dobili deset dni, da vložijo novo pritožbo."),
    ("de", "Das Gericht bestätigte das Urteil, und die Anwälte erhielten zehn Tage für eine Beschwerde."),
    ("fr", "Le tribunal a confirmé le jugement et les avocats ont dix jours pour déposer un recours."),
    ("es", "El tribunal confirmó la sentencia y los abogados tienen diez días para presentar un recurso."),
    ("pt", "O tribunal confirmou a sentença e os advogados têm dez dias para apresentar um recurso."),
    ("it", "Il tribunale ha confermato la sentenza e gli avvocati hanno dieci giorni per il ricorso."),
    ("nl", "De rechtbank bevestigde het vonnis en de advocaten kregen tien dagen om beroep in te stellen."),
    ("sv", "Domstolen fastställde domen och advokaterna fick tio dagar på sig att överklaga den."),
    ("da", "Retten stadfæstede dommen, og advokaterne fik ti dage til at indgive en ny klage over den."),
    ("fi", "Oikeus piti tuomion voimassa, ja asianajajat saivat kymmenen päivää aikaa tehdä valituksen."),
    ("et", "Kohus jättis otsuse muutmata ja advokaadid said uue kaebuse esitamiseks kümme päeva."),
    ("lt", "Teismas paliko nuosprendį nepakeistą, o advokatai gavo dešimt dienų naujam skundui pateikti."),
    ("lv", "Tiesa atstāja spriedumu negrozītu, un advokāti saņēma desmit dienas jaunai sūdzībai."),
    ("hu", "A bíróság helybenhagyta az ítéletet, és az ügyvédek tíz napot kaptak az új panaszra."),
    ("ro", "Instanța a menținut sentința, iar avocații au primit zece zile pentru o nouă plângere."),
    ("el", "Το δικαστήριο επικύρωσε την απόφαση και οι δικηγόροι έχουν δέκα ημέρες για προσφυγή."),
    ("tr", "Mahkeme kararı onadı ve avukatlara yeni bir itiraz için on gün süre verildi."),
    ("az", "Məhkəmə hökmü dəyişmədən saxladı və vəkillərə yeni şikayət üçün on gün vaxt verildi."),
    ("ka", "სასამართლომ განაჩენი უცვლელად დატოვა და ადვოკატებს გასაჩივრებისთვის ათი დღე მისცა."),
    ("hy", "Դատարանը դատավճիռը թողեց անփոփոխ, և փաստաբանները բողոքի համար ստացան տասը օր։"),
    ("he", "בית המשפט אישר את גזר הדין, ועורכי הדין קיבלו עשרה ימים להגיש ערעור חדש."),
    ("ar", "أيدت المحكمة الحكم وحصل المحامون على عشرة أيام لتقديم شكوى جديدة ضده."),
    ("fa", "دادگاه حکم را تأیید کرد و وکلا برای شکایت تازه ده روز مهلت گرفتند."),
    ("ur", "عدالت نے سزا برقرار رکھی اور وکلاء کو نئی اپیل کے لیے دس دن دیے گئے ہیں۔"),
    ("hi", "अदालत ने सज़ा बरकरार रखी और वकीलों को नई अपील के लिए दस दिन का समय दिया गया।"),
    ("th", "ศาลยืนตามคำพิพากษา และทนายความมีเวลาสิบวันในการยื่นอุทธรณ์ใหม่"),
    ("vi", "Tòa án giữ nguyên bản án và các luật sư có mười ngày để nộp đơn khiếu nại mới."),
    ("zh", "法院维持原判,律师们有十天时间提出新的申诉,他们的家人在门外等候。"),
    ("ja", "裁判所は判決を支持し、弁護士には新たな不服申し立てのために十日間が与えられた。"),
    ("ko", "법원은 판결을 유지했고 변호사들은 새로운 항소를 위해 열흘의 시간을 받았다."),
]


@pytest.mark.parametrize(("language", "sentence"), SENTENCES)
def test_a_sentence_tells_its_language(language: str, sentence: str) -> None:
    assert find_language(None, sentence).value == language


@pytest.mark.parametrize(("language", "sentence"), SENTENCES)
def test_a_text_tells_its_language_whatever_the_theme_declares(language: str, sentence: str) -> None:
    text = f"{sentence} {sentence[:40].title()} (2014). {sentence}"
    declared = "de" if language == "en" else "en"
    found = find_language(page_in(declared), text)
    assert (found.value, found.evidence.differed) == (language, (("meta", declared),))


def test_a_quotation_at_the_start_does_not_hide_the_language_of_the_text() -> None:
    languages = dict(SENTENCES)
    text = " ".join([f"“{languages['en']}”", *[languages["pl"]] * 4])
    assert find_language(page_in("en"), text).value == "pl"


def page_in(language: str, title: str = "") -> Page:
    return Page("https://example.org/1", f'<html lang="{language}"><h1>{title}</h1><p>.</p></html>')


# (html lang, text, language); where such a thing is seen
MARKUP = [
    ("pl", "", "pl"),  # a video without a word of text
    ("uk-UA", "2014", "uk"),  # a table of numbers
    (
        "nb-NO",
        "Retten opprettholdt dommen, og advokatene fikk ti dager på seg til å klage.",
        "nb",
    ),  # model: "no"
    ("hr", "Sud je potvrdio presudu, a odvjetnici su dobili deset dana za novu žalbu.", "hr"),  # like Serbian
    ("sr", "Sud je potvrdio presudu, a advokati su dobili deset dana za novu žalbu.", "sr"),  # like Croatian
    ("id", "Pengadilan menguatkan putusan itu dan para pengacara mendapat waktu sepuluh hari.", "id"),
    (
        "sw",
        "Wakili wake alisema kwamba watu wengi walikuja mahakamani kusikiliza hukumu hiyo jana.",
        "sw",
    ),  # short Swahili looks Indonesian to the model
    ("en-US", SENTENCES[1][1], "be"),  # a theme's own language on a site in another
]


@pytest.mark.parametrize(("declared", "text", "language"), MARKUP)
def test_markup_decides_only_what_the_text_leaves_open(declared: str, text: str, language: str) -> None:
    assert find_language(page_in(declared), text).value == language


def test_markup_has_no_say_for_a_language_that_the_model_hardly_sees() -> None:
    text = (
        "O tribunal confirmou a sentença e os advogados Oikeus piti tuomion voimassa, ja asianajajat "
        "Sodišče je sodbo potrdilo, odvetniki pa so dobili"
    )
    assert find_language(page_in("pt"), text).value == "fi"


def test_a_title_speaks_for_a_page_without_text() -> None:
    page = page_in("en", "Сумесная заява аб вызваленні палітычных зняволеных")
    assert find_language(page, "").value == "be"


def test_no_text_and_no_markup_is_unknown_with_a_reason() -> None:
    found = find_language(None, "")
    assert found.value is None
    assert found.evidence.reason


def test_markup_that_says_otherwise_is_recorded() -> None:
    assert find_language(page_in("de"), SENTENCES[0][1]).evidence.differed == (("meta", "de"),)


def test_a_long_text_is_read_at_its_start_and_in_its_middle_alone() -> None:
    """What the others say costs time and tells nothing new; here it is only what could tell."""
    figures, words = "1 2 " * 100, dict(SENTENCES)["pl"] * 3
    start = figures[:351] + words[:249]
    assert find_language(None, start * 2).value is None
    assert find_language(None, (figures[:300] + words[:300]) * 2).value == "pl"


def test_a_title_does_not_speak_for_a_text_of_two_sentences() -> None:
    languages = dict(SENTENCES)
    page = page_in("de", " ".join([languages["de"]] * 6))
    text = f"{languages['pl']} {languages['pl'][:50]}"
    assert find_language(page, text).value == "pl"


@pytest.mark.parametrize(
    ("text", "language"), [("Das Gericht bestätigt das.", "de"), ("Das Gericht, das", None)]
)
def test_five_words_are_a_text_and_three_are_none(text: str, language: str | None) -> None:
    assert find_language(None, text).value == language


def test_a_text_that_is_surely_read_leaves_no_doubt() -> None:
    assert find_language(None, SENTENCES[0][1]).evidence.reason is None


LETTERS = [
    ("Правоабаронцы прыйшлі ў суд", "be"),
    ("Тры сябры арганізацыі «Вясна» прыйшлі, каб паслухаць, і «Мемориал» напісаў пра гэта ў суд.", "be"),
    ("Трое прийшли в суд і чекали", "uk"),
    ("Лист в редакцію і заява адвоката", "uk"),
    ("Вони прийшли до суду і чекали, а газета «Новые вести» написала про це того самого дня.", "uk"),
    ("Три члена организации «Вясна» пришли в суд, чтобы услышать приговор і ждали", "ru"),
]


@pytest.mark.parametrize(("text", "language"), LETTERS)
def test_letters_tell_languages_apart_that_are_written_alike(text: str, language: str) -> None:
    assert find_language(page_in("en"), text).value == language


@given(st.text(max_size=300))
def test_no_text_raises(text: str) -> None:
    found = find_language(None, text)
    assert found.value is None or len(found.value) == 2
