"""The words listings use around their articles, in some thirty languages: labels, never content.

Every table is evidence that adds weight; nothing here is needed for a listing to be understood. Labels are
kept folded (see `fold`), and compared with folded labels; what sentences say is in `sayings`. The labels of
pagers are found by their first words: "older" tells "older posts", too.
"""

from __future__ import annotations

import re
from functools import lru_cache

from crawler.caches import ANSWERS


@lru_cache(maxsize=ANSWERS)
def fold(label: str) -> str:
    """Return a label in lower case, white space collapsed, without arrows, dots and brackets around it.

    The i of Turkish has its dot, which it loses and gets with the case ("İleri", "DEVAMINI OKU").
    """
    text = " ".join(label.casefold().split()).replace("i\u0307", "i").replace("ı", "i")
    start, end = 0, len(text)
    while start < end and not text[start].isalnum():
        start += 1
    while start < end and not text[end - 1].isalnum():
        end -= 1
    return text[start:end]


def _table(text: str) -> frozenset[str]:
    return frozenset(filter(None, (fold(entry) for entry in re.split(r"[|\n]", text))))


# Labels of a link from a card to its article.
READ_MORE = _table("""
read more|more|read on|continue reading|keep reading|read full article|full article|read the full story
full story|read full story|read article|read post|read|view post|view article|learn more|see more
details|more details|continue|read the rest|find out more|view full post
read full post|read story|read this article|full text|read in full|more info|show more|view|view details
open|read statement|read the statement|go to article|read press release|weiterlesen|mehr lesen|mehr
weiter|mehr erfahren|artikel lesen|ganzen artikel lesen|zum artikel|lesen sie mehr|mehr dazu
lire la suite|lire plus|en savoir plus|la suite|suite|lire l'article|lire|voir plus|plus|lire l’article
continuer la lecture|leer más|seguir leyendo|ver más|más|más información|continuar leyendo|leer artículo
leer noticia|sigue leyendo|leer|leia mais|ler mais|continuar lendo|continuar a ler|saiba mais|mais
ver mais|continue lendo|veja mais|leggi tutto|continua a leggere|leggi di più|leggi|continua
approfondisci|vai all'articolo|leggi l'articolo|lees meer|lees verder|verder lezen|meer lezen|meer
lees het artikel|læs mere|læs videre|les mer|läs mer|fortsätt läsa|mer|mere|läs vidare|les videre
fortsett å lese
lue lisää|jatka lukemista|lesa meira|loe edasi|loe rohkem|czytaj więcej|czytaj dalej|więcej|przeczytaj
dowiedz się więcej|czytaj|czytaj całość|przeczytaj więcej|czytaj artykuł|číst dál|číst více|více
pokračovat ve čtení|celý článek|čítať viac|viac|čítať ďalej|čítaj viac|zobrazit více|читать далее
читать дальше|подробнее|далее|ещё|читать полностью|продолжить чтение|читать|узнать больше|читать статью
полностью|читати далі|читати більше|детальніше|докладніше|далі|читати|продовжити читання|читати повністю
чытаць далей|чытаць больш|падрабязней|далей|працягнуць чытаць|працяг|чытаць|больш|чытаць цалкам
падрабязна|прочети повече|виж още|още|прочитај повеќе|повеќе|прочитајте више|више|прочитај више
опширније|pročitaj više|više|opširnije|preberi več|več|citește mai mult|mai mult|citeste mai mult|tovább
bővebben|olvass tovább|tovább olvasom|részletek|skaityti daugiau|daugiau|plačiau|skaityti toliau
lasīt vairāk|vairāk|lasīt tālāk|lexo më shumë|më shumë|devamını oku|devamı|daha fazla|devamını okuyun
detaylar|davamını oxu|ətraflı|batafsil|толығырақ|ары қарай оқу|διαβάστε περισσότερα|περισσότερα|συνέχεια
διαβάστε|ավելին|կարդալ ավելին|ვრცლად|სრულად|წაიკითხე მეტი|اقرأ المزيد|المزيد|قراءة المزيد|متابعة القراءة
إقرأ المزيد|أكمل القراءة|تابع القراءة|بیشتر بخوانید|ادامه مطلب|بیشتر|ادامه|مزید پڑھیں|קרא עוד|המשך קריאה
עוד|קראו עוד|לקריאה נוספת|阅读更多|阅读全文|查看更多|更多|详情|继续阅读|閱讀更多|閱讀全文|繼續閱讀
查看全文|详细|全文|続きを読む|もっと見る|もっと読む|詳細|詳しく見る|記事を読む|더 보기|더 읽기
자세히 보기|계속 읽기|더보기|xem thêm|đọc tiếp|đọc thêm|baca selengkapnya|selengkapnya|baca lagi
baca lebih lanjut|lanjutkan membaca|อ่านต่อ|อ่านเพิ่มเติม|और पढ़ें|आगे पढ़ें|अधिक पढ़ें|আরও পড়ুন
বিস্তারিত|மேலும் படிக்க|soma zaidi|magbasa pa|llegir més|continua llegint|ler máis
irakurri gehiago|darllen mwy|léigh tuilleadh
""")

# Labels of a link to the following page of a listing.
NEXT = _table("""
next|go to next page|following|forward|page suivante|suivant|suivante|nächste|weiter|vor|vorwärts
siguiente|página siguiente|siguientes|próxima|próximo|seguinte|página seguinte|avançar|successivo
successiva|pagina successiva|avanti|prossima|prossimo|volgende|næste|neste|nästa|seuraava|järgmine
następna|następny|dalej|další|následující|ďalšia|ďalej|nasledujúca|ďalší|следующая|след|вперед|вперёд
следующие|далее|дальше|наступна|далі|наступні|наступная|далей|уперад|наступныя|следваща|напред|следна
следећа|sljedeća|sledeća|naslednja|naprej|următoarea|înainte|pagina următoare|urmatoarea|következő|kitas
toliau|nākamā|tālāk|tjetra|sonraki|ileri|növbəti|keyingi|келесі|επόμενη|επόμενο|հաջորդ|შემდეგი|التالي
الصفحة التالية|التالية|بعدی|صفحه بعد|صفحه بعدی|اگلا|הבא|הבאה|לעמוד הבא|下一页|下页|下一頁|次へ|次のページ|次
다음|trang sau
trang tiếp|tiếp|sau|selanjutnya|berikutnya|laman berikutnya|seterusnya|หน้าถัดไป|ถัดไป|अगला|अगला पृष्ठ
পরবর্তী|அடுத்த|següent|pàgina següent|hurrengoa|nesaf|ar aghaidh|inayofuata|susunod
""")

# Labels of a link to what was published before: on a listing, the following page.
OLDER = _table("""
older|earlier|previous posts|previous entries|previous articles|show older|view older posts
articles plus anciens|articles précédents|plus anciens|publications plus anciennes|anciens articles
entrées précédentes|entrées plus anciennes|billets précédents|messages plus anciens|ältere
vorherige beiträge|entradas anteriores|entradas más antiguas|artículos anteriores|anteriores|más antiguas
más antiguos|noticias anteriores|posts anteriores|artigos anteriores|mais antigos|mais antigas
publicações mais antigas|postagens mais antigas|articoli precedenti|articoli meno recenti|post più vecchi
meno recenti|più vecchi|oudere berichten|ouder|oudere artikelen|vorige berichten|ældre|eldre|äldre
vanhemmat|vanemad postitused|starsze|poprzednie wpisy|starší|staršie|предыдущие записи|более ранние|ранее
старше|старые|предыдущие статьи|более старые|старіші|попередні записи|давніші|попередні статті|старейшыя
старэйшыя|папярэднія запісы|раней|по-стари|постари|старији чланци|старије|stariji članci|starije
starejši prispevki|starejše|articole mai vechi|mai vechi|régebbiek|régebbi|senesni|vecāki|önceki yazılar
daha eski|eski|παλαιότερα|παλαιότερες αναρτήσεις|مقالات أقدم|أقدم|التدوينات الأقدم|رسائل أقدم
المقالات الأقدم|نوشته‌های پیشین|قدیمی‌تر|נושאים ישנים יותר|ישן יותר|פוסטים ישנים|较旧文章|更早的文章|旧文章
较早文章|更早
較舊的文章|過去の投稿|前の記事|以前の記事|古い投稿|古い記事|이전 글|이전 게시물|bài cũ hơn|cũ hơn
pos-pos lama|lebih lama|postingan lama
เรื่องที่เก่ากว่า|पुराने पोस्ट|entrades més antigues
""")

# Labels that ask for more cards of the same listing.
LOAD_MORE = _table("""
load more|show more|view more|see more|more posts|more articles|more news|more stories|more results
mehr laden|mehr anzeigen|weitere laden|weitere artikel|mehr artikel|weitere beiträge|mehr beiträge
weitere anzeigen|charger plus|afficher plus|voir plus|plus d'articles|charger la suite|plus d’articles
cargar más|mostrar más|ver más|más noticias|más artículos|carregar mais|mostrar mais|ver mais
carica altri|mostra altri|carica altro|mostra di più|altri articoli|meer laden|toon meer|meer berichten
indlæs flere|vis flere|vis mer|last inn flere|ladda fler|visa fler|visa mer|näytä lisää|lataa lisää
pokaż więcej|załaduj więcej|więcej wpisów|wczytaj więcej|zobacz więcej|načíst další|zobrazit další
zobraziť viac|načítať ďalšie|показать ещё|показать еще|загрузить ещё|загрузить еще|ещё|еще
больше новостей|показать больше|показати ще|завантажити ще|більше новин|ще|паказаць яшчэ|загрузіць яшчэ
яшчэ|больш навін|покажи още|зареди още|učitaj više|prikaži više|учитај још|naloži več|încarcă mai multe
vezi mai multe|továbbiak|több|rodyti daugiau|įkelti daugiau|rādīt vairāk|daha fazla|φόρτωση περισσότερων
περισσότερα|تحميل المزيد|عرض المزيد|المزيد|بارگذاری بیشتر|טען עוד|הצג עוד|加载更多|查看更多|显示更多
載入更多|更多
もっと見る|さらに表示|더 보기|더보기|xem thêm|tải thêm|muat lainnya|muat lebih banyak|โหลดเพิ่มเติม|और देखें
""")

# Labels that lead back: never onward.
NEWER = _table("""
newer|articles plus récents|plus récents|articles suivants|neuere|entradas siguientes
entradas más recientes|más recientes|artículos siguientes|posts mais recentes|mais recentes
articoli successivi|articoli più recenti|più recenti|nieuwere berichten|nieuwer|nyere|nyare|uudemmat
nowsze|następne wpisy|novější|novšie|новые записи|более новые|новее|следующие записи|новіші
наступні записи|навейшыя|наступныя запісы|по-нови|новији|noviji|novejše|mai noi|újabb|naujesni|jaunāki
daha yeni|yeni yazılar|νεότερα|مقالات أحدث|أحدث|جدیدتر|חדש יותר|较新文章|更新的文章|新しい投稿|新しい記事
다음 글|bài mới hơn
mới hơn|pos-pos baru|lebih baru
""")

# "Previous" alone is older on a blog and the page before this one elsewhere: its number decides.
PREVIOUS = _table("""
previous|prev|back|précédent|précédente|page précédente|zurück|vorherige|anterior|página anterior
precedente|pagina precedente|indietro|vorige|forrige|föregående|edellinen|eelmine|poprzednia|wstecz
předchozí|predchádzajúca|предыдущая|назад|пред|попередня|папярэдняя|предишна|претходна|prethodna|prejšnja
anterioară|înapoi|előző|ankstesnis|atgal|iepriekšējā|atpakaļ|önceki|geri|προηγούμενη|السابق
الصفحة السابقة|قبلی|הקודם|הקודמת|上一页|上页|上一頁|前へ|前のページ|前|이전|trang trước|trước|sebelumnya
ก่อนหน้า|पिछला
first|première|erste|első|первая|перша
""")

# A link to a whole other listing, however it is placed.
SEE_ALL = _table("""
see all|view all|all|show all|alle|tout voir|voir tout|toutes les actualités|ver todo|ver todos|ver todas
ver tudo|vedi tutto|vedi tutti|bekijk alles|se alle|visa alla|zobacz wszystkie|wszystkie|zobrazit vše|все
смотреть все|усі|всі|переглянути всі|усе|глядзець усе|виж всички|összes|toate|tümü|tümünü gör|όλα
عرض الكل|الكل|همه|הכל|查看全部|全部|すべて見る|一覧|모두 보기|xem tất cả|lihat semua|more from this tag
view archive
archive|archives|archiv|архив|архіў|архів
""")

# A link to the end of a listing: its number is the number of pages.
LAST = _table("""
last|go to last page|dernière|dernier|letzte|ende|última|ultima|fin|fim|laatste|siste|sista|sidste
viimeinen|viimane|ostatnia|poslední|posledná|последняя|в конец|конец|остання|апошняя|последна|posljednja
zadnja|poslednja|utolsó|paskutinis|pēdējā|son|τελευταία|الأخيرة|آخر|آخرین|אחרון|最后一页|末页|尾页|最後|最終
마지막|cuối
trang cuối|terakhir|สุดท้าย|अंतिम
""")
