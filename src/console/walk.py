"""The walk through WildFly's web console that README.md tells of; fails loudly when anything is not as it says there.

WALK_LIVE=0 is for a WAR that reads its settings at the deployment only; STOWAGE_WAR is another WAR than target/upload.war.
"""

import os
import re
import shutil
import sys
import tempfile
import time
import zipfile
from pathlib import Path

from hal import Console
from service import Service
from wildfly import PASSWORD, USER, WildFly

ROOT = Path(__file__).resolve().parents[2]
LIVE = os.environ.get("WALK_LIVE", "1") != "0"
MIB = 1024 * 1024


class Walk:
    def __init__(self, wildfly, console, service, war):
        self.wildfly, self.console, self.service, self.war = wildfly, console, service, war
        self.kept = None

    def all(self):
        for step in (self.deploy_without_a_secret, self.set_properties, self.lift_the_limit_of_the_listener,
                     self.deploy, self.change_a_setting, self.refuse_a_wrong_setting, self.read_the_statistics,
                     self.read_the_log, self.replace, self.look_for_the_mxbeans, self.undeploy):
            print(step.__name__.replace("_", " "), flush=True)
            step()

    # ---- install

    def deploy_without_a_secret(self):
        self.upload_wizard("could not be deployed")
        self.console.click("#hal-wizard a", "Details")
        self.console.await_text("stowage.secret is not set")
        self.console.picture("without-a-secret", (190, 200, 1090, 690))
        self.console.click(".modal-footer button", "Close")
        self.console.await_text("No items")
        expect(self.service.get("x/y"), 404)
        assert "Stowage cannot start: stowage.secret is not set" in self.wildfly.log()

    def set_properties(self):
        console = self.console
        self.properties()
        self.add_property("stowage.secret", self.encrypted_secret())
        self.add_property("stowage.max-size", "20 MiB", picture="add-property")
        self.add_property("wildfly.undertow.statistics-enabled", "true")
        console.without_toasts()
        console.picture("system-properties", (0, 0, 1280, 330))

    def lift_the_limit_of_the_listener(self):
        console = self.console
        console.section("configuration")
        console.item("#subsystems")
        console.item("#undertow")
        console.item("#server")
        console.item("#us-default-server")
        console.picture("to-the-listener")
        console.view()
        console.click("#undertow-server-listener-item a")
        console.click("#undertow-server-http-listener-item a")
        console.click("#undertow-server-http-listener-table td", "default")
        console.click("#undertow-server-http-listener-form-links a", "Edit")
        console.type("undertow-server-http-listener-form-max-post-size-editing", "0")
        console.picture("max-post-size", (0, 0, 1280, 640))
        console.click("button", "Save")
        console.await_text("HTTP Listener default successfully modified.")
        console.click("a", "Reload Required")
        console.find(".modal-footer button", "Yes")
        console.picture("reload", (0, 0, 1280, 240))
        console.click(".modal-footer button", "Yes")
        console.await_text("successfully reloaded", 60)
        self.wildfly.await_answers()
        console.without_toasts()

    def deploy(self):
        console = self.console
        self.upload_wizard("has been successfully deployed", pictures=True)
        console.click(".modal-footer button", "Close")
        self.select_deployment()
        console.await_text("is enabled and active")
        console.picture("deployed", (0, 0, 1280, 480))
        self.kept, status = self.service.put(11 * MIB)
        expect(status, 201, "above the 10 MiB of a listener as it comes")
        expect(self.service.get(self.kept), 200)
        expect(self.service.put(20 * MIB + 1)[1], 413, "above stowage.max-size")

    # ---- manage

    def change_a_setting(self):
        console = self.console
        self.properties()
        self.edit_property("stowage.max-size", "5 MiB", picture="change-property")
        if not LIVE:
            self.disable_and_enable()
        self.becomes(6 * MIB, 413)
        expect(self.service.put(4 * MIB)[1], 201)
        expect(self.service.get(self.kept), 200, "what is stored stays")
        if LIVE:
            assert "Settings changed: " in self.wildfly.log()
            assert not console.visible("a", "Reload Required"), "a property must not need a reload"

    def refuse_a_wrong_setting(self):
        if not LIVE:
            return
        self.properties()
        self.edit_property("stowage.max-size", "plenty")
        self.logged("The changed settings are refused, those before stay in force: stowage.max-size")
        expect(self.service.put(4 * MIB)[1], 201)
        expect(self.service.put(6 * MIB)[1], 413, "the limit before")
        self.properties()
        self.edit_property("stowage.max-size", "100 MiB")
        self.becomes(6 * MIB, 201)

    def read_the_statistics(self):
        for _ in range(5):
            expect(self.service.put(1000)[1], 201)
        console = self.console
        console.section("runtime")
        console.item("#standalone-host-localhost")
        console.item("#undertow")
        console.item("#deployment")
        console.item("", "upload.war")
        console.picture("to-the-statistics", (0, 0, 1280, 720))
        console.view()
        console.click("a", "Servlet")
        console.click("#undertow-runtime-deployment-servlet-table td", "Stowage")
        console.await_text("org.stowage.http.UploadServlet")
        count = int(re.search(r"Request Count\s+(\d+)", console.text())[1])
        assert count >= 5, f"the statistics have {count} requests; are they enabled?"
        console.without_toasts()
        console.picture("statistics", (0, 0, 1280, 620))

    def read_the_log(self):
        expect(self.service.get("nobody/uploaded-this.txt"), 404)
        console = self.console
        console.section("runtime")
        console.item("#standalone-host-localhost")
        console.item("#logging")
        console.item("", "server.log")
        console.view()
        console.await_text("GET 404 not-found")
        console.without_toasts()
        console.picture("log", (0, 0, 1280, 700), colours=12)

    def replace(self):
        console = self.console
        self.select_deployment()
        newer = Path(tempfile.mkdtemp()) / "upload.war"
        try:
            shutil.copy(self.war, newer)
            with zipfile.ZipFile(newer, "a") as war:
                war.writestr("WEB-INF/classes/newer", "than before")
            console.click("#dply-uploadwar .dropdown-toggle")
            console.find(".dropdown-menu a", "Replace")
            console.picture("menu-of-the-deployment", (0, 0, 1280, 290))
            console.click(".dropdown-menu a", "Replace")
            console.choose_file(newer)
            before = self.wildfly.log().count("Stowage serves /upload/")
            console.click(".modal-footer button", "Replace")
            console.until(lambda: self.wildfly.log().count("Stowage serves /upload/") > before, "the new WAR", 60)
            console.until(lambda: not console.visible("#hal-modal"), "the end of the dialog")
            console.await_text("is enabled and active")
        finally:
            shutil.rmtree(newer.parent)
        self.becomes_got(self.kept, 200)
        expect(self.service.put(1000)[1], 201)

    def look_for_the_mxbeans(self):
        console = self.console
        console.without_toasts()
        console.click("a.tool", "Tools")
        console.click("a", "Management Model")
        console.await_text("core-service")
        assert "org.stowage" not in console.text(), "the console shows MBeans: say so in README.md"
        said = self.wildfly.cli("--command=ls /core-service=platform-mbean/type")
        assert "stowage" not in said, said

    def undeploy(self):
        console = self.console
        self.select_deployment()
        console.click("#dply-uploadwar .dropdown-toggle")
        console.click(".dropdown-menu a", "Undeploy")
        console.click(".modal-footer button", "Yes")
        console.await_text("No items", 60)
        expect(self.service.get(self.kept), 404)
        stored = [each for each in (self.wildfly.folder / "data" / "stowage" / "files").rglob("*") if each.is_file()]
        assert stored, "undeploying must leave the files"
        self.upload_wizard("has been successfully deployed")
        console.click(".modal-footer button", "Close")
        self.becomes_got(self.kept, 200)

    # ---- parts of steps

    def properties(self):
        self.console.section("configuration")
        self.console.item("#system-properties")
        self.console.view()
        self.console.find("#system-property-table")

    def add_property(self, name, value, picture=None):
        console = self.console
        console.without_toasts()
        console.click("button", "Add")
        console.type("system-property-add-name-editing", name)
        console.type("system-property-add-value-editing", value)
        if picture:
            console.picture(picture, (330, 0, 950, 330))
        console.click(".modal-footer button", "Add")
        console.await_text(f"System Property {name} successfully added.")

    def edit_property(self, name, value, picture=None):
        console = self.console
        console.without_toasts()
        # The console may remember the line, and a click takes the selection away.
        if not console.visible("#system-property-table tr.selected td", name):
            console.click("#system-property-table td", name)
        console.click("a", "Edit")
        console.type("system-property-form-value-editing", value)
        if picture:
            console.picture(picture, (0, 0, 1280, 470))
        console.click("button", "Save")
        console.await_text(f"System Property {name} successfully modified.")

    def encrypted_secret(self):
        script = ROOT / "server-config/wildfly/encrypted-secret.cli"
        said = self.wildfly.cli("--resolve-parameter-values", f"--file={script}", STOWAGE_SECRET=self.service.secret)
        return re.search(r"\$\{ENC::[^}]+}", said)[0]

    def upload_wizard(self, ending, pictures=False):
        console = self.console
        console.section("deployments")
        console.click("#deployment-add-actions")
        if pictures:
            console.picture("add-deployment", (0, 0, 1280, 260))
        console.click("#deployment-upload")
        console.choose_file(self.war)
        console.click(".modal-footer button", "Next")
        console.find("#upload-names-form-name-editing")
        if pictures:
            console.picture("upload-wizard", (190, 30, 1090, 690))
        console.click(".modal-footer button", "Finish")
        console.await_text(ending, 90)

    def select_deployment(self):
        self.console.section("deployments")
        self.console.item("#dply-uploadwar")

    def disable_and_enable(self):
        console = self.console
        self.select_deployment()
        console.click(".alert-link", "Disable")
        console.await_text("is stopped", 30)
        console.click(".alert-link", "Enable")
        console.await_text("is enabled and active", 60)

    def becomes(self, size, status):
        """Expects that uploads of a size are answered so before three seconds are over: a second, and a margin."""
        end = time.monotonic() + 3
        while time.monotonic() < end and self.service.put(size)[1] != status:
            time.sleep(0.2)
        expect(self.service.put(size)[1], status)

    def becomes_got(self, path, status):
        end = time.monotonic() + 30
        while time.monotonic() < end and self.service.get(path) != status:
            time.sleep(0.3)
        expect(self.service.get(path), status)

    def logged(self, words):
        self.console.until(lambda: words in self.wildfly.log(), f"in the log: {words}", 5)


def expect(status, wanted, why=""):
    assert status == wanted, f"{status} instead of {wanted} {why}"


def main():
    target = ROOT / "target"
    war = Path(os.environ.get("STOWAGE_WAR", target / "upload.war")).resolve()
    homes = sorted((target / "servers").glob("wildfly-*.Final"))
    if not homes or not war.is_file():
        sys.exit("Build first: mvn -DskipTests pre-integration-test")
    with WildFly(homes[-1]) as wildfly:
        service = Service(wildfly.url)
        with Console(wildfly.management, USER, PASSWORD, service.secret) as console:
            console.log_in()
            Walk(wildfly, console, service, war).all()
        told = [line for line in wildfly.log().splitlines() if service.secret in line]
        assert not told, "the secret is in the log: " + "\n".join(told).replace(service.secret, "***")
    print("All is as the page says.")


if __name__ == "__main__":
    main()
