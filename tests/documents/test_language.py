"""A document in another language is refused by name; whatever may be English, however spoilt, is read."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tallystick.documents import read_file
from tallystick.documents.language import foreign_language
from tallystick.errors import DocumentError
from tallystick.knowledge import table

ENGLISH = (
    "The ministry said on Tuesday that its forces had lost 14 soldiers and two tanks near the ridge, and that the "
    "enemy had been driven from three villages. It gave no figures for civilians who were killed by the shelling.\n"
)
FOREIGN = {
    "French": "Le ministère a déclaré mardi que ses forces avaient perdu quatorze soldats et deux chars dans la "
    "bataille pour les hauteurs. Selon le porte-parole, une colonne qui avançait sur la ville a été détruite, mais "
    "les pertes civiles ne sont pas connues et aucun bilan n'est donné pour les villages.",
    "German": "Das Ministerium teilte am Dienstag mit, dass die eigenen Truppen vierzehn Soldaten und zwei Panzer "
    "verloren haben. Nach Angaben des Sprechers wurde eine Kolonne auf der Straße zur Stadt zerstört, und auch die "
    "Zahl der getöteten Zivilisten ist noch nicht bekannt, weil der Beschuss durch die Artillerie andauert.",
    "Spanish": "El ministerio dijo el martes que sus fuerzas perdieron catorce soldados y dos tanques en las alturas. "
    "Según el portavoz, una columna que avanzaba por la carretera fue destruida, pero los civiles muertos no se han "
    "contado y las cifras para los pueblos son más altas, como también dijeron los vecinos.",
    "Portuguese": "O ministério disse na terça-feira que as suas forças perderam catorze soldados e dois tanques. "
    "Segundo o porta-voz, uma coluna que avançava para a cidade foi destruída, mas os civis mortos não foram contados "
    "e também não há números para as aldeias, onde mais pessoas ficaram feridas após o bombardeio.",
    "Italian": "Il ministero ha detto martedì che le sue forze hanno perso quattordici soldati e due carri armati. "
    "Secondo il portavoce una colonna che avanzava con i mezzi è stata distrutta, ma i civili uccisi non sono ancora "
    "contati e anche per i villaggi della valle non ci sono cifre, dopo il bombardamento più duro.",
    "Dutch": "Het ministerie zei dinsdag dat het veertien soldaten en twee tanks heeft verloren. Een colonne die naar "
    "de stad reed werd door artillerie vernietigd, maar het aantal gedode burgers is nog niet bekend en ook voor de "
    "dorpen zijn er geen cijfers, zei een woordvoerder die bij het front was.",
    "Polish": "Ministerstwo podało we wtorek, że jego siły straciły czternastu żołnierzy i dwa czołgi. Kolumna, która "
    "jechała na miasto, została zniszczona przez artylerię, ale nie jest znana liczba zabitych cywilów, a oraz ich "
    "domów, po ostrzale, który trwał dla mieszkańców wsi całą noc, jak się wydaje.",
    "Croatian": "Ministarstvo je u utorak objavilo da je izgubilo četrnaest vojnika i dva tenka. Kolona koja se "
    "kretala prema gradu uništena je, ali broj poginulih civila nije poznat, što su potvrdili i mještani koji su "
    "nakon granatiranja otišli iz sela, a također ga nije bilo moguće provjeriti za ostala mjesta.",
    "Romanian": "Ministerul a anunțat marți că forțele sale au pierdut paisprezece soldați și două tancuri. O coloană "
    "care înainta spre oraș a fost distrusă, dar nu este cunoscut numărul civililor uciși, iar pentru satele din vale "
    "nu sunt date, după bombardamentul care a durat mai mult de o noapte în zonă.",
    "Hungarian": "A minisztérium kedden azt közölte, hogy tizennégy katonát és két harckocsit veszített. Az oszlop, "
    "amely a város felé tartott, megsemmisült, de nem ismert, hogy hány civil halt meg, és a falvakról sem volt "
    "adat, mint az előző napok után, pedig a szóvivő szerint már csak egy nap volt hátra.",
    "Turkish": "Bakanlık salı günü yaptığı açıklamada kuvvetlerinin on dört asker ve iki tank kaybettiğini bildirdi. "
    "Kente doğru ilerleyen bir kol imha edildi, ancak öldürülen sivillerin sayısı bilinmiyor ve köyler için daha çok "
    "veri bekleniyor; sözcüye göre bu saldırı gece boyunca sürdü ve sabaha kadar devam etti.",
    "Azerbaijani": "Nazirlik çərşənbə axşamı bildirib ki, on dörd əsgər və iki tank itirilib. Şəhərə doğru irəliləyən "
    "bir kolon məhv edilib, həm də mülki şəxslər üçün məlumat yoxdur və kəndlərə dair daha çox xəbər gözlənilir; "
    "sözçüyə görə bu hücum gecə ilə səhər arasında olub və hər iki tərəf itki verib.",
    "Indonesian": "Kementerian mengatakan pada hari Selasa bahwa pasukan itu kehilangan empat belas tentara dan dua "
    "tank. Sebuah kolom yang bergerak ke kota telah hancur oleh artileri, tetapi jumlah warga sipil yang tewas tidak "
    "diketahui dan untuk desa-desa di lembah juga tidak ada angka dari mereka.",
    "Swahili": "Wizara ilisema Jumanne kwamba majeshi yake yalipoteza askari kumi na wanne na vifaru viwili. Msafara "
    "wa magari ulioelekea katika mji uliharibiwa na mizinga, lakini idadi ya raia waliouawa haijulikani na pia kwa "
    "vijiji vya bonde hakuna takwimu, alisema msemaji baada ya mapigano ya usiku huo.",
    "Somali": "Wasaaradda ayaa sheegtay Talaadadii in ciidankoodu ay lumiyeen afar iyo toban askari iyo laba taangi. "
    "Kolonyo ku socday magaalada ayaa lagu burburiyay madaafiic, laakiin tirada shacabka la dilay lama oga oo waxaa "
    "la sugayaa warar kale oo ka yimaada tuulooyinka uu dagaalku ka socdo.",
    "Swedish": "Ministeriet sade på tisdagen att det hade förlorat fjorton soldater och två stridsvagnar. En kolonn "
    "som var på väg mot staden blev förstörd, men antalet dödade civila är inte känt och för byarna i dalen finns det "
    "inte heller några siffror, sade en talesman som också var på plats efter striderna.",
    "Finnish": "Ministeriö kertoi tiistaina, että sen joukot olivat menettäneet neljätoista sotilasta ja kaksi "
    "panssarivaunua. Kolonna, joka oli matkalla kaupunkiin, tuhoutui, mutta kuolleiden siviilien määrä ei ole "
    "tiedossa, ja myös kylistä, jotka ovat laaksossa, tietoja ei ollut sekä niitä odotettiin taistelun jälkeen.",
    "Vietnamese": "Hôm thứ Ba bộ cho biết lực lượng của họ đã mất mười bốn binh sĩ và hai xe tăng trong trận đánh. "
    "Một đoàn xe tiến vào thành phố đã bị phá hủy, nhưng số dân thường thiệt mạng không được biết và các làng trong "
    "thung lũng cũng không có số liệu cho đến khi người phát ngôn trở lại.",
    "Albanian": "Ministria tha të martën se forcat e saj kanë humbur katërmbëdhjetë ushtarë dhe dy tanke. Një kolonë "
    "që lëvizte për në qytet është shkatërruar, por numri i civilëve të vrarë nuk është i njohur, edhe për fshatrat "
    "në luginë nuk janë dhënë shifra pas bombardimit që ishte më i rëndë gjatë natës.",
}
SCRIPTS = {
    "Cyrillic script": "Министерство сообщило о потере 14 солдат и двух танков Т-72 (HIMARS).",
    "Arabic script": "قالت الوزارة إن قواتها خسرت 14 جنديا ودبابتين في القتال",
    "Hebrew script": "המשרד מסר כי כוחותיו איבדו 14 חיילים ושני טנקים",
    "Armenian script": "Նախարարությունը հայտնեց 14 զինվորի կորստի մասին",
    "Georgian script": "სამინისტროს ცნობით დაიღუპა 14 ჯარისკაცი",
    "Hangul script": "국방부는 화요일 병사 열네 명과 전차 두 대를 잃었다고 밝혔다",
    "CJK script": "国防部周二表示其部队在战斗中损失了十四名士兵和两辆坦克",
    "Devanagari script": "मंत्रालय ने कहा कि उसके चौदह सैनिक मारे गए",
}


@pytest.mark.parametrize("language", FOREIGN)
def test_another_language_is_named(language: str) -> None:
    assert foreign_language(FOREIGN[language]) == language
    assert foreign_language(FOREIGN[language].upper()) == language or language in ("Turkish", "Azerbaijani")


@pytest.mark.parametrize("script", SCRIPTS)
def test_another_script_is_named(script: str) -> None:
    assert foreign_language(SCRIPTS[script]) == script


def test_the_refusal_names_file_reason_and_way_out(tmp_path: Path) -> None:
    path = tmp_path / "communiqué.txt"
    path.write_text(FOREIGN["French"], encoding="utf-8")
    with pytest.raises(DocumentError) as caught:
        read_file(str(path))
    assert str(caught.value).startswith(f"{path}: not read: language")
    assert "French" in caught.value.reason
    assert "translat" in caught.value.reason


@pytest.mark.parametrize("quoted", [*FOREIGN.values(), *SCRIPTS.values()])
def test_english_with_a_foreign_quotation_is_read(quoted: str) -> None:
    assert foreign_language(f"{ENGLISH}\n“{quoted}”\n\n{ENGLISH}{ENGLISH}") is None


@pytest.mark.parametrize("other", [*FOREIGN.values(), *SCRIPTS.values()])
def test_a_text_in_two_languages_is_read_for_its_english(other: str) -> None:
    assert foreign_language(f"{other}\n\n{ENGLISH * 2}") is None


@pytest.mark.parametrize(
    "text",
    [
        ENGLISH.upper(),
        ENGLISH.lower(),
        ENGLISH.translate(str.maketrans("", "", ".,")),
        ENGLISH.replace("e", "c").replace("l", "1").replace("rn", "m"),
        ENGLISH.replace(" ", "\u200f \u200e"),
        " ".join("💥🔥🪖" * 40 + word for word in ENGLISH.split()),
        "💥" * 5000,
        "\u202e\u200f" * 500,
        "Place | Killed | Wounded\n" + "Rio de la Plata | 4 | 11\nPuerto del Rey | 2 | –\nLes Sables | 9 | 3\n" * 40,
        "T-72 | 14\nBMP-2 | 30\nD-30 | 6\nUnit | Losses\n" * 40,
        "14 killed",
        "Perdu: 14 soldats",
        "12 345 67 890\n" * 200,
        "Hauptmann Schmidt, Oberst von der Heide, Major van den Berg, Général de la Tour\n" * 10,
        "∀ε>0 ∃δ>0: α, β, γ, λ; the angle θ of the gun is given by the table, and by μ",
        "",
    ],
    ids=lambda text: repr(text[:18]),
)
def test_what_shows_no_other_language_is_read(text: str) -> None:
    assert foreign_language(text) is None


def test_a_long_english_text_behind_a_foreign_title_page_is_read() -> None:
    assert foreign_language(FOREIGN["German"] * 40 + ENGLISH * 2000) is None


def test_every_listed_language_has_enough_words_of_its_own() -> None:
    for row in table("languages"):
        found = row["words"].split()
        assert len(found) == len(set(found)) >= 16, row["language"]
        assert all(word == word.lower() and word.isalpha() for word in found), row["language"]


@given(st.text(max_size=300))
def test_any_text_is_survived(text: str) -> None:
    assert foreign_language(text) is None or len(text) >= 20


@pytest.mark.parametrize("piece", ["a", "die ", "م", "e\u0301", "\n"])
def test_a_huge_single_line_takes_no_longer_than_a_page(piece: str) -> None:
    text = piece * (20_000_000 // len(piece))
    start = time.process_time()
    foreign_language(text)
    assert time.process_time() - start < 2
