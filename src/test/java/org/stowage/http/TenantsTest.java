package org.stowage.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.stowage.storage.FileKey;

/** Whose URL it is. */
final class TenantsTest {

    private static final Tenants TENANTS = new Tenants(List.of(
            new Tenant("", "", "", 1),
            new Tenant("path", "", "m", 2),
            new Tenant("deep", "", "m/n", 3),
            new Tenant("host", "a.example", "", 4),
            new Tenant("both", "a.example", "m", 5)));

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
        assertThat(TENANTS.keyOf(host, new FileKey(path))).hasValue(new FileKey(tenant, rest));
    }

    @Test
    void urlOfNobodyHasNoKey() {
        Tenants tenants = new Tenants(List.of(new Tenant("m", "", "m", 1)));
        assertThat(tenants.keyOf("b.example", new FileKey("x/f"))).isEqualTo(Optional.empty());
    }

    /** Not even a tenant whose path says so. */
    @ParameterizedTest
    @ValueSource(strings = {"-", "-/x", "-/metrics", "-/health/live"})
    void urlsOfTheAdministrationAreNobodys(String path) {
        Tenants tenants = new Tenants(
                List.of(new Tenant("", "", "", 1), new Tenant("t", "", "-", 1), new Tenant("h", "a.example", "", 1)));
        assertThat(tenants.keyOf("a.example", new FileKey(path))).isEmpty();
        assertThat(tenants.keyOf("b.example", new FileKey(path))).isEmpty();
        assertThat(tenants.keyOf("b.example", new FileKey("x/" + path))).isPresent();
        assertThat(tenants.keyOf("b.example", new FileKey("-" + path))).isPresent();
    }

    @Test
    void eachTenantHasALimitOfItsOwn() {
        assertThat(TENANTS.maxSizeFor(new FileKey("x"))).isEqualTo(1);
        assertThat(TENANTS.maxSizeFor(new FileKey("both", "x"))).isEqualTo(5);
        assertThat(TENANTS.maxSizeFor(new FileKey("nobody", "x"))).isZero();
    }
}
