/** Sentences for tests, other ones than those that the language models learn from; and the encodings of each language. */
export const testTexts: Record<string, { encodings: string; text: string }> = {
  de: {
    encodings: "windows-1252 cp850 cp437 cp858 macintosh iso-8859-15",
    text: "Gemäß unserer Vereinbarung übergeben wir Ihnen die Schlüssel für das Gebäude in der Königstraße am fünften März. Bitte prüfen Sie die Zähler und bestätigen Sie den Empfang. Für Rückfragen erreichen Sie unser Büro täglich von acht bis zwölf Uhr. Der Mieter hätte die Möbel schon längst abgeräumt, wenn es nicht so stürmisch gewesen wäre. Öffnen Sie die Tür nur zögernd.",
  },
  fr: {
    encodings: "windows-1252 cp850 cp858 macintosh iso-8859-15",
    text: "Conformément à notre accord, nous vous remettons les clés du bâtiment situé près de la gare le cinq février. Veuillez vérifier les compteurs et confirmer la réception dès aujourd'hui. Pour toute question, le bureau est ouvert de huit heures à midi. Le locataire aurait déjà déménagé ses meubles s'il n'avait pas tant gelé. Ça suffit, a répété le propriétaire fâché.",
  },
  it: {
    encodings: "windows-1252 cp850 macintosh iso-8859-15",
    text: "Come già concordato, le chiavi dell'edificio saranno consegnate venerdì, perché il proprietario non potrà essere presente prima. È necessario controllare i contatori e confermare la ricezione. L'ufficio è aperto lunedì e mercoledì; più tardi non c'è nessuno. Se facesse meno freddo, l'inquilino avrebbe già portato via i mobili, però così dovrà aspettare.",
  },
  es: {
    encodings: "windows-1252 cp850 macintosh iso-8859-15",
    text: "Según lo acordado, las llaves del edificio se entregarán el miércoles próximo junto a la estación. Por favor, compruebe el contador y confirme la recepción. ¿A qué hora abrirá la oficina? El señor Ibáñez habría llevado los muebles hace una semana si el camión no se hubiera dañado. ¡Ojalá el próximo otoño sea más cálido! Ningún niño vivirá allí.",
  },
  pt: {
    encodings: "windows-1252 cp850 macintosh iso-8859-15",
    text: "Conforme combinado, as chaves do prédio serão entregues na próxima terça-feira junto à estação. Por favor, verifique a medição e confirme a recepção. O escritório só abrirá amanhã de manhã. Se não fizesse tanto frio, o inquilino já teria levado os móveis para a habitação nova. Não há razões para preocupações, disse a irmã.",
  },
  sv: {
    encodings: "windows-1252 cp850 cp437 macintosh",
    text: "Enligt överenskommelsen lämnar vi nycklarna till huset vid järnvägsstationen på måndag. Vänligen läs av mätaren och bekräfta mottagandet. Byrån är öppen från åtta till tolv. Hyresgästen hade redan hämtat möblerna om det inte hade varit så kallt och blåsigt. Är det möjligt att vänta till våren?",
  },
  da: {
    encodings: "windows-1252 cp850 cp865 macintosh",
    text: "Ifølge aftalen afleverer vi nøglerne til huset ved jernbanestationen på lørdag. Vær venlig at aflæse måleren og bekræfte modtagelsen. Bureauet er åbent fra otte til tolv. Lejeren havde allerede hentet møblerne, hvis det ikke havde været så koldt og blæsende. Kan vi vente til foråret, spørger både søsteren og hendes børn?",
  },
  is: {
    encodings: "windows-1252 cp861 maciceland",
    text: "Samkvæmt samkomulaginu afhendum við lyklana að húsinu við höfnina á föstudaginn. Vinsamlegast lesið af mælinum og staðfestið móttökuna. Skrifstofan er opin frá átta til tólf. Leigjandinn hefði þegar sótt húsgögnin ef ekki hefði verið svona kalt og hvasst. Getum við beðið fram á vorið?",
  },
  pl: {
    encodings: "windows-1250 cp852 iso-8859-2 maccenteuro",
    text: "Zgodnie z umową przekażemy klucze do budynku przy dworcu w najbliższą środę. Proszę sprawdzić licznik i potwierdzić odbiór. Biuro jest czynne od ósmej do dwunastej. Najemca już dawno zabrałby meble, gdyby nie było tak zimno i ślisko. Czy możemy poczekać do wiosny? Książę wciąż śpi, a źrebię biegnie przez łąkę.",
  },
  cs: {
    encodings: "windows-1250 cp852 iso-8859-2 maccenteuro",
    text: "Podle dohody předáme klíče od domu u nádraží příští středu. Prosíme, zkontrolujte měřič a potvrďte převzetí. Kancelář je otevřena od osmi do dvanácti hodin. Nájemce by již dávno odvezl nábytek, kdyby nebylo tak chladno a větrno. Můžeme počkat do jara? Žluťoučký pes běžel šťastně přes řeku.",
  },
  hu: {
    encodings: "windows-1250 cp852 iso-8859-2 maccenteuro",
    text: "A megállapodás szerint jövő szerdán adjuk át az állomás melletti épület kulcsait. Kérjük, ellenőrizze a mérőórát, és erősítse meg az átvételt. Az iroda nyolctól tizenkettőig van nyitva. A bérlő már rég elvitte volna a bútorokat, ha nem lett volna ennyire hűvös és szeles idő. Várhatunk tavaszig? Győző örül.",
  },
  hr: {
    encodings: "windows-1250 cp852 iso-8859-2 maccroatian",
    text: "Prema dogovoru predat ćemo ključeve zgrade pokraj kolodvora sljedeće srijede. Molimo provjerite brojilo i potvrdite primitak. Ured je otvoren od osam do dvanaest sati. Stanar bi već davno odvezao namještaj da nije bilo tako hladno i vjetrovito. Možemo li čekati do proljeća? Đak je išao kući s žutim šalom.",
  },
  ro: {
    encodings: "windows-1250 cp852 iso-8859-2",
    text: "Conform înţelegerii, vom preda cheile clădirii de lângă gară miercurea viitoare. Vă rugăm să verificaţi contorul şi să confirmaţi primirea. Biroul este deschis până la ora douăsprezece. Chiriaşul ar fi luat deja mobila dacă n-ar fi fost atât de frig. Putem aştepta până în primăvară? Ştefan mănâncă peşte.",
  },
  et: {
    encodings: "windows-1257 cp775 iso-8859-13",
    text: "Kokkuleppe järgi anname jaama kõrval asuva maja võtmed üle järgmisel kolmapäeval. Palun kontrollige arvestit ja kinnitage kättesaamist. Büroo on avatud kaheksast kaheteistkümneni. Üürnik oleks mööbli juba ammu ära viinud, kui poleks olnud nii külm ja tuuline. Kas võime kevadeni oodata?",
  },
  lv: {
    encodings: "windows-1257 cp775 iso-8859-13",
    text: "Saskaņā ar vienošanos nākamajā trešdienā nodosim ēkas atslēgas pie dzelzceļa stacijas. Lūdzu, pārbaudiet skaitītāju un apstipriniet saņemšanu. Birojs ir atvērts no astoņiem līdz divpadsmitiem. Īrnieks jau sen būtu aizvedis mēbeles, ja nebūtu bijis tik auksts un vējains. Vai varam gaidīt līdz pavasarim?",
  },
  lt: {
    encodings: "windows-1257 cp775 iso-8859-13",
    text: "Pagal susitarimą kitą trečiadienį perduosime pastato prie geležinkelio stoties raktus. Prašome patikrinti skaitiklį ir patvirtinti gavimą. Biuras dirba nuo aštuntos iki dvyliktos valandos. Nuomininkas jau seniai būtų išvežęs baldus, jei nebūtų buvę taip šalta ir vėjuota. Ar galėsime palaukti pavasario?",
  },
  tr: {
    encodings: "windows-1254 cp857 macturkish",
    text: "Anlaşmaya göre istasyonun yanındaki binanın anahtarlarını gelecek çarşamba teslim edeceğiz. Lütfen sayacı kontrol edin ve teslim aldığınızı bildirin. Büro sekizden on ikiye kadar açıktır. Hava bu kadar soğuk ve rüzgârlı olmasaydı kiracı eşyalarını çoktan götürürdü. İlkbahara kadar bekleyebilir miyiz? Şoför güneşi gördü.",
  },
  el: {
    encodings: "windows-1253 iso-8859-7 cp737 cp869 macgreek",
    text: "Σύμφωνα με τη συμφωνία, θα παραδώσουμε τα κλειδιά του κτιρίου δίπλα στον σιδηροδρομικό σταθμό την επόμενη Τετάρτη. Παρακαλούμε ελέγξτε τον μετρητή και επιβεβαιώστε την παραλαβή. Το γραφείο είναι ανοιχτό από τις οκτώ έως τις δώδεκα. Μπορούμε να περιμένουμε μέχρι την άνοιξη; Έξω φυσάει.",
  },
  ru: {
    encodings: "windows-1251 koi8-r ibm866 iso-8859-5 x-mac-cyrillic cp855",
    text: "Согласно договору, мы передадим ключи от здания возле вокзала в следующую среду. Пожалуйста, проверьте счётчик и подтвердите получение. Бюро открыто с восьми до двенадцати. Жилец уже давно вывез бы мебель, если бы не было так холодно и ветрено. Можем ли мы подождать до весны? Эта юная щука съела яйцо.",
  },
  uk: {
    encodings: "windows-1251 koi8-u",
    text: "Згідно з угодою, ми передамо ключі від будинку біля вокзалу наступної середи. Будь ласка, перевірте лічильник і підтвердьте отримання. Бюро відчинене з восьмої до дванадцятої години. Мешканець уже давно вивіз би меблі, якби не було так холодно й вітряно. Чи можемо ми почекати до весни? Її їжак щиро сміється.",
  },
  bg: {
    encodings: "windows-1251 ibm866 iso-8859-5 x-mac-cyrillic",
    text: "Съгласно договора ще предадем ключовете от сградата до гарата следващата сряда. Моля, проверете електромера и потвърдете получаването. Бюрото е отворено от осем до дванадесет часа. Наемателят отдавна щеше да изнесе мебелите, ако не беше толкова студено и ветровито. Можем ли да почакаме до пролетта?",
  },
  sr: {
    encodings: "windows-1251 cp855 iso-8859-5 x-mac-cyrillic",
    text: "Према договору, предаћемо кључеве зграде поред станице следеће среде. Молимо вас да проверите бројило и потврдите пријем. Канцеларија је отворена од осам до дванаест часова. Станар би већ одавно однео намештај да није било тако хладно и ветровито. Можемо ли чекати до пролећа? Ђак љуби њену кућу.",
  },
  he: {
    encodings: "windows-1255 iso-8859-8 cp862",
    text: "בהתאם להסכם נמסור את המפתחות של הבניין ליד תחנת הרכבת ביום רביעי הבא. נא לבדוק את המונה ולאשר את הקבלה. המשרד פתוח משמונה עד שתים עשרה. הדייר היה מוציא את הרהיטים כבר מזמן אילולא היה כל כך קר. האם אפשר להמתין עד האביב",
  },
  ar: {
    encodings: "windows-1256 iso-8859-6",
    text: "وفقا للاتفاق سنسلم مفاتيح المبنى المجاور لمحطة القطار يوم الأربعاء القادم. يرجى فحص العداد وتأكيد الاستلام. المكتب مفتوح من الثامنة حتى الثانية عشرة. كان المستأجر سينقل الأثاث منذ زمن لو لم يكن الجو باردا إلى هذا الحد. هل يمكننا الانتظار حتى الربيع؟",
  },
  th: {
    encodings: "windows-874",
    text: "ตามข้อตกลงเราจะส่งมอบกุญแจอาคารข้างสถานีในวันพุธหน้า กรุณาตรวจสอบมิเตอร์และยืนยันการรับมอบ สำนักงานเปิดตั้งแต่แปดโมงเช้าถึงเที่ยง ผู้เช่าคงขนย้ายเฟอร์นิเจอร์ไปนานแล้วถ้าอากาศไม่หนาวขนาดนี้",
  },
  vi: {
    encodings: "windows-1258",
    text: "Theo thỏa thuận, chúng tôi sẽ giao chìa khóa của tòa nhà bên cạnh nhà ga vào thứ tư tuần sau. Xin kiểm tra đồng hồ và xác nhận đã nhận. Văn phòng mở cửa từ tám giờ đến mười hai giờ. Người thuê lẽ ra đã chuyển đồ đạc từ lâu nếu trời không lạnh như vậy.",
  },
  ja: {
    encodings: "shift_jis euc-jp iso-2022-jp utf-16le utf-16be",
    text: "お客様は月曜日に窓口へお越しになり、新しい身分証明書を申請されました。写真が十分に鮮明であるか、また署名が一致しているかを確認しました。住所の変更については、来週の水曜日までに書類を提出してください。ご不明な点がありましたら、お電話でお問い合わせください。",
  },
  zh: {
    encodings: "gb18030 utf-16le utf-16be",
    text: "客户星期一来到办公室，申请新的身份证，因为旧的已经过期了。我们先检查照片是否清楚，签名是否一致。如果地址有变化，请在下个星期三以前把文件交给我们。有问题的时候，可以打电话到我们的办公室，我们会尽快回答。",
  },
  "zh-tw": {
    encodings: "big5 utf-16le utf-16be",
    text: "客戶星期一來到辦公室，申請新的身分證，因為舊的已經過期了。我們先檢查照片是否清楚，簽名是否一致。如果地址有變化，請在下個星期三以前把文件交給我們。有問題的時候，可以打電話到我們的辦公室，我們會盡快回答。",
  },
  ko: {
    encodings: "euc-kr utf-16le utf-16be",
    text: "고객은 월요일에 사무실을 방문하여 새 신분증을 신청했습니다. 먼저 사진이 충분히 선명한지, 그리고 서명이 일치하는지 확인했습니다. 주소가 바뀌면 다음 주 수요일까지 서류를 제출해 주시기 바랍니다. 궁금한 점이 있으면 전화로 문의해 주세요.",
  },
};
