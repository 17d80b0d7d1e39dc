// The parts of which notes about talks are made. Serbian in Latin letters; a Cyrillic hand writes the same.
extension Prose {
    static let serbian = Parts(
        tellings: [
            "Kaže da", "Navodi da", "Priča da", "Potvrđuje da", "Prvi put pominje da", "Dodaje da",
            "Na pitanje odgovara da", "Posle kraće pauze kaže da", "Telefonom javlja da", "Mirnim glasom priča da",
            "Ponovo navodi da", "Sa prijateljicom dolazi i kaže da", "Preko sestre poručuje da",
            "Pre nego što će otići kaže da", "Na početku razgovora kaže da", "Zabrinuta je i navodi da",
        ],
        events: Lines(
            [
                "je prošle nedelje bilo mirnije, ali se plaši vikenda", "joj je zabranio da radi i uzeo karticu",
                "je čeka ispred posla i prati do kuće", "joj svakog dana šalje poruke sa različitih brojeva",
                "joj je uzeo telefon i lična dokumenta", "ju je udario i nije joj dozvolio da ode kod lekara",
                "joj ne daje novac za hranu i lekove", "mesecima ne sme sama da izlazi",
                "ga se plaši više nego ranije", "on sve češće pije i tada preti",
                "je policija dolazila dva puta ove godine", "su komšije čule svađu i pozvale policiju",
                "je podnela prijavu i da je posle toga mirnije", "su joj rođaci ponudili smeštaj, ali u istoj ulici",
                "on ima oružje, a ne zna da li je prijavljeno", "joj proverava telefon i društvene mreže",
                "je objavljivao njene fotografije bez dozvole", "ne poštuje zabranu prilaska",
                "od nje traži da povuče prijavu", "je njegova porodica nagovara da se vrati",
                "se nije javljao otkad je mera izrečena", "se prvi put posle dugo vremena naspavala",
                "je počela da radi skraćeno radno vreme", "želi da završi započetu obuku",
                "ne zna kome sve sme da kaže gde je", "strahuje od susreta na ročištu",
                "je sestra jedina kojoj se poverila", "nije spavala kod kuće od petka",
                "se vratila po stvari uz pratnju policije", "joj je poslodavac izašao u susret oko smena",
                "je u firmi pitao za njen raspored", "je promenio bravu dok je bila na poslu",
                "joj šalje poklone i moli za oproštaj", "komšinica čuva njena dokumenta",
                "joj je lekarka prva postavila pitanje o nasilju", "je prestala da odgovara na njegove poruke",
                "bi da ostane u svom gradu", "nije sigurna da će istrajati, ali hoće da zna svoja prava",
            ],
            ofChildren: [
                "preti da će odvesti decu ako ode", "je pred decom vikao i lupao vratima",
                "ju je udario, što su čula i deca", "se pojavljuje pred školom i pita za decu",
                "dete slabo spava i ne želi samo u školu", "dete ponovo crta i druži se",
                "je od svega najviše brine šta će biti sa decom", "izdržavanje ne stiže već tri meseca",
                "deca viđaju oca u kontrolisanim uslovima", "je dete prvo reklo učiteljici",
            ],
            ofMarriage: [
                "želi da se razvod završi bez odlaganja", "on odbija sporazumni razvod",
                "ne zna kako će se deliti ono što su zajedno stekli",
            ]),
        done: Lines(
            [
                "Objašnjena su joj prava i tok postupka.", "Dogovoren je bezbedan način javljanja.",
                "Ponovljena je procena rizika; nivo je ostao isti.",
                "Ponovljena je procena rizika; nivo je viši nego prošli put.",
                "Plan bezbednosti je pregledan i dopunjen.", "Pripremljen je podnesak i pročitan sa njom.",
                "Uz njenu saglasnost obavljen je razgovor sa centrom za socijalni rad.",
                "Zakazan je pregled kod lekara i dogovorena pratnja.",
                "Nalaz lekara je predat, kopija ostaje u dosijeu.", "Data je podrška i vreme da ispriča svojim redom.",
                "Objašnjeno je šta se beleži, ko to čita i koliko dugo.",
                "Provereno je da li je trenutno bezbedna; jeste.",
                "Dogovoren je znak kojim traži da se razgovor prekine.", "Uručen je spisak potrebnih dokumenata.",
                "Obezbeđeni su paket hrane i sredstva za higijenu.", "Dogovorena je pratnja do tužilaštva.",
                "Promenjene su lozinke i isključeno deljenje lokacije.",
                "Saslušana je bez prekidanja; nije tražila savet.", "Ponuđen je smeštaj; za sada ga ne želi.",
                "Ponuđen je smeštaj; razmisliće do sutra.", "Razgovarano je o tome šta je do sada pomagalo.",
                "Upućena je na besplatnu pravnu pomoć.", "Pravnica je objasnila rokove za žalbu.",
                "Poslodavac je odobrio tri dana odsustva bez objašnjenja.", "Zatražen je izveštaj o toku postupka.",
                "Razmotrene su mogućnosti i šta svaka od njih donosi.",
                "Dogovoreno je ko sme da zna za ovaj razgovor.", "Pokazano joj je kako da sačuva poruke kao dokaz.",
                "Zabeleženo je njenim rečima, pročitano i potvrđeno.",
                "Pozvana je patronažna služba, uz njen pristanak.",
            ],
            ofChildren: [
                "Škola je obaveštena u dogovoru sa majkom.", "Dogovoreno je da se deci kaže istina primerena uzrastu.",
                "Pružena je pomoć oko zahteva za dečji dodatak.", "Deca su kod bake do kraja nedelje.",
                "Dete je upućeno kod dečje psihološkinje, uz saglasnost majke.",
            ],
            ofMarriage: [
                "Objašnjena je razlika između sporazumnog razvoda i tužbe."
            ]),
        next: Lines(
            [
                "Sledeći susret je za nedelju dana.", "Javlja se sama, u dogovoreno vreme.",
                "Sledeći korak je razgovor sa pravnicom.", "Čeka se odluka suda.",
                "Centar za socijalni rad traži izveštaj do kraja meseca.", "Do sledećeg susreta prikuplja dokumenta.",
                "Ako se ponovi, zove policiju pa nas.", "Zvati samo pre podne.", "Ne zvati; čeka se njen poziv.",
                "Plan se ponovo gleda kroz mesec dana.", "Na ročište ide sa osobom od poverenja.",
                "U ponedeljak proveriti kako je protekao vikend.", "Proveriti da li je rešenje uručeno.",
                "Dogovoriti termin kod psihološkinje.", "Razmisliće o smeštaju i javiti odluku.",
                "Pripremiti je za davanje iskaza.", "Saglasnost se proverava pre svakog slanja podataka.",
                "Obavestiti je čim stigne odgovor tužilaštva.", "Ostaje otvoreno pitanje stana.",
                "Za sada bez daljih koraka, na njenu želju.", "Sledeća procena rizika je pre ročišta.",
                "Traži da je zove ista konsultantkinja.",
            ],
            ofChildren: [
                "Sledeći put razgovarati i o deci.", "Pre viđanja dece ponovo pregledati plan.",
            ],
            ofMarriage: [
                "Pripremiti tužbu za razvod kad ona bude spremna."
            ]))

    static let quotes = Lines(
        [
            "Samo da bude mir.", "Ne znam odakle da počnem.", "Prvi put me neko pita šta ja želim.",
            "Umorna sam od pažljivosti.", "Neću više da ćutim.", "Ne želim da ga hapse, želim da me ostavi na miru.",
            "Bojim se petka.", "Ako sazna, biće gore.", "Treba mi neko da ide sa mnom.",
            "Kad čujem ključ u bravi, sve stane.", "Nisam ni znala da ovo ima ime.", "Hoću svoj ključ i svoja vrata.",
            "Meni se ne žuri, samo hoću da bude sigurno.", "Danas mi je bilo lakše nego juče.",
        ],
        ofChildren: [
            "Hoću da deca spavaju.", "Deca su sve videla.", "Zbog dece sam ćutala, zbog dece i ne ćutim više.",
        ],
        ofMarriage: [
            "Hoću da se to završi na papiru."
        ])

    static let albanian = Parts(
        tellings: [
            "Thotë se", "Tregon se", "Shton se", "Pohon se", "Në telefon njofton se", "Për herë të parë përmend se",
            "Me zë të qetë tregon se", "Në fillim të bisedës thotë se",
        ],
        events: Lines(
            [
                "e pret para vendit të punës", "ia ka marrë telefonin dhe dokumentet",
                "i dërgon mesazhe çdo ditë nga numra të ndryshëm", "nuk e lë të punojë dhe ia ka marrë kartelën",
                "javën e kaluar ka qenë më qetë, por ka frikë nga fundjava", "fqinjët e kanë thirrur policinë",
                "ai nuk e respekton urdhrin për mbrojtje", "familja e tij i kërkon të kthehet",
                "motra është e vetmja që e di", "ka filluar të punojë me orar të shkurtuar",
                "nuk i jep para për ushqim dhe barna", "ka frikë nga takimi në seancë",
            ],
            ofChildren: [
                "e kërcënon se do t'ia marrë fëmijët", "fëmijët kanë dëgjuar gjithçka",
                "fëmija nuk fle mirë dhe ka frikë të shkojë vetëm në shkollë",
            ]),
        done: Lines(
            [
                "Iu shpjeguan të drejtat dhe rrjedha e procedurës.", "U caktua mënyra e sigurt e komunikimit.",
                "Plani i sigurisë u rishikua dhe u plotësua.",
                "U bë përsëri vlerësimi i rrezikut; niveli mbeti i njëjtë.",
                "U caktua takimi te mjekja dhe shoqërimi deri atje.",
                "Me pëlqimin e saj u bisedua me qendrën për punë sociale.", "U dëgjua pa ndërprerje.",
                "Iu ofrua strehim; për momentin nuk e dëshiron.",
                "U ndërruan fjalëkalimet dhe u ndal ndarja e vendndodhjes.",
                "Iu dha lista e dokumenteve të nevojshme.",
            ],
            ofChildren: [
                "Shkolla u njoftua në marrëveshje me nënën."
            ]),
        next: [
            "Takimi i radhës është pas një jave.", "Lajmërohet vetë, në kohën e caktuar.",
            "Pritet vendimi i gjykatës.", "Hapi i radhës është biseda me juristen.",
            "Nëse përsëritet, thërret policinë e pastaj neve.", "Plani rishikohet pas një muaji.",
            "Në seancë shkon me person besimi.", "Të telefonohet vetëm paradite.",
        ])

    static let albanianQuotes = Lines(
        [
            "Dua vetëm qetësi.", "Nuk di nga t'ia nis.", "Nuk dua të kthehem më.", "Më duhet dikush të vijë me mua.",
            "Për herë të parë dikush më pyet çka dua unë.", "Kam frikë se do ta marrë vesh.",
        ],
        ofChildren: [
            "Kam frikë për fëmijët."
        ])

    /// Her own words only; the house writes the rest in Serbian.
    static let romani = Lines(
        [
            "Darav lestar.", "Na džanav so te kerav.", "Mangav te vakerav tumencar.", "Na mangav te džav palal.",
            "Mangav te bešav mirno.",
        ],
        ofChildren: [
            "Me čhave si manca.", "Darav e čhavenge.",
        ])
}
