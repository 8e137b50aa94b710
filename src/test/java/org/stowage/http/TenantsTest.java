package org.stowage.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.stowage.storage.FileKey;

/** Which tenant a URL belongs to. */
final class TenantsTest {

    private static final Tenants TENANTS = new Tenants(List.of(
            Sample.tenant("", "", "", 1),
            Sample.tenant("path", "", "m", 2),
            Sample.tenant("deep", "", "m/n", 3),
            Sample.tenant("host", "a.example", "", 4),
            Sample.tenant("both", "a.example", "m", 5)));

    @ParameterizedTest
    @CsvSource({
        "b.example, x/f,     '',   x/f",
        "b.example, m/x/f,   path, x/f",
        "b.example, m/n/x/f, deep, x/f",
        "b.example, m,       '',   m",
        "b.example, mm/f,    '',   mm/f",
        "b.example, M/f,     '',   M/f",
        "a.example, x/f,     host, x/f",
        "A.Example, x/f,     host, x/f",
        "a.example, m/x/f,   both, x/f",
        "a.example, m/n/f,   both, n/f"
    })
    void mostSpecificTenantHasTheUrl(String host, String path, String tenant, String rest) {
        assertThat(TENANTS.find(host, path).map(RequestTarget::key)).hasValue(new FileKey(tenant, rest));
    }

    @Test
    void urlOfNoTenantHasNoKey() {
        Tenants tenants = new Tenants(List.of(Sample.tenant("m", "", "m", 1)));
        assertThat(tenants.find("b.example", "x/f")).isEqualTo(Optional.empty());
    }

    /** Not even to a tenant with such a path. */
    @ParameterizedTest
    @ValueSource(strings = {"-", "-/x", "-/metrics", "-/health/live"})
    void urlsOfTheAdministrationBelongToNoTenant(String path) {
        Tenants tenants = new Tenants(List.of(
                Sample.tenant("", "", "", 1), Sample.tenant("t", "", "-", 1), Sample.tenant("h", "a.example", "", 1)));
        assertThat(tenants.find("a.example", path)).isEmpty();
        assertThat(tenants.find("b.example", path)).isEmpty();
        assertThat(tenants.find("b.example", "x/" + path)).isPresent();
        assertThat(tenants.find("b.example", "-" + path)).isPresent();
    }

    @Test
    void eachTenantHasALimitOfItsOwn() {
        assertThat(TENANTS.find("b.example", "x").orElseThrow().tenant().maxSize())
                .isEqualTo(1);
        assertThat(TENANTS.find("a.example", "m/x").orElseThrow().tenant().maxSize())
                .isEqualTo(5);
        assertThat(TENANTS.named("deep").orElseThrow().maxSize()).isEqualTo(3);
        assertThat(TENANTS.named("nobody")).isEmpty();
    }
}
