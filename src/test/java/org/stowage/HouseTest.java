package org.stowage;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.lang.syntax.elements.GivenClassesConjunction;
import java.time.Clock;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

/** The house as its plan has it: which room sees which, and what is done in none of them. */
@AnalyzeClasses(packages = "org.stowage", importOptions = ImportOption.DoNotIncludeTests.class)
final class HouseTest {

    private static final String ROOT = "org.stowage";

    @ArchTest
    static final ArchRule nobodySeesTheRootRoom = noClasses()
            .that()
            .resideOutsideOfPackage(ROOT)
            .should()
            .dependOnClassesThat()
            .resideInAPackage(ROOT);

    @ArchTest
    static final ArchRule contractSeesNoRoom = room("contract").should(seeNoRoomBut("contract"));

    @ArchTest
    static final ArchRule configSeesContract = room("config").should(seeNoRoomBut("config", "contract"));

    @ArchTest
    static final ArchRule storageSeesNoRoom = room("storage").should(seeNoRoomBut("storage"));

    @ArchTest
    static final ArchRule stagingSeesStorage =
            room("storage.staging").should(seeNoRoomBut("storage.staging", "storage"));

    @ArchTest
    static final ArchRule formatSeesStorage = room("storage.format").should(seeNoRoomBut("storage.format", "storage"));

    @ArchTest
    static final ArchRule localStorageSeesStagingFormatAndStorage =
            room("storage.local").should(seeNoRoomBut("storage.local", "storage.staging", "storage.format", "storage"));

    @ArchTest
    static final ArchRule s3StorageSeesStagingFormatAndStorage =
            room("storage.s3").should(seeNoRoomBut("storage.s3", "storage.staging", "storage.format", "storage"));

    @ArchTest
    static final ArchRule onlyTheWiringSeesS3Storage = noClasses()
            .that(not(resideInAnyPackage(ROOT, "org.stowage.storage.s3")))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.stowage.storage.s3", "software.amazon.awssdk..");

    @ArchTest
    static final ArchRule catalogSeesStorage = room("catalog").should(seeNoRoomBut("catalog", "storage"));

    @ArchTest
    static final ArchRule luceneSeesCatalogAndStorage =
            room("catalog.lucene").should(seeNoRoomBut("catalog.lucene", "catalog", "storage"));

    @ArchTest
    static final ArchRule sqlSeesCatalogNodesAndStorage =
            room("catalog.sql").should(seeNoRoomBut("catalog.sql", "catalog", "nodes", "storage"));

    @ArchTest
    static final ArchRule nodesSeeNoRoom = room("nodes").should(seeNoRoomBut("nodes"));

    @ArchTest
    static final ArchRule tokenSeesContractAndStorage =
            room("token").should(seeNoRoomBut("token", "contract", "storage"));

    @ArchTest
    static final ArchRule tokenDiagnosisSeesTokenContractAndStorage =
            room("token.diagnosis").should(seeNoRoomBut("token.diagnosis", "token", "contract", "storage"));

    @ArchTest
    static final ArchRule retentionPolicySeesStorage =
            room("retention.policy").should(seeNoRoomBut("retention.policy", "storage"));

    @ArchTest
    static final ArchRule usageSeesPolicyCatalogNodesAndStorage = room("retention.usage")
            .should(seeNoRoomBut("retention.usage", "retention.policy", "catalog", "nodes", "storage"));

    @ArchTest
    static final ArchRule retentionSeesPolicyUsageAuditCatalogNodesAndStorage = room("retention")
            .should(seeNoRoomBut(
                    "retention", "retention.policy", "retention.usage", "audit", "catalog", "nodes", "storage"));

    @ArchTest
    static final ArchRule sweepSeesTheRestOfRetentionCatalogNodesAndStorage = room("retention.sweep")
            .should(seeNoRoomBut(
                    "retention.sweep",
                    "retention",
                    "retention.policy",
                    "retention.usage",
                    "catalog",
                    "nodes",
                    "storage"));

    /** Java loads it where nothing else of the WAR is. */
    @ArchTest
    static final ArchRule commandSeesNothingButTheJdk = classes()
            .that()
            .resideInAPackage("org.stowage.command")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("org.stowage.command", "java..", "org.jspecify.annotations");

    @ArchTest
    static final ArchRule auditSeesStorage = room("audit").should(seeNoRoomBut("audit", "storage"));

    @ArchTest
    static final ArchRule managementSeesAdminApiOrdersCatalogRetentionStorageAndConfig = room("management")
            .should(seeNoRoomBut(
                    "management",
                    "management.admin",
                    "management.api",
                    "management.orders",
                    "catalog",
                    "retention",
                    "retention.policy",
                    "retention.usage",
                    "retention.sweep",
                    "storage",
                    "config"));

    @ArchTest
    static final ArchRule adminSeesConfig = room("management.admin").should(seeNoRoomBut("management.admin", "config"));

    @ArchTest
    static final ArchRule healthSeesAdminNodesAndStorage =
            room("management.health").should(seeNoRoomBut("management.health", "management.admin", "nodes", "storage"));

    @ArchTest
    static final ArchRule historySeesNothing = room("management.history").should(seeNoRoomBut("management.history"));

    @ArchTest
    static final ArchRule pageSeesAdmin =
            room("management.page").should(seeNoRoomBut("management.page", "management.admin"));

    @ArchTest
    static final ArchRule trafficSeesStorage =
            room("management.traffic").should(seeNoRoomBut("management.traffic", "storage"));

    @ArchTest
    static final ArchRule ordersSeeAdminCatalogRetentionAndStorage = room("management.orders")
            .should(seeNoRoomBut(
                    "management.orders",
                    "management.admin",
                    "catalog",
                    "retention",
                    "retention.policy",
                    "retention.usage",
                    "storage"));

    @ArchTest
    static final ArchRule apiSeesTheOtherRoomsOfManagementCatalogRetentionAuditStorageAndConfig = room("management.api")
            .should(seeNoRoomBut(
                    "management.api",
                    "management.admin",
                    "management.check",
                    "management.history",
                    "management.orders",
                    "management.traffic",
                    "catalog",
                    "retention",
                    "retention.policy",
                    "retention.usage",
                    "retention.sweep",
                    "audit",
                    "storage",
                    "config"));

    @ArchTest
    static final ArchRule metricsSeeAdminRetentionCatalogNodesAuditAndStorage = room("management.metrics")
            .should(seeNoRoomBut(
                    "management.metrics",
                    "management.admin",
                    "retention",
                    "retention.policy",
                    "retention.usage",
                    "retention.sweep",
                    "catalog",
                    "nodes",
                    "audit",
                    "storage"));

    @ArchTest
    static final ArchRule checkSeesAdminHealthTokensRetentionNodesStorageAndConfig = room("management.check")
            .should(seeNoRoomBut(
                    "management.check",
                    "management.admin",
                    "management.health",
                    "token",
                    "token.diagnosis",
                    "contract",
                    "retention",
                    "retention.policy",
                    "retention.usage",
                    "retention.sweep",
                    "nodes",
                    "storage",
                    "config"));

    @ArchTest
    static final ArchRule microProfileSeesHealth =
            room("management.microprofile").should(seeNoRoomBut("management.microprofile", "management.health"));

    @ArchTest
    static final ArchRule microProfileHealthIsKnownOnlyInItsRoom = noClasses()
            .that()
            .resideOutsideOfPackage("org.stowage.management.microprofile")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.eclipse.microprofile.health..");

    private static final String[] SEEN_BY_HTTP = {
        "http",
        "http.undertow",
        "http.tomcat",
        "config",
        "contract",
        "token",
        "retention",
        "retention.policy",
        "retention.usage",
        "retention.sweep",
        "management.admin",
        "management.check",
        "management.metrics",
        "management.traffic",
        "audit",
        "storage"
    };

    @ArchTest
    static final ArchRule httpSeesSettingsTokensRetentionManagementAuditStorageAndTheRoomsOfServers =
            room("http").should(seeNoRoomBut(SEEN_BY_HTTP));

    @ArchTest
    static final ArchRule roomOfAServerSeesWhatHttpSees = classes()
            .that(resideInAPackage("org.stowage.http.(*)"))
            .should(seeNoRoomBut(SEEN_BY_HTTP))
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule micrometersRoomSeesFigures =
            room("management.micrometer").should(seeNoRoomBut("management.micrometer", "management.metrics"));

    @ArchTest
    static final ArchRule everyClassLivesInARoomOfThePlan = classes()
            .should()
            .resideInAnyPackage(
                    ROOT,
                    "org.stowage.command",
                    "org.stowage.config",
                    "org.stowage.storage",
                    "org.stowage.storage.staging",
                    "org.stowage.storage.format",
                    "org.stowage.storage.local",
                    "org.stowage.storage.s3",
                    "org.stowage.catalog",
                    "org.stowage.catalog.lucene",
                    "org.stowage.catalog.sql",
                    "org.stowage.nodes",
                    "org.stowage.contract",
                    "org.stowage.token",
                    "org.stowage.token.diagnosis",
                    "org.stowage.http",
                    "org.stowage.http.undertow",
                    "org.stowage.http.tomcat",
                    "org.stowage.retention",
                    "org.stowage.retention.policy",
                    "org.stowage.retention.usage",
                    "org.stowage.retention.sweep",
                    "org.stowage.audit",
                    "org.stowage.management",
                    "org.stowage.management.admin",
                    "org.stowage.management.api",
                    "org.stowage.management.history",
                    "org.stowage.management.orders",
                    "org.stowage.management.page",
                    "org.stowage.management.traffic",
                    "org.stowage.management.check",
                    "org.stowage.management.metrics",
                    "org.stowage.management.health",
                    "org.stowage.management.micrometer",
                    "org.stowage.management.microprofile");

    @ArchTest
    static final ArchRule roomsAreFreeOfCycles =
            slices().matching("org.stowage.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule servletsAreKnownOnlyAtTheDoor = noClasses()
            .that(not(resideInAnyPackage(ROOT, "org.stowage.http..", "org.stowage.management.admin")))
            .should()
            .dependOnClassesThat()
            .resideInAPackage("jakarta.servlet..");

    @ArchTest
    static final ArchRule cdiIsKnownOnlyWhereTheContainerLooks = noClasses()
            .that(not(resideInAnyPackage(
                    ROOT,
                    "org.stowage.http..",
                    "org.stowage.management.admin",
                    "org.stowage.management.micrometer",
                    "org.stowage.management.microprofile")))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("jakarta.inject..", "jakarta.enterprise..");

    @ArchTest
    static final ArchRule undertowIsKnownOnlyInItsRoom = noClasses()
            .that()
            .resideOutsideOfPackage("org.stowage.http.undertow..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.undertow..", "org.xnio..");

    /** WildFly shows Undertow to deployments, but not XNIO below it: such a class fails when it is first used. */
    @ArchTest
    static final ArchRule xnioIsNotKnown =
            noClasses().should().dependOnClassesThat().resideInAPackage("org.xnio..");

    /** Its other classes cannot even be loaded where Undertow is not. */
    @ArchTest
    static final ArchRule ofUndertowsRoomOnlyWhatAsksFirstIsKnownOutside = noClasses()
            .that()
            .resideOutsideOfPackage("org.stowage.http.undertow..")
            .should()
            .dependOnClassesThat(resideInAPackage("org.stowage.http.undertow..")
                    .and(not(simpleName("UndertowConnection")))
                    .and(not(simpleName("UndertowResponse")))
                    .and(not(simpleName("UndertowThreads"))));

    @ArchTest
    static final ArchRule tomcatIsKnownOnlyInItsRoom = noClasses()
            .that()
            .resideOutsideOfPackage("org.stowage.http.tomcat..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.catalina..", "org.apache.coyote..", "org.apache.tomcat..");

    @ArchTest
    static final ArchRule bundledLibrariesAreKnownOnlyInTheRootRoom = noClasses()
            .that()
            .resideOutsideOfPackage(ROOT)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.jboss..", "io.smallrye..", "org.eclipse.yasson..");

    @ArchTest
    static final ArchRule prometheusIsKnownOnlyInManagement = noClasses()
            .that()
            .resideOutsideOfPackage("org.stowage.management..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.prometheus..");

    /** Nothing that a request waits for may wait for a database. */
    @ArchTest
    static final ArchRule databasesAreKnownOnlyInTheirRoom = noClasses()
            .that(not(resideInAnyPackage(ROOT, "org.stowage.catalog.sql")))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.sql..", "javax.sql..");

    @ArchTest
    static final ArchRule luceneIsKnownOnlyInItsRoom = noClasses()
            .that()
            .resideOutsideOfPackage("org.stowage.catalog.lucene")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.lucene..");

    @ArchTest
    static final ArchRule micrometerIsKnownOnlyInItsRoom = noClasses()
            .that()
            .resideOutsideOfPackage("org.stowage.management.micrometer..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.micrometer..");

    /** The format on the disk must not depend on how a container maps Java to JSON. */
    @ArchTest
    static final ArchRule storageKnowsNoJsonBinding = noClasses()
            .that()
            .resideInAPackage("org.stowage.storage..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("jakarta.json.bind..");

    @ArchTest
    static final ArchRule settingsAreLookedUpInConfig = noClasses()
            .that(not(resideInAnyPackage(ROOT, "org.stowage.config..")))
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.eclipse.microprofile.config..");

    /** They leak at undeploy. */
    @ArchTest
    static final ArchRule noThreadLocals =
            noClasses().should().dependOnClassesThat().areAssignableTo(ThreadLocal.class);

    @ArchTest
    static final ArchRule staticFieldsAreFinal =
            fields().that().areStatic().should().beFinal();

    @ArchTest
    static final ArchRule nothingIsPrinted = noClasses()
            .that()
            .resideOutsideOfPackage("org.stowage.command")
            .should()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err")
            .orShould()
            .callMethod(Throwable.class, "printStackTrace");

    @ArchTest
    static final ArchRule nothingExitsTheServer = noClasses()
            .that()
            .resideOutsideOfPackage("org.stowage.command")
            .should()
            .callMethod(System.class, "exit", int.class)
            .orShould()
            .callMethod(Runtime.class, "halt", int.class);

    @ArchTest
    static final ArchRule timeIsReadFromAClockThatTheRootRoomPicks =
            noClasses().that().resideOutsideOfPackage(ROOT).should().callMethodWhere(readsTheTimeOfDay());

    /** It would read the body, and its decoding is another one. */
    @ArchTest
    static final ArchRule nobodyAsksForParametersOrADecodedPath = noClasses()
            .should()
            .callMethodWhere(DescribedPredicate.describe(
                    "a parameter or the decoded path of a request is read",
                    call -> call.getTargetOwner().getPackageName().startsWith("jakarta.servlet")
                            && Set.of("getParameter", "getParameterMap", "getParameterValues", "getPathInfo")
                                    .contains(call.getName())));

    @ArchTest
    static final ArchRule namesSayWhatThingsAre = noClasses()
            .should()
            .haveNameMatching(".*(Util|Helper|Manager|Common(?!Headers)).*")
            .orShould()
            .haveNameMatching(".*(Impl|Base|Service|DTO|Dto|Mapper)");

    /** One word, one meaning: two types of one name are two things with one name. */
    @ArchTest
    static final ArchRule noTwoTypesHaveTheSameSimpleName =
            classes().that().areNotAnonymousClasses().should(haveANameOfTheirOwn());

    @ArchTest
    static final ArchRule everyRoomIsNullMarkedInItsPackageInfo = classes().should(liveInANullMarkedPackage());

    @ArchTest
    static final ArchRule classesAreFinalUnlessCdiMustProxyThem = classes()
            .that()
            .areNotInterfaces()
            .and()
            .areNotEnums()
            .and()
            .areNotAnonymousClasses()
            .and()
            .doNotHaveFullyQualifiedName("org.stowage.Lifecycle")
            .should()
            .haveModifier(JavaModifier.FINAL);

    private HouseTest() {}

    private static GivenClassesConjunction room(String name) {
        return classes().that().resideInAPackage("org.stowage." + name);
    }

    /** The root room is none of those that may be named. */
    private static ArchCondition<JavaClass> seeNoRoomBut(String... rooms) {
        Set<String> allowed =
                Set.copyOf(Arrays.stream(rooms).map(room -> ROOT + "." + room).toList());
        return new ArchCondition<>("see no room but " + String.join(", ", rooms)) {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                type.getDirectDependenciesFromSelf().stream()
                        .filter(dependency ->
                                isARoom(dependency.getTargetClass().getPackageName()))
                        .filter(dependency ->
                                !allowed.contains(dependency.getTargetClass().getPackageName()))
                        .forEach(dependency ->
                                events.add(SimpleConditionEvent.violated(dependency, dependency.getDescription())));
            }
        };
    }

    private static boolean isARoom(String packageName) {
        return packageName.equals(ROOT) || packageName.startsWith(ROOT + ".");
    }

    private static ArchCondition<JavaClass> haveANameOfTheirOwn() {
        return new ArchCondition<>("have a simple name that no other type has") {

            private final Map<String, String> known = new HashMap<>();

            @Override
            public void check(JavaClass type, ConditionEvents events) {
                String name = type.getSimpleName();
                @Nullable
                String other = name.isEmpty() || name.equals("package-info") ? null : known.put(name, type.getName());
                if (other != null) {
                    events.add(SimpleConditionEvent.violated(type, type.getName() + " has the name of " + other));
                }
            }
        };
    }

    private static ArchCondition<JavaClass> liveInANullMarkedPackage() {
        return new ArchCondition<>("live in a package whose package-info is @NullMarked") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                boolean marked = type.getPackage()
                        .tryGetPackageInfo()
                        .map(info -> info.isAnnotatedWith(NullMarked.class))
                        .orElse(false);
                if (!marked) {
                    events.add(SimpleConditionEvent.violated(type, type.getName() + " does not"));
                }
            }
        };
    }

    private static DescribedPredicate<JavaCall<?>> readsTheTimeOfDay() {
        Set<String> clocks = Set.of("system", "systemUTC", "systemDefaultZone", "tickMillis", "tickSeconds");
        return DescribedPredicate.describe("the time of day is read", call -> {
            String owner = call.getTargetOwner().getName();
            boolean now = owner.startsWith("java.time.") && call.getName().equals("now");
            boolean clock = owner.equals(Clock.class.getName()) && clocks.contains(call.getName());
            boolean millis = owner.equals("java.lang.System") && call.getName().equals("currentTimeMillis");
            boolean date = owner.equals("java.util.Date")
                    && call.getName().equals("<init>")
                    && call.getTarget().getRawParameterTypes().isEmpty();
            return now || clock || millis || date;
        });
    }
}
