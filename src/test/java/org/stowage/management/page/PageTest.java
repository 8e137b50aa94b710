package org.stowage.management.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.stowage.management.admin.AdminRequest;
import org.stowage.management.admin.AdminRoute;

/** What holds for every file of the page; PageContract opens it in a browser. */
final class PageTest {

    private static final Path FILES = Path.of("src/main/resources/org/stowage/management/page");

    /** A module that another one names, or that the document loads. */
    private static final Pattern NAMED = Pattern.compile("from '\\./([^']+)'|(?:src|href)=\"([^\"#]+)\"");

    static Stream<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(FILES)) {
            return files.toList().stream();
        }
    }

    @Test
    void everyFileHasARoute() throws IOException {
        assertThat(Page.routes().stream().map(AdminRoute::path))
                .containsAll(files().map(file -> file.getFileName().toString())
                        .map(name -> name.equals("index.html") ? "" : name)
                        .toList());
    }

    @Test
    void everyRouteAnswersWithAType() throws IOException {
        for (AdminRoute route : Page.routes()) {
            var answer = route.call().answer(new AdminRequest("", "", ""));
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.body()).as(route.path()).isNotEmpty();
            assertThat(answer.contentType()).matches("(text/(html|css|javascript); charset=utf-8|image/svg\\+xml)");
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void whatAFileNamesIsThere(Path file) throws IOException {
        List<String> paths = Page.routes().stream().map(AdminRoute::path).toList();
        Matcher named = NAMED.matcher(Files.readString(file));
        while (named.find()) {
            assertThat(paths).contains(named.group(1) == null ? named.group(2) : named.group(1));
        }
    }

    /** What would turn text into markup or code, keep something in the browser, or ask somebody else. */
    @ParameterizedTest
    @MethodSource("files")
    void nothingIsMarkupOrCodeOrOfAnotherOrigin(Path file) throws IOException {
        assertThat(Files.readString(file).replace("http://www.w3.org/2000/svg", ""))
                .doesNotContain(
                        "innerHTML",
                        "outerHTML",
                        "insertAdjacentHTML",
                        "document.write",
                        "eval(",
                        "new Function",
                        "localStorage",
                        "sessionStorage",
                        "document.cookie",
                        "javascript:",
                        "style=",
                        "http://",
                        "https://",
                        "<script>");
    }

    @Test
    void everySentenceIsUsed() throws IOException {
        String texts = Files.readString(FILES.resolve("texts.js"));
        String modules = files().filter(file -> !file.endsWith("texts.js"))
                .map(PageTest::read)
                .collect(Collectors.joining());
        Set<String> unused = new TreeSet<>();
        Matcher name = Pattern.compile("(?m)^    (\\w+):").matcher(texts);
        while (name.find()) {
            boolean used = Pattern.compile("texts\\." + name.group(1) + "\\b")
                    .matcher(modules)
                    .find();
            boolean byWord = List.of("upload", "download", "event", "owner", "admin", "path")
                    .contains(name.group(1));
            if (!used && !byWord) {
                unused.add(name.group(1));
            }
        }
        assertThat(unused).isEmpty();
        Matcher asked = Pattern.compile("texts\\.(?!js\\b)(\\w+)").matcher(modules);
        while (asked.find()) {
            assertThat(texts).containsPattern("(?m)(^    |, )" + asked.group(1) + ":");
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
