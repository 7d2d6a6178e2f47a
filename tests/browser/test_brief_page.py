"""The written page in headless Chromium: it asks for nothing, and the keyboard alone suffices."""

import dataclasses
import json
from pathlib import Path
from typing import Any

import pytest

from pipeline.records import Brief
from pipeline.render import FORMATS
from pipeline.render.sheets import render_sheets
from tests.browser.conftest import Browser
from tests.render import factory
from tests.render.test_formats import SCRIPT, poisoned

CONTRAST = (Path(__file__).parent / "page_checks.js").read_text(encoding="utf-8")
TAB, ENTER, RIGHT, LEFT = "\ue004", "\ue007", "\ue014", "\ue012"
LIT = "return Array.from(document.querySelectorAll('[data-on]')).map(word => word.textContent)"
OPEN_ALL = "document.querySelectorAll('details').forEach(one => one.open = true)"
OVERFLOW = "return document.documentElement.scrollWidth - document.documentElement.clientWidth"


def html_of(brief: Brief) -> str:
    """The page of a Brief."""
    content = FORMATS["html"].render(brief)
    assert isinstance(content, str)
    return content


def tab_to(browser: Browser, selector: str, most: int = 40) -> None:
    """Press Tab until an element that matches has the focus."""
    for _ in range(most):
        browser.press(TAB)
        if browser.run("return document.activeElement.matches(arguments[0])", selector):
            return
    pytest.fail(f"Tab does not reach {selector}")


def requests(browser: Browser) -> list[str]:
    """Every address the page asked for since it was opened, itself left out."""
    messages = [json.loads(entry["message"])["message"] for entry in browser.driver.get_log("performance")]
    asked = [one["params"] for one in messages if one["method"] == "Network.requestWillBeSent"]
    addresses = [one["request"]["url"] for one in asked]
    return [
        url for url in addresses if not url.endswith("brief.html") and url not in {"about:blank", "data:,"}
    ]


def test_the_page_asks_for_nothing_and_complains_of_nothing(browser: Browser, page: str) -> None:
    """No network request, no console message: the policy and the script fit together."""
    sheets = render_sheets([factory.brief(), factory.empty()], "html")
    assert isinstance(sheets, str)
    for content in (page, html_of(factory.empty()), sheets):
        browser.open(content)
        assert requests(browser) == []
        assert browser.driver.get_log("browser") == []


def test_the_net_would_catch_a_request_and_a_complaint(browser: Browser, page: str) -> None:
    """The test above is worth something: an image and an error are seen, and our policy stops both."""
    browser.open("<img src='x.png'><script>console.error('seen')</script>")
    assert len(requests(browser)) == 1
    assert len(browser.driver.get_log("browser")) == 2
    browser.open(page.replace("</h1>", "</h1><img src='x.png'><script>document.title = 'run'</script>"))
    assert browser.driver.title != "run"
    complaints = [entry["message"] for entry in browser.driver.get_log("browser")]
    assert len(complaints) == 2
    assert all("Content Security Policy" in complaint for complaint in complaints)


def test_nothing_of_a_hostile_article_runs(browser: Browser) -> None:
    """A script in every field is shown as text; nothing is asked for, not even by an image."""
    browser.open(html_of(poisoned(factory.brief(), SCRIPT)))
    assert SCRIPT in browser.run("return document.querySelector('h1').textContent")
    assert browser.run("return document.querySelectorAll('img, script').length") == 1
    assert requests(browser) == []
    assert browser.driver.get_log("browser") == []


@pytest.mark.parametrize("script_runs", [True, False], ids=["with script", "without script"])
def test_one_key_shows_the_evidence_of_a_sentence(browser: Browser, page: str, script_runs: bool) -> None:
    """Tab to the sentence, Enter: French, English and the reason are there, with and without script."""
    browser.command("Emulation.setScriptExecutionDisabled", value=not script_runs)
    browser.open(page)
    assert browser.run("return document.querySelectorAll('.w').length > 0") is script_runs
    tab_to(browser, ".sentence > summary")
    assert not shown(browser)
    browser.press(ENTER)
    assert shown(browser)
    assert "Nous ne fermerons aucun quai" in browser.run("return document.activeElement.parentNode.innerText")
    assert disclosure_states(browser)[0] is True
    browser.press(ENTER)
    assert not shown(browser)


def shown(browser: Browser) -> bool:
    """Whether the evidence of the first sentence is visible."""
    found: bool = browser.run("return document.querySelector('.evidence').checkVisibility()")
    return found


def disclosure_states(browser: Browser) -> list[bool]:
    """What assistive technology is told of every disclosure: expanded or not, in page order."""
    nodes = browser.command("Accessibility.getFullAXTree")["nodes"]
    values = [
        {one["name"]: one["value"].get("value") for one in node.get("properties", ())} for node in nodes
    ]
    names = [node.get("role", {}).get("value") for node in nodes]
    return [
        value["expanded"]
        for name, value in zip(names, values, strict=True)
        if name == "DisclosureTriangle" and "expanded" in value
    ]


def test_a_button_shows_all_evidence_at_once(browser: Browser, page: str) -> None:
    """And hides it again; it says which of the two it will do."""
    browser.open(page)
    tab_to(browser, "#open-all")
    browser.press(ENTER)
    count = "return document.querySelectorAll('.sentence[open]').length"
    assert browser.run(count) == 3
    assert browser.run("return document.activeElement.getAttribute('aria-expanded')") == "true"
    browser.press(ENTER)
    assert browser.run(count) == 0
    assert browser.run("return document.activeElement.textContent") == "Show all evidence"


def test_a_letter_shows_all_evidence_and_a_figure_one(browser: Browser, page: str) -> None:
    """e is the button's key and 1 to 9 the sentences', from wherever the focus is; Ctrl leaves them alone."""
    browser.open(page)
    open_ones = (
        "return Array.from(document.querySelectorAll('.sentence')).map((one, at) => one.open ? at + 1 : 0)"
    )
    assert browser.run("return document.getElementById('open-all').ariaKeyShortcuts") == "e"
    browser.press("2")
    assert browser.run(open_ones) == [0, 2, 0]
    browser.press("2", "9", "e")
    assert browser.run(open_ones) == [1, 2, 3]
    tab_to(browser, "#open-all")
    browser.press("e")
    assert browser.run(open_ones) == [0, 0, 0]


def test_a_focused_word_marks_its_partner(browser: Browser, page: str) -> None:
    """Tab to the first word of a quote, then arrows: « ne » and « aucun » both are "no"."""
    browser.open(page)
    tab_to(browser, "#q1 .w")
    assert browser.run(LIT) == ["Nous", "We"]
    browser.press(RIGHT)
    assert browser.run(LIT) == ["ne", "no"]
    browser.press(RIGHT)
    assert browser.run(LIT) == ["fermerons", "will", "close"]
    browser.press(LEFT, LEFT, LEFT)
    assert browser.run(LIT) == ["Nous", "We"]


def test_a_quote_is_one_stop_of_the_tab_key(browser: Browser, page: str) -> None:
    """Hundreds of words must not stand between the reader and the next section."""
    browser.open(page)
    stops = "return Array.from(document.querySelectorAll('.w[tabindex=\"0\"]')).length"
    groups = "return document.querySelectorAll('[data-words]:has(.w[tabindex])').length"
    assert browser.run(stops) == browser.run(groups) == 3


def test_pointing_at_a_word_marks_its_partner(browser: Browser, page: str) -> None:
    """In the quotes and in the full text; leaving the words unmarks them."""
    from selenium.webdriver.common.action_chains import ActionChains

    browser.open(page)
    words = browser.driver.find_elements("css selector", "#s3 [data-source] .w")
    ActionChains(browser.driver).move_to_element(words[0]).perform()
    assert browser.run(LIT)[:2] == ["Les", "Work"]
    ActionChains(browser.driver).move_to_element(
        browser.driver.find_element("css selector", "#figures h2")
    ).perform()
    assert browser.run(LIT) == []


def test_words_are_those_of_python(browser: Browser) -> None:
    """The alignment counts words of str.split(): no-break and narrow spaces part words as well."""
    text = "« Oui » 1\u202f902 morts\u2003et 5\u00a0km\u2028fin\u3000ici"
    brief = factory.brief()
    target = dataclasses.replace(brief.quotes[0].target, text=text, alignment=((0, 0),))
    quotes = (dataclasses.replace(brief.quotes[0], target=target), *brief.quotes[1:])
    browser.open(html_of(dataclasses.replace(brief, quotes=quotes)))
    found = (
        "return Array.from(document.querySelectorAll('#q1 [data-target] .w')).map(word => word.textContent)"
    )
    assert browser.run(found) == text.split()
    assert browser.run("return document.querySelector('#q1 [data-target]').textContent") == text


def test_a_link_into_something_folded_unfolds_it(browser: Browser, page: str) -> None:
    """Finding → quote 4, which is under "1 other quote"."""
    browser.open(page, anchor="#q4")
    assert browser.run("return document.getElementById('q4').checkVisibility()")
    browser.open(page)
    assert not browser.run("return document.getElementById('q4').checkVisibility()")
    browser.run("location.hash = '#q4'; return new Promise(done => setTimeout(done, 100))")
    assert browser.run("return document.getElementById('q4').checkVisibility()")


@pytest.mark.parametrize("width", [320, 360, 768, 1280])
@pytest.mark.parametrize("kind", ["brief", "empty", "speakers"])
def test_nothing_runs_over_the_edge(browser: Browser, width: int, kind: str) -> None:
    """Readable at 360 pixels without scrolling sideways, everything unfolded, long words included."""
    brief = factory.brief() if kind != "empty" else factory.empty()
    long = dataclasses.replace(brief, signature="x" * 300)
    content = render_sheets([long], "html") if kind == "speakers" else html_of(long)
    assert isinstance(content, str)
    browser.open(content, width=width)
    browser.run(OPEN_ALL)
    assert browser.run(OVERFLOW) <= 0
    beyond = (
        "return Array.from(document.querySelectorAll('main *'))"
        ".filter(one => one.getBoundingClientRect().right > innerWidth + 1).map(one => one.outerHTML)"
    )
    assert browser.run(beyond) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_every_text_has_contrast(browser: Browser, page: str, scheme: str, width: int) -> None:
    """WCAG AA: 4.5 at least, as the browser computes the colours, marked words included."""
    browser.open(page, width=width, scheme=scheme)
    browser.run(OPEN_ALL)
    browser.run("document.querySelector('.w').dataset.on = ''")
    worst = browser.run(CONTRAST)[0]
    assert worst[0] >= 4.5, worst


def test_the_dark_theme_is_dark(browser: Browser, page: str) -> None:
    """Without a switch: the page follows what the reader's system prefers."""
    colour = "return getComputedStyle(document.body).backgroundColor"
    browser.open(page, scheme="light")
    light = browser.run(colour)
    browser.open(page, scheme="dark")
    assert (light, browser.run(colour)) == ("rgb(251, 250, 247)", "rgb(22, 24, 27)")


def test_the_trust_line_stays_in_sight(browser: Browser, page: str) -> None:
    """It sticks to the top while one reads, and takes a fifth of a phone's height at most."""
    browser.open(page, width=360)
    browser.run("window.scrollTo(0, 1500)")
    box: Any = browser.run("return document.querySelector('.trust').getBoundingClientRect().toJSON()")
    assert box["top"] == 0
    assert box["height"] <= 160


@pytest.mark.parametrize("script_runs", [True, False], ids=["with script", "without script"])
def test_on_paper_everything_is_unfolded(browser: Browser, page: str, script_runs: bool) -> None:
    """Paper has no buttons: the evidence is printed, black on white."""
    browser.command("Emulation.setScriptExecutionDisabled", value=not script_runs)
    browser.open(page)
    browser.emulate("print")
    state = (
        "return [document.querySelector('.evidence').getBoundingClientRect().height > 20,"
        " document.getElementById('q4').getBoundingClientRect().height > 20,"
        " getComputedStyle(document.querySelector('#open-all')).display,"
        " getComputedStyle(document.querySelector('.trust')).position,"
        " getComputedStyle(document.body).backgroundColor]"
    )
    assert browser.run(state) == [True, True, "none", "static", "rgb(255, 255, 255)"]
    assert browser.command("Page.printToPDF")["data"].startswith("JVBERi0")
