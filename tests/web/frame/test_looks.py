from rostering.web.frame.looks import hue, initials, role_looks


def test_each_role_has_letters_of_its_own_in_the_order_of_the_catalogue() -> None:
    looks = role_looks({"pim": "PIM", "platform": "Platform", "plan": "Planlægning", "p": "P", "pl": "PL"})
    assert [look.letters for look in looks.values()] == ["P", "PL", "PA", "P4", "P5"]
    assert looks["pim"].style == "role-1"


def test_a_ninth_role_differs_by_its_letters() -> None:
    looks = list(role_looks({str(number): f"{chr(65 + number)}role" for number in range(9)}).values())
    assert looks[8].style == looks[0].style
    assert len({look.letters for look in looks}) == 9


def test_initials_are_two_letters() -> None:
    names = ("Anna Lyngholt", "Åse Marie Østergaard-Wandborg", "ida", "I", "", "  ")
    assert [initials(name) for name in names] == ["AL", "ÅW", "ID", "I", "?", "?"]


def test_a_person_has_the_same_hue_everywhere() -> None:
    assert hue("anna") == hue("anna")
    assert len({hue(str(number)) for number in range(200)}) == 12
