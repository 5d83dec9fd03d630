"""The labels of links on listings, as sites print them: to read on, to the next page, to older articles.

A row is a language, what the labels lead to, and labels as they are printed by WordPress, Drupal, Joomla,
Blogger, TYPO3, SPIP and Bitrix in that language, or on sites of their own.
"""

from __future__ import annotations

import pytest

from crawler.document.page import Page
from crawler.listing.links import LinkedPage
from crawler.listing.page_links import closed_end, page_links
from crawler.listing.phrases import READ_MORE, as_label

READ = """
en: Read More » | More... | Read on | Continue reading → | Keep reading | Read full article | Full article
en: Read the full story | Full story | Read Full Story | Read article | Read Post | Read | View Post
en: View article | Learn more > | See more | Details | More details | Continue | Read the rest
en: Find out more
en: View full post | Read full post | Read story | Read this article | Full text | Read in full | More info
en: Show more | View | View details | Open | Read statement | Read the statement | Go to article
en: Read press release
de: Weiterlesen → | Mehr lesen | mehr ... | Weiter | Mehr erfahren | Artikel lesen | Ganzen Artikel lesen
de: Zum Artikel | Lesen Sie mehr | Mehr dazu
fr: Lire la suite | Lire plus | En savoir plus | La suite... | Suite | Lire l'article | Lire l’article
fr: Lire
fr: Voir plus | Plus | Continuer la lecture
es: Leer más | Seguir leyendo → | Ver más | Más | Más información | Continuar leyendo | Leer artículo
es: Leer noticia | Sigue leyendo | Leer
pt: Leia mais | Ler mais | Continuar lendo | Continuar a ler | Saiba mais | Mais | Ver mais | Continue lendo
pt: Veja mais
it: Leggi tutto | Continua a leggere | Leggi di più | Leggi | Continua | Approfondisci | Vai all'articolo
it: Leggi l'articolo
nl: Lees meer | Lees verder » | Verder lezen | Meer lezen | Meer | Lees het artikel
da: Læs mere | Læs videre | Mere
nb: Les mer | Les videre | Fortsett å lese
sv: Läs mer | Läs vidare | Fortsätt läsa | Mer
fi: Lue lisää | Jatka lukemista
et: Loe edasi | Loe rohkem
se: Lesa meira
pl: Czytaj więcej » | Czytaj dalej | Więcej... | Przeczytaj | Dowiedz się więcej | Czytaj | Czytaj całość
pl: Przeczytaj więcej | Czytaj artykuł
cs: Číst dál | Číst více | Více | Pokračovat ve čtení | Celý článek | Zobrazit více
sk: Čítať viac | Viac | Čítať ďalej | Čítaj viac
ru: Читать далее → | Читать дальше | Подробнее | Далее... | Ещё | Читать полностью | Продолжить чтение
ru: Читать
ru: Узнать больше | Читать статью | Полностью
uk: Читати далі | Читати більше | Детальніше | Докладніше | Далі | Читати | Продовжити читання
uk: Читати повністю
be: Чытаць далей | Чытаць больш | Падрабязней | Далей | Працягнуць чытаць | Працяг | Чытаць | Больш
be: Чытаць цалкам | Падрабязна
bg: Прочети повече | Виж още | Още
mk: Прочитај повеќе | Повеќе
sr: Прочитајте више | Више | Прочитај више | Опширније
hr: Pročitaj više | Više | Opširnije
sl: Preberi več | Več
ro: Citește mai mult | Mai mult | Citeste mai mult
hu: Tovább » | Bővebben | Olvass tovább | Tovább olvasom | Részletek
lt: Skaityti daugiau | Daugiau | Plačiau | Skaityti toliau
lv: Lasīt vairāk | Vairāk | Lasīt tālāk
sq: Lexo më shumë | Më shumë
tr: Devamını Oku | DEVAMINI OKU | Devamı | Daha fazla | Devamını okuyun | Detaylar
az: Davamını oxu | Ətraflı
uz: Batafsil
kk: Толығырақ | Ары қарай оқу
el: Διαβάστε περισσότερα | Περισσότερα | Συνέχεια | Διαβάστε
hy: Ավելին | Կարդալ ավելին
ka: ვრცლად | სრულად | წაიკითხე მეტი
ar: اقرأ المزيد | المزيد | قراءة المزيد | متابعة القراءة | إقرأ المزيد | أكمل القراءة | تابع القراءة
fa: بیشتر بخوانید | ادامه مطلب | بیشتر | ادامه
ur: مزید پڑھیں
he: קרא עוד | המשך קריאה | עוד | קראו עוד | לקריאה נוספת
zh: 阅读更多 | 阅读全文 » | 查看更多 | 更多>> | 详情 | 继续阅读 | 閱讀更多 | 閱讀全文 | 繼續閱讀 | 查看全文
zh: 详细 | 全文
ja: 続きを読む | もっと見る | もっと読む | 詳細 | 詳しく見る | 記事を読む
ko: 더 보기 | 더 읽기 | 자세히 보기 | 계속 읽기 | 더보기
vi: Xem thêm | Đọc tiếp | Đọc thêm
id: Baca selengkapnya | Selengkapnya | Baca lagi | Baca lebih lanjut | Lanjutkan membaca
th: อ่านต่อ | อ่านเพิ่มเติม
hi: और पढ़ें | आगे पढ़ें | अधिक पढ़ें
bn: আরও পড়ুন | বিস্তারিত
ta: மேலும் படிக்க
sw: Soma zaidi
tl: Magbasa pa
ca: Llegir més | Continua llegint
gl: Ler máis
eu: Irakurri gehiago
cy: Darllen mwy
ga: Léigh tuilleadh
"""

PAGES = """
en next: Next » | Next page | Go to next page | Following | Forward | Next 20 items »
en older: ← Older posts | Older Entries | Earlier posts | Previous posts | Previous entries
en older: Previous articles
en older: Show older | View older posts
en more: Load more | Show more posts | View more | See more | More posts | More articles | More news
en more: More stories
en more: More results
en newer: Newer posts →
en previous: ‹ Previous | Prev | Back | First page
en all: See all | View all | All | Show all | More from this tag | View archive | Archive | Archives
en last: Last » | Go to last page
de next: Weiter » | Nächste Seite | Vor | Vorwärts
de older: Ältere Beiträge | Vorherige Beiträge
de more: Mehr laden | Mehr anzeigen | Weitere laden | Weitere Artikel | Mehr Artikel | Weitere Beiträge
de more: Mehr Beiträge | Weitere anzeigen
de newer: Neuere Beiträge
de previous: Zurück | Vorherige Seite | Erste Seite
de all: Alle anzeigen | Archiv
de last: Letzte Seite | Ende
fr next: Page suivante › | Suivant | Suivante
fr older: Articles plus anciens | Articles précédents | Plus anciens | Publications plus anciennes
fr older: Anciens articles
fr older: Entrées précédentes | Entrées plus anciennes | Billets précédents | Messages plus anciens
fr more: Charger plus | Afficher plus | Voir plus | Plus d'articles | Plus d’articles | Charger la suite
fr newer: Articles plus récents | Plus récents | Articles suivants
fr previous: « Précédent | Précédente | Page précédente | Première page
fr all: Tout voir | Voir tout | Toutes les actualités
fr last: Dernière page | Dernier
es next: Siguiente ›› | Página siguiente | Siguientes
es older: Entradas anteriores | Entradas más antiguas | Artículos anteriores | Anteriores | Más antiguas
es older: Más antiguos | Noticias anteriores
es more: Cargar más | Mostrar más | Ver más | Más noticias | Más artículos
es newer: Entradas siguientes | Entradas más recientes | Más recientes | Artículos siguientes
es previous: Anterior | Página anterior
es all: Ver todo | Ver todos | Ver todas
es last: Última » | Ultima | Fin
pt next: Próxima página | Próximo | Seguinte | Página seguinte | Avançar
pt older: Posts anteriores | Artigos anteriores | Mais antigos | Mais antigas | Publicações mais antigas
pt older: Postagens mais antigas
pt more: Carregar mais | Mostrar mais | Ver mais
pt newer: Posts mais recentes | Mais recentes
pt all: Ver tudo
pt last: Fim
it next: Successivo | Successiva | Pagina successiva | Avanti | Prossima | Prossimo
it older: Articoli precedenti | Articoli meno recenti | Post più vecchi | Meno recenti | Più vecchi
it more: Carica altri | Mostra altri | Carica altro | Mostra di più | Altri articoli
it newer: Articoli successivi | Articoli più recenti | Più recenti
it previous: Precedente | Pagina precedente | Indietro
it all: Vedi tutto | Vedi tutti
nl next: Volgende
nl older: Oudere berichten | Ouder | Oudere artikelen | Vorige berichten
nl more: Meer laden | Toon meer | Meer berichten
nl newer: Nieuwere berichten | Nieuwer
nl previous: Vorige
nl all: Bekijk alles
nl last: Laatste pagina
da next: Næste side
da older: Ældre indlæg
da more: Indlæs flere | Vis flere
da newer: Nyere indlæg
da previous: Forrige
da all: Se alle
da last: Sidste
nb next: Neste
nb older: Eldre innlegg
nb more: Vis mer | Last inn flere
nb last: Siste
sv next: Nästa
sv older: Äldre inlägg
sv more: Ladda fler | Visa fler | Visa mer
sv newer: Nyare inlägg
sv previous: Föregående
sv all: Visa alla
sv last: Sista
fi next: Seuraava
fi older: Vanhemmat artikkelit
fi more: Näytä lisää | Lataa lisää
fi newer: Uudemmat
fi previous: Edellinen
fi last: Viimeinen
et next: Järgmine
et older: Vanemad postitused
et previous: Eelmine
et last: Viimane
pl next: Następna strona | Następny | Dalej »
pl older: Starsze wpisy | Poprzednie wpisy
pl more: Pokaż więcej | Załaduj więcej | Więcej wpisów | Wczytaj więcej | Zobacz więcej
pl newer: Nowsze wpisy | Następne wpisy
pl previous: Poprzednia | Wstecz
pl all: Zobacz wszystkie | Wszystkie
pl last: Ostatnia »
cs next: Další | Následující
cs older: Starší příspěvky
cs more: Načíst další | Zobrazit další
cs newer: Novější příspěvky
cs previous: Předchozí
cs all: Zobrazit vše
cs last: Poslední
sk next: Ďalšia | Ďalej | Nasledujúca | Ďalší
sk older: Staršie príspevky
sk more: Zobraziť viac | Načítať ďalšie
sk newer: Novšie príspevky
sk previous: Predchádzajúca
sk last: Posledná
ru next: Следующая → | След. | Вперед | Вперёд | Следующие | Далее | Дальше
ru older: ← Предыдущие записи | Старые записи | Более старые записи | Более ранние | Ранее | Старше
ru older: Предыдущие статьи
ru more: Показать ещё | Показать еще | Загрузить ещё | Загрузить еще | Ещё | Еще | Больше новостей
ru more: Показать больше
ru newer: Новые записи | Более новые | Новее | Следующие записи
ru previous: Предыдущая | Назад | Пред. | Первая
ru all: Все | Смотреть все | Архив
ru last: Последняя | В конец | Конец
uk next: Наступна сторінка | Далі | Наступні
uk older: Старіші записи | Попередні записи | Давніші | Попередні статті
uk more: Показати ще | Завантажити ще | Більше новин | Ще
uk newer: Новіші | Наступні записи
uk previous: Попередня | Перша
uk all: Усі | Всі | Переглянути всі | Архів
uk last: Остання
be next: Наступная старонка | Далей | Уперад | Наступныя
be older: Старэйшыя запісы | Старейшыя | Папярэднія запісы | Раней
be more: Паказаць яшчэ | Загрузіць яшчэ | Яшчэ | Больш навін
be newer: Навейшыя запісы | Наступныя запісы
be previous: Папярэдняя
be all: Усе | Глядзець усе | Архіў
be last: Апошняя
bg next: Следваща | Напред
bg older: По-стари публикации
bg more: Покажи още | Зареди още
bg newer: По-нови публикации
bg previous: Предишна
bg all: Виж всички
bg last: Последна
mk next: Следна
mk older: Постари
mk previous: Претходна
sr next: Следећа | Sledeća
sr older: Старији чланци | Старије | Stariji članci | Starije
sr more: Учитај још
sr newer: Новији | Noviji
sr last: Poslednja
hr next: Sljedeća
hr more: Učitaj više | Prikaži više
hr previous: Prethodna
hr last: Posljednja
sl next: Naslednja | Naprej
sl older: Starejši prispevki | Starejše
sl more: Naloži več
sl newer: Novejše
sl previous: Prejšnja
sl last: Zadnja
ro next: Următoarea | Înainte | Pagina următoare | Urmatoarea
ro older: Articole mai vechi | Mai vechi
ro more: Încarcă mai multe | Vezi mai multe
ro newer: Mai noi
ro previous: Anterioară | Înapoi
ro all: Toate
hu next: Következő
hu older: Régebbi bejegyzések | Régebbiek
hu more: Több betöltése | Továbbiak
hu newer: Újabb bejegyzések
hu previous: Előző | Első
hu all: Összes
hu last: Utolsó
lt next: Kitas | Toliau
lt older: Senesni įrašai
lt more: Rodyti daugiau | Įkelti daugiau
lt newer: Naujesni
lt previous: Ankstesnis | Atgal
lt last: Paskutinis
lv next: Nākamā | Tālāk
lv older: Vecāki ieraksti
lv more: Rādīt vairāk
lv newer: Jaunāki
lv previous: Iepriekšējā | Atpakaļ
lv last: Pēdējā
sq next: Tjetra
tr next: Sonraki sayfa | İleri | ileri
tr older: Daha eski yazılar | Eski yazılar | Önceki yazılar
tr more: Daha fazla göster
tr newer: Daha yeni yazılar | Yeni yazılar
tr previous: Önceki | Geri
tr all: Tümü | Tümünü gör
tr last: Son sayfa
az next: Növbəti
uz next: Keyingi
kk next: Келесі
el next: Επόμενη | Επόμενο
el older: Παλαιότερα άρθρα | Παλαιότερες αναρτήσεις
el more: Φόρτωση περισσότερων | Περισσότερα
el newer: Νεότερα
el previous: Προηγούμενη
el all: Όλα
el last: Τελευταία
hy next: Հաջորդ
ka next: შემდეგი
ar next: التالي | الصفحة التالية | التالية
ar older: مقالات أقدم | أقدم | التدوينات الأقدم | رسائل أقدم | المقالات الأقدم
ar more: تحميل المزيد | عرض المزيد | المزيد
ar newer: مقالات أحدث | أحدث
ar previous: السابق | الصفحة السابقة
ar all: عرض الكل | الكل
ar last: الأخيرة | آخر
fa next: بعدی | صفحه بعد | صفحه بعدی
fa older: نوشته‌های پیشین | قدیمی‌تر
fa more: بارگذاری بیشتر
fa newer: جدیدتر
fa previous: قبلی
fa all: همه
fa last: آخرین
ur next: اگلا
he next: הבא | הבאה | לעמוד הבא
he older: נושאים ישנים יותר | ישן יותר | פוסטים ישנים
he more: טען עוד | הצג עוד
he newer: חדש יותר
he previous: הקודם | הקודמת
he all: הכל
he last: אחרון
zh next: 下一页 | 下页 | 下一頁
zh older: 较旧文章 | 更早的文章 | 旧文章 | 较早文章 | 更早 | 較舊的文章
zh more: 加载更多 | 查看更多 | 显示更多 | 載入更多 | 更多
zh newer: 较新文章 | 更新的文章
zh previous: 上一页 | 上页 | 上一頁
zh all: 查看全部 | 全部
zh last: 最后一页 | 末页 | 尾页
ja next: 次へ | 次のページ | 次
ja older: 過去の投稿 | 前の記事 | 以前の記事 | 古い投稿 | 古い記事
ja more: もっと見る | さらに表示
ja newer: 新しい投稿 | 新しい記事
ja previous: 前へ | 前のページ | 前
ja all: すべて見る | 一覧
ja last: 最後 | 最終
ko next: 다음
ko older: 이전 글 | 이전 게시물
ko more: 더 보기 | 더보기
ko newer: 다음 글
ko previous: 이전
ko all: 모두 보기
ko last: 마지막
vi next: Trang sau | Trang tiếp | Tiếp theo | Sau
vi older: Bài cũ hơn | Cũ hơn
vi more: Xem thêm | Tải thêm
vi newer: Bài mới hơn | Mới hơn
vi previous: Trang trước | Trước
vi all: Xem tất cả
vi last: Cuối | Trang cuối
id next: Selanjutnya | Berikutnya | Laman berikutnya | Seterusnya
id older: Pos-pos lama | Lebih lama | Postingan lama
id more: Muat lainnya | Muat lebih banyak
id newer: Pos-pos baru | Lebih baru
id previous: Sebelumnya
id all: Lihat semua
id last: Terakhir
th next: หน้าถัดไป | ถัดไป
th older: เรื่องที่เก่ากว่า
th more: โหลดเพิ่มเติม
th previous: ก่อนหน้า
th last: สุดท้าย
hi next: अगला | अगला पृष्ठ
hi older: पुराने पोस्ट
hi more: और देखें
hi previous: पिछला
hi last: अंतिम
bn next: পরবর্তী
ta next: அடுத்த
ca next: Següent | Pàgina següent
ca older: Entrades més antigues
eu next: Hurrengoa
cy next: Nesaf
ga next: Ar aghaidh
sw next: Inayofuata
tl next: Susunod
"""


def _rows(table: str) -> list[tuple[str, str]]:
    rows = [line.split(": ", 1) for line in table.strip().splitlines()]
    return [(head, label) for head, labels in rows for label in labels.split(" | ")]


@pytest.mark.parametrize("language", sorted({head for head, _ in _rows(READ)}))
def test_a_label_asks_to_read_on_in_any_language(language: str) -> None:
    labels = [label for head, label in _rows(READ) if head == language]
    assert [label for label in labels if as_label(label) not in READ_MORE] == []


@pytest.mark.parametrize("head", sorted({head for head, _ in _rows(PAGES)}))
def test_a_label_says_which_page_it_leads_to_in_any_language(head: str) -> None:
    labels = [label for row, label in _rows(PAGES) if row == head]
    kind = head.partition(" ")[2]
    assert {label: _kind(label) for label in labels} == dict.fromkeys(labels, kind)


def _kind(label: str) -> str | None:
    page = Page("https://example.org/tag/courts/", f'<p><a href="/tag/courts/2/">{label}</a></p>')
    found = page_links(LinkedPage(page))
    return found[0].kind if found else None


KINDS = [
    # (a link of a pager, the kind of page that it says it leads to); where such a thing is seen
    ('<a class="load-more" href="/tag/courts/2/"></a>', "more"),  # a script's button
    ('<a class="next-page" href="/tag/courts/2/"></a>', "class"),
    ('<a class="prev" href="/tag/courts/2/"></a>', "previous"),
    ('<a class="last" href="/tag/courts/2/"></a>', "last"),
    ('<a href="/tag/courts/2/"><i class="icon-next"></i></a>', "class"),
    ('<a href="/tag/courts/2/"><img alt="" src="a.png" class="prev"></a>', "previous"),
    ('<a class="next" href="/tag/courts/2/">Wall of the old harbour town</a>', None),  # a title
    ('<a href="/tag/courts/2/">»</a>', "arrow"),
    ('<a href="/tag/courts/2/">«</a>', "previous"),
    ('<a href="/tag/courts/2/"><img alt="«"></a>', "previous"),
    ('<li class="next"><a href="/tag/courts/2/"></a></li>', "class"),
    ('<section class="next"><a href="/tag/courts/2/"></a></section>', None),  # no item of a pager
    ('<li class="next"><b>2</b><a href="/tag/courts/2/"></a></li>', None),
    ('<li class="next"><a href="/tag/courts/2/"></a><b>2</b></li>', None),
    ('<a href="/tag/courts/2/" title="Next page">Courts</a>', "next"),
    ('<a href="/tag/courts/2/" aria-label="Older posts"></a>', "older"),
    ('<a class="next disabled" href="/tag/courts/2/">Next</a>', None),  # Bootstrap
    ('<li class="page-item disabled"><a href="/tag/courts/2/">Next</a></li>', None),
    ('<a aria-disabled=true href="/tag/courts/2/">Next</a>', None),
    (f'<a href="/tag/courts/2/">{"Ten people are free again in the harbour. " * 9}</a>', None),
    (f'<a rel=next href="/tag/courts/2/">{"Ten people are free again in the harbour. " * 9}</a>', "next"),
]


@pytest.mark.parametrize(("markup", "kind"), KINDS)
def test_arrows_classes_and_icons_say_which_page_a_link_leads_to(markup: str, kind: str | None) -> None:
    page = Page("https://example.org/tag/courts/", f"<div>{markup}</div>")
    found = page_links(LinkedPage(page))
    assert (found[0].kind if found else None) == kind


BEHIND = [
    # (what stands behind the last card, what promises more of them)
    ("<button>Load more</button>", "Load more"),  # a script loads them
    ("<p><a href='#'>Older posts</a></p>", "Older posts"),
    ("<a href='javascript:more()'>Load more</a>", "Load more"),
    ("<a>Load more</a>", "Load more"),
    ("<a href='/tag/courts/2/'>Load more</a>", None),  # it leads somewhere
    ("<button disabled>Load more</button>", None),
    ("<button class=disabled>Load more</button>", None),
    ("<button style='display:none'>Load more</button>", None),
    ("<button>Load more of what was said in court</button>", None),
    ("<button>Subscribe</button>", None),
    ("<a href=/1>One</a>" * 5 + "<button>Load more</button>", "Load more"),
    ("<a href=/1>One</a>" * 6 + "<button>Load more</button>", None),  # of a box further down
]


@pytest.mark.parametrize(("behind", "words"), BEHIND)
def test_a_list_goes_on_where_a_button_behind_its_last_card_says_so(behind: str, words: str | None) -> None:
    page = Page("https://example.org/tag/courts/", f"<div><ul><li id=x>A card</li></ul></div>{behind}")
    (card,) = page.tree.xpath("//*[@id='x']")
    assert closed_end(card) == words
