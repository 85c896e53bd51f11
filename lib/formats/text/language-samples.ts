/** A language: sentences written for this project that teach the frequency of its letters, and letters that they may lack. */
type LanguageSample = { language: string; letters: string; text: string };

const rows: readonly (readonly [language: string, letters: string, text: string])[] = [
  [
    "en",
    "éèïöçàêüñ",
    "The customer came to our office on Monday and showed a passport which was valid until next year. We asked for the address, and she wrote it down: a small café near the old bridge. The résumé that she left says “ten years of experience” – we’ll check it. It’s a fiancée’s naïve question, he said.",
  ],
  [
    "de",
    "äöüßÄÖÜé",
    "Die Prüfung des Ausweises dauerte länger als üblich, weil die Unterschrift auf der Rückseite fehlte. Frau Müller wohnt in Zürich an der Löwenstraße und möchte ein Konto eröffnen. Über die Gründe für die Änderung ihres Namens gab sie keine Auskunft. Größere Beträge müssen schriftlich bestätigt werden, außerdem benötigen wir für jede Überweisung ein gültiges Gespräch. Ähnliche Fälle hören wir häufig, schließlich fährt täglich ein Schüler früh über die Brücke.",
  ],
  [
    "fr",
    "àâæçéèêëîïôœùûüÿÀÂÇÉÈÊËÎÏÔŒÙÛ",
    "La vérification de la pièce d’identité a été effectuée à l’étranger, où le délai était plus court. Le client n’a pas reçu sa carte ; ça l’a beaucoup gêné. Hélène habite près de la forêt, à côté d’une vieille école où les élèves étudient le français. Dès que possible, nous vérifierons les données reçues et la lettre signée. Peut-être qu’une sœur aînée connaît le numéro exact du bâtiment, même après la fête de Noël. À présent, l’employé a créé un dossier spécial.",
  ],
  [
    "it",
    "àèéìíîòóùúÀÈÉÌÒÙ",
    "La società ha già verificato l’identità del cliente, però manca ancora la città di nascita. Perché il documento è scaduto, sarà necessario rinnovarlo lunedì o martedì. Così può darsi che l’attività cominci più tardi di quanto si è detto. Ciò che è stato scritto nel modulo non è sempre la verità; c’è qualità nel lavoro e nella libertà di ognuno. Giovedì verrà anche papà con il caffè.",
  ],
  [
    "es",
    "áéíñóúüÁÉÍÑÓÚÜ¿¡ºª",
    "La señora Muñoz llegó mañana y tarde a la oficina para firmar el contrato del año pasado. ¿Cuántos días tardó la verificación? Según el técnico, la dirección está mal escrita y también falta el número de teléfono. ¡Qué difícil es encontrar una solución rápida! Los niños pequeños viven aquí, detrás del jardín, junto a la estación. Él pidió más información sobre la situación económica.",
  ],
  [
    "pt",
    "ãáàâçéêíõóôúüÃÁÀÂÇÉÊÍÕÓÔÚ",
    "A verificação da identidade não está concluída, porque a fotografia é muito escura. O cliente João mora em São Paulo e tem três irmãos que estão na mesma situação. Amanhã haverá uma reunião para discutir as condições do empréstimo e a situação econômica da região. Você já recebeu a informação sobre a próxima avaliação? Até lá, é possível que as opções não sejam públicas. À tarde, a mãe fará um almoço com pães e maçãs.",
  ],
  [
    "nl",
    "éëïóöèêüç",
    "De identiteit van de cliënt is vóór het weekend gecontroleerd, maar de coördinatie met het bureau in België duurde lang. Eén medewerker zei dat de financiële gegevens geïnspecteerd moesten worden. Zij hebben twee ideeën over de reünie en het café naast de oude zeehaven. De patiënten kregen een brief over de efficiënte procedure.",
  ],
  [
    "sv",
    "åäöÅÄÖé",
    "Kunden behövde visa sitt körkort på kontoret i Göteborg eftersom underskriften såg annorlunda ut. Vi måste därför kontrollera uppgifterna på nytt innan avtalet kan gälla. Många människor är för närvarande osäkra på hur länge kortet är giltigt. Då går det fort att få hjälp, även på lördag. Åke äter ägg och öl före frågan.",
  ],
  [
    "da",
    "æøåÆØÅé",
    "Kunden fra København måtte vise sit kørekort, før kontoen kunne åbnes på ny. Det er nødvendigt at undersøge, om adressen på Sønderågade er rigtig. Mange mennesker får først svar efter påske, når både ægtefællen og børnene er hjemme. Hun sagde, at prøven gør større indtryk på grund af æblerne og øllet. Året går.",
  ],
  [
    "is",
    "áðéíóúýþæöÁÐÉÍÓÚÝÞÆÖ",
    "Viðskiptavinurinn þurfti að sýna vegabréf sitt áður en hægt væri að opna reikninginn. Það er nauðsynlegt að fá upplýsingar um heimilisfangið í Reykjavík og síðan skrifa undir samninginn. Þegar öllu er á botninn hvolft skiptir máli að nafnið sé rétt skráð. Hún á tvær systur sem búa við ána. Æðarfugl er í þúfu.",
  ],
  [
    "pl",
    "ąćęłńóśźżĄĆĘŁŃÓŚŹŻ",
    "Klient przyszedł do urzędu, żeby złożyć wniosek o nowy dowód osobisty, ponieważ poprzedni stracił ważność. Sprawdziliśmy, czy zdjęcie jest wyraźne i czy podpis się zgadza. Pani Małgorzata Wiśniewska mieszka w Łodzi przy ulicy Żeromskiego i chciałaby zmienić nazwisko. Będziemy jeszcze potrzebować zaświadczenia, że wszystkie dane są prawdziwe. Później dziesięć osób mówiło coś źle o pieniądzach, które można gdzieś znaleźć.",
  ],
  [
    "cs",
    "áčďéěíňóřšťúůýžÁČĎÉĚÍŇÓŘŠŤÚŮÝŽ",
    "Zákazník přišel na úřad, aby požádal o nový občanský průkaz, protože ten starý už neplatí. Nejdříve jsme zkontrolovali, zda je fotografie dostatečně zřetelná a podpis souhlasí. Paní Dvořáková bydlí v Plzni poblíž nádraží a chtěla by si změnit příjmení. Ještě potřebujeme potvrzení, že všechny údaje jsou úplné a správné. Člověk může říct, že kůň šel k řece a žába ťukala na dveře.",
  ],
  [
    "sk",
    "áäčďéíĺľňóôŕšťúýžÁČĎÉÍĽŇÓÔŠŤÚÝŽ",
    "Zákazník prišiel na úrad, aby požiadal o nový občiansky preukaz, lebo starý už neplatí. Najskôr sme skontrolovali, či je fotografia dostatočne zreteľná a či podpis súhlasí. Pani Kováčová býva v Košiciach neďaleko stanice a chcela by si zmeniť priezvisko. Ešte potrebujeme potvrdenie, že všetky údaje sú úplné. Môže byť, že päť ľudí stále niečo hľadá.",
  ],
  [
    "hu",
    "áéíóöőúüűÁÉÍÓÖŐÚÜŰ",
    "Az ügyfél bejött az irodába, hogy új személyi igazolványt kérjen, mert a régi már nem érvényes. Először ellenőriztük, hogy a fénykép elég éles-e és az aláírás egyezik-e. Szűcs Erzsébet Győrben él, és szeretné megváltoztatni a nevét. Szükségünk van még egy igazolásra arról, hogy minden adat helyes. Később öt nő jött a kertből, és sűrű könyveket kértek tőlük.",
  ],
  [
    "hr",
    "čćđšžČĆĐŠŽ",
    "Stranka je došla u ured kako bi zatražila novu osobnu iskaznicu, jer stara više nije važeća. Najprije smo provjerili je li fotografija dovoljno jasna i odgovara li potpis. Gospođa Šimić živi u Čakovcu blizu željezničkog kolodvora i željela bi promijeniti prezime. Još trebamo potvrdu da su svi podaci točni. Možda će kuća biti veća, a mlađi čovjek će reći nešto više.",
  ],
  [
    "ro",
    "ăâîșțşţĂÂÎȘȚŞŢ",
    "Clientul a venit la birou pentru a cere o carte de identitate nouă, fiindcă cea veche nu mai este valabilă. Mai întâi am verificat dacă fotografia este clară şi dacă semnătura se potriveşte. Doamna Ionescu locuieşte în Constanţa, lângă gară, şi doreşte să îşi schimbe numele. Încă avem nevoie de o adeverinţă că toate informaţiile sunt corecte. Câţiva oameni spun că în ţară ninge.",
  ],
  [
    "et",
    "äõöüšžÄÕÖÜŠŽ",
    "Klient tuli kontorisse, et taotleda uut isikutunnistust, sest vana ei kehti enam. Kõigepealt kontrollisime, kas foto on küllalt selge ja kas allkiri on õige. Proua Mägi elab Pärnus jõe ääres ja sooviks oma perekonnanime muuta. Meil on veel vaja tõendit, et kõik andmed on täielikud. Võib-olla räägib žürii öösel mõnest üksikust küsimusest.",
  ],
  [
    "lv",
    "āčēģīķļņšūžĀČĒĢĪĶĻŅŠŪŽ",
    "Klients ieradās birojā, lai pieprasītu jaunu personas apliecību, jo vecā vairs nav derīga. Vispirms pārbaudījām, vai fotogrāfija ir pietiekami skaidra un vai paraksts sakrīt. Bērziņa kundze dzīvo Liepājā netālu no stacijas un vēlētos mainīt uzvārdu. Mums vēl ir vajadzīgs apliecinājums, ka visi dati ir pilnīgi. Varbūt kāds ķirurgs šodien lūgs ģimeni ņemt līdzi žurnālu.",
  ],
  [
    "lt",
    "ąčęėįšųūžĄČĘĖĮŠŲŪŽ",
    "Klientas atvyko į biurą prašyti naujos asmens tapatybės kortelės, nes senoji jau nebegalioja. Pirmiausia patikrinome, ar nuotrauka pakankamai ryški ir ar parašas sutampa. Ponia Žukauskienė gyvena Šiauliuose netoli stoties ir norėtų pakeisti pavardę. Mums dar reikia pažymos, kad visi duomenys yra teisingi. Galbūt kąsnį gauną mažų vaikų būrį čia rūpinasi.",
  ],
  [
    "tr",
    "çğıöşüÇĞİÖŞÜâî",
    "Müşteri, eski kimlik kartının süresi dolduğu için yeni bir kart istemek üzere şubeye geldi. Önce fotoğrafın yeterince açık olup olmadığını ve imzanın doğru olup olmadığını kontrol ettik. Ayşe Hanım İzmir’de istasyonun yakınında oturuyor ve soyadını değiştirmek istiyor. Bütün bilgilerin doğru olduğunu gösteren bir belgeye ihtiyacımız var. Çoğu insan için bu iş güç değil, ışık yanınca görülür.",
  ],
  [
    "sq",
    "ëçËÇ",
    "Klienti erdhi në zyrë për të kërkuar një letërnjoftim të ri, sepse i vjetri nuk është më i vlefshëm. Së pari kontrolluam nëse fotografia është mjaft e qartë dhe nëse nënshkrimi përputhet. Zonja Çela jeton në Durrës pranë stacionit dhe dëshiron të ndryshojë mbiemrin. Na duhet edhe një vërtetim që të gjitha të dhënat janë të sakta.",
  ],
  [
    "el",
    "άέήίΰϊϋόύώΆΈΉΊΌΎΏςΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩψξζ",
    "Ο πελάτης ήρθε στο γραφείο για να ζητήσει νέα ταυτότητα, επειδή η παλιά δεν ισχύει πλέον. Πρώτα ελέγξαμε αν η φωτογραφία είναι αρκετά καθαρή και αν η υπογραφή συμφωνεί. Η κυρία Παπαδοπούλου ζει στη Θεσσαλονίκη κοντά στον σταθμό και θα ήθελε να αλλάξει το επώνυμό της. Χρειαζόμαστε ακόμη μια βεβαίωση ότι όλα τα στοιχεία είναι ακριβή. Ίσως αύριο ψάξουμε ξανά το σχέδιο.",
  ],
  [
    "ru",
    "абвгдеёжзийклмнопрстуфхцчшщъыьэюяАБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯ№",
    "Клиент пришёл в отделение, чтобы получить новое удостоверение, потому что старое больше не действует. Сначала мы проверили, достаточно ли чёткая фотография и совпадает ли подпись. Госпожа Щербакова живёт в Ярославле рядом с вокзалом и хотела бы изменить фамилию. Нам ещё нужна справка о том, что все данные верны. Это объясняется тем, что эхо юго-западной цивилизации хорошо слышно.",
  ],
  [
    "uk",
    "абвгґдеєжзиіїйклмнопрстуфхцчшщьюяАБВГҐДЕЄЖЗИІЇЙКЛМНОПРСТУФХЦЧШЩЬЮЯ№’",
    "Клієнт прийшов до відділення, щоб отримати нове посвідчення, тому що старе вже не дійсне. Спочатку ми перевірили, чи фотографія достатньо чітка і чи підпис збігається. Пані Їжакевич живе в Харкові поруч із вокзалом і хотіла б змінити прізвище. Нам ще потрібна довідка про те, що всі дані є правильними. Можливо, ґанок у селі ще гарніший.",
  ],
  [
    "bg",
    "абвгдежзийклмнопрстуфхцчшщъьюяАБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЮЯ№",
    "Клиентът дойде в офиса, за да поиска нова лична карта, защото старата вече не е валидна. Първо проверихме дали снимката е достатъчно ясна и дали подписът съвпада. Госпожа Йорданова живее във Варна близо до гарата и би желала да промени фамилията си. Нужно ни е още удостоверение, че всички данни са точни. Щъркелът и жабата ще бъдат тук.",
  ],
  [
    "sr",
    "абвгдђежзијклљмнњопрстћуфхцчџшАБВГДЂЕЖЗИЈКЛЉМНЊОПРСТЋУФХЦЧЏШ",
    "Странка је дошла у канцеларију да затражи нову личну карту, јер стара више није важећа. Прво смо проверили да ли је фотографија довољно јасна и да ли потпис одговара. Госпођа Ђорђевић живи у Нишу близу железничке станице и желела би да промени презиме. Још нам је потребна потврда да су сви подаци тачни. Џеп и љубав, њихова ћерка чека.",
  ],
  [
    "he",
    "אבגדהוזחטיךכלםמןנסעףפץצקרשת",
    "הלקוח הגיע למשרד כדי לבקש תעודת זהות חדשה, כי הישנה כבר אינה בתוקף. תחילה בדקנו אם התמונה ברורה מספיק ואם החתימה מתאימה. גברת לוי גרה בחיפה ליד התחנה ורוצה לשנות את שם המשפחה. אנחנו צריכים עוד אישור שכל הפרטים נכונים. אולי מחר נצא לטיול ארוך עם עץ וסף.",
  ],
  [
    "ar",
    "ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىيًٌٍَُِّْ،؛؟ـ",
    "حضر العميل إلى المكتب ليطلب بطاقة هوية جديدة لأن القديمة لم تعد صالحة. تحققنا أولا من وضوح الصورة ومن تطابق التوقيع. السيدة فاطمة تسكن في الإسكندرية قرب المحطة وترغب في تغيير اسمها. نحتاج أيضا إلى شهادة تثبت أن جميع البيانات صحيحة، وربما غدا نرسل الرد ضمن الخطة.",
  ],
  [
    "th",
    "กขฃคฅฆงจฉชซฌญฎฏฐฑฒณดตถทธนบปผฝพฟภมยรฤลฦวศษสหฬอฮฯะัาำิีึืฺุู฿เแโใไๅๆ็่้๊๋์ํ๎๏๐๑๒๓๔๕๖๗๘๙",
    "ลูกค้ามาที่สำนักงานเพื่อขอบัตรประจำตัวใบใหม่ เพราะใบเก่าหมดอายุแล้ว เราตรวจสอบก่อนว่าภาพถ่ายชัดเจนพอและลายเซ็นตรงกันหรือไม่ คุณสมศรีอาศัยอยู่ใกล้สถานีรถไฟและต้องการเปลี่ยนนามสกุล เรายังต้องการหนังสือรับรองว่าข้อมูลทั้งหมดถูกต้อง",
  ],
  [
    "vi",
    "àâăèéêìíòóôơùúýđưÀÂĂÈÉÊÌÍÒÓÔƠÙÚÝĐƯ\u0300\u0301\u0303\u0309\u0323",
    "Khách hàng đến văn phòng để xin cấp thẻ căn cước mới vì thẻ cũ đã hết hạn. Trước tiên chúng tôi kiểm tra xem ảnh có đủ rõ và chữ ký có khớp không. Bà Nguyễn sống ở Đà Nẵng gần nhà ga và muốn đổi họ. Chúng tôi còn cần giấy xác nhận rằng mọi dữ liệu đều đúng.",
  ],
];

export const languageSamples: readonly LanguageSample[] = rows.map(([language, letters, text]) => ({
  language,
  letters,
  text,
}));
