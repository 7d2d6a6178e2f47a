"""Less and more, up and down, denying and doing."""

import pytest

from pipeline.checks.opposites import check_opposites


@pytest.mark.parametrize(
    ("source", "target", "severity", "message"),
    [
        ("moins de 40 élus", "at least 40", "critical", "« moins de 40 » became “at least 40”"),
        ("plus de 300 élus", "under 300", "critical", "« plus de 300 » became “under 300”"),
        ("plus de 300 élus", "300", "check", "« plus de » is not in the English"),
        ("La dette recule.", "The debt rises.", "critical", "« recule » became “rises”"),
        ("Il a été acquitté.", "He was there.", "check", "nothing in the English says « acquitté »"),
        ("Il a été acquitté.", "He was convicted.", "critical", "« acquitté » became “convicted”"),
        (
            "Il manquera la moitié du lot.",
            "Half is there.",
            "check",
            "nothing in the English says « manquera »",
        ),
        ("deux fois moins cher", "twice as dear", "critical", "« deux fois moins » became “twice”"),
        ("trois fois plus", "half", "critical", "« trois fois plus » became “half”"),
        ("Elle quitte le parti.", "She joins the party.", "critical", "« quitte » became “joins”"),
        ("Il vend son four.", "He bought his oven.", "critical", "« vend » became “bought”"),
        ("« Oui », dit Mme Ostier.", "“Yes,” Mr Ostier says.", "check", "« Mme Ostier » became “Mr Ostier”"),
        ("au moins deux fours", "two ovens", "check", "« au moins » is not in the English"),
        ("au moins deux fours", "at most two ovens", "critical", "« au moins » became “at most”"),
        ("jusqu'à 30 fours", "at least 30 ovens", "critical", "« jusqu'à » became “at least”"),
        (
            "moins d'un tiers a moins de 9 ans",
            "a third is under 9",
            "check",
            "« moins d' » is not in the English",
        ),
        ("Le prix a doublé.", "The price has halved.", "critical", "« doublé » became “halved”"),
        ("le jour avant le bal", "the day after the ball", "critical", "« avant » became “after”"),
        ("tous sauf un", "all", "check", "nothing in the English says « sauf »"),
        ("Elle a failli tomber.", "She fell.", "check", "nothing in the English says « a failli »"),
        (
            "Lorval ferme deux fours.",
            "Lorval has two ovens.",
            "check",
            "nothing in the English says « ferme deux »",
        ),
        ("J'ai licencié Luc.", "I made Luc.", "check", "nothing in the English says « ai licencié »"),
        ("un mur effondré", "a wall", "check", "nothing in the English says « effondré »"),
        ("Il a détourné un don.", "He had a gift.", "check", "nothing in the English says « détourné »"),
        ("Il vit avec rien.", "He lives with anything.", "check", "« avec rien » became “anything”"),
        ("C'est mieux que rien.", "It beats anything.", "check", "« mieux que rien » became “anything”"),
        (
            "Nous n'avons joué ni mal ni bien.",
            "We played nor badly nor well.",
            "check",
            "“nor” denies, but nothing before it does",
        ),
        (
            "Jamais un bal n'avait eu aussi peu d'invités.",
            "A ball had not even had little guests.",
            "check",
            "nothing in the English says « Jamais un bal n'avait eu aussi peu »",
        ),
        (
            "Elles n'ont manqué le bal qu'une seule fois.",
            "They did not have the ball.",
            "check",
            "nothing in the English says « n'ont manqué le bal qu'une seule »",
        ),
        ("ni vu ni connu", "nor known", "check", "« ni vu ni connu » has one “nor” alone"),
        (
            "Le taux passe de 7,5 % à 3 %.",
            "The rate rises, from 7.5% to 3%.",
            "critical",
            "« passe de 7,5 % à 3 % » became “rises”",
        ),
        ("Le taux bouge.", "It fell from 3% to 7%.", "critical", "“fell from 3% to 7%” goes the other way"),
        ("Le taux bouge.", "It rose by 7% to 3%.", "check", "“rose by 7% to 3%” goes the other way"),
    ],
)
def test_each_rule_names_both_sides(source: str, target: str, severity: str, message: str) -> None:
    """The French word and the English one, as they are written."""
    (found,) = check_opposites(source, target)
    assert (found.severity, found.message) == (severity, message)


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("Lorval ferme deux fours.", "Lorval shuts two ovens."),
        ("J'ai licencié Luc.", "I laid Luc off."),
        ("un mur effondré", "a collapsed wall"),
        ("Il a détourné un don.", "He embezzled a gift."),
        ("une porte ferme", "a firm door"),
        ("Il vit avec rien.", "He lives on nothing."),
        ("Il vit avec rien.", "He does not live with anything."),
        ("Il n'a ni ami ni chien.", "He has neither friend nor dog."),
        ("Il n'a pas d'ami, ni de chien.", "He has no friend, nor a dog."),
        ("Il n'a pas chanté. Ni dansé.", "Nor did he dance."),
        ("Jamais un bal n'avait eu aussi peu d'invités.", "Never had a ball had so few guests."),
        ("Elles n'ont manqué le bal qu'une seule fois.", "They missed the ball only once."),
        ("moins de 40 élus", "not even 40 councillors"),
        ("plus de 300 élus", "300 councillors and up"),
        ("à 8 heures et à 20 heures", "at 8 a.m. and 8 p.m."),
        ("en 2 h 14", "in 2 hours 14"),
        ("Il n'a jamais nié.", "He always said so."),
        ("Il nie.", "He does not agree."),
        ("plus de respect", "respect"),
        ("deux fois moins cher", "half as dear"),
        ("deux fois plus petit", "half the size"),
        ("deux fois plus vite", "in half the time"),
        ("Elle quitte le parti pour le rejoindre.", "She leaves the party to join him."),
        ("Mme Ostier et M. Ostier", "Mr Ostier and Mrs Ostier"),
        ("Mme Ostier et M. Brac", "Ms Ostier and Mr Brac"),
        ("au moins deux fours", "two ovens or more"),
        ("au moins deux fours", "no smaller than two ovens"),
        ("jusqu'à 30 fours", "30 ovens"),
        ("moins d'un tiers a moins de 9 ans", "less than a third is under 9"),
        ("Après le bal, avant la nuit", "After the ball came the night"),
        ("tous sauf un", "all but one"),
        ("Il quitte la salle et rejoint le quai.", "He leaves the hall and reaches the quay."),
        ("Le club a perdu un match et en gagne deux.", "The club lost a match and wins two."),
        ("Elle a été condamnée, puis relaxée.", "She was convicted, then acquitted."),
        ("Deux fois moins de trains, deux fois plus de bus.", "Half the trains, twice the buses."),
        ("M. Brac et Mme Brac", "Mr and Mrs Brac"),
        ("Elle a failli tomber.", "She almost fell."),
        ("ni vu ni connu", "neither seen nor known"),
        ("Le taux passe de 7,5 % à 3 %.", "The rate goes from 7.5% to 3%."),
        ("Le taux passe de 3 % à 7,5 %.", "The rate rises from 3% to 7.5%."),
        ("L'affluence chute, le prix passe de 2 à 3 euros.", "It fell, at a price of 3 euros from 2."),
        ("Le parc passe de 900 à 1,2 million.", "It rose from 900 to 1.2 million."),
        ("Le chômage recule de 0,2 % à 5,1 %.", "Unemployment fell by 0.2% to 5.1%."),
    ],
)
def test_other_ways_to_say_it_are_none(source: str, target: str) -> None:
    """Precision first: an editor who is warned for nothing stops reading warnings."""
    assert list(check_opposites(source, target)) == []
