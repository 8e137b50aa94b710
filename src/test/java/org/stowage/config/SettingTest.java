package org.stowage.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The table of settings, and the page that shows it. */
final class SettingTest {

    private static final Path PAGE = Path.of("docs/settings.md");

    /** Admins have these in their configuration: a row here may be added, never changed. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SECRET        | stowage.secret                     | none: required",
                "SECRETS       | stowage.secrets                    | none",
                "SECRET_OF_ID  | stowage.secret.<id>                | none: required",
                "NOT_BEFORE    | stowage.secret.<id>.not-before     | always",
                "NOT_AFTER     | stowage.secret.<id>.not-after      | never",
                "PUBLIC_URL    | stowage.public-url                 | none",
                "BASE_PATH     | stowage.base-path                  | `stowage` in the server's data directory",
                "STORAGE       | stowage.storage                    | local",
                "S3_ENDPOINT   | stowage.s3.endpoint                | that of AWS",
                "S3_REGION     | stowage.s3.region                  | us-east-1",
                "S3_BUCKET     | stowage.s3.bucket                  | none: required with `s3`",
                "S3_PREFIX     | stowage.s3.prefix                  | none",
                "S3_PATH_STYLE | stowage.s3.path-style              | true",
                "S3_ACCESS_KEY | stowage.s3.access-key              | from the environment",
                "S3_SECRET_KEY | stowage.s3.secret-key              | from the environment",
                "S3_NO_OVERWRITE | stowage.s3.no-overwrite          | required",
                "MAX_SIZE      | stowage.max-size                   | 100 MiB",
                "CONTACT       | stowage.contact                    | none",
                "LOG_CLIENT_ADDRESS | stowage.log-client-address    | true",
                "DURABILITY    | stowage.durability                 | fsync",
                "CACHE         | stowage.cache                      | 32 MiB, at most an eighth of the heap",
                "CORS_ORIGINS  | stowage.cors-origins               | *",
                "LOG_DETAIL    | stowage.log-detail                 | uploads",
                "PROTOCOLS     | stowage.protocols                  | v1,v2,token,jwt",
                "DELETE_SECRET | stowage.delete-secret              | none: no DELETE",
                "AUDIT         | stowage.audit                      | none",
                "AUDIT_FILE    | stowage.audit.file                 | `stowage-audit.log` in the server's log directory",
                "AUDIT_FILE_SIZE | stowage.audit.file-size          | 10 MiB",
                "AUDIT_FILES   | stowage.audit.files                | 10",
                "ADMIN         | stowage.admin                      | loopback",
                "RETENTION     | stowage.retention                  | none: files are kept",
                "KEEP_FOR      | stowage.retention.<name>.keep-for  | none: required",
                "RULE_TYPE     | stowage.retention.<name>.type      | any",
                "RULE_FILE_NAME    | stowage.retention.<name>.file-name    | any",
                "RULE_OWNER        | stowage.retention.<name>.owner        | any",
                "RULE_TENANT       | stowage.retention.<name>.tenant       | any",
                "RULE_LARGER_THAN  | stowage.retention.<name>.larger-than  | any",
                "RULE_SMALLER_THAN | stowage.retention.<name>.smaller-than | any",
                "SWEEP_INTERVAL    | stowage.sweep-interval     | 10 minutes",
                "TOMBSTONES        | stowage.tombstones         | 365 days",
                "QUOTA_TOTAL       | stowage.quota.total        | none",
                "QUOTA_FREE_SPACE  | stowage.quota.free-space   | none",
                "QUOTA_OWNER       | stowage.quota.owner        | none",
                "QUOTA_OWNER_DAILY | stowage.quota.owner-daily  | none",
                "QUOTA_POLICY      | stowage.quota.policy       | refuse",
                "TENANT_QUOTA      | stowage.tenant.<name>.quota | none",
                "TENANTS       | stowage.tenants                    | none",
                "TENANT_PATH   | stowage.tenant.<name>.path         | none",
                "TENANT_HOST   | stowage.tenant.<name>.host         | any"
            })
    void keyAndDefaultNeverChange(Setting setting, String key, String defaultText) {
        assertThat(setting.key()).isEqualTo(key);
        assertThat(setting.defaultText()).isEqualTo(defaultText);
    }

    @ParameterizedTest
    @EnumSource
    void keyIsKebabCaseBelowOnePrefix(Setting setting) {
        assertThat(setting.key()).matches("stowage(\\.([a-z0-9]+(-[a-z0-9]+)*|<[a-z]+>)){1,3}");
    }

    @ParameterizedTest
    @EnumSource
    void meaningIsOneSentence(Setting setting) {
        assertThat(setting.meaning()).matches("[A-Z][^|\n]*[^.|\n]\\.").doesNotContain(". ");
        assertThat(setting.type()).isNotBlank();
    }

    @Test
    void keysAreUnique() {
        assertThat(Stream.of(Setting.values()).map(Setting::key)).doesNotHaveDuplicates();
    }

    @Test
    void tableOfThePageHasExactlyTheseSettings() throws IOException {
        assertThat(rowsOfThePage())
                .containsExactlyElementsOf(
                        Stream.of(Setting.values()).map(SettingTest::row).toList());
    }

    @Test
    void pageListsTheFixedSettings() throws IOException {
        String fixed = Stream.of(Setting.values())
                .filter(Setting::isFixed)
                .map(setting -> "`" + setting.key() + "`")
                .collect(Collectors.joining(", "));
        assertThat(Files.readString(PAGE)).contains("Read at the deployment only: " + fixed + ".");
    }

    private static String row(Setting setting) {
        return String.format(
                "| `%s` | %s | %s | %s |", setting.key(), setting.type(), setting.defaultText(), setting.meaning());
    }

    /** Returns the rows below the head of the table in the section "All settings". */
    private static List<String> rowsOfThePage() throws IOException {
        List<String> lines = Files.readAllLines(PAGE);
        return lines.subList(lines.indexOf("## All settings") + 1, lines.size()).stream()
                .takeWhile(line -> !line.startsWith("## "))
                .filter(line -> line.startsWith("|"))
                .skip(2)
                .toList();
    }
}
