"""Two thousand clean texts: what readers write of a harbour town, in many languages, with the names and words that
careless filters stumble over. All of it is made up."""

import random

# Places, names and words that have an uglier word in them, and words that look like one.
HARMLESS = """Scunthorpe Penistone Clitheroe Lightwater Cockermouth Sussex Middlesex Essex Dickens Cockburn Hancock
Babcock Dickson Titmuss Shitterton cockatoo cockpit peacock shuttlecock specialist socialist analysis assess
assassin class classic embarrass passage bass grass compass assume assist cassette massive therapist grapefruit
scrape drapery document cucumber circumstance accumulate shiitake Shiite mishit hitherto Matsushita titan title
constitution competition Titicaca pussycat pussyfoot snigger Niger Nigeria niggardly raccoon cocoon tycoon
Moronga oxymoron boromir crapaud scrapbook skyscraper wankel swank Swansea prickly prickle dickens Spicer spice
auspicious conspicuous despicable homogeneous Japan japanese chinks-of-light kikerty hoer shoe whoever whores-tongue
foolscap clownfish trashcan pigeon pigment spigot stupefied idiom idiomatic liable liaison rascal racism-free
burn barn bum-bag turn tune lilt clam cram film firm arsenal parse sparse coarse hoarse arsenic rehearse""".split()  # noqa: SIM905
SKIP = {"whores-tongue", "racism-free", "bum-bag", "chinks-of-light"}
NAMES = """Seán Ó Briain, Máire Ní Shúilleabháin, Pádraig Mac Giolla Phádraig, Caoimhe Uí Dhomhnaill, Fág a’ Bealach,
Diarmuid Ó Súilleabháin, Gráinne Ní Mháille, Tadhg Mac Cárthaigh, Aoife Nic Aodha, Oisín Ó Faoláin, Sadhbh de Búrca,
Muireann Ní Chionnaith, Eoghan Ó Tuairisc, Clíodhna Ní Fhátharta, Ruairí Ó hUiginn, Bláthnaid Ní Chofaigh""".split(",")  # noqa: SIM905
SAYINGS = """I think that {0} has a point about the harbour wall.
When I lived near {0} the bus came twice an hour, and now it comes at 9:45 and 17:30 only.
{0} wrote to the council on 12/03/2024 and got no answer at all!
Does anybody know if {0} is open on Sundays? It was €4.50 the last time.
My grandmother always said "{0}" when the tide was low.
We had a great day at {0} (the weather helped), thanks to all volunteers.
Sooooo happy for {0}!!! Well deserved, hmm, yesss.
The A55, the N25 and the M50 are all quicker than the road past {0}.
U.S. and E.U. rules differ; R.T.É. had a piece on {0}, I.T. people know this.
I disagree: {0} is not what the article says it is... read it again.
e.g. {0}, i.e. what we had before; see p. 12, no. 3 of the C.S.O. report.
Plan A, B, C or D? I'd take {0} & co. any day, 100%.
J. R. R. Tolkien would have liked {0}; so would W. B. Yeats.
It's hit or miss with {0}, isn't it? The club's hit list of songs was better.
Vote 4 me? No: vote 4 {0} :-) 2nite at 8pm, gr8 stuff.
H2O, CO2 and 5G: {0} is not a scientist.
{0}'s cat sat on the mat, as they say; the pen is mightier.
C# and C++ are languages, *not* {0}, said my son.
a*b = c*d, if x*y > 0, as {0} taught us in maths.
Isaac and Aaron at {0}: vacuum cleaners, skiing, bookkeeping.""".split("\n")  # noqa: SIM905
WHOLE = """Стена гавани будет поднята весной, сообщил городской совет.
Хорошая статья, спасибо. Моя бабушка жила здесь до войны.
Не согласен с автором: порт нужен городу, а не туристам.
Сообщение о ремонте дороги было ещё в марте.
Το τείχος του λιμανιού θα υψωθεί την άνοιξη, είπε ο δήμος.
Πολύ καλό άρθρο, ευχαριστώ. Η γιαγιά μου έμενε εδώ.
Διαφωνώ: το λιμάνι ανήκει στους κατοίκους.
سيتم رفع جدار الميناء في الربيع بحسب مجلس المدينة.
مقال جيد جدا، شكرا لكم على هذا العمل.
نمی‌دانم چرا این جاده هنوز تعمیر نشده است.
港の壁は春に高くなると市議会が発表しました。
とても良い記事でした。ありがとうございます。
港口的墙将在春天加高，市议会说。
写得很好，谢谢作者。我奶奶以前住在这里。
항구의 벽이 봄에 높아질 것이라고 시의회가 밝혔다.
좋은 기사 감사합니다.
חומת הנמל תוגבה באביב, כך נמסר מהעירייה.
बंदरगाह की दीवार वसंत में ऊँची की जाएगी।
Die Ufermauer wird im Frühjahr erhöht, sagte der Rat; dick und fett steht es im Blatt.
Le mur du port sera relevé au printemps, paraît-il.
El muro del puerto se elevará en primavera, dentro de dos años.
Ardófar balla an chuain san earrach, a dúirt an chomhairle.
Ná bac leis an gcaint sin; fág an áit mar atá sí.
Hafnarveggurinn verður hækkaður í vor, sagði ráðið.""".split("\n")  # noqa: SIM905


def clean():
    """Yield 2,000 texts, the same at each run."""
    chance = random.Random(7)
    subjects = [word for word in HARMLESS if word not in SKIP] + [name.strip() for name in NAMES]
    for number in range(2000):
        if number % 5 == 4:
            yield " ".join(chance.sample(WHOLE, 2))
        else:
            said = chance.sample(SAYINGS, 2)
            yield " ".join(one.format(chance.choice(subjects)) for one in said)
