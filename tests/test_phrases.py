"""What listings say in sentences and headings, as WordPress, Drupal, Joomla, SPIP, TYPO3 and others have it
in each language, and as newspapers and associations write it."""

from __future__ import annotations

import pytest

from crawler.listing.phrases import COUNTED, ELSEWHERE, NOTHING, PAGE_OF
from crawler.listing.tag_name import name_in

# No article is here.
NOTHING_HERE = """
en: Nothing found | Nothing was found | Nothing has been found | Nothing could be found | Nothing here
en: Nothing matched your search | Nothing to see here | Nothing to show | Nothing to display | Nothing yet
en: No posts found. | No articles yet | Sorry, no results were found | No entries | There are no items
en: No news
en: No stories yet | No content has been classified with this term | No statements | No publications match
en: No records found | No documents | No matches | No press releases | There are no further texts
en: There are currently no further texts
en: There is nothing in this section | There is as yet nothing to list | 0 results | 0 posts | 0 articles
en: 0 items | 0 entries | 0 stories | It seems we can’t find what you’re looking for.
en: We cannot find that tag
en: We could not find any | It seems we couldn't find it
de: Keine Beiträge vorhanden | Kein Artikel | Keine Artikel vorhanden | Keine Ergebnisse | Keine Einträge
de: Keine Treffer | Keine Inhalte | Keine Nachrichten | Keine Meldungen | Es wurde nichts gefunden
de: Es wurden keine Dokumente gefunden
fr: Aucun article | Aucun résultat | Aucun contenu | Aucune publication | Aucun billet | Aucune actualité
fr: Aucun élément | Rien trouvé | Rien n’a été trouvé | Il n'y a pas d'article | Il n'y a aucun texte ici
es: No se encontró nada | No se han encontrado artículos | No hay entradas | No hay artículos
es: No hay resultados
es: No hay publicaciones | No hay noticias | No hay contenido | Ningún resultado | Ningún artículo
es: Sin resultados
pt: Nenhum resultado | Nenhum artigo | Nenhum post | Nenhuma publicação | Nenhuma notícia | Nenhum conteúdo
pt: Nenhum encontrado | Nada encontrado | Não há textos | Não foram encontradas páginas
it: Nessun risultato | Nessun articolo | Nessun contenuto | Nessun post | Nessun elemento | Nessuna notizia
it: Nessuna pubblicazione | Nulla trovato | Nulla è stato trovato | Non ci sono articoli
it: Non è stato trovato nulla
nl: Geen berichten gevonden | Geen artikelen | Geen resultaten | Geen items | Geen nieuws | Niets gevonden
da: Ingen indlæg | Ingen artikler | Ingen resultater | Ingen træffer
nb: Ingen innlegg | Ingen treff
sv: Inga inlägg | Inga artiklar | Inga resultat | Inga träffar | Ingen inlägg | Ingen artiklar
sv: Ingen resultat
fi: Ei tuloksia | Ei artikkeleita | Ei löytynyt mitään | Ei julkaisuja
et: Tulemusi ei leitud
pl: Brak wpisów | Brak wyników | Brak artykułów | Brak postów | Brak treści | Brak wiadomości
pl: Nic nie znaleziono | Nie znaleziono wpisów
cs: Nebyly nalezeny žádné články | Nebyl nalezen žádný záznam | Nic nebylo nalezeno | Žádné příspěvky
cs: Žádné články | Žádné výsledky
sk: Nenašli sa žiadne záznamy | Žiadne príspevky | Žiadne články | Žiadne výsledky | Nič sa nenašlo
ru: Ничего не найдено | Записей пока нет | Записей не найдено | Статей нет | Материалов нет
ru: Новостей пока нет
ru: Публикаций нет | Результатов не найдено | Нет записей | Нет статей | Нет материалов | Нет новостей
ru: Нет результатов | Нет публикаций | Пока ничего нет | Здесь ничего нет
uk: Нічого не знайдено | Записів немає | Статей немає | Матеріалів не знайдено | Новин поки немає
uk: Публікацій немає | Немає записів | Немає статей | Немає матеріалів | Немає новин | Немає публікацій
uk: Немає результатів
be: Нічога не знойдзена | Запісаў няма | Артыкулаў пакуль няма | Матэрыялаў не знойдзена | Навін няма
be: Няма запісаў | Няма артыкулаў | Няма матэрыялаў | Няма навін | Няма вынікаў | Няма публікацый
bg: Няма намерени публикации | Нищо не е намерено
sr: Нема резултата | Нема објава | Нема чланака | Nema objava
mk: Нема пронајдени објави
hr: Nema rezultata | Nema članaka
sl: Ni rezultatov | Ni prispevkov | Ni zadetkov
ro: Nu s-a găsit nimic | Nu au fost găsite articole | Nu există articole | Niciun rezultat | Niciun articol
hu: Nincs találat | Nincs bejegyzés | Nincsenek cikkek | Nincs hír | Nem található
lt: Įrašų nerasta | Nieko nerasta
lv: Nekas netika atrasts | Nav ierakstu | Nav rezultātu
tr: Sonuç bulunamadı | Yazı yok | İçerik bulunamadı | Gönderi yok | Haber yok | Kayıt bulunamadı
tr: Hiçbir şey bulunamadı | HİÇBİR SONUÇ YOK
el: Δεν βρέθηκαν άρθρα | Δεν υπάρχουν αναρτήσεις
ar: لا توجد مقالات | لا يوجد محتوى | لم يتم العثور على نتائج | لا شيء هنا
fa: هیچ نوشته‌ای نیست | هیچ نتیجه‌ای نیست | هیچ مطلبی نیست | یافت نشد
he: לא נמצאו תוצאות | אין פוסטים | אין תוצאות | אין מאמרים
zh: 没有找到内容 | 没有文章 | 没有内容 | 没有结果 | 没有相关信息 | 暂无数据 | 未找到 | 沒有找到 | 沒有文章
zh: 沒有內容 | 沒有結果
ja: 該当するものはありませんでした | 見つかりませんでした | 記事はありません | 投稿がありません
ja: 投稿はまだありません
ja: 該当する記事はありませんでした
ko: 찾을 수 없습니다 | 게시물이 없습니다 | 검색 결과가 없습니다 | 글이 없습니다
vi: Không có bài viết | Không tìm thấy | Không thể tìm thấy, vì không có
id: Tidak ada artikel | Tidak ditemukan | Belum ada berita
th: ไม่พบบทความ
hi: कोई पोस्ट नहीं
ca: No s'ha trobat cap entrada
eu: Ez da ezer aurkitu
en: Nothing was matched | It seems we can't find | It seems we cannot find | It seems we cant find
en: It seems we could not find | It seems we couldn’t find | We can't find | We cant find
en: We couldn’t find
be: Артыкулаў не знойдзена | Артыкулаў няма | Артыкулаў пакуль не знойдзена | Запісаў не знойдзена
be: Запісаў пакуль не знойдзена | Запісаў пакуль няма | Матэрыялаў няма
be: Матэрыялаў пакуль не знойдзена | Матэрыялаў пакуль няма | Навін не знойдзена
be: Навін пакуль не знойдзена | Навін пакуль няма
ru: Записей нет | Записей пока не найдено | Материалов не найдено | Материалов пока не найдено
ru: Материалов пока нет | Новостей не найдено | Новостей нет | Новостей пока не найдено
ru: Публикаций не найдено | Публикаций пока не найдено | Публикаций пока нет | Результатов нет
ru: Результатов пока не найдено | Результатов пока нет | Статей не найдено | Статей пока не найдено
ru: Статей пока нет | Пока здесь ничего нет
uk: Записів не знайдено | Записів поки не знайдено | Записів поки немає | Матеріалів немає
uk: Матеріалів поки не знайдено | Матеріалів поки немає | Новин не знайдено | Новин немає
uk: Новин поки не знайдено | Публікацій не знайдено | Публікацій поки не знайдено
uk: Публікацій поки немає | Статей не знайдено | Статей поки не знайдено | Статей поки немає
fr: Rien n'a été trouvé | Il n’y a aucun | Il n’y a pas
es: No se ha encontr
pt: Nenhuma encontrad
ca: No s’ha trobat
hu: Nincs cikk | Nincsenek bejegyzés | Nincsenek hír | Nincsenek találat
tr: Gönderi bulunamadı | Haber bulunamadı | Içerik yok | Kayıt yok | Yazı bulunamadı
ja: 投稿がまだ | 投稿はありません | 記事がありません | 記事がまだ | 記事はまだ
ko: 검색 결과 없습니다 | 게시물 없습니다 | 글 없습니다
en: There is currently no further texts | There is currently nothing further texts
en: There are as yet no further texts
"""

SOMETHING_HERE = """
en: No harbour may be closed to those who built it
en: No article of the law forbids what they did, the judge said, and no clerk may stamp it
en: There were nine of us in the hall | 10 results | 20 posts
de: Kein Hafen ist eine Insel
ru: Нет, это не шлюз
en: No one of our older articles has been read so often
de: Keine der vielen neuen Beiträge wurde gelöscht
"""

# Headings over what is not the page's own list.
OVER_OTHERS = """
en: Related posts | Recommended for you | You may also like | You might be interested in | Recent posts
en: Recent comments | Recent articles | Recent news | Recent entries | Latest posts | Latest comments
en: Latest news
en: Most read | Most popular | Most viewed | Most shared | Most commented | Popular | Trending now
en: More stories
en: More news | More from this author | More articles | More posts | More in courts | More on this site
en: See also
en: Read also | Read next | Also read | Featured posts | Featured on | Editor's picks | Editor’s choice
en: Top stories | Top posts | Top news | Sponsored | Advertisement | Our partners | 3 comments | Blogroll
en: Follow us | Newsletter
de: Ähnliche Beiträge | Verwandte Themen | Neueste Beiträge | Neueste Kommentare | Neueste Artikel
de: Letzte Beiträge | Letzte Kommentare | Beliebte Artikel | Meistgelesen | Das könnte Sie interessieren
de: Auch interessant | Lesen Sie auch | Mehr zum Thema | Anzeige
fr: Articles similaires | Articles récents | Articles liés | À lire aussi | À lire également | Les plus lus
fr: Commentaires récents | Derniers articles | Derniers commentaires | Sur le même sujet | À la une
fr: Sujet relaté
es: Artículos relacionados | Lo más leído | Lo más visto | Entradas recientes | Comentarios recientes
es: También te puede interesar | Últimas noticias | Últimas entradas | Más leídas | Te puede interesar
pt: Artigos relacionados | Mais lidas | Posts recentes | Artigos recentes | Veja também | Leia também
it: Articoli correlati | Articoli recenti | Contenuti correlati | Più letti | Potrebbe interessarti
it: Leggi anche
nl: Gerelateerde berichten | Recente berichten | Recente reacties | Meest gelezen | Lees ook
sv: Relaterade inlägg | Senaste inläggen | Senaste kommentarerna | Mest lästa
da: Relaterede indlæg | Seneste indlæg | Seneste kommentarer | Mest læste
nb: Mest lest
pl: Powiązane wpisy | Podobne artykuły | Ostatnie wpisy | Ostatnie komentarze | Najnowsze wpisy
pl: Najnowsze komentarze | Najczęściej czytane | Popularne | Zobacz także | Zobacz też | Zobacz również
pl: Czytaj także | Czytaj też | Czytaj również | Polecane
cs: Související články | Nejčtenější | Nejnovější příspěvky | Nejnovější komentáře | Podobné články
sk: Súvisiace články | Najčítanejšie
ru: Похожие записи | Читайте также | Популярное | Свежие записи | Свежие комментарии | Последние записи
ru: Последние комментарии | Последние новости | Самое читаемое | По теме | Рекомендуем | Смотрите также
ru: Ещё по теме | Другие новости | Недавние записи
uk: Схожі матеріали | Читайте також | Популярні | Останні записи | Останні коментарі | Останні новини
uk: Найпопулярніше | За темою | Рекомендуємо | Дивіться також
be: Падобныя навіны | Чытайце таксама | Папулярнае | Апошнія запісы | Апошнія каментары | Апошнія навіны
be: Свежыя запісы | Па тэме | Глядзіце таксама | Рэкамендуем
bg: Свързани статии | Най-четени | Подобни публикации
mk: Слични вести
hr: Povezano | Najčitanije
hu: Hasonló cikkek | Kapcsolódó cikkek | Legolvasottabb
ro: Articole similare | Recomandate | Cele mai citite
lt: Susiję įrašai | Skaitomiausi straipsniai
lv: Saistītie raksti
tr: İlgili haberler | İLGİLİ HABERLER | Benzer yazılar | Popüler | Son yazılar | Son yorumlar
tr: Çok okunanlar
el: Σχετικά άρθρα | Δημοφιλή | Διαβάστε επίσης
ar: مقالات ذات صلة | مواضيع أخرى | الأكثر قراءة | أحدث الأخبار | اقرأ أيضا | محتوى مرتبط
fa: پربازدیدترین
he: פוסטים קשורים | הנקראים ביותר
zh: 相关文章 | 热门文章 | 最新文章 | 最新评论 | 推荐阅读 | 相關文章 | 熱門
ja: 関連記事 | 人気記事 | 最近の投稿 | 最新記事 | おすすめ
ko: 관련 기사 | 인기 글 | 최근 댓글
vi: Bài liên quan | Tin đọc nhiều
id: Artikel terkait | Terpopuler
th: เรื่องที่เกี่ยวข้อง | ยอดนิยม
hi: संबंधित लेख
en: You may also be interested | You may be interested | You may like | You might also be interested
en: You might also like | You might like | Editor's choice | Editors choice | Editors picks
en: Editor’s picks
fr: Article similaire | Dernier article | Dernier commentaire
es: Relacionadas | Más leídos
pt: Relacionadas | Mais lidos
"""

OVER_THE_LIST = """
en: Press releases | Courts | Stories from the quay | Morecambe | Unrelatedness
de: Nachrichten | Meldungen
ru: Новости союза
"""

COUNTS = """
en: 43 articles | 1 post | 12 entries | 24 results | 7 items | 9 stories | 5 statements | 8 publications
en: 31 documents | 12 press releases | 3 news items
de: Insgesamt 43 Artikel | 12 Beiträge | 9 Einträge | 7 Treffer | 5 Ergebnisse | 17 Meldungen
fr: 24 résultats | 6 actualités | 11 billets
es: 43 artículos | 9 entradas | 24 resultados | 8 publicaciones | 6 noticias
pt: 43 artigos | 8 publicações | 6 notícias
it: 43 articoli | 24 risultati | 6 notizie
nl: 9 berichten | 24 resultaten | 43 artikelen
da: 43 artikler | 9 indlæg
nb: 9 innlegg
sv: 9 inlägg | 43 artiklar | 24 resultat
fi: 43 artikkelia | 24 tulosta
et: 9 postitust
pl: 1 wpis | 4 wpisy | 9 wpisów | 4 artykuły | 43 artykułów | 4 wyniki | 24 wyników | 3 posty | 9 postów
cs: 4 články | 43 článků | 1 článek | 4 příspěvky | 9 příspěvků | 4 výsledky | 24 výsledků
sk: 43 článkov | 24 výsledkov
ru: 1 запись | 43 записи | 9 записей | 1 статья | 4 статьи | 43 статей | 4 материала | 9 материалов
ru: 4 результата | 24 результатов | 1 публикация | 4 публикации | 9 публикаций | 1 новость | 4 новости
ru: 9 новостей
uk: 9 записів | 1 стаття | 4 статті | 43 статей | 4 матеріали | 9 матеріалів | 1 публікація | 4 публікації
uk: 9 публікацій | 1 новина | 4 новини | 9 новин
be: 4 запісы | 9 запісаў | 4 артыкулы | 43 артыкулаў | 4 матэрыялы | 9 матэрыялаў | 1 публікацыя
be: 4 публікацыі | 9 публікацый | 1 навіна | 4 навіны | 9 навін
bg: 4 публикации | 43 статии
sr: 4 чланака | 4 članaka
hr: 4 članka | 24 rezultata
sl: 43 člankov
ro: 43 articole | 24 rezultate
hu: 9 bejegyzés | 43 cikk | 24 találat
lt: 4 įrašai | 9 įrašų | 4 straipsniai | 43 straipsnių
lv: 9 ieraksti | 43 raksti
tr: 9 yazı | 24 sonuç | 5 gönderi | 6 haber | 43 makale
el: 43 άρθρα | 24 αποτελέσματα
ar: 43 مقالا | 1 نتيجة | 24 نتائج | 9 منشورات
fa: 43 مطلب | 24 نتیجه
he: 43 מאמרים | 24 תוצאות | 9 פוסטים
zh: 43 篇文章 | 43篇 | 24 条结果 | 24条 | 43 則
ja: 43件
ko: 43개의 글 | 9개 게시물 | 24개의 결과 | 43건
vi: 43 bài viết | 24 kết quả
id: 43 artikel | 24 hasil
th: 43 บทความ
hi: 24 रिज़ल्ट | 43 लेख
ko: 24개 결과 | 24개 글 | 24개의 게시물
"""

OF_PAGES = """
en: Page 2 of 7 | 2 / 7 | 2/7
de: Seite 2 von 7
fr: Page 2 sur 7
es: Página 2 de 7
it: Pagina 2 di 7
pt: Página 2 do 7 | Página 2 da 7
nl: Pagina 2 van 7
sv: Sida 2 av 7
da: Side 2 af 7
pl: Strona 2 z 7 | Strona 2 ze 7
sk: Strana 2 zo 7
ru: Страница 2 из 7
uk: Сторінка 2 з 7 | Сторінка 2 із 7
be: Старонка 2 са 7
mk: Страница 2 од 7
hr: Stranica 2 od 7
sl: Stran 2 iz 7
ro: Pagina 2 din 7
lt: Puslapis 2 iš 7
lv: Lapa 2 no 7
el: Σελίδα 2 από 7
ar: صفحة 2 من 7
fa: صفحه 2 از 7
he: עמוד 2 מתוך 7
id: Halaman 2 dari 7
vi: Trang 2 trong 7 | Trang 2 trên 7
zh: 第2页,共7页 | 2 页 / 共 7 页
ja: 2ページ 全7ページ
th: 2 จาก 7
az: 2 min 7
fi: Sivu 2 / 7
et: Lk 2 / 7
hu: Oldal 2 / 7
cs: Stránka 2 z 7
"""

NAMED = """
en: Posts tagged “*” | Articles tagged with “*” | Entries tagged as * | News tagged in *
en: Stories tagged by *
en: All posts tagged * | Content with the tag * | Items with tags: * | Filed under: * | Posts labelled *
en: Statements labeled with “*” | Posts categorised as * | Articles categorized in *
en: Posts in the category *
en: Posts in category: * | Posts under the tag * | All articles about * | Posts by tag: *
en: Posts from tag: *
en: Posts for the tag * | Publications on the topic of * | Blog posts on the topic: * | Browsing tag: *
en: Browsing category: * | Viewing tag: * | Tag: * | Category: * | Topic: * | Keyword: * | Label: *
en: Term: *
en: Subject: * | Section: * | Theme: * | Tag Archives: * | Tag archive: * | Tag page: *
en: Archive for the tag * | Archive for the “*” Category | Archives of: * | Archives by tag: * | Stories: *
en: * tagged posts | * Archives | * category | * topic articles | * tag | * tag archive | * posts | * tagged
de: Beiträge mit dem Schlagwort * | Artikel mit Tag * | Einträge zum Thema * | Artikel zu: *
de: Beiträge getaggt mit * | Beiträge markiert mit * | Schlagwort: * | Schlagwörter: *
de: Schlagwort-Archive: *
de: Kategorie: * | Kategorie-Archive: * | Thema: * | Stichwort: * | Archiv für: * | Archiv: *
de: Verschlagwortet mit: * | * Archiv | * Artikel | * Beiträge
fr: Articles étiquetés * | Publications taguées: * | Articles avec le tag * | Billets avec le mot-clé *
fr: Articles sur: * | Articles marqués * | Étiquette : * | Mot-clé : * | Mots-clés : * | Catégorie : *
fr: Thème : *
fr: Archives du mot-clé * | Archives par tag: * | Archives pour: * | Archives de catégorie: *
es: Entradas etiquetadas con * | Artículos con la etiqueta * | Publicaciones como * | Noticias sobre: *
es: Noticias en: * | Entradas con la etiqueta “*” | Etiqueta: * | Categoría: * | Tema: *
es: Archivo de la etiqueta: *
pt: Posts com a tag * | Artigos marcados como * | Publicações com a etiqueta * | Posts etiquetados com *
pt: Marcador: * | Categoria: * | Arquivos da: * | Arquivo: *
it: Articoli con tag * | Post taggati * | Articoli contrassegnati con etichetta * | Argomento: *
it: Etichetta: *
it: Archivi tag: * | Archivio per: * | * Archivi
nl: Berichten met de tag * | Artikelen met label * | Berichten over: * | Onderwerp: * | Trefwoord: *
da: Indlæg tagget med * | Artikler med taggen * | Emneord: *
nb: Innlegg merket med * | Innlegg merket som *
sv: Inlägg taggade med * | Artiklar märkta med etiketten * | Nyckelord: * | Etikett: *
fi: Avainsana: *
pl: Wpisy oznaczone tagiem * | Posty otagowane jako * | Artykuły z tagiem * | Posty o: * | Tagi: *
pl: Znacznik: * | Kategoria: * | Temat: * | Słowo kluczowe: * | Wpisy otagowane: *
cs: Příspěvky označené štítkem * | Články se štítkem * | Články s tagem * | Štítek: * | Téma: * | Rubrika: *
ru: Записи помеченные * | Записи отмеченные *
ru: Записи с меткой «*» | Статьи по тегу * | Материалы по теме * | Новости по рубрике * | Записи с тегом *
ru: Публикации с метке: * | Метка: * | Тег: * | Тэг: * | Рубрика: * | Тема: * | Архив метки: *
ru: Архив рубрики «*» | Архив за: * | Ключевое слово: *
uk: Записи з міткою * | Статті за темою * | Матеріали за тегом * | Новини позначені: *
uk: Записи з позначкою *
uk: Мітка: * | Позначка: * | Категорія: *
be: Запісы з тэгам «*» | Артыкулы па тэме * | Матэрыялы пазначаныя: * | Навіны з меткай *
be: Запісы з цэтлікам *
be: Цэтлік: * | Катэгорыя: * | Тэма: * | Рубрыка: * | Архіў тэга: *
bg: Статии с етикет: * | Публикации с таг: * | Етикет: *
mk: Ознака: *
hr: Oznaka: *
hu: Címke: * | Témakör: * | Kategória: *
ro: Etichetă: *
lt: Žyma: * | Žymė: *
lv: Birka: * | Tēma: *
tr: Etiket: * | Kategori: * | Konu: *
el: Ετικέτα: * | Κατηγορία: * | Θέμα: *
ar: الوسم: * | وسم: * | تصنيف: * | التصنيف: * | أرشيف الوسم: * | موضوع: * | المقالات الموسومة بـ: *
fa: برچسب: * | دسته: *
he: תגית: * | ארכיון תגית: *
zh: 标签:* | 標籤:* | 分类:* | 分類:* | 标签归档:* | * 的文章 | * 归档
ja: タグ: * | カテゴリー: * | * の記事一覧 | * に関する記事
ko: 태그: * | 카테고리: *
vi: Thẻ: * | Chủ đề: *
id: Tag Arsip: * | Arsip Tag: *
th: ป้ายกำกับ: *
hi: टैग: *
en: Viewing category: * | Archive by tag: * | Archive for category: * | Archive for tag: *
en: Archive for the category: * | Archive of: * | Archives for: * | Archives for category: *
en: Archives for tag: * | Archives for the: * | Archives for the category: * | Archives for the tag: *
ru: Архив тега: *
de: Schlagwörter-archiv: * | Schlagwörter-archive: *
es: Archivo de etiqueta: * | Archivo etiqueta: * | Archivo la etiqueta: *
pt: Arquivo da: * | Arquivo de: * | Arquivo do: * | Arquivos de: * | Arquivos do: *
it: Archivi per: * | Archivio tag: *
nl: Artikelen met de label: * | Artikelen met de tag: * | Artikelen met tag: * | Artikelen over: *
nl: Berichten met de label: * | Berichten met label: * | Berichten met tag: *
cs: Příspěvky označené jako: * | Příspěvky s tagem: * | Příspěvky se štítkem: * | Články označené: *
cs: Články označené jako: * | Články označené štítkem: *
bg: Публикации с етикет: * | Статии с таг: *
de: Artikel mit Schlagwort * | Beiträge mit dem Tag *
fr: Publication étiquetée * | Publications étiquetées * | Articles tagués * | Articles avec tag *
fr: Billets avec mot-clé * | Publication marquée * | Publications marquées * | Archives des: *
fr: Archives du tag * | Archives par mot-clé: * | Archives par catégorie: *
pt: Publicações marcadas como *
zh: * 的归档 | * 的存档 | * 存档
ja: * に関する記事一覧
"""


def _rows(table: str) -> list[tuple[str, list[str]]]:
    rows = [line.partition(": ") for line in table.strip().splitlines()]
    found: dict[str, list[str]] = {}
    for language, _, sayings in rows:
        found.setdefault(language, []).extend(sayings.split(" | "))
    return list(found.items())


@pytest.mark.parametrize(("language", "sayings"), _rows(NOTHING_HERE))
def test_an_empty_list_says_so_in_any_language(language: str, sayings: list[str]) -> None:
    assert [saying for saying in sayings if not NOTHING.is_in(saying)] == []


@pytest.mark.parametrize(("language", "sayings"), _rows(SOMETHING_HERE))
def test_a_sentence_of_an_article_says_not_that_a_list_is_empty(language: str, sayings: list[str]) -> None:
    assert [saying for saying in sayings if NOTHING.is_in(saying)] == []


@pytest.mark.parametrize(("language", "headings"), _rows(OVER_OTHERS))
def test_a_heading_announces_other_articles_in_any_language(language: str, headings: list[str]) -> None:
    assert [heading for heading in headings if not ELSEWHERE.is_in(heading)] == []


@pytest.mark.parametrize(("language", "headings"), _rows(OVER_THE_LIST))
def test_a_heading_of_the_list_itself_announces_no_others(language: str, headings: list[str]) -> None:
    assert [heading for heading in headings if ELSEWHERE.is_in(heading)] == []


@pytest.mark.parametrize(("language", "counts"), _rows(COUNTS))
def test_a_list_says_how_many_it_has_in_any_language(language: str, counts: list[str]) -> None:
    found = {count: COUNTED.search(count) for count in counts}
    assert [count for count, said in found.items() if said is None or not said[0].startswith(said[1])] == []


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1,204 results", "1,204"),
        ("1 204 résultats", "1 204"),
        ("about 12.345 Treffer", "12.345"),
        ("3.5 articles a day", None),
        ("43 articlesque", None),
        ("1234567 posts", None),
    ],
)
def test_a_count_is_a_whole_number_before_a_whole_noun(text: str, number: str | None) -> None:
    found = COUNTED.search(text)
    assert (found[1] if found else None) == number


@pytest.mark.parametrize(("language", "texts"), _rows(OF_PAGES))
def test_a_pager_says_which_page_of_how_many_this_is_in_any_language(language: str, texts: list[str]) -> None:
    assert [text for text in texts if PAGE_OF.findall(text) != [("2", "7")]] == []


@pytest.mark.parametrize("text", ["12/05/2014", "2014-05-12 / 3", "1/2/3", "2 or 7"])
def test_a_day_is_no_page_of_a_number(text: str) -> None:
    assert PAGE_OF.findall(text) == []


@pytest.mark.parametrize(("language", "headings"), _rows(NAMED))
def test_the_words_around_a_tags_name_are_cut_in_any_language(language: str, headings: list[str]) -> None:
    """The name is one that no language writes otherwise."""
    name = "Ostrel ferry"
    said = {heading: name_in(heading.replace("*", name)) for heading in headings}
    assert said == dict.fromkeys(headings, name)
