"""A person marks an entity on the real page, in a real browser, and it comes back exactly."""

import json
import os
from collections.abc import Iterator
from pathlib import Path
from shutil import which

import pytest

from tests.annotation.commands import project_in, run
from tests.annotation.label_studio.server import Account
from tests.invented import MAIL

pytest.importorskip("selenium", reason="THE PAGE IS NOT TESTED: pip install selenium")

from selenium import webdriver
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.actions.action_builder import ActionBuilder
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webdriver import WebDriver
from selenium.webdriver.support import expected_conditions as conditions
from selenium.webdriver.support.wait import WebDriverWait

pytestmark = pytest.mark.timeout(240)

BROWSER, DRIVER = which("chromium"), which("chromedriver")
AUTHOR = "Jörg Ståhl"
FIRST, LAST = "-----BEGIN " + "SAMPLE-----", "-----END " + "SAMPLE-----"
KEY = f"{FIRST}\r\nTm90\tIGEga2V5\n{LAST}"
CODE = f"""# 😀🚀👩‍👩‍👧 reviewed by {AUTHOR} <{MAIL}> 👍
def greet(user):
\t\"\"\"Say <b>hello</b> &amp; {{{{ goodbye }}}}.\"\"\"
    return  {{ "key":   '''{KEY}''' }}
"""
# Where a text starts and ends on the screen, and the middle of its height.
PLACE_OF_TEXT = """
const box = document.querySelector("[class*=richtext__container]");
if (!box) return null;
const nodes = document.createTreeWalker(box, NodeFilter.SHOW_TEXT);
while (nodes.nextNode()) {
  const at = nodes.currentNode.data.indexOf(arguments[0]);
  if (at < 0) continue;
  const range = document.createRange();
  range.setStart(nodes.currentNode, at);
  range.setEnd(nodes.currentNode, at + arguments[0].length);
  const place = range.getBoundingClientRect();
  return [place.left, place.right, (place.top + place.bottom) / 2].map(Math.round);
}
return null;
"""


@pytest.fixture
def browser(tmp_path: Path, server_url: str) -> Iterator[WebDriver]:
    if BROWSER is None or DRIVER is None:
        pytest.skip("THE PAGE IS NOT TESTED: apt-get install chromium chromium-driver")
    options = webdriver.ChromeOptions()
    options.binary_location = BROWSER
    for argument in ("headless=new", "no-sandbox", "disable-dev-shm-usage"):
        options.add_argument(f"--{argument}")
    options.add_argument("--window-size=1500,1000")
    options.add_argument(f"--user-data-dir={tmp_path / 'browser'}")
    driver = webdriver.Chrome(options=options, service=Service(DRIVER))
    try:
        yield driver
    finally:
        if folder := os.environ.get("PII_SCREENSHOTS"):
            driver.save_screenshot(f"{folder}/label-studio-end.png")
        driver.quit()


class Page:
    """The labelling page, as somebody with a mouse and a keyboard uses it."""

    def __init__(self, driver: WebDriver, url: str) -> None:
        self._driver = driver
        self._url = url
        self._wait = WebDriverWait(driver, 60)

    def log_in(self, account: Account) -> None:
        self._driver.get(f"{self._url}/user/login/")
        self._driver.find_element(By.NAME, "email").send_keys(account.email)
        self._driver.find_element(By.NAME, "password").send_keys(account.password)
        self._driver.find_element(By.CSS_SELECTOR, "button[type=submit]").click()
        self._wait.until(lambda driver: "/user/login" not in driver.current_url)

    def open_task(self, project: int, task: int) -> None:
        self._driver.get(f"{self._url}/projects/{project}/data?task={task}")
        self._wait.until(lambda driver: driver.execute_script(PLACE_OF_TEXT, AUTHOR))

    def mark(self, hotkey: str, first: str, last: str) -> None:
        """Drag from the first character of one text to the last of another."""
        before = len(self._regions())
        self._wait.until(lambda _: self._chosen(hotkey))
        left, _, top = self._driver.execute_script(PLACE_OF_TEXT, first)
        _, right, bottom = self._driver.execute_script(PLACE_OF_TEXT, last)
        drag = ActionBuilder(self._driver)
        drag.pointer_action.move_to_location(left + 1, top).pointer_down()
        drag.pointer_action.move_to_location(right, bottom).pointer_up()
        drag.perform()
        self._wait.until(lambda _: len(self._regions()) == before + 1)

    def choose(self, text: str) -> None:
        """Select the region that shows a text."""
        left, right, height = self._driver.execute_script(PLACE_OF_TEXT, text)
        click = ActionBuilder(self._driver)
        click.pointer_action.move_to_location((left + right) // 2, height).click()
        click.perform()

    def wait_for(self, words: str) -> None:
        """Wait until the page says something."""
        said = (By.TAG_NAME, "body")
        self._wait.until(conditions.text_to_be_present_in_element(said, words))

    def flag(self, text: str, hotkey: str, name: str) -> None:
        """Select the region that shows a text, and choose its flag."""
        self.choose(text)
        choice = f"//*[contains(@class, 'choice')]//*[starts-with(normalize-space(), '{name}')]"
        self._wait.until(conditions.visibility_of_element_located((By.XPATH, choice)))
        ActionChains(self._driver).send_keys(hotkey).perform()
        self._wait.until(lambda driver: driver.find_elements(By.CSS_SELECTOR, "input:checked"))

    def submit(self) -> None:
        self._driver.find_element(By.CSS_SELECTOR, "button[aria-label^=Submit]").click()
        updated = (By.XPATH, "//button[normalize-space()='Update']")
        self._wait.until(conditions.visibility_of_element_located(updated))

    def style_of_code(self) -> tuple[str, str]:
        """Return the font and the treatment of white space in the code's last line."""
        script = (
            "const lines = document.querySelectorAll('[class*=richtext__line]');"
            "const style = getComputedStyle(lines[lines.length - 1]);"
            "return [style.fontFamily, style.whiteSpace];"
        )
        font, space = self._driver.execute_script(script)
        return font, space

    def _chosen(self, hotkey: str) -> bool:
        """Say whether a label is chosen, and press its key if not: early strokes go unheard."""
        if self._driver.find_elements(By.CSS_SELECTOR, "[class*=label_selected]"):
            return True
        ActionChains(self._driver).send_keys(hotkey).perform()
        return False

    def _regions(self) -> list[object]:
        return self._driver.find_elements(By.CSS_SELECTOR, "[class*=node_type_richtextregion]")


def test_what_is_marked_behind_an_emoji_and_over_lines_comes_back_exactly(
    connected: str, admin: Account, browser: WebDriver, tmp_path: Path
) -> None:
    snippets, export = tmp_path / "snippets.jsonl", tmp_path / "export.json"
    snippets.write_text(json.dumps({"id": "page", "text": CODE, "language": "Python"}) + "\n")
    pushed = run("push", snippets, "--project", "On the page", "--detector", "")
    project = project_in(pushed)
    run("pull", "--project", "On the page", "-o", export)
    [task] = json.loads(export.read_text())

    page = Page(browser, connected)
    page.log_in(admin)
    page.open_task(project, task["id"])
    font, space = page.style_of_code()
    assert (font, space) == ("monospace", "pre")
    page.mark("2", AUTHOR, AUTHOR)
    page.mark("4", FIRST, LAST)
    page.flag(AUTHOR, "e", "example")
    # For people to look at; it is no part of the test.
    if folder := os.environ.get("PII_SCREENSHOTS"):
        browser.save_screenshot(f"{folder}/label-studio.png")
    page.submit()

    run("pull", "--project", "On the page", "-o", export)
    readings = tmp_path / "readings.jsonl"
    said = run("import", export, "--snippets", snippets, "-o", readings)
    assert "2 taken (0 repaired)" in said
    [reading] = map(json.loads, readings.read_text().splitlines())
    found = [
        (CODE[one["start"] : one["end"]], one["label"], one["flag"]) for one in reading["entities"]
    ]
    assert found == [(AUTHOR, "NAME", "example"), (KEY, "KEY", None)]


def test_a_suggested_region_that_is_chosen_shows_the_rule_that_found_it(
    connected: str, admin: Account, browser: WebDriver, tmp_path: Path
) -> None:
    snippets, export = tmp_path / "snippets.jsonl", tmp_path / "export.json"
    snippets.write_text(json.dumps({"id": "page", "text": CODE, "language": "Python"}) + "\n")
    pushed = run("push", snippets, "--project", "Shown rules", "--detector", "rules")
    project = project_in(pushed)
    run("pull", "--project", "Shown rules", "-o", export)
    [task] = json.loads(export.read_text())

    page = Page(browser, connected)
    page.log_in(admin)
    page.open_task(project, task["id"])
    page.choose(MAIL)
    page.wait_for("rule: email-address")
