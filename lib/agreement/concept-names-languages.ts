/** Names of core concepts in further languages, from public forms and schemas, without diacritics like `splitWords`. */
export const namesInLanguages: Readonly<Record<string, { named?: string; ambiguous?: string }>> = {
  family_name: {
    named:
      // Dutch, Polish, Turkish, Swedish, Danish and Norwegian, Finnish, Czech and Slovak, Croatian and Slovene, Hungarian, Romanian
      "achternaam, familienaam, geslachtsnaam, nazwisko, nazwiska, soyad, soyadi, soyisim, efternamn, efternavn, etternavn, slektsnavn, sukunimi, prijmeni, priezvisko, prezime, priimek, vezeteknev, csaladi nev, csaladnev, nume de familie, " +
      // Romansh, Russian, Greek, Arabic, Chinese and Japanese
      "num da famiglia, nun da famiglia, фамилия, επωνυμο, اللقب, اسم العائلة, 姓, 姓氏",
    ambiguous: "prezimena",
  },
  given_name: {
    named:
      "voornaam, voornamen, imie, imiona, fornamn, fornavn, fornavne, etunimi, etunimet, krestni jmeno, krstne meno, keresztnev, utonev, prenume, prenum, prenums, имя, الاسم الاول, 名, 名字",
    ambiguous: "ad, adi, isim, jmeno, meno, ime, ονομα, الاسم",
  },
  full_name: { named: "volledige naam, imie i nazwisko, ad soyad, adi soyadi, фио, 姓名, 氏名", ambiguous: "naam" },
  birth_date: {
    named:
      "geboortedatum, data urodzenia, dogum tarihi, fodelsedatum, fodselsdato, fodselsdag, foedselsdato, syntymaaika, syntymapaiva, datum narozeni, datum narodenia, datum rodenja, datum rodjenja, datum rojstva, szuletesi datum, szuletesi ido, data nasterii, data nascimento, data da naschientscha, дата рождения, ημερομηνια γεννησης, تاريخ الميلاد, 出生日期, 生年月日",
  },
  document_number: {
    named:
      "documentnummer, document nummer, paspoortnummer, paspoort nummer, identiteitskaartnummer, numer dokumentu, numer dowodu, numer paszportu, seria i numer, belge no, belge numarasi, pasaport no, pasaport numarasi, handlingsnummer, id handlingsnummer, pasnummer, passin numero, asiakirjan numero, cislo dokladu, cislo pasu, broj dokumenta, broj putovnice, broj osobne iskaznice, stevilka dokumenta, okmanyszam, okmany szama, utlevelszam, numar document, numar pasaport, numer da document, numer dal document, номер документа, номер паспорта, αριθμος εγγραφου, رقم الوثيقة, رقم جواز السفر, 证件号码, 證件號碼, 护照号码, 旅券番号",
    ambiguous: "kimlik no, dokument numer, document numer, belge nr",
  },
};
