package org.stowage.link;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A port of this machine that stands for another one, a round trip away: each byte arrives unchanged and in order, half a round
 * trip after it was sent. Ends of streams and resets arrive so, too.
 */
public final class Relay implements AutoCloseable {

    private final ServerSocket door;
    private final int target;
    private final Duration delay;
    private final Watch watch = new Watch();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    private Relay(ServerSocket door, int target, Duration roundTrip) {
        this.door = door;
        this.target = target;
        this.delay = roundTrip.dividedBy(2);
    }

    /** Opens a port that leads to another port of this machine. */
    public static Relay to(int target, Duration roundTrip) throws IOException {
        Relay relay = new Relay(new ServerSocket(0, 100, InetAddress.getLoopbackAddress()), target, roundTrip);
        DelayLine.inBackground("relay to " + target, relay::accept);
        return relay;
    }

    /** Returns the port that clients connect to. */
    public int port() {
        return door.getLocalPort();
    }

    /** Returns what may be known of the clients of this link, and held back from them. */
    public Watch watch() {
        return watch;
    }

    /** Resets all connections. */
    @Override
    public void close() throws IOException {
        door.close();
        watch.release();
        open.forEach(DelayLine::reset);
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                connect(door.accept());
            } catch (IOException closedOrNobodyThere) {
                // The next client may be luckier.
            }
        }
    }

    private void connect(Socket client) throws IOException {
        try {
            Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
            for (Socket socket : Set.of(client, server)) {
                socket.setTcpNoDelay(true);
                open.add(socket);
            }
            new DelayLine(client, server, delay, watch::sent).start();
            new DelayLine(server, client, delay, bytes -> watch.pass()).start();
        } catch (IOException nobodyThere) {
            DelayLine.reset(client);
            throw nobodyThere;
        }
    }
}
