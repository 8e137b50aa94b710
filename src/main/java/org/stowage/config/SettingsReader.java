package org.stowage.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.Config;
import org.stowage.config.Settings.DurabilitySetting;
import org.stowage.config.Settings.LogDetail;
import org.stowage.config.Settings.Sha256Setting;
import org.stowage.config.TenantSettings.Place;

/** Reads {@link Settings} from MicroProfile Config and collects all problems. An instance reads once. */
final class SettingsReader {

    private static final String TENANT = "stowage.tenant.";

    private final Lookup lookup;
    private final Path dataDirectory;
    private final Settings settings;

    /**
     * Reads all settings; {@link #read} reports what is wrong.
     *
     * @param config the configuration
     * @param dataDirectory the server's data directory, for the default of the base path
     */
    SettingsReader(Config config, Path dataDirectory) {
        this(config, Map.of(), dataDirectory);
    }

    /** Reads all settings; an override replaces the value in the configuration. */
    SettingsReader(Config config, Map<String, String> overrides, Path dataDirectory) {
        this.lookup = new Lookup(config, overrides);
        this.dataDirectory = dataDirectory;
        this.settings = all();
    }

    /**
     * Returns the settings.
     *
     * @throws InvalidSettingsException if any is wrong or missing; its message names all of them
     */
    Settings read() {
        if (!lookup.problems().isEmpty()) {
            throw new InvalidSettingsException(lookup.problems());
        }
        return settings;
    }

    /** Returns the keys that begin like settings but are none, most likely misspelt. */
    List<String> unknownKeys() {
        return lookup.unknownKeys();
    }

    /** Returns the texts that were found, by key. */
    ConfigSnapshot found() {
        return new ConfigSnapshot(lookup.found(), lookup::isSecret, unknownKeys());
    }

    private Settings all() {
        List<TenantSettings> tenants = tenants();
        RetentionReader retention = new RetentionReader(lookup);
        return new Settings(
                lookup.read(Setting.PUBLIC_URL.key(), NameParsers::baseUrl).orElse(null),
                lookup.read(Setting.CONTACT.key(), ValueParsers::line).orElse(null),
                lookup.read(Setting.BASE_PATH.key(), NameParsers::absolutePath, dataDirectory.resolve("stowage")),
                new S3Reader(lookup).read(tenants),
                lookup.read(Setting.CATALOG.key(), CatalogSettings::parse, new CatalogSettings(null)),
                lookup.readOrDefault(Setting.MAX_CONCURRENT_UPLOADS, ValueParsers::positiveNumber),
                lookup.readOrDefault(Setting.UPLOAD_TIMEOUT, TimeSpan::parse),
                lookup.readOrDefault(Setting.DURABILITY, ValueParsers.constantOf(DurabilitySetting.class)),
                lookup.readOrDefault(Setting.SHA256, ValueParsers.constantOf(Sha256Setting.class)),
                lookup.read(Setting.CACHE.key(), ValueParsers::cacheSize, ValueParsers.usualCacheSize()),
                lookup.readOrDefault(Setting.CORS_ORIGINS, NameParsers::origins),
                lookup.readOrDefault(Setting.LOG_DETAIL, ValueParsers.constantOf(LogDetail.class)),
                lookup.readOrDefault(Setting.LOG_CLIENT_ADDRESS, ValueParsers::yes),
                audit(),
                lookup.readOrDefault(Setting.ADMIN, ValueParsers.constantOf(Settings.Admin.class)),
                retention.retention(tenants.stream()
                        .map(TenantSettings::name)
                        .filter(name -> !name.isEmpty())
                        .toList()),
                retention.quotas(),
                tenants);
    }

    private AuditSettings audit() {
        return new AuditSettings(
                lookup.readOrDefault(Setting.AUDIT, ValueParsers.constantOf(AuditSettings.Target.class)),
                lookup.read(Setting.AUDIT_FILE.key(), NameParsers::absolutePath).orElse(null),
                lookup.readOrDefault(Setting.AUDIT_FILE_SIZE, ValueParsers::logSize),
                lookup.readOrDefault(Setting.AUDIT_FILES, ValueParsers::positiveNumber));
    }

    /** The settings of the tenant without a name are the defaults of the others, except its secrets. */
    private List<TenantSettings> tenants() {
        List<String> names = lookup.read(Setting.TENANTS.key(), NameParsers::words, List.of());
        boolean unnamed = names.isEmpty() || lookup.isSet(Setting.SECRET.key()) || lookup.isSet(Setting.SECRETS.key());
        TenantReader first = new TenantReader(lookup, "", "stowage.");
        TenantReader.Shared shared = first.shared();
        List<TenantSettings> tenants = new ArrayList<>();
        if (unnamed) {
            first.read(new Place("", ""), shared).ifPresent(tenants::add);
        }
        for (String name : names) {
            named(name, shared).ifPresent(tenants::add);
        }
        if (lookup.problems().isEmpty()) {
            reportSharedPlaces(tenants);
        }
        return tenants;
    }

    private Optional<TenantSettings> named(String name, TenantReader.Shared defaults) {
        String prefix = TENANT + name + ".";
        TenantReader reader = new TenantReader(lookup, name, prefix);
        Place place = new Place(
                lookup.read(prefix + "host", NameParsers::hostName, ""),
                lookup.read(prefix + "path", NameParsers::urlPath, ""));
        if (!lookup.isSet(prefix + "host") && !lookup.isSet(prefix + "path")) {
            lookup.report(prefix + "path and " + prefix + "host are not set; one of them is needed");
        }
        return reader.read(place, reader.shared(defaults));
    }

    private void reportSharedPlaces(List<TenantSettings> tenants) {
        Set<Place> places = new HashSet<>();
        for (TenantSettings tenant : tenants) {
            if (!places.add(tenant.place())) {
                lookup.report(TENANT + tenant.name() + " has the host and path of another tenant");
            }
        }
    }
}
