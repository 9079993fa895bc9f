"""Takes about 15 seconds: the page in a real browser, without a window.

`PII_SCREENSHOTS=FOLDER` keeps a picture of each state.
"""

import os
import shutil
import time
from pathlib import Path

import httpx2 as httpx
import pytest

from pii.rules.catalogue import BY_ID
from tests.service.test_archives import read, zip_of

webdriver = pytest.importorskip("selenium.webdriver", reason="selenium is not installed")
CHROMIUM, DRIVER = shutil.which("chromium"), shutil.which("chromedriver")
pytestmark = pytest.mark.skipif(
    not (CHROMIUM and DRIVER), reason="neither chromium nor chromedriver is installed"
)
SCREENSHOTS = os.environ.get("PII_SCREENSHOTS")
KEY = "first-key-0123456789"
MAIL_RULE = BY_ID["email-address"]
TEXT = """# <b>contact</b>: ann@example.org 😀
user=ann pw=tr0ub4dor-and-3
host = "51.15.200.7"
"""


@pytest.fixture(scope="module")
def server(start_server):
    return start_server(api_keys=KEY)


@pytest.fixture(scope="module")
def browser(tmp_path_factory):
    folder = tmp_path_factory.mktemp("downloads")
    options = webdriver.ChromeOptions()
    options.binary_location = CHROMIUM
    for argument in ("--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu"):
        options.add_argument(argument)
    options.add_experimental_option("prefs", {"download.default_directory": str(folder)})
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    service = webdriver.ChromeService(DRIVER)
    driver = webdriver.Chrome(options, service)
    driver.downloads = folder
    yield driver
    driver.quit()
    # Selenium leaves the pipe to its driver open.
    service.process and service.process.wait(10)


@pytest.fixture
def page(browser, server):
    browser.get(f"{server.url}/")
    browser.execute_script("sessionStorage.clear(); document.getElementById('key').value = ''")
    browser.refresh()
    return Page(browser)


class Page:
    def __init__(self, browser):
        self.browser = browser

    def __call__(self, name):
        return self.browser.find_element("id", name)

    def wait(self, condition, seconds=10):
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if condition():
                return
            time.sleep(0.02)
        raise AssertionError(f"waited in vain; the status is {self('status').text!r}")

    def redact(self, text=TEXT, key=KEY):
        self("source").clear()
        # Typing goes through the keyboard, which has no emoji here.
        self.browser.execute_script("arguments[0].value = arguments[1]", self("source"), text)
        self("key").send_keys(key)
        self("redact").click()

    def redacted(self):
        return self("redacted").get_property("textContent")

    def shoot(self, name):
        if SCREENSHOTS:
            Path(SCREENSHOTS).mkdir(parents=True, exist_ok=True)
            self.browser.save_screenshot(f"{SCREENSHOTS}/{name}.png")


def dress(browser, *, dark=False, width=1280, height=1000):
    scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [scheme]})
    browser.execute_cdp_cmd(
        "Emulation.setDeviceMetricsOverride",
        {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 600},
    )


def test_a_pasted_text_is_marked_and_redacted_side_by_side(page):
    page.redact()
    page.wait(lambda: page("status").text.startswith("Hidden"))
    assert page.redacted() == (
        '# <b>contact</b>: <EMAIL> 😀\nuser=<USERNAME> pw=<PASSWORD>\nhost = "<IP_ADDRESS>"\n'
    )
    marks = page.browser.find_elements("css selector", "#marked mark")
    assert [mark.text for mark in marks] == [
        "EMAIL\nann@example.org".replace("\n", ""), "USERNAMEann", "PASSWORDtr0ub4dor-and-3",
        "IP_ADDRESS51.15.200.7",
    ]  # fmt: skip
    assert page("status").text == "Hidden: 1 EMAIL, 1 USERNAME, 1 PASSWORD, 1 IP_ADDRESS."
    assert not page.browser.find_elements("css selector", "#marked b")


def texts(page, selector):
    # In one step: between two, the page may have put others in the elements' place.
    script = "return [...document.querySelectorAll(arguments[0])].map(e => e.innerText)"
    return [" ".join(text.split()) for text in page.browser.execute_script(script, selector)]


def choose(page, rule):
    page.browser.execute_script(
        "arguments[0].value = arguments[1]; arguments[0].dispatchEvent(new Event('change'))",
        page("rule"), rule,
    )  # fmt: skip


def test_each_finding_names_its_rule_which_explains_itself(page):
    page.redact()
    page.wait(lambda: page("status").text.startswith("Hidden"))
    assert texts(page, "#rows tr") == [
        "1 EMAIL email-address 0.90", "2 USERNAME encoder 0.60", "2 PASSWORD assigned-secret 0.80",
        "3 IP_ADDRESS no-such-rule 0.95",
    ]  # fmt: skip
    told = f"{MAIL_RULE.title}: {MAIL_RULE.finds}"
    assert page.browser.find_element("css selector", "#rows abbr").get_attribute("title") == told
    mark = page.browser.find_element("css selector", "#marked mark")
    assert mark.get_attribute("title") == f"EMAIL, score 0.90, rule email-address\n{told}"
    page.shoot("rules")


def test_a_chosen_rule_is_explained_and_leaves_its_findings_alone(page):
    page.redact(TEXT + "bob@example.org")
    page.wait(lambda: page("status").text.startswith("Hidden"))
    assert texts(page, "#rule option")[:3] == [
        "All rules", "email-address (2)", "assigned-secret (1)",
    ]  # fmt: skip
    choose(page, "email-address")
    assert [row.split()[0] for row in texts(page, "#rows tr")] == ["1", "4"]
    assert page("told").text == f"{MAIL_RULE.title}: {MAIL_RULE.finds}"
    others = texts(page, "#marked mark.other .tag")
    assert others == ["USERNAME", "PASSWORD", "IP_ADDRESS"]
    page.shoot("rule-chosen")
    page("label-EMAIL").click()
    page.wait(lambda: len(texts(page, "#rows tr")) == 3)
    assert texts(page, "#marked mark.other .tag") == []
    assert not page("told").is_displayed()


def test_where_nothing_is_found_no_findings_are_listed(page):
    page.redact("x = 1")
    page.wait(lambda: page("status").text.startswith("Nothing"))
    assert not page("findings").is_displayed()


@pytest.mark.parametrize(
    ("name", "look"),
    [
        ("wide-light", {}),
        ("wide-dark", {"dark": True}),
        ("narrow-light", {"width": 390, "height": 1900}),
        ("narrow-dark", {"dark": True, "width": 390, "height": 1900}),
    ],
)
def test_nothing_is_wider_than_the_window(page, name, look):
    dress(page.browser, **look)
    page.redact(TEXT + "long = '" + "x" * 300 + "'\n")
    page.wait(lambda: page("status").text.startswith("Hidden"))
    page.shoot(name)
    width = page.browser.execute_script("return document.documentElement.scrollWidth")
    assert width <= look.get("width", 1280)
    dress(page.browser)


def test_switches_change_the_result_at_once(page):
    page.redact()
    page.wait(lambda: "<EMAIL>" in page.redacted())
    page("label-EMAIL").click()
    page.wait(lambda: "ann@example.org" in page.redacted())
    page("label-EMAIL").click()
    page.browser.execute_script(
        "const t = arguments[0]; t.value = 0.7; t.dispatchEvent(new Event('input'));"
        "t.dispatchEvent(new Event('change'))",
        page("threshold"),
    )
    page.wait(lambda: "user=ann" in page.redacted())
    assert page("threshold-value").text == "0.70"
    page("action").send_keys("Mask")
    page.wait(lambda: "xxx@xxxxxxx.xxx" in page.redacted())


def test_an_error_is_told_and_the_key_field_gets_the_focus(page):
    page.redact(key="wrong-key-0123456789")
    page.wait(lambda: page("error").is_displayed())
    assert "valid key" in page("error").text
    assert page.browser.switch_to.active_element.get_attribute("id") == "key"
    page.shoot("error")
    page("key").clear()
    page.redact()
    page.wait(lambda: "<EMAIL>" in page.redacted())
    assert not page("error").is_displayed()
    page("action").send_keys("Hash")
    page.wait(lambda: page("error").is_displayed())
    assert "PII_KEY" in page("error").text


def test_the_result_is_copied_and_downloaded(page):
    page.redact()
    page.wait(lambda: "<EMAIL>" in page.redacted())
    granted = ["clipboardReadWrite", "clipboardSanitizedWrite"]
    page.browser.execute_cdp_cmd("Browser.grantPermissions", {"permissions": granted})
    page("copy").click()
    page.wait(lambda: page("status").text == "Copied.")
    copied = page.browser.execute_async_script(
        "navigator.clipboard.readText().then(arguments[0], e => arguments[0](String(e)))"
    )
    assert copied == page.redacted()
    page("download").click()
    path = page.browser.downloads / "redacted.txt"
    page.wait(lambda: path.exists() and path.read_text() == page.redacted())


def test_files_are_redacted_and_offered_for_download(page, tmp_path):
    archive = tmp_path / "code.zip"
    archive.write_bytes(zip_of([("a.py", b"pw=x ann@example.org"), ("b.png", b"\0\1")]))
    latin = tmp_path / "latin.txt"
    latin.write_bytes(b"caf\xe9 ann@example.org")
    broken = tmp_path / "picture.png"
    broken.write_bytes(b"\x89PNG\0")
    page("key").send_keys(KEY)
    page("files").send_keys("\n".join(map(str, (archive, latin, broken))))
    page.wait(lambda: page("status").text.startswith("Done"))
    items = [item.text for item in page("file-list").find_elements("tag name", "li")]
    assert items[0].startswith("code.zip — hidden: EMAIL=1, PASSWORD=1 — left out: 1")
    assert items[1].startswith("latin.txt — hidden: EMAIL=1")
    assert items[2].startswith("picture.png — the file holds no text")
    assert not page("results").is_displayed()
    page.shoot("files")
    for button in page("file-list").find_elements("tag name", "button"):
        button.click()
    downloads = page.browser.downloads
    page.wait(lambda: (downloads / "latin.txt").exists() and (downloads / "code.zip").exists())
    page.wait(lambda: (downloads / "latin.txt").read_bytes() == b"caf\xe9 <EMAIL>")
    assert read((downloads / "code.zip").read_bytes()) == [("a.py", b"pw=<PASSWORD> <EMAIL>")]


def test_a_dropped_text_file_is_shown_and_redacted(page):
    page("key").send_keys(KEY)
    page.browser.execute_script(
        "const data = new DataTransfer();"
        "data.items.add(new File(['mail = \"ann@example.org\"'], 'page.html'));"
        "document.getElementById('drop').dispatchEvent("
        "  new DragEvent('drop', {dataTransfer: data, bubbles: true, cancelable: true}))"
    )
    page.wait(lambda: page.redacted() == 'mail = "[EMAIL]"')
    assert page("source").get_property("value") == 'mail = "ann@example.org"'


def test_the_keyboard_is_enough(page):
    keys = __import__("selenium.webdriver.common.keys", fromlist=["Keys"]).Keys
    page("source").send_keys("pw=x")
    page("key").send_keys(KEY)
    page("source").send_keys(keys.CONTROL + keys.ENTER)
    page.wait(lambda: page.redacted() == "pw=<PASSWORD>")
    reached = []
    page("source").click()
    for _ in range(16):
        page.browser.switch_to.active_element.send_keys(keys.TAB)
        reached.append(page.browser.switch_to.active_element.get_attribute("id"))
    for name in ("label-EMAIL", "threshold", "action", "key", "redact", "choose", "marked", "copy"):
        assert name in reached, reached


def test_everything_that_is_set_has_a_name_for_screen_readers(page):
    page.redact()
    page.wait(lambda: page("status").text.startswith("Hidden"))
    tree = page.browser.execute_cdp_cmd("Accessibility.getFullAXTree", {})["nodes"]
    roles = {"button", "checkbox", "slider", "combobox", "textbox", "region", "form"}
    nodes = [n for n in tree if n.get("role", {}).get("value") in roles and not n["ignored"]]
    assert len(nodes) > 15
    assert [n["role"]["value"] for n in nodes if not n.get("name", {}).get("value")] == []
    assert page("error").get_attribute("role") == "alert"
    assert page("status").get_attribute("role") == "status"


@pytest.mark.parametrize("dark", [False, True])
def test_marked_text_can_be_read(page, dark):
    dress(page.browser, dark=dark)
    page.redact()
    page.wait(lambda: page("status").text.startswith("Hidden"))
    ratios = page.browser.execute_script(
        """
        const light = (colour) => {
          const [r, g, b] = colour.match(/[\\d.]+/g).slice(0, 3).map((v) => {
            const c = v / 255;
            return c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
          });
          return 0.2126 * r + 0.7152 * g + 0.0722 * b;
        };
        return [...document.querySelectorAll('.chip, mark, button, .help, .status')].map((e) => {
          const own = getComputedStyle(e);
          let ground = e;
          while (getComputedStyle(ground).backgroundColor === 'rgba(0, 0, 0, 0)') {
            ground = ground.parentElement;
          }
          const pair = [own.color, getComputedStyle(ground).backgroundColor].map(light);
          return (Math.max(...pair) + 0.05) / (Math.min(...pair) + 0.05);
        });
        """
    )
    assert min(ratios) >= 4.5
    dress(page.browser)


def test_the_page_asks_nobody_else_and_complains_of_nothing(page, server):
    page.redact()
    page.wait(lambda: page("status").text.startswith("Hidden"))
    names = page.browser.execute_script(
        "return performance.getEntriesByType('resource').map((entry) => entry.name)"
    )
    assert names
    assert all(name.startswith((server.url, "blob:")) for name in names)
    logged = [entry["message"] for entry in page.browser.get_log("browser")]
    assert [
        line for line in logged if "Content Security Policy" in line or "TypeError" in line
    ] == []
    for name in ("index.html", "page.js", "page.css"):
        text = httpx.get(f"{server.url}/" + ("" if name == "index.html" else f"static/{name}")).text
        assert "http://" not in text
        assert "https://" not in text


def test_the_api_page_is_shown_under_the_policy_of_all_pages(browser, start_server):
    server = start_server(docs=True)
    browser.get_log("browser")
    browser.get(f"{server.url}/docs")
    assert browser.get_log("browser") == []
    shown = browser.find_element("tag name", "main").text
    assert "POST /v1/redact/archive" in shown
    links = browser.find_elements("css selector", "td a")
    links[0].click()
    assert browser.execute_script("return document.querySelector(':target') !== null")
