package org.stowage.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.stowage.it.RawHttp;
import org.stowage.it.RawHttp.Answer;

/** {@code server-config/tomcat/admin.xml}, and two more copies of the WAR for the other values of {@code stowage.admin}. */
abstract class TomcatAdmin extends AdminContract<TomcatFolder> {

    private static final Path RECIPE = Path.of("server-config/tomcat/admin.xml");

    TomcatAdmin(TomcatFolder folder) {
        super(folder);
    }

    @Override
    void prepare() throws Exception {
        folder().configure("<Context docBase=\"${catalina.home}/webapps/manager\" privileged=\"true\"/>", "manager");
        folder().configure(context("loopback"), "upload");
        for (String admin : new String[] {"all", "none"}) {
            folder().configure(context(admin), admin);
            folder().deploy(Folders.named("stowage.war"), admin);
        }
        Files.writeString(
                folder().path().resolve("conf/tomcat-users.xml"),
                "<tomcat-users xmlns=\"http://tomcat.apache.org/xml\" version=\"1.0\">"
                        + user("admin", PASSWORD, "stowage-admin") + user("viewer", PASSWORD, "stowage-viewer")
                        + user("other", OTHER_PASSWORD, "manager-gui")
                        + "<user username=\"jmx\" password=\"" + OTHER_PASSWORD + "\" roles=\"manager-jmx\"/>"
                        + "</tomcat-users>");
    }

    @Override
    void configure() {
        // All of the recipe is files.
    }

    @Test
    void withAllAdminsMayComeFromEverywhereWithTheirPassword() throws Exception {
        String outside = "X-Forwarded-For: 192.0.2.1";
        assertThat(get("all", "ready", basic("admin", PASSWORD), outside).status())
                .isEqualTo(200);
        assertThat(get("all", "ready", outside).status()).isEqualTo(401);
    }

    @Test
    void withNoneNobodySeesMoreThanThatItLives() throws Exception {
        assertThat(get("none", "ready", basic("admin", PASSWORD)).status()).isEqualTo(404);
        assertThat(get("none", "nothing").text()).isEqualTo(get("none", "ready").text());
        assertThat(get("none", "live").status()).isEqualTo(200);
    }

    /** Its JMX proxy splits parameters at commas. */
    @Test
    void commaComesThroughTomcatsManager() throws Exception {
        assertThat(order("Store", "banPath", "a/b.jpg,court order%2C file 12")).contains("OK");
        assertThat(order("Store", "listBans", "path")).contains("court order, file 12");
        assertThat(order("Settings", "change", "cors-origins,https://a.example%2Chttps://b.example"))
                .contains("-> https://a.example,https://b.example");
        assertThat(order("Settings", "restore", "cors-origins")).contains("-> (*)");
    }

    /** What its JMX proxy splits at commas may be empty. */
    @Test
    void catalogIsAskedThroughTomcatsManager() throws Exception {
        String path = stored(10);
        awaitFile(path);
        assertThat(order("Catalog", "newest", ",1000")).contains("OK", path);
        assertThat(order("Catalog", "search", path + ",1")).contains(path);
        assertThat(order("Catalog", "ownersByUse", "1000")).contains(path.substring(0, 40));
        assertThat(order("Catalog", "due", "0")).contains("The limit is a number from 1 to 1000.");
    }

    private String order(String type, String operation, String parameters) throws IOException {
        String query = "invoke=" + encoded("org.stowage:type=" + type + ",context=\"/upload/\"") + "&op=" + operation
                + "&ps=" + encoded(parameters);
        try (RawHttp http = new RawHttp(folder().port())) {
            return http.exchange("GET", "/manager/jmxproxy/?" + query, basic("jmx", OTHER_PASSWORD))
                    .text();
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private Answer get(String context, String check, String... headers) throws IOException {
        try (RawHttp http = new RawHttp(folder().port())) {
            return http.exchange("GET", "/" + context + "/-/health/" + check, headers);
        }
    }

    private static String context(String admin) throws IOException {
        return "<Context><Parameter name=\"stowage.admin\" value=\"" + admin + "\" override=\"false\"/>"
                + Files.readString(RECIPE).replaceFirst("<\\?xml[^>]*\\?>", "") + "</Context>";
    }

    private String user(String name, String password, String role) throws Exception {
        return "<user username=\"" + name + "\" password=\"" + digest(password) + "\" roles=\"" + role + "\"/>";
    }

    /** Does what the command of the recipe does; the build unpacks scripts that nobody may execute. */
    private String digest(String password) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(
                "sh",
                folder().home().resolve("bin/tool-wrapper.sh").toString(),
                "-server",
                "org.apache.catalina.realm.RealmBase",
                "-a",
                "PBKDF2WithHmacSHA512",
                "-i",
                "100000",
                "-s",
                "16",
                "-k",
                "256",
                "-h",
                "org.apache.catalina.realm.SecretKeyCredentialHandler",
                password);
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        Path out = folder().path().resolve("digest.log");
        Process process =
                builder.redirectErrorStream(true).redirectOutput(out.toFile()).start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        String line = Files.readString(out).strip();
        assertThat(line).startsWith(password + ":");
        return line.substring(password.length() + 1);
    }
}
