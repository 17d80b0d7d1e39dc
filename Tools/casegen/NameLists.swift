// Women's names and family names, roughly the more common ones first. Nobody of the demo is among them.
extension Names {
    typealias Pool = (first: [String], last: [String])

    static let serbian: Pool = (
        first: words(
            """
            Milica Jelena Marija Dragana Snežana Gordana Ljiljana Vesna Slađana Jovana Ivana Biljana Mirjana Tatjana
            Svetlana Sanja Ana Nataša Slavica Zorica Olivera Ljubica Radmila Sofija Aleksandra Katarina Danijela Tamara
            Jasmina Suzana Violeta Verica Nada Vera Branka Danica Milena Marina Bojana Tijana Nevena Teodora Anđela Sara
            Kristina Maja Sonja Dušica Zorana Božica Stana Rada Dobrila Vidosava Milanka Nadežda Živana Stojanka Jovanka
            Radojka Ružica Desanka Nevenka Kosara Đurđica Dušanka Leposava Željka Ljubinica Sanela Stanija Radica
            Anica Julijana Dijana Emilija Isidora Mina Nina Dunja Lena Iva Una Hristina Anastasija Magdalena Nikolina
            Valentina Vanja Zlata Zlatija Cveta Draginja Grozdana Miroslava Slobodanka Stanislava Čedomirka Njegica
            Džemila Ljubisava Milijana Ranka Rosanda Sava Simonida Višnja Vukosava Žaklina Živka Đina
            """),
        last: words(
            """
            Jovanović Petrović Nikolić Marković Đorđević Stojanović Ilić Stanković Pavlović Milošević Simić Lazić
            Todorović Popović Živković Ristić Kostić Janković Radovanović Savić Mitrović Stefanović Tomić Mladenović
            Cvetković Filipović Vasić Matić Đurić Lukić Stevanović Krstić Tasić Pešić Jović Milenković Antić Živanović
            Obradović Kovačević Gajić Zdravković Vuković Bogdanović Milovanović Perić Knežević Milić Vučković Maksimović
            Aleksić Blagojević Arsić Marinković Miletić Jevtić Ivanović Jeremić Lazarević Radosavljević Nedeljković
            Rakić Bošković Rajković Trajković Veličković Mihajlović Dimitrijević Ćirić Grujić Gavrilović Mijatović
            Vasiljević Radivojević Spasić Stamenković Vidić Zlatković Anđelković Babić Bojić Božić Branković Budimir
            Cvijić Čolić Čolaković Ćirković Ćosić Damjanović Danilović Davidović Despotović Dinić Dragić Dragojević
            Dragutinović Đokić Đukić Đurđević Džodić Džamić Erić Filić Gačić Glišić Golubović Gligorić Grbić Gvozdenović
            Hadžić Igić Ignjatović Isailović Jakovljević Janjić Jakšić Jelić Jelenković Jocić Jokić Joksimović Jugović
            Jurišić Kitić Kljajić Kojić Komatina Kocić Krajinović Kuzmanović Lakić Lalić Lekić Ljubić Ljubisavljević
            Ljujić Lončar Luković Macura Maletić Maljković Manić Marić Marjanović Martinović Mićić Mijailović Mikić
            Milutinović Milinković Miljković Milojević Milosavljević Milanović Mirković Mitić Momčilović Mrkić Nenadović
            Nešić Nestorović Ninković Novaković Novičić Njegovanović Obućina Ostojić Otašević Pajić Panić Pantelić Pantić
            Paunović Pejić Pejčić Perišić Petković Pešut Pilipović Plavšić Pršić Prodanović Purić Radić Radaković
            Radenković Radojević Radojičić Radonjić Radović Radulović Rančić Ranković Rašić Ratković Romić Sarić Sekulić
            Simović Sinđelić Sokić Spasojević Sretenović Stanojević Stanišić Stepanović Stojković Stojiljković Stošić
            Subotić Šarić Šarenac Šćepanović Šljivić Šoškić Šukić Tadić Tanasković Terzić Tešić Timotijević Topalović
            Tošić Trifunović Tucić Turudić Urošević Uzelac Vasović Vesić Vidaković Vidojević Višnjić Vlahović Vojinović
            Vračar Vranić Vujić Vujović Vukadinović Vukašinović Vukićević Vulić Zarić Zečević Zorić Žarković Živić
            Žujović Žunjić
            """)
    )
    static let albanian: Pool = (
        first: words(
            """
            Fatmire Lindita Drita Besa Valbona Shpresa Teuta Arta Vjollca Mimoza Albana Blerta Arbënora Shqipe Flutura
            Çlirime Merita Sanije Hatixhe Zana Ardita Vlora Nora Fjolla Lirije Luljeta Majlinda Nexhmije Qëndresa Remzije
            Sabrije Selvije Shkurte Shukrije Valdete Xhevahire Ylberina Zyrafete Afërdita Bukurije Donjeta Elmaze
            """),
        last: words(
            """
            Krasniqi Gashi Berisha Hoxha Shala Kelmendi Bytyqi Morina Kryeziu Thaçi Ahmeti Hasani Osmani Rexhepi Salihu
            Sadiku Zeqiri Ymeri Maliqi Mehmeti Mustafa Nuhiu Pajaziti Qerimi Ramadani Rashiti Rama Sejdiu Selimi Shabani
            Sopi Syla Tahiri Veseli Vokshi Xhemajli Zeka Zogaj Aliu Arifi Avdiu Bajrami Beqiri Bislimi Dauti Demiri Elezi
            Fazliu Halili Haliti Ibrahimi Islami Jashari Kastrati Kurti Limani
            """)
    )
    static let romani: Pool = (
        first: words(
            """
            Sevdija Ajša Fatima Rumena Zarifa Đulsima Erđivana Snežana Suzana Anita Sabina Elvira Ramiza Sadija Mirsada
            Nasiha Safeta Zumreta Đula Đulija Romana Esma Hajrija Ismeta Kadira Ljatifa Muradija Redžija Sanija Ševala
            Šukrija Tamara Violeta Vezira Zlata Zumra
            """),
        last: words(
            """
            Saitović Demirović Bajramović Kurtiši Osmani Jašarević Memetović Salijević Ibraimović Mustafić Rašitović
            Asanović Alijević Destanović Eminović Fejzulahi Gaši Hasimović Ismailović Jahirović Kamberović Ljatifović
            Mehmedović Nikolić Jovanović Ramadanović Redžepović Sejdović Selimović Stojkov Šabanović Šainović Šerbezovski
            Tairović Useinović Zećirović Zekirović Petrović
            """)
    )

    private static func words(_ text: String) -> [String] {
        text.split(whereSeparator: \.isWhitespace).map(String.init)
    }
}
