"""The months' names in sixty languages: full names, the case forms dates are written in, abbreviations.

A table only; `crawler.dates.months` looks words up in it.
"""

from __future__ import annotations

# January to December; names of one month are parted by commas. Lower case as str.casefold gives it.
NAMES: dict[str, str] = {
    "en": (
        "january,jan | february,feb | march,mar | april,apr | may | june,jun | july,jul | august,aug | "
        "september,sep,sept | october,oct | november,nov | december,dec"
    ),
    "be": (
        "студзеня,сту,студзень | лютага,лют,люты | сакавіка,сак,сакавік | красавіка,кра,красавік | "
        "мая,май,травень,травеня | чэрвеня,чэр,чэрвень | ліпеня,ліп,ліпень | жніўня,жні,жнівень | "
        "верасня,вер,верасень | кастрычніка,кас,кастрычнік | лістапада,ліс,лістапад | снежня,сне,снежань"
    ),
    "ru": (
        "января,янв,январь | февраля,февр,февраль,фев | марта,мар,март | апреля,апр,апрель | мая,май | "
        "июня,июн,июнь | июля,июл,июль | августа,авг,август | сентября,сент,сентябрь,сен | "
        "октября,окт,октябрь | ноября,нояб,ноябрь,ноя | декабря,дек,декабрь"
    ),
    "uk": (
        "січня,січ,січень | лютого,лют,лютий | березня,бер,березень | квітня,квіт,квітень | "
        "травня,трав,травень | червня,черв,червень | липня,лип,липень | серпня,серп,серпень | "
        "вересня,вер,вересень | жовтня,жовт,жовтень | листопада,лист,листопад | грудня,груд,грудень"
    ),
    "pl": (
        "stycznia,sty,styczeń | lutego,lut,luty | marca,mar,marzec | kwietnia,kwi,kwiecień | maja,maj | "
        "czerwca,cze,czerwiec | lipca,lip,lipiec | sierpnia,sie,sierpień | września,wrz,wrzesień | "
        "października,paź,październik | listopada,lis,listopad | grudnia,gru,grudzień"
    ),
    "de": (
        "januar,jan,jänner,jän | februar,feb,feber | märz,mär,maerz,mrz | april,apr | mai | juni,jun | "
        "juli,jul | august,aug | september,sept,sep | oktober,okt | november,nov | dezember,dez"
    ),
    "fr": (
        "janvier,janv | février,févr,fev,fév | mars | avril,avr | mai | juin,jun | juillet,juil | août | "
        "septembre,sept | octobre,oct | novembre,nov | décembre,déc"
    ),
    "es": (
        "enero,ene | febrero,feb | marzo,mar | abril,abr | mayo,may | junio,jun | julio,jul | agosto,ago | "
        "septiembre,sept,setiembre,sep,set | octubre,oct | noviembre,nov | diciembre,dic"
    ),
    "pt": (
        "janeiro,jan | fevereiro,fev | março,mar | abril,abr | maio,mai | junho,jun | julho,jul | "
        "agosto,ago | setembro,set | outubro,out | novembro,nov | dezembro,dez"
    ),
    "it": (
        "gennaio,gen | febbraio,feb | marzo,mar | aprile,apr | maggio,mag | giugno,giu | luglio,lug | "
        "agosto,ago | settembre,set | ottobre,ott | novembre,nov | dicembre,dic"
    ),
    "nl": (
        "januari,jan | februari,feb | maart,mrt | april,apr | mei | juni,jun | juli,jul | augustus,aug | "
        "september,sep | oktober,okt | november,nov | december,dec"
    ),
    "ca": (
        "gener,gen | febrer,febr | març | abril,abr | maig | juny | juliol,jul | agost,ag | setembre,set | "
        "octubre,oct | novembre,nov | desembre,des"
    ),
    "gl": (
        "xaneiro,xan | febreiro,feb | marzo,mar | abril,abr | maio | xuño | xullo,xul | agosto,ago | "
        "setembro,set | outubro,out | novembro,nov | decembro,dec"
    ),
    "eu": (
        "urtarrila,urt | otsaila,ots | martxoa,mar | apirila,api | maiatza,mai | ekaina,eka | uztaila,uzt "
        "| abuztua,abu | iraila,ira | urria,urr | azaroa,aza | abendua,abe"
    ),
    "ro": (
        "ianuarie,ian | februarie,feb | martie,mar,mart | aprilie,apr | mai | iunie,iun | iulie,iul | "
        "august,aug | septembrie,sept | octombrie,oct | noiembrie,nov | decembrie,dec"
    ),
    "cs": (
        "ledna,led,leden | února,úno,únor | března,bře,březen | dubna,dub,duben | května,kvě,květen | "
        "června,čvn,červen,čer | července,čvc,červenec | srpna,srp,srpen | září,zář | října,říj,říjen | "
        "listopadu,lis,listopad | prosince,pro,prosinec"
    ),
    "sk": (
        "januára,jan,január | februára,feb,február | marca,mar,marec | apríla,apr,apríl | mája,máj | "
        "júna,jún | júla,júl | augusta,aug,august | septembra,sep,september | októbra,okt,október | "
        "novembra,nov,november | decembra,dec,december"
    ),
    "sl": (
        "januar,jan | februar,feb | marec,mar | april,apr | maj | junij,jun | julij,jul | avgust,avg | "
        "september,sep | oktober,okt | november,nov | december,dec"
    ),
    "hr": (
        "siječnja,sij,siječanj | veljače,velj,veljača | ožujka,ožu,ožujak | travnja,tra,travanj | "
        "svibnja,svi,svibanj | lipnja,lip,lipanj | srpnja,srp,srpanj | kolovoza,kol,kolovoz | "
        "rujna,ruj,rujan | listopada,lis,listopad | studenoga,stu,studeni,studenog | prosinca,pro,prosinac"
    ),
    "sr": (
        "јануар,јан | фебруар,феб | март,мар | април,апр | мај,маја | јун,јуни,јуна | јул,јули,јула | "
        "август,авг | септембар,сеп,септембра | октобар,окт,октобра | новембар,нов,новембра | "
        "децембар,дец,децембра"
    ),
    "sr-Latn": (
        "januar,jan | februar,feb | mart,mar | april,apr | maj,maja | jun,juni,juna | jul,juli,jula | "
        "avgust,avg | septembar,sep,septembra | oktobar,okt,oktobra | novembar,nov,novembra | "
        "decembar,dec,decembra"
    ),
    "mk": (
        "јануари,јан | февруари,фев | март,мар | април,апр | мај | јуни,јун | јули,јул | август,авг | "
        "септември,сеп,септ | октомври,окт | ноември,ное,ноем | декември,дек"
    ),
    "bg": (
        "януари,яну | февруари,фев | март,мар | април,апр | май | юни,юн | юли,юл | август,авг | "
        "септември,сеп,септ | октомври,окт | ноември,ное,ноем | декември,дек"
    ),
    "sq": (
        "janar,jan | shkurt,shk | mars,mar | prill,pri | maj | qershor,qer | korrik,korr | gusht,gush | "
        "shtator,sht | tetor,tet | nëntor,nën | dhjetor,dhj"
    ),
    "el": (
        "ιανουαρίου,ιαν,ιανουάριοσ | φεβρουαρίου,φεβ,φεβρουάριοσ | μαρτίου,μαρ,μάρτιοσ,μάρ | "
        "απριλίου,απρ,απρίλιοσ | μαΐου,μαΐ,μάιοσ,μάι,μάη,μαι,μαϊ | ιουνίου,ιουν,ιούνιοσ,ιούν,ιούνη | "
        "ιουλίου,ιουλ,ιούλιοσ,ιούλ,ιούλη | αυγούστου,αυγ,αύγουστοσ,αύγ | σεπτεμβρίου,σεπ,σεπτέμβριοσ,σεπτ "
        "| οκτωβρίου,οκτ,οκτώβριοσ | νοεμβρίου,νοε,νοέμβριοσ,νοέ | δεκεμβρίου,δεκ,δεκέμβριοσ"
    ),
    "hu": (
        "január,jan | február,febr | március,márc,mar | április,ápr,apr | május,máj | június,jún | "
        "július,júl | augusztus,aug | szeptember,szept | október,okt | november,nov | december,dec"
    ),
    "tr": (
        "ocak,oca | şubat,şub | mart,mar | nisan,nis | mayıs,may | haziran,haz | temmuz,tem | ağustos,ağu "
        "| eylül,eyl | ekim,eki | kasım,kas | aralık,ara"
    ),
    "az": (
        "yanvar,yan | fevral,fev | mart,mar | aprel,apr | may | iyun,iyn | iyul,iyl | avqust,avq | "
        "sentyabr,sen | oktyabr,okt | noyabr,noy | dekabr,dek"
    ),
    "kk": (
        "қаңтар,қаң | ақпан,ақп | наурыз,нау | сәуір,сәу | мамыр,мам | маусым,мау | шілде,шіл | тамыз,там "
        "| қыркүйек,қыр | қазан,қаз | қараша,қар | желтоқсан,жел"
    ),
    "ky": (
        "январь,янв | февраль,фев | март,мар | апрель,апр | май | июнь,июн | июль,июл | август,авг | "
        "сентябрь,сен | октябрь,окт | ноябрь,ноя | декабрь,дек"
    ),
    "uz": (
        "yanvar,yan | fevral,fev | mart,mar | aprel,apr | may | iyun,iyn | iyul,iyl | avgust,avg | "
        "sentabr,sen | oktabr,okt | noyabr,noy | dekabr,dek"
    ),
    "tg": "январ | феврал |  | апрел |  |  |  |  | сентябр | октябр | ноябр | декабр",
    "hy": (
        "հունվարի,հնվ,հունվար | փետրվարի,փտվ,փետրվար | մարտի,մրտ,մարտ | ապրիլի,ապր,ապրիլ | "
        "մայիսի,մյս,մայիս | հունիսի,հնս,հունիս | հուլիսի,հլս,հուլիս | օգոստոսի,օգս,օգոստոս | "
        "սեպտեմբերի,սեպ,սեպտեմբեր | հոկտեմբերի,հոկ,հոկտեմբեր | նոյեմբերի,նոյ,նոյեմբեր | "
        "դեկտեմբերի,դեկ,դեկտեմբեր"
    ),
    "ka": (
        "იანვარი,იანვარ,იან | თებერვალი,თებერვალ,თებ | მარტი,მარტ,მარ | აპრილი,აპრილ,აპრ | მაისი,მაის,მაი "
        "| ივნისი,ივნის,ივნ | ივლისი,ივლის,ივლ | აგვისტო,აგვ | სექტემბერი,სექტემბერ,სექ | "
        "ოქტომბერი,ოქტომბერ,ოქტ | ნოემბერი,ნოემბერ,ნოე | დეკემბერი,დეკემბერ,დეკ"
    ),
    "he": (
        "ינואר,ינו | פברואר,פבר | מרץ,מרס | אפריל,אפר | מאי | יוני | יולי | אוגוסט,אוג | ספטמבר,ספט | "
        "אוקטובר,אוק | נובמבר,נוב | דצמבר,דצמ"
    ),
    "ar": (
        "يناير | فبراير | مارس | أبريل | مايو | يونيو,يونيه | يوليو,يوليه | أغسطس | سبتمبر | أكتوبر | "
        "نوفمبر | ديسمبر"
    ),
    "ar-DZ": "جانفي | فيفري |  | أفريل | ماي | جوان | جويلية | أوت |  |  |  | ",
    "ar-MA": " |  |  |  | ماي |  | يوليوز | غشت | شتنبر |  | نونبر | دجنبر",
    "ar-SY": (
        "كانون الثاني | شباط | آذار | نيسان | أيار | حزيران | تموز | آب | أيلول | تشرين الأول | تشرين "
        "الثاني | كانون الأول"
    ),
    "fa": (
        "ژانویه | فوریه | مارس,مارچ | آوریل,اپریل | مه,می | ژوئن,جون | ژوئیه,جولای | اوت,آگوست,اگست | "
        "سپتامبر | اکتبر | نوامبر | دسامبر"
    ),
    "ur": "جنوری | فروری | مارچ | اپریل | مئی | جون | جولائی | اگست | ستمبر | اکتوبر | نومبر | دسمبر",
    "hi": (
        "जनवरी,जन॰ | फ़रवरी,फ़र॰,फरवरी | मार्च | अप्रैल | मई | जून | जुलाई,जुल॰ | अगस्त,अग॰ | "
        "सितंबर,सित॰,सितम्बर | अक्टूबर,अक्तू॰,अक्तूबर | नवंबर,नव॰,नवम्बर | दिसंबर,दिस॰,दिसम्बर"
    ),
    "bn": (
        "জানুয়ারী,জানুয়ারি,জানু | ফেব্রুয়ারী,ফেব্রুয়ারি,ফেব | মার্চ | এপ্রিল,এপ্রি | মে | জুন | জুলাই,জুল | আগস্ট,আগ | "
        "সেপ্টেম্বর,সেপ | অক্টোবর,অক্টো | নভেম্বর,নভে | ডিসেম্বর,ডিসে"
    ),
    "ne": ("जनवरी | फेब्रुअरी | मार्च | अप्रिल | मे | जुन | जुलाई | अगस्ट | सेप्टेम्बर | अक्टोबर | नोभेम्बर | डिसेम्बर"),
    "mr": (
        "जानेवारी,जाने | फेब्रुवारी,फेब्रु | मार्च | एप्रिल,एप्रि | मे | जून | जुलै | ऑगस्ट,ऑग | "
        "सप्टेंबर,सप्टें | ऑक्टोबर,ऑक्टो | नोव्हेंबर,नोव्हें | डिसेंबर,डिसें"
    ),
    "ta": (
        "ஜனவரி,ஜன | பிப்ரவரி,பிப் | மார்ச்,மார் | ஏப்ரல்,ஏப் | மே | ஜூன் | ஜூலை | ஆகஸ்ட்,ஆக | "
        "செப்டம்பர்,செப் | அக்டோபர்,அக் | நவம்பர்,நவ | டிசம்பர்,டிச"
    ),
    "th": (
        "มกราคม,ม.ค | กุมภาพันธ์,ก.พ | มีนาคม,มี.ค | เมษายน,เม.ย | พฤษภาคม,พ.ค | มิถุนายน,มิ.ย | "
        "กรกฎาคม,ก.ค | สิงหาคม,ส.ค | กันยายน,ก.ย | ตุลาคม,ต.ค | พฤศจิกายน,พ.ย | ธันวาคม,ธ.ค"
    ),
    "sv": (
        "januari,jan | februari,feb | mars | april,apr | maj | juni | juli | augusti,aug | september,sep | "
        "oktober,okt | november,nov | december,dec"
    ),
    "da": (
        "januar,jan | februar,feb | marts,mar | april,apr | maj | juni,jun | juli,jul | august,aug | "
        "september,sep | oktober,okt | november,nov | december,dec"
    ),
    "nb": (
        "januar,jan | februar,feb | mars | april,apr | mai | juni,jun | juli,jul | august,aug | "
        "september,sep | oktober,okt | november,nov | desember,des"
    ),
    "is": (
        "janúar,jan | febrúar,feb | mars,mar | apríl,apr | maí | júní,jún | júlí,júl | ágúst,ágú | "
        "september,sep | október,okt | nóvember,nóv | desember,des"
    ),
    "fi": (
        "tammikuuta,tammi,tammikuu | helmikuuta,helmi,helmikuu | maaliskuuta,maalis,maaliskuu | "
        "huhtikuuta,huhti,huhtikuu | toukokuuta,touko,toukokuu | kesäkuuta,kesä,kesäkuu | "
        "heinäkuuta,heinä,heinäkuu | elokuuta,elo,elokuu | syyskuuta,syys,syyskuu | lokakuuta,loka,lokakuu "
        "| marraskuuta,marras,marraskuu | joulukuuta,joulu,joulukuu"
    ),
    "et": (
        "jaanuar,jaan | veebruar,veebr | märts | aprill,apr | mai | juuni | juuli | august,aug | "
        "september,sept | oktoober,okt | november,nov | detsember,dets"
    ),
    "lt": (
        "sausio,saus,sausis | vasario,vas,vasaris | kovo,kov,kovas | balandžio,bal,balandis | "
        "gegužės,geg,gegužė | birželio,birž,birželis | liepos,liep,liepa | rugpjūčio,rugp,rugpjūtis | "
        "rugsėjo,rugs,rugsėjis | spalio,spal,spalis | lapkričio,lapkr,lapkritis | gruodžio,gruod,gruodis"
    ),
    "lv": (
        "janvāris,janv | februāris,febr | marts | aprīlis,apr | maijs | jūnijs,jūn | jūlijs,jūl | "
        "augusts,aug | septembris,sept | oktobris,okt | novembris,nov | decembris,dec"
    ),
    "id": (
        "januari,jan | februari,feb | maret,mar,mrt | april,apr | mei | juni,jun | juli,jul | "
        "agustus,agu,ags,agt | september,sep | oktober,okt | november,nov | desember,des"
    ),
    "ms": (
        "januari,jan | februari,feb | mac | april,apr | mei | jun | julai,jul | ogos,ogo | september,sep | "
        "oktober,okt | november,nov | disember,dis"
    ),
    "fil": (
        "enero,ene | pebrero,peb | marso,mar | abril,abr | mayo,may | hunyo,hun | hulyo,hul | agosto,ago | "
        "setyembre,set | oktubre,okt | nobyembre,nob | disyembre,dis"
    ),
    "sw": (
        "januari,jan | februari,feb | machi,mac | aprili,apr | mei | juni,jun | julai,jul | agosti,ago | "
        "septemba,sep | oktoba,okt | novemba,nov | desemba,des"
    ),
    "af": (
        "januarie,jan | februarie,feb | maart,mrt | april,apr | mei | junie,jun | julie,jul | augustus,aug "
        "| september,sep | oktober,okt | november,nov | desember,des"
    ),
}
