from feeds import many, one, publication


def test_each_consultant_has_as_many_duties_as_asked_for() -> None:
    duties = publication(range(30), 7).version.duties
    assert len({duty.seat.id for duty in duties}) == len(duties) == 30 * 7
    assert {duty.consultant for duty in duties} == {f"c{number:05d}" for number in range(30)}


def test_one_feed_is_built_cold_warm_and_after_a_swap() -> None:
    row = one(5)
    assert (row["run"], row["events"]) == ("one", 5)


def test_the_feeds_of_all_firms_are_built() -> None:
    row = many(70, 3, 4, 1)
    assert (row["feeds"], row["firms"]) == (70, 4)
