/**
 * What people in Dutch schools build passwords from, and what lists of leaked passwords begin with. Folded: no accents,
 * no case, "ij" as "y". Only words of which a password could mostly consist.
 */
export const guessableWords: readonly string[] =
  `password passw0rd passwort wachtwoord wachtwrd geheim geheimen secret welkom welcome hallo hello inloggen login admin
administrator beheerder beheer gebruiker user root test testtest tester demo account toegang access master letmein opensesame
iloveyou ikhouvanjou ikhouvan liefde love schatje lieverd princess prinses monkey aap dragon draak shadow superman batman
pokemon starwars football voetbal hockey baseball ajax feyenoord psv amsterdam rotterdam utrecht eindhoven nederland holland
school basisschool onderwys leerling leerkracht leraar lerares docent directeur directie juf juffrouw meester klas groep
ouder ouders gesprek gesprekken rapport maandag dinsdag woensdag donderdag vrydag zaterdag zondag januari februari maart april
mei juni juli augustus september oktober november december lente voorjaar zomer herfst najaar winter summer spring autumn
kerst kerstmis sinterklaas pasen vakantie zonneschyn sunshine regenboog bloem computer laptop internet google microsoft windows
office apple samsung iphone chromebook magister somtoday parnassys basispoort parro qwerty qwertz azerty qwertyuiop asdfghjkl
zxcvbnm qazwsx qwer asdf zxcv abcdefghyklmnopqrstuvwxyz abcdefgh abcd abc changeme verander default trustno whatever michael
jennifer jordan charlie thomas daniel correcthorsebatterystaple tobeornottobe mary had alittlelamb thequickbrownfox
jumpsoverthelazydog schipmoetzeilen altyd nooit`
    .split(/\s+/)
    .filter((word) => word.length > 2)
