package org.stowage.link;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;

/** One direction of a connection. It holds {@link #CAPACITY} bytes at most: who sends more has to wait, as with TCP. */
final class DelayLine {

    /** What a far and fast link holds: 80 ms at 800 Mbit/s. */
    private static final int CAPACITY = 8 << 20;

    private static final int PARCEL = 64 << 10;

    private final Socket from;
    private final Socket to;
    private final long delay;
    private final IntConsumer toll;
    private final Semaphore room = new Semaphore(CAPACITY);
    private final BlockingQueue<Parcel> parcels = new LinkedBlockingQueue<>();

    /**
     * Begins nothing yet.
     *
     * @param toll is told of the bytes that come out, before the receiver gets them, and may keep them waiting
     */
    DelayLine(Socket from, Socket to, Duration delay, IntConsumer toll) {
        this.from = from;
        this.to = to;
        this.delay = delay.toNanos();
        this.toll = toll;
    }

    /** What was sent at once: bytes, or none at the end. */
    @SuppressWarnings("ArrayRecordComponent")
    private record Parcel(long due, byte[] bytes, boolean isReset) {}

    void start() {
        inBackground("into a delay line", this::take);
        inBackground("out of a delay line", this::give);
    }

    /** Starts a thread that keeps nobody from ending. */
    static void inBackground(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    private void take() {
        byte[] buffer = new byte[PARCEL];
        try {
            InputStream in = from.getInputStream();
            for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
                room.acquireUninterruptibly(length);
                put(Arrays.copyOf(buffer, length), false);
            }
            put(new byte[0], false);
        } catch (IOException reset) {
            put(new byte[0], true);
        }
    }

    private void put(byte[] bytes, boolean isReset) {
        parcels.add(new Parcel(System.nanoTime() + delay, bytes, isReset));
    }

    private void give() {
        try {
            OutputStream out = to.getOutputStream();
            Parcel next = next();
            while (next.bytes.length > 0) {
                toll.accept(next.bytes.length);
                out.write(next.bytes);
                room.release(next.bytes.length);
                next = next();
            }
            if (next.isReset) {
                reset(to);
            } else {
                to.shutdownOutput();
            }
        } catch (IOException gone) {
            reset(from);
            room.release(CAPACITY);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Parcel next() throws InterruptedException {
        Parcel next = parcels.take();
        TimeUnit.NANOSECONDS.sleep(next.due - System.nanoTime());
        return next;
    }

    /** Closes a connection so that the other side sees a reset. */
    static void reset(Socket socket) {
        try {
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (IOException closedAlready) {
            // as it should be
        }
    }
}
