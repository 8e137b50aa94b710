package org.stowage.server;

import com.deque.html.axecore.results.Rule;
import com.deque.html.axecore.selenium.AxeBuilder;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** A Chromium without a window that has the administration's page open. Waits up to {@link #PATIENCE} for what is to come. */
final class Browser implements AutoCloseable {

    static final String DRIVER = "chromedriver";
    static final String PACKAGES = "chromium chromium-driver";

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Pattern REQUESTED = Pattern.compile(
            "\"method\":\"Network\\.requestWillBeSent\".*?\"request\":\\{.*?\"url\":\"([^\"]*)\"", Pattern.DOTALL);

    private final String origin;
    private final ChromeDriver driver;

    /** Opens a browser that knows the password of this user. */
    Browser(int port, String user, String password) {
        this.origin = "http://127.0.0.1:" + port;
        this.driver = new ChromeDriver(
                new ChromeDriverService.Builder()
                        .usingDriverExecutable(new File("/usr/bin/" + DRIVER))
                        .build(),
                options());
        driver.get("http://" + user + ":" + password + "@127.0.0.1:" + port + "/upload/-/health/live");
        driver.get("http://" + user + ":" + password + "@127.0.0.1:" + port + "/upload/-/openapi.json");
    }

    private static ChromeOptions options() {
        ChromeOptions options = new ChromeOptions();
        options.setBinary("/usr/bin/chromium");
        options.addArguments(
                "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--lang=en-GB");
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        logs.enable(LogType.PERFORMANCE, Level.ALL);
        options.setCapability("goog:loggingPrefs", logs);
        return options;
    }

    /** Loads the page anew, with one of its views. */
    void open(String view) throws InterruptedException {
        driver.get("about:blank");
        driver.get(origin + "/upload/-/#" + view);
        await("main[aria-busy=false] h1");
    }

    void size(int width, int height) {
        driver.manage().window().setSize(new Dimension(width, height));
    }

    /** Says which colours the user prefers: {@code light} or {@code dark}. */
    void prefer(String scheme) {
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
    }

    /** Waits for an element. */
    WebElement await(String css) throws InterruptedException {
        return awaitText(css, "");
    }

    /** Waits for an element with a text in it. */
    WebElement awaitText(String css, String text) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < deadline) {
            for (WebElement element : driver.findElements(By.cssSelector(css))) {
                if (textOf(element).contains(text)) {
                    return element;
                }
            }
            Thread.sleep(50);
        }
        throw new AssertionError("no " + css + " with \"" + text + "\" came:\n"
                + driver.findElement(By.tagName("body")).getText());
    }

    /** An element that is drawn anew meanwhile has none. */
    private static String textOf(WebElement element) {
        try {
            return element.getText();
        } catch (org.openqa.selenium.StaleElementReferenceException e) {
            return "";
        }
    }

    void type(String css, String text) throws InterruptedException {
        WebElement field = await(css);
        field.clear();
        field.sendKeys(text);
    }

    void press(String css, String label) throws InterruptedException {
        awaitText(css, label).click();
    }

    @Nullable
    Object run(String script) {
        return driver.executeScript(script);
    }

    int count(String css) {
        return driver.findElements(By.cssSelector(css)).size();
    }

    String text() {
        return driver.findElement(By.tagName("body")).getText();
    }

    /** What axe-core finds that is serious, with the elements. */
    List<String> obstacles() {
        return new AxeBuilder()
                .analyze(driver).getViolations().stream()
                        .filter(rule -> List.of("serious", "critical").contains(rule.getImpact()))
                        .map(Browser::told)
                        .toList();
    }

    private static String told(Rule rule) {
        return rule.getId() + ": "
                + rule.getNodes().stream().map(node -> node.getHtml()).toList();
    }

    boolean scrollsSideways() {
        return Boolean.TRUE.equals(
                run("return document.documentElement.scrollWidth > document.documentElement.clientWidth"));
    }

    /** The errors in the console since the last call. */
    List<String> errors() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .filter(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue())
                .map(entry -> entry.getMessage())
                .toList();
    }

    /** The requests to anything but this server since the last call. */
    List<String> foreignRequests() {
        return driver.manage().logs().get(LogType.PERFORMANCE).getAll().stream()
                .map(entry -> REQUESTED.matcher(entry.getMessage()))
                .filter(Matcher::find)
                .map(found -> found.group(1))
                .filter(url -> !url.startsWith("data:")
                        && !url.startsWith(origin + "/")
                        && !url.startsWith("blob:" + origin)
                        && !url.contains("@127.0.0.1"))
                .toList();
    }

    /** Leaves a picture of the window for a person to look at. */
    void picture(String name) throws IOException {
        Path folder = Files.createDirectories(Path.of("target/page"));
        Files.write(folder.resolve(name + ".png"), driver.getScreenshotAs(OutputType.BYTES));
    }

    @Override
    public void close() {
        driver.quit();
    }
}
