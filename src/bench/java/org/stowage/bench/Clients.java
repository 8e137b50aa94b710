package org.stowage.bench;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.concurrent.atomic.AtomicInteger;

/** The addresses that the generator's connections come from: one alone would run out of ports. */
final class Clients {

    private static final int ADDRESSES = 16;
    private static final AtomicInteger TURNS = new AtomicInteger();

    private Clients() {}

    /** Returns one of 127.0.1.1 to 127.0.1.16, any port. */
    static InetSocketAddress next() {
        byte[] address = {127, 0, 1, (byte) (1 + Math.floorMod(TURNS.getAndIncrement(), ADDRESSES))};
        try {
            return new InetSocketAddress(InetAddress.getByAddress(address), 0);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("four bytes are an address", e);
        }
    }
}
