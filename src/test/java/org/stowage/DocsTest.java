package org.stowage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The pages that people read: what they point to is there, and what is there can be found. */
final class DocsTest {

    private static final Path README = Path.of("README.md");
    private static final Path CONTENTS = Path.of("docs/README.md");
    private static final Path RECIPES = Path.of("server-config");
    /** Stores of earlier versions: no text. */
    private static final Path STORES = Path.of("src/test/resources/stores");

    private static final Path ROOMS = Path.of("src/main/java/org/stowage");
    private static final long SHORT_BYTES = 9_000;

    private static final Pattern PAGE = Pattern.compile("docs/[a-z-]+\\.md(#[a-z0-9-]+)?");
    private static final Pattern RECIPE = Pattern.compile("server-config/[a-z]+/\\w[\\w.-]*\\w");
    private static final Pattern ROOM = Pattern.compile("^\\| `([a-z0-9.]+)` \\|", Pattern.MULTILINE);

    @Test
    void linksOfPagesLeadSomewhere() {
        List<String> dead = pages().flatMap(page -> page.links()
                        .filter(link -> !leadsSomewhere(page.file().resolveSibling(link)))
                        .map(link -> page.file() + ": " + link))
                .toList();
        assertThat(dead).isEmpty();
    }

    /** In messages, comments and Javadoc too. */
    @Test
    void pagesThatAnyFileNamesAreThere() {
        assertThat(named(PAGE)).allMatch(name -> leadsSomewhere(Path.of(name)));
    }

    @Test
    void recipesThatAnyFileNamesAreThere() {
        assertThat(named(RECIPE)).allMatch(name -> Files.exists(Path.of(name)));
    }

    /** With or without the folder {@code server-config} before it: some tables have it in their head. */
    @Test
    void everyRecipeIsNamedOnAPage() {
        String text = pages().map(Page::text).collect(Collectors.joining());
        assertThat(files(RECIPES))
                .extracting(file -> RECIPES.relativize(file).toString())
                .allMatch(text::contains);
    }

    @Test
    void everyPageIsInTheContents() {
        Set<Path> linked = new Page(CONTENTS)
                .links()
                .map(link -> CONTENTS.resolveSibling(link).normalize())
                .collect(Collectors.toSet());
        assertThat(files(Path.of("docs"))
                        .filter(file -> file.toString().endsWith(".md"))
                        .filter(file -> !file.equals(CONTENTS)))
                .allMatch(linked::contains);
        assertThat(new Page(README).links()).contains(CONTENTS.toString());
    }

    @Test
    void readmeIsShort() throws IOException {
        assertThat(Files.size(README)).isLessThan(SHORT_BYTES);
    }

    /** The README has no details any more: whoever names a page says which. */
    @Test
    void productAndRecipesNameThePageThatTheyMean() {
        assertThat(Stream.concat(files(RECIPES), files(Path.of("src/main"))))
                .allSatisfy(file -> assertThat(text(file)).doesNotContain("README"));
    }

    @Test
    void everyRoomIsInThePictureOfTheHouse() {
        Set<String> rooms = files(ROOMS)
                .map(file -> ROOMS.relativize(file.getParent()).toString().replace('/', '.'))
                .map(name -> name.isEmpty() ? "org.stowage" : name)
                .collect(Collectors.toSet());
        String house = new Page(Path.of("docs/developers.md")).text().split("\n## ", -1)[2];
        assertThat(ROOM.matcher(house).results().map(row -> row.group(1))).containsExactlyInAnyOrderElementsOf(rooms);
    }

    private static Stream<Page> pages() {
        return allFiles().filter(file -> file.toString().endsWith(".md")).map(Page::new);
    }

    private static Set<String> named(Pattern pattern) {
        Set<String> names = allFiles()
                .flatMap(file -> pattern.matcher(text(file)).results().map(MatchResult::group))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(names).isNotEmpty();
        return names;
    }

    private static boolean leadsSomewhere(Path target) {
        String[] parts = target.toString().split("#", 2);
        Path file = Path.of(parts[0]).normalize();
        return Files.exists(file)
                && (parts.length == 1 || new Page(file).anchors().contains(parts[1]));
    }

    private static Stream<Path> allFiles() {
        return Stream.of(
                        "README.md",
                        "CONTRIBUTING.md",
                        "SECURITY.md",
                        "CHANGELOG.md",
                        "docs",
                        "server-config",
                        "src",
                        ".ci",
                        "pom.xml")
                .flatMap(name -> files(Path.of(name)))
                .filter(file -> !file.toString().endsWith(".png") && !file.startsWith(STORES));
    }

    private static Stream<Path> files(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(file.toString(), e);
        }
    }

    /**
     * A page in Markdown.
     *
     * @param file that has it
     */
    private record Page(Path file) {

        private static final Pattern CODE = Pattern.compile("(?ms)^ *```.*?^ *```|`[^`\n]*`");
        private static final Pattern LINK = Pattern.compile("\\[[^]]*]\\(([^)\\s]+)\\)");
        private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.*)$");

        String text() {
            return DocsTest.text(file);
        }

        /** Returns where its links lead in this project: with the page's own name before a bare anchor. */
        Stream<String> links() {
            return LINK.matcher(CODE.matcher(text()).replaceAll(""))
                    .results()
                    .map(link -> link.group(1))
                    .filter(link -> !link.contains("://"))
                    .map(link -> link.startsWith("#") ? file.getFileName() + link : link);
        }

        /** Returns the anchors of its headings, as GitHub makes them. */
        Set<String> anchors() {
            String prose = Pattern.compile("(?ms)^```.*?^```").matcher(text()).replaceAll("");
            return HEADING.matcher(prose)
                    .results()
                    .map(heading -> heading.group(1).toLowerCase(Locale.ROOT))
                    .map(heading -> heading.replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-'))
                    .collect(Collectors.toSet());
        }
    }
}
