"""Takes some seconds: the report of a scan in a real browser, without a window."""

import shutil

import pytest

from pii.findings.passages import Passage, Swap
from pii.labels import Label
from pii.reporting.html import write_report
from pii.reporting.html.figures import ReportData
from pii.rules.catalogue import BY_ID
from pii.scan.process import FileResult

webdriver = pytest.importorskip("selenium.webdriver", reason="selenium is not installed")
CHROMIUM, DRIVER = shutil.which("chromium"), shutil.which("chromedriver")
pytestmark = pytest.mark.skipif(
    not (CHROMIUM and DRIVER), reason="neither chromium nor chromedriver is installed"
)

KNOWN = BY_ID["email-address"]


def outcome(path, *rules):
    swaps = [Swap(Label.PASSWORD, 0.9, "hunter2", "<PASSWORD>", rule) for rule in rules]
    passages = tuple(Passage(line, ("pw = ", swap, "")) for line, swap in enumerate(swaps, 1))
    counts = {rule: rules.count(rule) for rule in rules}
    return FileResult(path, 9, {Label.PASSWORD: len(rules)}, counts, passages=passages)


@pytest.fixture(scope="module")
def browser(tmp_path_factory):
    page = tmp_path_factory.mktemp("report") / "report.html"
    figures = ReportData()
    for each in (
        outcome("a.py", "one", "two"),
        outcome("b.py", "two"),
        outcome("c.py", *"vwxyz"),
        outcome("d.py", KNOWN.id),
    ):
        figures.add(each)
    write_report(str(page), figures, 1)
    options = webdriver.ChromeOptions()
    options.binary_location = CHROMIUM
    for argument in ("--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu"):
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    service = webdriver.ChromeService(DRIVER)
    driver = webdriver.Chrome(options, service)
    driver.get(page.as_uri())
    yield driver
    driver.quit()
    # Selenium leaves the pipe to its driver open.
    service.process and service.process.wait(10)


def texts(browser, selector):
    return [
        " ".join(element.text.split())
        for element in browser.find_elements("css selector", selector)
    ]


def choose(browser, rule):
    browser.execute_script(
        "const s = document.getElementById('rule'); s.value = arguments[0];"
        "s.dispatchEvent(new Event('change'))",
        rule,
    )


def test_each_file_and_passage_names_its_rules(browser):
    choose(browser, "")
    assert texts(browser, "td.rules") == ["v, w, x and 2 more", "one, two", "two", KNOWN.id]
    assert "found by two 0.90" in texts(browser, ".found")


def test_a_chosen_rule_leaves_its_files_and_passages_alone(browser):
    choose(browser, "two")
    assert texts(browser, "tr.file td:first-child") == ["a.py", "b.py"]
    assert texts(browser, ".found") == ["found by two 0.90"]
    choose(browser, "one")
    assert texts(browser, "tr.file td:first-child") == ["a.py"]


def test_a_rule_is_explained_where_it_is_named_and_when_it_is_chosen(browser):
    told = f"{KNOWN.title}: {KNOWN.finds}"
    choose(browser, "one")
    assert texts(browser, ".found abbr") == []
    assert not browser.find_element("id", "told").is_displayed()
    choose(browser, KNOWN.id)
    browser.find_element("css selector", "tr.file button[aria-expanded='false']").click()
    [name] = browser.find_elements("css selector", ".found abbr")
    assert (name.text, name.get_attribute("title")) == (KNOWN.id, told)
    mark = browser.find_element("css selector", "code.after mark")
    assert mark.get_attribute("title").endswith(f"rule {KNOWN.id}\n{told}")
    assert browser.find_element("id", "told").text == told
    choose(browser, "")
    assert not browser.find_element("id", "told").is_displayed()


def test_rules_are_offered_with_their_counts_that_with_most_first(browser):
    assert texts(browser, "#rule option")[:3] == ["All rules", "two (2)", "email-address (1)"]


def test_the_page_runs_without_a_complaint(browser):
    assert browser.get_log("browser") == []
