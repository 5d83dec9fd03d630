"""What a listing says in words, in some thirty languages: nothing found, 43 articles, page 1 of 5.

Every pattern is evidence that adds weight; the labels of links are in `phrases`.
"""

from __future__ import annotations

import re


def _alternatives(text: str) -> str:
    return "|".join(text.split("\n")[1:-1])


class Saying:
    """Something said in one of many ways, in capitals or not.

    It is looked for in lower case: without regard to case each letter of a text costs four times as much.
    """

    def __init__(self, pattern: str) -> None:
        self._pattern = re.compile(_small(pattern))

    def is_in(self, text: str) -> bool:
        """Say whether a text says it."""
        return self._pattern.search(_small(text)) is not None


def _small(text: str) -> str:
    """Return a text in lower case, the i of Turkish with its dot, which it loses and gets with the case."""
    return text.lower().replace("i\u0307", "i").replace("ı", "i")


# Said where no article is.
_NOTHING = _alternatives(r"""
nothing (?:was |has been |could be )?(?:found|here|matched|to (?:show|see|display)|yet)
no (?:\w+ ){0,3}?(?:posts?|articles?|results?|entries|items?|news|stories|content|statements?)\b(?! .{60})
no (?:\w+ ){0,3}?(?:publications?|records|documents|matches|releases)\b(?! .{60})
there (?:are|is) (?:currently |as yet )?(?:no|nothing)\b
\b0 (?:results?|posts?|articles?|items?|entries|stories)\b
(?:we|it seems we) (?:can(?:'|’)?t|cannot|could(?: not|n(?:'|’)t)) find
keine? (?:\w+ ){0,2}?(?:beiträge|artikel|ergebnisse|einträge|treffer|inhalte|nachrichten|meldungen)
nichts gefunden|(?:es wurden? )?keine .{0,40}gefunden
aucun(?:e)? (?:article|résultat|contenu|publication|billet|actualité|élément)
rien (?:n(?:'|’)a été )?trouvé|il n(?:'|’)y a (?:pas|aucun)
no (?:se (?:han? )?encontr|hay (?:\w+ )?(?:entradas|artículos|resultados|publicaciones|noticias|contenido))
ning[uú]n (?:resultado|artículo)|sin resultados|no se encontraron
nenhum(?:a)? (?:\w+ )?(?:resultado|artigo|post|publicação|notícia|conteúdo|encontrad)
nada encontrado|não (?:há|foram encontrad)|nessun (?:risultato|articolo|contenuto|post|elemento)
nessuna (?:notizia|pubblicazione)|nulla (?:è stato )?trovato|non (?:ci sono|è stato trovato)
geen (?:berichten|artikelen|resultaten|items|nieuws)|niets gevonden
ingen (?:indlæg|artikler|innlegg|treff|inlägg|artiklar|resultat|træffer)
inga (?:inlägg|artiklar|resultat|träffar)|ei (?:tuloksia|artikkeleita|löytynyt|julkaisuja)
tulemusi ei|brak (?:wpisów|wyników|artykułów|postów|treści|wiadomości)|nic nie znaleziono
nie znaleziono|nebyly? nalezen|nic nebylo nalezeno|žádné (?:příspěvky|články|výsledky)|nenašli sa
žiadne (?:príspevky|články|výsledky)|nič sa nenašlo|ничего не найдено
(?:записей|статей|материалов|новостей|публикаций|результатов)(?: пока)? (?:нет|не найдено)
нет (?:записей|статей|материалов|новостей|результатов|публикаций)|(?:пока )?(?:здесь )?ничего нет
нічого не знайдено|(?:записів|статей|матеріалів|новин|публікацій)(?: поки)? (?:немає|не знайдено)
немає (?:записів|статей|матеріалів|новин|публікацій|результатів)|нічога не знойдзена
(?:запісаў|артыкулаў|матэрыялаў|навін)(?: пакуль)? (?:няма|не знойдзена)
няма (?:запісаў|артыкулаў|матэрыялаў|навін|вынікаў|публікацый)|няма намерени|нищо не е намерено
нема (?:резултата|објава|чланака|пронајдени)|nema (?:rezultata|objava|članaka)
ni (?:rezultatov|prispevkov|zadetkov)|nu (?:s-a găsit|au fost găsite|există)
niciun (?:rezultat|articol)|nincs(?:enek)? (?:találat|bejegyzés|cikk|hír)|nem található
įrašų nerasta|nieko nerasta|nekas netika atrasts|nav (?:ierakstu|rezultātu)
(?:sonuç|yazı|içerik|gönderi|haber|kayıt) (?:bulunamadı|yok)|hiçbir (?:şey|sonuç)
δεν (?:βρέθηκ|υπάρχουν)|لا (?:توجد|يوجد)|لم يتم العثور|لا شيء|هیچ (?:نوشته|نتیجه|مطلب)|یافت نشد
לא נמצאו|אין (?:פוסטים|תוצאות|מאמרים)|没有(?:找到|文章|内容|结果|相关)|暂无|未找到
沒有(?:找到|文章|內容|結果)|見つかりません|(?:記事|投稿)(?:は|が)(?:ありません|まだ)
ありませんでした|(?:게시물|검색 결과|글)(?:이|가)? 없습니다|찾을 수 없|không (?:có|tìm thấy)
tidak (?:ada|ditemukan)|belum ada|ไม่พบ|कोई (?:[^ ]+ )?नहीं|no s(?:'|’)ha trobat|ez da .{0,20}aurkitu
""")
NOTHING = Saying(_NOTHING)

# The heading over cards that are not this page's listing; the second table is of scripts without spaces.
_ELSEWHERE = _alternatives(r"""
relat(?:ed|é)|recommend\w*|you (?:may|might) (?:also )?(?:like|be interested)
recent (?:posts?|comments?|articles?|news|entries)|latest (?:posts?|comments?|news)
most (?:read|viewed|shared|commented)|popular|trending
more (?:stories|news|from|articles|posts|in|on this site)|see also|read (?:also|next)|also read
featured (?:posts?|on)|editor(?:'|’)?s(?: picks?| choice)|top (?:stories|posts|news)|sponsored
advertis\w+|partners?|comments?|blogroll|follow us
newsletter|ähnliche|verwandte|neueste (?:beiträge|kommentare|artikel)|letzte (?:beiträge|kommentare)
beliebt\w*|meistgelesen\w*|das könnte|auch interessant|lesen sie auch|mehr zum thema|anzeigen?
articles? (?:similaires?|récents?|liés)|à lire (?:aussi|également)|les plus lus|commentaires récents
derniers? (?:articles?|commentaires?)|sur le même sujet|à la une|relacionad[oa]s
lo más (?:leído|visto)|entradas recientes|comentarios recientes|también te puede
últim[oa]s (?:noticias|entradas)|más leíd[oa]s|te puede interesar|mais lid[oa]s|posts recentes
artigos (?:recentes|relacionados)|veja também|leia também|correlati|articoli (?:recenti|correlati)
più letti|potrebbe interessarti|leggi anche|gerelateerd\w*|recente (?:berichten|reacties)
meest gelezen|lees ook|relaterad\w*|relaterede|senaste (?:inläggen|kommentarerna)
seneste (?:indlæg|kommentarer)|mest (?:lest|läst|læst)\w*|powiązane|podobne
ostatnie (?:wpisy|komentarze)|najnowsze (?:wpisy|komentarze)|najczęściej czytane|popularne
zobacz (?:także|też|również)|czytaj (?:także|też|również)|polecane|související|nejčtenější
nejnovější (?:příspěvky|komentáře)|podobné|súvisiace|najčítanejšie|похожие|читайте также|популярн\w+
свежие (?:записи|комментарии)|последние (?:записи|комментарии|новости)|самое читаемое|по теме
рекомендуем\w*|смотрите также|другие новости|недавние|схожі
читайте також|популярн\w+|останні (?:записи|коментарі|новини)|найпопулярніш\w+|за темою|рекомендуємо
дивіться також|падобныя|чытайце таксама|папулярн\w+|апошнія (?:запісы|каментары|навіны)|свежыя
па тэме|глядзіце таксама|рэкамендуем|свързани|най-четени|подобни|слични|povezano|najčitanije|hasonló
kapcsolódó|legolvasottabb|similare|recomandate|cele mai citite|susiję|skaitomiausi\w*|saistītie
ilgili|benzer|popüler|son (?:yazılar|yorumlar)|çok okunanlar|σχετικά|δημοφιλή|διαβάστε επίσης
""")
_ELSEWHERE_JOINED = _alternatives(r"""
ذات صلة|مواضيع|الأكثر قراءة|أحدث|اقرأ أيضا|مرتبط|پربازدید|קשורים|הנקראים|相关|热门|最新(?:文章|评论)
推荐|相關|熱門|関連|人気|最近の|最新記事|おすすめ|관련|인기|최근|liên quan|đọc nhiều|terkait
terpopuler|เกี่ยวข้อง|ยอดนิยม|संबंधित
""")
ELSEWHERE = Saying(rf"\b(?:{_ELSEWHERE})\b|{_ELSEWHERE_JOINED}")

# Nouns counted in "43 articles", "Insgesamt 43 Artikel", "43 записи".
_COUNTED = _alternatives(r"""
articles?|posts?|entries|results?|items?|stories|statements?|publications?|documents?|press releases
news items|artikel|beiträge|einträge|treffer|ergebnisse|meldungen|résultats?|actualités|billets?
artículos?|entradas?|resultados?|publicaciones|noticias|artigos?|publicações|notícias|articoli
risultati|notizie|berichten|resultaten|artikelen|artikler|indlæg|innlegg|inlägg|artiklar|resultat
artikkelia|tulosta|postitust|wpis(?:y|ów)?|artykuł(?:y|ów)?|wynik(?:i|ów)?|post(?:y|ów)
článk(?:y|ů|ov)|článek|příspěvk(?:y|ů)|výsledk(?:y|ů|ov)|запис(?:ь|и|ей)|стат(?:ья|ьи|ей)
материал(?:а|ов)?|результат(?:а|ов)?|публикаци(?:я|и|й)|новост(?:ь|и|ей)|записів|стат(?:тя|ті|ей)
матеріал(?:и|ів)?|публікаці(?:я|ї|й)|новин(?:а|и)?|запіс(?:ы|аў)?|артыкул(?:ы|аў)?|матэрыял(?:ы|аў)?
публікацы(?:я|і|й)|навін(?:а|ы)?|статии|чланака|članaka|članka|člankov|rezultata
articole|rezultate|bejegyzés|cikk|találat|įraš(?:ai|ų)|straipsni(?:ai|ų)|ieraksti|raksti|yazı|sonuç
gönderi|haber|makale|άρθρα|αποτελέσματα|مقال\w*|نتيجة|نتائج|منشور\w*|مطلب|نتیجه|מאמרים|תוצאות|פוסטים
篇(?:文章)?|条(?:结果)?|則|件|개의? (?:글|게시물|결과)|건|bài viết|kết quả|hasil|บทความ
रिज़ल्ट|लेख
""")
COUNTED = re.compile(
    rf"(?<![\d.,])(\d{{1,3}}(?:[ .,\u00a0\u202f]\d{{3}})+|\d{{1,6}})\s*(?:{_COUNTED})(?![\w])", re.IGNORECASE
)

# "1 of 5", "1 / 5", "Seite 1 von 5", "第1页，共5页".
_OF = _alternatives(r"""
of|von|sur|de|di|do|da|van|av|af|z|ze|zo|из|з|із|са|од|od|iz|din|iš|no|/|／|共|全|/\s*共|\bmin\b|από|من|از|מתוך
dari|trong|trên|จาก
""")
PAGE_OF = re.compile(
    rf"(\d(?<![\d/.\-]\d)\d{{0,3}})\s*(?:页|頁|ページ)?[\s,，]*(?:{_OF})\s*(\d{{1,4}})(?!\d|[/.\-]\d|\s*[/|]\s*\d)",
    re.IGNORECASE,
)

# Words around a tag's name in the heading of its page.
_THINGS = r"posts?|articles?|entries|news|stories|content|items?|statements?|pages?|blog posts?|publications?"
_THINGS_EAST = "записи|статьи|материалы|новости|публикации|статті|матеріали|новини"
_MARKED_EAST = (
    "с|по|меткой|метке|тегом|тегу|теме|рубрике|помеченные|отмеченные|з|за|позначені|міткою|темою|позначкою"
)
"""Of things in Russian and Ukrainian, which share their first word: tried as one."""
_BEFORE = _alternatives(rf"""
(?:all )?(?:{_THINGS})?\s*(?:tagged(?: (?:with|as|in|by))?|with(?: the)? tags?|filed under)
(?:(?:{_THINGS})\s*)?labell?ed(?: with)?
(?:all )?(?:{_THINGS})?\s*(?:categori[sz]ed(?: as| in)?|in (?:the )?category|under(?: the)? tag|about|by tag)
(?:all )?(?:{_THINGS})?\s*(?:from tag|for(?: the)? tag|on the topic(?: of)?)
(?:browsing|viewing)(?: (?:tag|category))?
(?:tag|category|topic|keyword|label|term|subject|section|theme)(?: archives?| page)?s?
archives?(?: for(?: the)?(?: (?:tag|category))?| of| by tag)|stories
(?:beiträge|artikel|einträge) (?:mit(?: dem)? (?:schlagwort|tag)|zum thema|zu|getaggt mit|markiert mit)
schlagw(?:ort|örter)(?:-archive?)?|kategorie(?:-archive?)?|thema|stichwort|archiv(?: für)?
verschlagwortet mit
(?:articles?|publications?|billets?) (?:étiquetée?s?|taguée?s?|avec(?: le)? (?:tag|mot-clé)|sur|marquée?s?)
étiquette|mot-clé|mots-clés|catégorie|thème
archives? (?:du|de|des|par|pour)(?: (?:mot-clé|tag|étiquette|catégorie))?
(?:entradas|artículos|publicaciones|noticias)(?: etiquetad[oa]s)? (?:con(?: la)?|como|sobre|en)(?: etiqueta)?
etiqueta|categoría|tema|archivo(?: de)?(?: (?:la )?etiqueta)?
(?:posts|artigos|publicações)(?: (?:com|a|como|marcad[oa]s|etiquetad[oa]s|tag|etiqueta))+
marcador|categoria|arquivos?(?: d[aeo])?
(?:articoli|post)(?: (?:con|taggati|contrassegnati))+(?: (?:con|tag|etichetta))*|argomento|etichetta
archivio?(?: tag| per)?|(?:berichten|artikelen) (?:met(?: de)? (?:tag|label)|over)|onderwerp
trefwoord
(?:indlæg|innlegg|artikler)(?: (?:tagget|merket|med|som|etikett(?:en)?|taggen?))+
(?:inlägg|artiklar)(?: (?:taggade|märkta|med|som|etikett(?:en)?|taggen?))+
nyckelord|emneord|etikett|avainsana
(?:wpisy|posty|artykuły)(?: (?:oznaczone|otagowane|z))*(?: (?:jako|tagiem|z))*(?: (?:tagiem|o))?
tagi?|znacznik|kategoria|temat|słowo kluczowe
(?:příspěvky|články) (?:označené|se štítkem|s tagem)(?: (?:jako|štítkem))?|štítek|téma|rubrika
(?:{_THINGS_EAST})(?: (?:{_MARKED_EAST}))*
метка|тег|тэг|рубрика|тема|архив(?: (?:метки|рубрики|тега|за))?|ключевое слово
мітка|позначка|категорія
(?:запісы|артыкулы|матэрыялы|навіны)(?: (?:з|па|пазначаныя))*(?: (?:меткай|тэгам|тэме|цэтлікам))?
цэтлік|катэгорыя|тэма|рубрыка|архіў(?: тэга)?|(?:статии|публикации) с (?:етикет|таг)|етикет|ознака
oznaka|címke|témakör|kategória|etichetă|žyma|žymė|birka|tēma|etiket|kategori|konu|ετικέτα|κατηγορία
θέμα|الوسم|وسم|تصنيف|التصنيف|أرشيف(?: الوسم)?|موضوع|المقالات الموسومة(?: بـ?)?|برچسب|دسته|תגית
ארכיון(?: תגית)?|标签|標籤|分类|分類|标签归档|タグ|カテゴリー?|태그|카테고리|thẻ|chủ đề|tag arsip
arsip tag|ป้ายกำกับ|टैग
""")
TAG_BEFORE = re.compile(rf"^(?:{_BEFORE})(?:\s*[:：»›>|—–-]\s*|\s+(?=[“”\"«»„‘’'「『#]))", re.IGNORECASE)
TAG_BEFORE_LOOSE = re.compile(rf"^(?:{_BEFORE})\s+", re.IGNORECASE)
TAG_AFTER = re.compile(
    r"(?<![\s:：,–—-])[\s:：,–—-]+"
    rf"(?:(?:tagged |tag |category |topic )?(?:{_THINGS}|archives?)|tag|topic|category|"
    r"archiv(?:e|es|o|i)?|artikel|beiträge|"
    r"(?:的|に関する)?(?:文章|归档|存档|記事|記事一覧|の記事一覧)|tag archives?|tagged)\s*$",
    re.IGNORECASE,
)
