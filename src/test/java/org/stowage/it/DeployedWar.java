package org.stowage.it;

import java.io.IOException;
import java.net.URL;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.importer.ZipImporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.extension.ExtendWith;
import org.stowage.it.RawHttp.Answer;

/** The packed WAR in a real server, and the ways to talk to it that all tests share. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
public abstract class DeployedWar {

    @ArquillianResource
    private URL base;

    /** Returns the WAR that this run of the tests is about, deployed as {@code upload.war}. */
    @Deployment(testable = false)
    public static WebArchive war() {
        return ShrinkWrap.create(ZipImporter.class, "upload.war")
                .importFrom(Path.of(System.getProperty("stowage.war")).toFile())
                .as(WebArchive.class);
    }

    /** Returns the URL's path of a file. */
    String target(String rest) {
        return base.getPath() + rest;
    }

    URL base() {
        return base;
    }

    RawHttp connect() throws IOException {
        return new RawHttp(base.getPort());
    }

    /** Sends a request on a connection of its own; {@code rest} follows the base URL. */
    Answer request(String method, String rest, String... headers) throws IOException {
        try (RawHttp http = connect()) {
            return http.exchange(method, target(rest), headers);
        }
    }

    /** Uploads by contract v1 on a connection of its own. */
    Answer put(String path, byte[] content, String... headers) throws IOException {
        return putTo(Signed.v1(path, content.length), content, headers);
    }

    /** Uploads to a target that is already signed. */
    Answer putTo(String rest, byte[] content, String... headers) throws IOException {
        try (RawHttp http = connect()) {
            String[] all = Arrays.copyOf(headers, headers.length + 1);
            all[headers.length] = "Content-Length: " + content.length;
            http.send("PUT", target(rest), all);
            http.send(content);
            return http.answer("PUT");
        }
    }

    /** Returns bytes that compress badly and are the same for the same seed. */
    public static byte[] content(int size, long seed) {
        byte[] content = new byte[size];
        new Random(seed).nextBytes(content);
        return content;
    }
}
