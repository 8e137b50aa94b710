package org.stowage.storage.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.stowage.storage.FileKey;
import org.stowage.storage.StoreUnavailableException;
import org.stowage.storage.StoredFile;
import org.stowage.storage.format.Trailer;
import org.stowage.storage.s3.FaultyWire.Fault;
import org.stowage.storage.s3.Gateway.Trust;

/** Several ways to one object store. */
@Timeout(120)
final class GatewaysTest {

    private static final int THREADS = 8;
    private static final int FILES_OF_A_THREAD = 40;
    private static final URI NOWHERE = URI.create("http://127.0.0.1:1");

    @TempDir
    private Path folder;

    private final BucketPlace direct = ObjectStoreServer.shared().newBucket();
    private final AtomicLong now = new AtomicLong();

    @Test
    void gatewaysAreUsedByTurns() throws IOException {
        try (FaultyWire one = wire();
                FaultyWire other = wire();
                S3Repository repository = open(one.endpoint(), other.endpoint())) {
            int before = one.requests();
            int beforeOther = other.requests();
            for (int i = 0; i < 10; i++) {
                assertThat(repository.find(new FileKey("none/" + i))).isEmpty();
            }
            assertThat(one.requests()).isEqualTo(before + 5);
            assertThat(other.requests()).isEqualTo(beforeOther + 5);
        }
    }

    /** Two nodes upload the same files at the same time, while one of the gateways is killed. */
    @Test
    void gatewayThatIsKilledUnderLoadCostsNothing() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        AtomicInteger begun = new AtomicInteger();
        CountDownLatch half = new CountDownLatch(1);
        try (ObjectStoreServer killed = ObjectStoreServer.another();
                S3Repository node =
                        open(killed.endpoint(), ObjectStoreServer.shared().endpoint());
                S3Repository otherNode =
                        open("other", ObjectStoreServer.shared().endpoint(), killed.endpoint())) {
            List<Future<List<StoredFile>>> uploads = new ArrayList<>();
            for (int thread = 0; thread < THREADS; thread++) {
                S3Repository own = thread % 2 == 0 ? node : otherNode;
                int name = thread / 2;
                uploads.add(threads.submit(() -> {
                    List<StoredFile> stored = new ArrayList<>();
                    for (int i = 0; i < FILES_OF_A_THREAD; i++) {
                        if (begun.incrementAndGet() == THREADS * FILES_OF_A_THREAD / 2) {
                            half.countDown();
                        }
                        FileKey key = new FileKey(name + "/" + i);
                        try {
                            stored.add(Texts.store(own, key, own == node ? "first" : "other"));
                        } catch (FileAlreadyExistsException e) {
                            assertThat(own.find(key)).isPresent();
                        }
                    }
                    return stored;
                }));
            }
            half.await();
            killed.kill();
            List<StoredFile> all = new ArrayList<>();
            for (Future<List<StoredFile>> upload : uploads) {
                all.addAll(upload.get());
            }
            assertThat(all)
                    .extracting(StoredFile::key)
                    .doesNotHaveDuplicates()
                    .hasSize(THREADS / 2 * FILES_OF_A_THREAD);
            for (StoredFile file : all) {
                assertThat(node.find(file.key())).contains(file);
                assertThat(Texts.read(node, file)).isIn("first", "other").isEqualTo(Texts.read(otherNode, file));
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void gatewayThatDoesNotAnswerIsAvoidedAndThenTriedByOne() {
        Gateways gateways =
                Gateways.open(access(NOWHERE, ObjectStoreServer.shared().endpoint()), now::get);
        Gateway dead = gateways.all().get(0);
        Gateway alive = gateways.all().get(1);
        assertThat(next(gateways, 4)).containsExactly(dead, alive, dead, alive);
        ask(dead);
        assertThat(next(gateways, 4)).containsOnly(alive);
        now.addAndGet(Gateway.AVOIDED_NANOS);
        assertThat(next(gateways, 4)).containsOnlyOnce(dead);
        assertThat(next(gateways, 4)).containsOnly(alive);
        gateways.close();
    }

    @Test
    void ifNoneAnswersTheyAreStillAsked() {
        Gateways gateways = Gateways.open(access(NOWHERE, URI.create("http://127.0.0.1:2")), now::get);
        gateways.all().forEach(GatewaysTest::ask);
        assertThat(gateways.isAnyUp()).isFalse();
        assertThat(next(gateways, 2)).containsExactlyElementsOf(gateways.all());
        gateways.close();
    }

    /** Ten seconds long, once. */
    @Test
    void requestToAGatewayThatStallsIsAnsweredByAnother() throws IOException {
        try (FaultyWire stalling = wire();
                S3Repository repository =
                        open(stalling.endpoint(), ObjectStoreServer.shared().endpoint())) {
            StoredFile file = Texts.store(repository, new FileKey("a"), "hello");
            stalling.arm(Fault.STALLS, "GET", 1000);
            for (int i = 0; i < 10; i++) {
                assertThat(repository.find(file.key())).contains(file);
            }
            assertThat(stalling.left()).isEqualTo(999);
        }
    }

    @Test
    void uploadWhosePutStallsIsPublishedOnceByAnother() throws IOException {
        try (FaultyWire stalling = wire();
                S3Repository repository =
                        open(stalling.endpoint(), ObjectStoreServer.shared().endpoint())) {
            stalling.arm(Fault.STALLS, "PUT", 1);
            StoredFile first = Texts.store(repository, new FileKey("a"), "hello");
            StoredFile second = Texts.store(repository, new FileKey("b"), "hello");
            assertThat(stalling.left()).isZero();
            assertThat(repository.find(first.key())).contains(first);
            assertThat(repository.find(second.key())).contains(second);
            assertThatExceptionOfType(FileAlreadyExistsException.class)
                    .isThrownBy(() -> Texts.store(repository, new FileKey("a"), "world"));
        }
    }

    @Test
    void gatewayThatIsDeadAtTheStartIsUsedOnceItWasProbed() throws IOException {
        try (FaultyWire late = wire()) {
            late.arm(Fault.REFUSED, "PUT", Integer.MAX_VALUE);
            BucketAccess access =
                    access(late.endpoint(), ObjectStoreServer.shared().endpoint());
            ObjectReader reader = new ObjectReader(
                    new ObjectClient(Gateways.open(access, now::get)),
                    new ObjectNames(direct.prefix()),
                    new Trailer(),
                    new ReadTogether());
            BucketOpening opening = new BucketOpening(reader, false, now::get);
            opening.begin();
            Gateway gateway = reader.objects().gateways().all().get(0);
            assertThat(gateway.trust()).isEqualTo(Trust.UNKNOWN);
            assertThat(next(reader.objects().gateways(), 4)).doesNotContain(gateway);
            late.arm(Fault.REFUSED, "PUT", 0);
            now.addAndGet(TimeUnit.MINUTES.toNanos(1));
            opening.get();
            await(() -> gateway.trust() == Trust.PROVEN);
            assertThat(next(reader.objects().gateways(), 4)).contains(gateway);
            reader.close();
        }
    }

    @Test
    void ifNoneAnswersTheReasonIsTold() {
        assertThatExceptionOfType(StoreUnavailableException.class)
                .isThrownBy(
                        () -> open(NOWHERE, URI.create("http://127.0.0.1:2")).id())
                .withMessageContaining("at http://127.0.0.1:")
                .withMessageContaining("cannot be reached");
    }

    private static void ask(Gateway gateway) {
        try {
            gateway.ask(client -> client.listBuckets());
        } catch (software.amazon.awssdk.core.exception.SdkException e) {
            assertThat(gateway.failed(e).isOfTheGateway()).isTrue();
        }
    }

    private static List<Gateway> next(Gateways gateways, int times) {
        List<Gateway> next = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            next.add(gateways.next());
        }
        return next;
    }

    private static FaultyWire wire() throws IOException {
        return new FaultyWire(ObjectStoreServer.shared().port());
    }

    private BucketAccess access(URI... endpoints) {
        return new BucketAccess(
                ObjectStoreServer.bucket(List.of(endpoints), direct.name()), ObjectStoreServer.KEY, false);
    }

    private S3Repository open(URI... endpoints) throws IOException {
        return open("node", endpoints);
    }

    private S3Repository open(String name, URI... endpoints) throws IOException {
        return ObjectStoreServer.open(
                ObjectStoreServer.bucket(List.of(endpoints), direct.name()), folder.resolve(name));
    }

    private static void await(BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            LockSupport.parkNanos(10_000_000);
        }
    }
}
