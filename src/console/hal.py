"""WildFly's web console ("HAL") in a headless Chromium: what a person does there, and pictures of it."""

import io
import os
import tempfile
import time
from pathlib import Path
from urllib.parse import quote

from PIL import Image
from selenium import webdriver
from selenium.common.exceptions import WebDriverException
from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.service import Service as Driver
from selenium.webdriver.common.by import By

WIDTH, HEIGHT = 1280, 720
PICTURES = Path(__file__).parent / "pictures"


class Console:
    def __init__(self, management, user, password, secret):
        self.management, self.user, self.password, self.secret = management, user, password, secret

    def __enter__(self):
        options = Options()
        options.binary_location = os.environ.get("CHROMIUM", "/usr/bin/chromium")
        for argument in ("--headless=new", f"--window-size={WIDTH},{HEIGHT}", "--lang=en", "--hide-scrollbars",
                         "--force-device-scale-factor=1", "--disable-dev-shm-usage", "--no-first-run",
                         # The console would tell Google Analytics, and ask GitHub for a newer one.
                         "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"):
            options.add_argument(argument)
        if os.getuid() == 0:
            options.add_argument("--no-sandbox")
        self.driver = webdriver.Chrome(
            options=options, service=Driver(os.environ.get("CHROMEDRIVER", "/usr/bin/chromedriver")))
        return self

    def __exit__(self, *_):
        self.driver.quit()

    def log_in(self):
        # A headless browser has no dialog for a password; it keeps one that a URL has brought.
        account = f"{self.user}:{quote(self.password)}"
        self.driver.get(f"http://{account}@{self.management}/management?operation=attribute&name=server-state")
        self.driver.get(f"http://{self.management}/console/index.html")
        # The window is larger than the page in it.
        inner = self.driver.execute_script("return innerHeight")
        self.driver.set_window_size(WIDTH, HEIGHT + HEIGHT - inner)
        self.find("#tlc-homepage")

    # ---- what a person does

    def section(self, name):
        """Opens Deployments, Configuration or Runtime in the bar at the top."""
        if self.visible("a.back"):
            self.click("a.back")
        self.click(f"#tlc-{name}")

    def click(self, css, text=None, last=False):
        def attempt():
            found = self.visible(css, text)
            if not found:
                return False
            element = found[-1 if last else 0]
            self.driver.execute_script("arguments[0].scrollIntoView({block: 'center'})", element)
            element.click()
            return True

        self.until(attempt, f"{css} {text or ''} to click on")
        self.settle()

    def item(self, css, text=None):
        """Selects an entry in a column."""
        self.click(f"li.finder-item{css}", text)

    def view(self):
        """Presses "View" at the entry selected last."""
        self.click("li.finder-item.active a", "View", last=True)

    def type(self, element_id, text):
        field = self.find(f"#{element_id}")
        self.driver.execute_script("arguments[0].scrollIntoView({block: 'center'})", field)
        field.clear()
        field.send_keys(text)

    def choose_file(self, path):
        self.driver.find_elements(By.CSS_SELECTOR, "input[type=file]")[-1].send_keys(str(path))
        self.until(lambda: path.name in self.text(), "the chosen file")

    # ---- what a person sees

    def visible(self, css, text=None):
        try:
            return [each for each in self.driver.find_elements(By.CSS_SELECTOR, css)
                    if each.is_displayed() and (text is None or each.text.strip().startswith(text))]
        except WebDriverException:
            return []

    def find(self, css, text=None):
        self.until(lambda: self.visible(css, text), f"{css} {text or ''}")
        return self.visible(css, text)[0]

    def text(self):
        return self.driver.execute_script("return document.body.innerText")

    def await_text(self, text, seconds=20):
        self.until(lambda: text in self.text(), f"“{text}”", seconds)

    def until(self, fact, what, seconds=20):
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            try:
                if fact():
                    return
            except WebDriverException:
                pass
            time.sleep(0.2)
        failed = tempfile.mktemp(prefix="console-", suffix=".png")
        self.driver.save_screenshot(failed)
        raise AssertionError(f"the console does not show {what}; see {failed}. It shows:\n{self.text()}")

    def settle(self):
        """Waits until the page has not changed for half a second."""
        end, last, same = time.monotonic() + 6, -1, 0
        while time.monotonic() < end and same < 3:
            size = self.driver.execute_script("return document.body.innerHTML.length")
            same, last = (same + 1 if size == last else 0), size
            time.sleep(0.18)

    def without_toasts(self):
        """Closes the messages in the corner, which hide buttons."""
        for close in self.visible(".toast-notifications-list-pf button.close"):
            try:
                close.click()
            except WebDriverException:
                pass
        self.settle()

    def picture(self, name, box=(0, 0, WIDTH, HEIGHT), colours=32):
        """Takes a picture of a part of the window, with few colours."""
        # A pointer resting somewhere brings tooltips and shades.
        self.driver.execute_script(
            "document.querySelectorAll('.tooltip').forEach(each => each.remove()); document.activeElement.blur()")
        values = self.driver.execute_script(
            "return [...document.querySelectorAll('input, textarea')].map(each => each.value).join('\\n')")
        assert self.secret not in self.text() + values, f"{name} would show the secret"
        image = Image.open(io.BytesIO(self.driver.get_screenshot_as_png())).convert("RGB").crop(box)
        PICTURES.mkdir(exist_ok=True)
        file = PICTURES / f"{name}.png"
        image.quantize(colours, dither=Image.Dither.NONE).save(file, optimize=True)
        assert file.stat().st_size < 80_000, f"{file.name} has {file.stat().st_size} bytes"
        print(f"  picture {file.name}, {file.stat().st_size} bytes", flush=True)
