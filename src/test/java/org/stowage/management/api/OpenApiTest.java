package org.stowage.management.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.stowage.management.admin.AdminAccess;
import org.stowage.management.admin.AdminRequest;
import org.stowage.management.admin.AdminRoute;

/** The description of the API says what the code does. */
@Timeout(60)
final class OpenApiTest {

    private static final List<String> ROOMS = List.of(
            "org.stowage.management.api.",
            "org.stowage.management.orders.",
            "org.stowage.management.admin.",
            "org.stowage.audit.");

    /** Schemas of bodies and of answers that no record makes. */
    private static final Set<String> WITHOUT_RECORD = Set.of("Outcome", "Order", "Findings", "HealthReport");

    private static final Map<Type, String> TYPES = Map.of(
            String.class, "string",
            Instant.class, "string date-time",
            long.class, "integer int64",
            Long.class, "integer int64",
            int.class, "integer int32",
            boolean.class, "boolean",
            double.class, "number double");

    @TempDir
    private Path folder;

    static List<Class<?>> records() throws IOException {
        return schemas().keySet().stream()
                .filter(name -> !WITHOUT_RECORD.contains(name))
                .<Class<?>>map(OpenApiTest::recordOf)
                .toList();
    }

    @ParameterizedTest
    @MethodSource("records")
    void schemaHasTheMembersOfTheRecord(Class<?> type) throws IOException {
        JsonObject schema = schemas().getJsonObject(type.getSimpleName());
        assertThat(properties(schema)).isEqualTo(components(type));
        Set<String> needed = schema.getJsonArray("required").stream()
                .map(name -> ((JsonString) name).getString())
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(needed)
                .isEqualTo(Arrays.stream(type.getRecordComponents())
                        .filter(component -> !component.getAnnotatedType().isAnnotationPresent(Nullable.class))
                        .map(RecordComponent::getName)
                        .collect(Collectors.toCollection(TreeSet::new)));
    }

    @Test
    void everyRecordOfTheApiHasASchema() throws IOException {
        Set<String> described = schemas().keySet();
        for (String room : List.of("api", "orders")) {
            try (Stream<Path> files = Files.list(Path.of("src/main/java/org/stowage/management/" + room))) {
                assertThat(files.filter(OpenApiTest::isJson)
                                .map(file -> file.getFileName().toString().replace(".java", "")))
                        .isNotEmpty()
                        .allMatch(described::contains);
            }
        }
    }

    @Test
    void everyReferenceLeadsSomewhere() throws IOException {
        String text = Files.readString(Path.of("src/main/resources/org/stowage/management/api/openapi.json"));
        List<String> named = Stream.of(text.split("#/components/schemas/", -1))
                .skip(1)
                .map(rest -> rest.substring(0, rest.indexOf('"')))
                .toList();
        assertThat(schemas().keySet()).containsAll(named);
        assertThat(named).containsAll(schemas().keySet());
    }

    @Test
    void everyCallIsDescribedWithItsMethodAndRole() throws IOException {
        try (ApiOfTest api = new ApiOfTest(folder)) {
            Set<String> calls = api.routes().stream()
                    .map(route -> route.method().toLowerCase(java.util.Locale.ROOT) + " /" + route.path() + " "
                            + (route.access() == AdminAccess.ADMINS ? "stowage-admin" : "stowage-viewer"))
                    .collect(Collectors.toCollection(TreeSet::new));
            Set<String> described = new TreeSet<>();
            document()
                    .getJsonObject("paths")
                    .forEach((path, methods) -> methods.asJsonObject()
                            .forEach((method, operation) -> described.add(method + " " + path + " "
                                    + operation
                                            .asJsonObject()
                                            .getString("description")
                                            .replaceAll("Role: |\\.$", ""))));
            assertThat(described).containsAll(calls);
            assertThat(described.stream().filter(call -> !calls.contains(call)))
                    .allMatch(call -> call.matches(
                            "(get|post) /(check|explain|test-upload|follow-clock|metrics|health/(ready|live)) .*"));
        }
    }

    /** A call names its parameters when it refuses another one. */
    @Test
    void parametersAreThoseThatTheCallTakes() throws IOException {
        try (ApiOfTest api = new ApiOfTest(folder)) {
            for (AdminRoute route : api.routes()) {
                if (route.method().equals("GET") && !route.path().equals("openapi.json")) {
                    List<String> described = parameters(route.path());
                    assertThatIllegalArgumentException()
                            .as(route.path())
                            .isThrownBy(() -> route.call().answer(new AdminRequest("", true, "", "nothing=1", "")))
                            .withMessage(
                                    described.isEmpty()
                                            ? "This call has no parameters."
                                            : "The query has a parameter other than " + String.join(", ", described)
                                                    + ".");
                }
            }
        }
    }

    private static List<String> parameters(String path) throws IOException {
        JsonArray parameters = document()
                .getJsonObject("paths")
                .getJsonObject("/" + path)
                .getJsonObject("get")
                .getJsonArray("parameters");
        return parameters == null
                ? List.of()
                : parameters.stream()
                        .map(parameter -> parameter.asJsonObject().getString("name"))
                        .toList();
    }

    private static boolean isJson(Path file) {
        try {
            return Files.readString(file).contains("@JsonbPropertyOrder");
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static Class<?> recordOf(String name) {
        return ROOMS.stream()
                .map(room -> {
                    try {
                        return Class.forName(room + name);
                    } catch (ClassNotFoundException e) {
                        return null;
                    }
                })
                .filter(Objects::nonNull)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no record " + name));
    }

    private static Map<String, String> components(Class<?> type) {
        return Arrays.stream(type.getRecordComponents())
                .collect(Collectors.toMap(RecordComponent::getName, component -> words(component.getGenericType())));
    }

    private static String words(Type type) {
        if (type instanceof ParameterizedType list) {
            return "array of " + words(list.getActualTypeArguments()[0]);
        }
        return TYPES.containsKey(type) ? Objects.requireNonNull(TYPES.get(type)) : ((Class<?>) type).getSimpleName();
    }

    private static Map<String, String> properties(JsonObject schema) {
        return schema.getJsonObject("properties").entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, property -> words(property.getValue())));
    }

    private static String words(JsonValue value) {
        JsonObject schema = value.asJsonObject();
        if (schema.containsKey("$ref")) {
            return schema.getString("$ref").replace("#/components/schemas/", "");
        }
        String type = schema.getString("type");
        if (type.equals("array")) {
            return "array of " + words(schema.getJsonObject("items"));
        }
        return schema.containsKey("format") ? type + " " + schema.getString("format") : type;
    }

    private static JsonObject schemas() throws IOException {
        return document().getJsonObject("components").getJsonObject("schemas");
    }

    private static JsonObject document() throws IOException {
        try (InputStream in = OverviewCalls.class.getResourceAsStream("openapi.json");
                JsonReader reader = Json.createReader(in)) {
            return reader.readObject();
        }
    }
}
