"""Words that invented people and handles are put together from.

Out go lists that never change their order: a replacement is picked by place, so a word added in
the middle gives every value another replacement. Family names are put together from parts. Few
people bear them, which keeps a real name from being taken for an invented one.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Script:
    """The names of one script.

    Where `glued`, a name is written family first and without a blank, as in Chinese.
    """

    given: tuple[str, ...]
    family: tuple[str, ...]
    initials: tuple[str, ...]
    glued: bool = False


def _script(given: str, family: str | tuple[str, ...], *, glued: bool = False) -> Script:
    """Make a script of blank-separated words."""
    words = tuple(given.split())
    families = family if isinstance(family, tuple) else tuple(family.split())
    return Script(words, families, tuple(sorted({word[0] for word in words})), glued)


def _joined(*tables: tuple[str, str]) -> tuple[str, ...]:
    """Return every beginning with every ending of its table, each word once, in order."""
    return tuple(
        dict.fromkeys(
            a + b for starts, ends in tables for a in starts.split() for b in ends.split()
        )
    )


_LATIN_GIVEN = """
Abel Adaeze Adrian Agnes Aiko Aileen Akira Alba Aldo Alena Alice Alina Alma Alvaro Amara Amina
Amir Anders Andrea Anika Anita Anna Anouk Anton Arash Ariel Arjun Arno Asha Astrid Aurora Ayesha
Baris Basil Beata Bela Benito Berit Bianca Birgit Bjorn Boris Branko Brenda Bruno Camila Carina
Carlo Carmen Cecilia Chiara Chidi Chloe Clara Clement Conrad Dagmar Daiki Dalia Damian Daniela
Daria Davor Deepa Delia Denis Derya Desta Dilek Dimitri Dora Dragan Edda Edgar Elena Elias Elif
Elin Elisa Ella Elvira Emeka Emil Emre Enrico Erik Esra Estela Esther Eva Farid Fatima Felix Femi
Fiona Flavia Florian Frida Gabor Gemma Gerda Gianni Gilda Gita Goran Greta Gustav Hana Hannes
Haruto Hassan Hedda Heidi Helga Henrik Hiro Hugo Ida Ignacio Ilse Imani Imre Ines Inga Irena Iris
Isabel Ivana Ivo Jakub Jamal Jana Jarek Jasmin Javier Jelena Joana Joel Jonas Josefa Julia Junko
Jurgen Kalle Kamala Karim Karin Katya Kavya Keiko Kemal Kenji Kerstin Kiran Klara Kofi Kwame Laila
Lars Laszlo Laura Layla Lea Leif Lena Leo Leyla Lidia Linnea Livia Lorenzo Lotte Lucia Ludmila
Luis Magda Magnus Maja Malika Manuel Mara Marek Mariana Marta Mateo Matilda Mei Meera Melina Mikko
Milan Milena Mina Mirela Monika Murat Nadia Naoko Naomi Natalia Neha Nels Nia Nikhil Nina Noor
Nora Nuria Odile Olga Olivia Omar Orla Oscar Otto Pablo Paloma Paola Pavel Pedro Petra Pia Pilar
Priya Rafael Rahel Ramon Rania Rashid Ravi Renata Reza Rina Rocio Romy Rosa Runa Sabine Salma
Samir Sanjay Sara Selma Sigrid Silvia Simone Sofia Stella Sunita Sven Tamar Tariq Tatiana Teresa
Thea Tomas Tove Ulla Umberto Uma Vera Viktor Vilma Wanda Wen Xenia Yara Yasmin Yuki Yusuf Zahra
Zeynep Zofia Zoltan
"""
_LATIN_FAMILY = _joined(
    (
        "Ash Birch Black Brook Cald Dun Elm Fair Gold Hart Hazel Kirk Lang Marl Oak Pem Rad Stan "
        "Thorn Whit Win Wood",
        "beck bourne bury cliffe combe croft dale field ford gate ham hurst ley mere ridge stead "
        "stoke thorpe ton well wick worth",
    ),
    (
        "Ahr Berg Brand Eich Falk Grun Hag Kell Lind Mohr Reut Stein Tann Wald Wein",
        "auer bacher berger dorfer felder hauser hofer horst kamp mann meier rath stetter thal",
    ),
    (
        "Alm Bjork Dal Ek Fors Gran Hag Lund Nor Sand Sjo Strand Vik",
        "berg blad feldt gren holm kvist lind man mark qvist stad strom vall",
    ),
    (
        "Bor Drag Gor Kal Kov Lesk Mir Nov Pol Rad Sok Stan Tom Vel Zor",
        "arov chenko enko evic ewski insky janov olev ovac owicz uchenko",
    ),
    (
        "Alb Bel Carv Dor Fern Gal Leon Mar Mont Palm Quint Ram Sal Torr Val",
        "ales andez ara eira elli eno ero etti iera ini oso ucci",
    ),
    (
        "Aki Ao Fuji Hana Iwa Kita Kuro Matsu Mina Naka Oka Shira Taka Yana Yoshi",
        "bashi da gami hara hata kawa mori mura naga numa saka shima taki zaki",
    ),
    (
        "Agar Bhan Chand Dev Gop Kesh Mal Nar Raj Shan Suk Var",
        "ajan apalli asekar atwal avan iyar ukar walkar",
    ),
    (
        "Ade Ama Chi Eze Ife Ka Mo Ndi Oba Oke Olu Tu",
        "bayo kunle lani mbo ndu nwale rinze sanya tunde wemi",
    ),
    (
        "Ak Bay Demir Er Gul Kara Oz Sari Tas Yal",
        "bas can doglu han kaya men oglu soy tas yurt",
    ),
)

LATIN = _script(_LATIN_GIVEN, _LATIN_FAMILY)
_CYRILLIC = _script(
    """
    Александр Алина Андрей Анна Антон Борис Вадим Валентина Вера Виктор Галина Глеб Дарья Денис
    Дмитрий Евгений Елена Иван Игорь Ирина Кирилл Ксения Лариса Максим Марина Матвей Михаил
    Надежда Наталья Никита Оксана Олег Ольга Павел Полина Роман Светлана Семен Софья Степан
    Тамара Тимур Федор Юлия
    """,
    _joined(
        (
            "Бор Вас Гор Дан Зор Клим Лев Мар Пав Ром Сав Тар Фед Яр",
            "евич енко инич овец чук",
        )
    ),
)
# Greek family names follow the bearer's sex; given names of one sex keep the two in agreement.
_GREEK = _script(
    """
    Αλέξανδρος Ανδρέας Αντώνης Βασίλης Γιάννης Γιώργος Δημήτρης Ηλίας Θανάσης Θεόδωρος Κώστας
    Λευτέρης Μανώλης Μιχάλης Νίκος Παναγιώτης Παύλος Πέτρος Σπύρος Σταύρος Στέλιος Τάσος Φώτης
    Χρήστος
    """,
    _joined(
        (
            "Αντων Γεωργ Δημητρ Θεοδωρ Καλλ Λαζαρ Μαρκ Νικολ Πετρ Ρουσσ Σταυρ Στεφαν",
            "άκης άτος ίδης όπουλος",
        )
    ),
)
_HEBREW = _script(
    "אבי אורי איתן אלון ארז גיל דוד דנה הדס חנה טל יוסי יעל לאה מיכל מרים נועה נעמה עומר רון רות שיר תמר",
    "אלמוג ארזי ברק גולן גלעד דרור הדר זמיר חרמון כרמי לביא מזור נחום ניר סלע עמית פלג צור רגב שחר שקד תבור",
)
_ARABIC = _script(
    """
    أحمد أمل أمير إيمان باسم جمال حسن خالد دينا رامي رانيا ريم زينب سالم سامي سعاد سلمى سمير
    طارق عادل عمر فادي فاطمة فريد كريم ليلى ماجد مريم منى نادية ناصر نبيل نور هالة هدى وليد ياسر
    """,
    """
    البنا البيطار الجزار الحداد الحلاق الحمال الخباز الخراط الخطيب الخياط الدباغ الرسام الزيات
    السقا السمان الشماع الصائغ الصباغ الصياد الطحان العطار الغزال الفحام الفران القطان الكاتب
    اللبان المزين النجار النحاس النساج النقاش
    """,
)
_DEVANAGARI = _script(
    "अनिल अनीता अमित अर्जुन आशा कमल कविता किरण गीता दीपक नेहा पूजा प्रिया मीना मोहन रवि राजेश सीमा सुनील",
    "अग्रवाल कपूर गुप्ता चौहान जोशी ठाकुर तिवारी त्रिवेदी देसाई नायर पटेल भट्ट मिश्रा मेहता यादव वर्मा शर्मा",
)
_HAN = _script(
    " ".join(_joined(("明 文 志 小 天 家 春 子 正 大", "平 山 安 生 林 和 光 海 青 永"))),
    "王 李 林 何 高 方 石 江 金 白 田 余 文 史 安 夏 曹 唐 于 梁 宋 丁 沈 姚 范",
    glued=True,
)
_KANA = _script(
    "アキラ アヤ イチロウ カオリ ケンジ サクラ サトシ シンジ タカシ ナオミ ハルカ ヒロシ マユミ ミサキ ユミ ヨウコ",
    _joined(
        ("アオ イワ オカ キタ クロ タカ ナカ マツ ミナ ヤナ", "カワ サキ シマ ヌマ ハラ ムラ モリ")
    ),
    glued=True,
)
_HANGUL = _script(
    " ".join(_joined(("민 서 지 현 수 준 영 하 은 태", "우 호 진 연 아 희 석 훈"))),
    "김 이 박 최 정 강 조 윤 장 임 한 오 신 권 황 안 송 유 홍 전 고 문 손 양 배 백 허 남 심 노",
    glued=True,
)
_RANGES = (
    ("Ͱ", "Ͽ", _GREEK),
    ("Ѐ", "ԯ", _CYRILLIC),
    ("\u0590", "\u05ff", _HEBREW),
    ("\u0600", "\u06ff", _ARABIC),
    ("\u0900", "\u097f", _DEVANAGARI),
    ("\u3040", "\u30ff", _KANA),
    ("\u3400", "\u9fff", _HAN),
    ("\uac00", "\ud7a3", _HANGUL),
)


def script_of(value: str) -> Script:
    """Return the script of a value's first letters that are not Latin, or Latin.

    What Latin-1 can write is answered in Latin, whose names here are ASCII.
    """
    for character in value:
        for first, last, script in _RANGES:
            if first <= character <= last:
                return script
    return LATIN


ADJECTIVES = tuple(
    """
    agile amber ample ancient aqua arctic autumn azure balmy basic bold brave breezy brief
    bright brisk bronze busy calm candid careful casual cheerful civic clear clever cloudy
    cobalt coastal cool copper coral cosmic cozy crimson crisp crystal curious daily dapper
    daring dawn deep deft desert distant dusty eager early earnest eastern easy elder electric
    emerald epic even fabled fancy fast fearless fleet floral fluent foggy fond frank fresh
    friendly frosty fuzzy gentle giant gilded glad gleaming golden good grand granite grassy
    gray green happy hardy hazy hidden high hollow honest humble icy idle indigo inky ivory jade
    jolly jovial keen kind lapis large late lavish leafy light lively local lofty lone loyal
    lucid lucky lunar magic maple marble mellow merry mild mint misty modest mossy muted navy
    neat nimble noble nordic northern odd olive open orange patient pearl plain playful plucky
    polar polite prime proud pure quick quiet rapid rare ready regal rocky rosy round royal ruby
    rugged rustic sage salty sandy scarlet serene sharp shiny silent silky silver simple sleek
    slow small smart smooth snowy solar solid sonic southern spry stable steady stellar stormy
    strong subtle summer sunny super swift tame teal tender thrifty tidal tidy tiny topaz
    tranquil true urban vast velvet vivid vocal warm wavy western wild windy winter wise witty
    woolly young zesty
    """.split()  # noqa: SIM905
)
NOUNS = tuple(
    """
    acorn alder anchor antler apple arrow aspen atlas badger bamboo banjo barley basin beacon
    bear beaver bell birch bison blossom boulder breeze bridge brook buffalo cabin cactus camel
    candle canoe canyon caravan castle cedar cello cherry cliff cloud clover comet compass
    condor cove coyote crane creek cricket crow cypress daisy deer delta dingo dolphin dove
    dragon drum dune eagle ember falcon fern ferry fiddle finch fjord flame flint flute forest
    fountain fox garden gecko geyser glacier goose grove gull harbor hare harp hawk heath hedge
    heron hickory hill horizon hornet husky ibex iris island ivy jackal jaguar jasmine jay
    juniper kayak kestrel kettle kiwi koala lagoon lake lantern lark lemur lichen lilac lily
    lion lizard llama lobster lotus lynx magpie mallard mango maple marmot marsh marten meadow
    meteor mill mole moon moose mountain mule narwhal nebula nettle newt nutmeg oasis oak ocean
    ocelot orbit orchard orchid oriole osprey otter owl oyster paddle palm panda panther parrot
    peach pebble pelican pepper petrel pigeon pine planet plover plum pond pony poplar poppy
    prairie puffin puma quail quarry quartz rabbit raccoon rain raven reef ridge river robin
    rocket rook rose saddle saffron salmon sequoia shark sheep shore shrew sky sloth snail snow
    sparrow spruce squid squirrel star stoat stone stork storm stream summit sun swallow swan
    tapir tern thicket thistle thrush thunder tiger toad topaz torch toucan trail trout tulip
    tundra turnip turtle valley vine violet violin viper vole walnut walrus warbler waterfall
    wave weasel whale willow wind wolf wombat wren yak yarrow zebra zephyr
    """.split()  # noqa: SIM905
)
