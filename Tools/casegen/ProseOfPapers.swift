// The parts of papers that are of one kind: sessions, advice, conferences, plans. Latin letters; a Cyrillic hand writes the same.
extension Prose {
    // MARK: - Sessions, and what the psychologist keeps to herself

    static let themes: [String] = [
        "san i buđenje", "strah od susreta", "krivica", "odnos sa roditeljima", "granice", "povratak na posao",
        "poverenje u ljude", "tuga za prijateljstvima", "telo i napetost", "priprema za sud", "ljutnja",
        "odluke koje čekaju", "usamljenost", "nada i planovi", "sećanja koja se vraćaju", "šta je do sada pomagalo",
        "novi stan", "praznici bez porodice", "briga o sebi",
    ]
    static let agreements: Lines = [
        "Svakog dana deset minuta samo za sebe.", "Vežba disanja pred spavanje.",
        "Lista ljudi kojima može da se javi.", "Zapisati šta je tog dana bilo lakše.",
        "Za sada ne odgovarati na poruke.", "Doneti fotografije koje želi da sačuva.",
        "Razgovarati sa sestrom pre vikenda.", "Jedan izlazak sa koleginicom.", "Izabrati reč kojom traži pauzu.",
        "Ostati pri istom terminu.", "Bez zadatka do sledećeg susreta.", "Pročitati zajedno iskaz pre ročišta.",
    ]
    static let observations: Lines = [
        "Primećujem da je požurujem.", "Danas je ćutala duže nego inače.", "Govori o njemu tiše nego o sebi.",
        "Prvi put je gledala u mene dok priča o tome.", "Došla je ranije i čekala ispred vrata.",
        "Dva puta je promenila temu kad smo stigle do majke.", "Smejala se, pa se izvinila zbog toga.",
        "O bolu govori u trećem licu.", "Pamti datume do u minut, a osećanja opisuje jednom rečju.",
        "Pitala je da li sam umorna.",
    ]
    static let hypotheses: Lines = [
        "Možda je krivica jedino mesto gde oseća da je uticala na nešto.",
        "Možda je čuvanje drugih način da ne misli o sebi.", "Možda ćutanje nije otpor nego odmor.",
        "Možda joj je bezbednost još nepoznata, pa zato uznemirava.", "Možda u meni traži stariju sestru.",
        "Možda ispituje da li ću ostati ako me naljuti.", "Možda tugu može da pokaže tek kad prođe rok za žalbu.",
        "Možda je odluka već doneta, a treba joj svedok.",
    ]
    static let intentions: Lines = [
        "Ne žuriti.", "Pitati za san koji je pomenula na vratima.", "Reći na superviziji.",
        "Ostaviti joj da izabere temu.", "Čuvati se saveta.", "Manje pitati, više čekati.",
        "Vratiti se na ono što joj je prošle nedelje pomoglo.", "Obratiti pažnju na sopstveni umor.",
    ]

    // MARK: - The attorney's secret

    static let positions = Lines(
        [
            "Traži da ostane u stanu do podele imovine.", "Pita šta biva ako odustane od iskaza.",
            "Druga strana nudi poravnanje preko rođaka.", "Dokaza ima više nego što je mislila.",
            "Rok za odgovor na tužbu teče od dostavljanja.", "Prijava je podneta, o ulozi oštećene još nije poučena.",
            "Veštačenje je predloženo, protivna strana se protivi.", "Svedokinja pristaje da govori, uz strah.",
        ],
        ofChildren: [
            "Želi da on ne prilazi i da deca ostanu sa njom."
        ],
        ofMarriage: [
            "Brani se tvrdnjom da je izmislila povodom razvoda."
        ])
    static let strategies = Lines(
        [
            "Istaći imovinskopravni zahtev već u krivičnom postupku.",
            "Predložiti ispitivanje bez prisustva okrivljenog.", "Adresu za dostavu voditi preko kancelarije.",
            "Ne pominjati poravnanje dok se ne zaključi dokazni postupak.",
            "Predložiti poruke i nalaz lekara kao dokaz, bez telefona.",
            "Žalbu pisati odmah, dopuniti do isteka roka.", "Sačekati optužni predlog, pa odlučiti o podnesku.",
            "Tražiti izuzeće ako sudi njegov rođak.",
        ],
        ofChildren: [
            "Tražiti privremenu meru o deci."
        ],
        ofMarriage: [
            "Prvo mera zaštite, pa tužba za razvod."
        ])
    static let cautions: Lines = [
        "Slaba tačka: potpisana izjava iz leta.", "Slaba tačka: nema nalaza lekara o ranijem događaju.",
        "Rok: tri dana od dostavljanja.", "Rok: osam dana od prijema.", "Rok: petnaest dana od presude.",
        "Objašnjeno da ishod nije izvestan.", "Korisnica odlučuje posle vikenda.",
        "Bez dogovora o honoraru; besplatno zastupanje.",
    ]

    // MARK: - Plans

    static let concerns: Lines = [
        "Najgore je kad ućuti.", "Plašim se dana kad prima platu.", "Plašim se da ću popustiti kad me zamoli.",
        "Ne znam ko će otvoriti vrata kad se vratim po stvari.", "Bojim se puta od stanice do kuće.",
        "Brine me ko mu javlja gde sam.", "Plašim se ročišta više nego njega.", "Vikendom nema nikoga u zgradi.",
        "Bojim se da me neće shvatiti ozbiljno.",
    ]
    static let people: Lines = [
        "komšinica", "sestra", "koleginica", "kuma", "brat", "lekarka", "majka", "niko za sada",
    ]
    static let signals: Lines = [
        "upaljeno svetlo u kuhinji", "spuštena roletna", "poruka sa jednim znakom", "dva kucanja u zid",
        "crvena krpa na terasi",
    ]
    static let documentPlaces: Lines = [
        "kod sestre", "kod komšinice", "kod koleginice", "u kancelariji", "kod majke",
    ]
    static let otherResources: Lines = ["vozi auto", "ima ključ od vikendice", "ušteđevina je kod sestre", "uči jezik"]
    static let childrensPlaces: Lines = ["kod bake", "kod komšinice", "kod tetke", "ostaju u svojoj sobi"]
    static let during: Lines = [
        "Izaći iz kuhinje, ne ulaziti u kupatilo; pozvati 192.", "Hodnik pa stepenište; telefon ostaje kod nje.",
        "Otići kod komšinice, odatle pozvati 192.", "Ne raspravljati se; izaći čim može.",
    ]
    static let afterwards = Lines(
        [
            "Na poruke ne odgovara i ne briše ih.", "Put na posao menja svakog dana.",
            "Novu adresu ne zna niko osim nas.", "Pratnja do suda i nazad.", "Brava je promenjena, ključ ima sestra.",
        ],
        ofChildren: [
            "Školi se javljamo mi, samo usmeno."
        ])
    static let digital: Lines = [
        "Lozinke promenjene, deljenje lokacije isključeno.", "Telefon proveren, bez praćenja.",
        "Nalog za poštu promenjen sa drugog računara.", "Stari telefon ostaje isključen do veštačenja.",
        "Društvene mreže zaključane, prijatelji pregledani.",
    ]

    // MARK: - Needs and wishes

    static let expectations = Lines(
        [
            "Hoće da zna svoja prava pre nego što odluči.", "Želi da ostane u svom gradu.",
            "Želi mir i da je niko ne traži.", "Traži da bude uz nju neko na sudu.",
            "Želi da radi i da ima svoj novac.", "Traži mesto gde može da prespava nekoliko noći.",
            "Ne želi prijavu, želi razgovor.", "Želi da joj se veruje.",
        ],
        ofMarriage: [
            "Hoće da završi razvod."
        ])
    static let purposes = Lines(
        [
            "Uključivanje u individualni plan.", "Jednokratna pomoć.", "Pregled i nalaz.",
            "Pratnja pri davanju iskaza.", "Besplatna pravna pomoć.", "Prijava na obuku.", "Razgovor o smeštaju.",
            "Dostava dopune prijave.", "Procena bezbednosti pre povratka po stvari.",
        ],
        ofChildren: [
            "Upis deteta u drugu školu."
        ])

    // MARK: - Conferences

    static let standing: Lines = [
        "Mera je na snazi.", "Mera ističe; razmatra se tužba za meru zaštite.", "Postupak je u toku.",
        "Učinilac se ne javlja na pozive.", "Žena je na bezbednom.", "Nema novih prijava od prošlog sastanka.",
        "Prijavljen je nov događaj.", "Plan se sprovodi.",
    ]
    static let protection: Lines = [
        "Nenajavljen obilazak jednom nedeljno.", "Tužba za meru zaštite.", "Provera poštovanja mere.",
        "Provera da li se oružje drži prijavljeno.", "Upozorenje učiniocu.", "Pratnja pri preuzimanju stvari.",
    ]
    static let support = Lines(
        [
            "Jednokratna novčana pomoć.", "Besplatna pravna pomoć.", "Psihološko savetovanje.",
            "Prednost pri zapošljavanju.", "Pomoć u kući.", "Smeštaj do odluke suda.",
        ],
        ofChildren: [
            "Premeštaj deteta u drugu smenu."
        ])

    // MARK: - The house

    static let houseIncidents: Lines = [
        "Nepoznato vozilo dva puta u ulici; javljeno policiji.", "Alarm na dimu u kuhinji, bez posledica.",
        "Nesporazum oko korišćenja kuhinje, rešen na sastanku.", "Dete je palo u dvorištu; pregledano, sve u redu.",
    ]
    static let deposits: [String] = [
        "dokumenta u koverti", "nakit", "ključevi stana", "stari telefon, isključen", "zdravstvene knjižice",
    ]

    // MARK: - Safe ways

    static let safeHours: Lines = [
        "radnim danom pre podne", "samo od 9 do 11", "posle 19 časova", "subotom do podne", "za vreme pauze na poslu",
        "samo poruka, bez poziva",
    ]
    static let safePhrases: Lines = [
        "Zovem iz biblioteke.", "Zovem zbog popusta na zavese.", "Zovem iz apoteke.", "Zovem zbog zakazanog pregleda.",
        "Pogrešan broj.",
    ]
    static let repeatWords: Lines = [
        "lavanda", "jabuka", "oblak", "svitac", "kapija", "zvono", "višnja", "jezero", "kesten", "lasta", "orah",
        "sneg",
        "vrbica", "kišobran", "ljubičica", "most", "mesečina", "breskva", "ovčica", "lipa",
    ]
}
