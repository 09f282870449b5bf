"""Visits share the pages of a browser one after the other: nothing of one is left for the next."""

from rostering.domain.users import Role
from samples.browsing import visits
from samples.open_pages import OpenPages
from samples.running import Running

PUT = """() => {
    localStorage.setItem("one", "1");
    sessionStorage.setItem("two", "2");
    document.cookie = "three=3";
}"""
LEFT = """() => [
    localStorage.length, sessionStorage.length, document.cookie, innerWidth, navigator.onLine,
    ...["print", "(prefers-color-scheme: dark)", "(forced-colors: active)"].map(each => matchMedia(each).matches),
]"""
NOTHING = [0, 0, "", 1280, True, False, False, False]


def test_nothing_of_a_visit_is_left_for_the_next(open_pages: OpenPages, looking: Running) -> None:
    with visits(open_pages, looking) as visit:
        first = visit(Role.OPS, "/account", dark=True, viewport={"width": 700, "height": 500}).page
        first.emulate_media(media="print", forced_colors="active")
        first.evaluate(PUT)
        first.route("**/board", lambda route: route.abort())
        first.context.set_offline(True)
    with visits(open_pages, looking) as visit:
        second = visit()
        assert second.page is first
        assert second.page.context.cookies() == []
        second.goto("/sign-in")
        assert second.page.evaluate(LEFT) == NOTHING
        second.goto("/board")
        assert second.path.startswith("/sign-in")


def test_two_at_once_have_a_page_each_and_one_that_was_closed_is_not_used_again(
    open_pages: OpenPages, looking: Running
) -> None:
    with visits(open_pages, looking) as visit:
        first, second = visit(path="/sign-in").page, visit(path="/sign-in").page
        assert first.context is not second.context
        first.close()
        second.context.new_page()
    with visits(open_pages, looking) as visit:
        assert visit(path="/sign-in").page not in {first, second}
