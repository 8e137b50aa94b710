package org.stowage.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.FileChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * A server that stores nothing and knows every file by its name: uploads are read and dropped, downloads come out of one
 * small file by {@code sendfile(2)}. No server can be faster with this generator on this machine.
 */
final class NullServer {

    private static final int BACKLOG = 4096;

    private NullServer() {}

    /** Serves until the process is ended: port, and a file to create. */
    public static void main(String[] arguments) throws IOException {
        FileChannel block = FileChannel.open(
                Path.of(arguments[1]),
                StandardOpenOption.CREATE_NEW,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE);
        block.write(Block.bytes());
        List<NullLoop> loops = new ArrayList<>();
        for (int i = 0; i < Runtime.getRuntime().availableProcessors(); i++) {
            loops.add(new NullLoop(block));
            new Thread(loops.get(i), "loop-" + i).start();
        }
        try (ServerSocketChannel door = ServerSocketChannel.open()) {
            door.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            door.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(arguments[0])), BACKLOG);
            for (int turn = 0; ; turn++) {
                SocketChannel client = door.accept();
                client.setOption(StandardSocketOptions.TCP_NODELAY, true);
                loops.get(turn % loops.size()).take(client);
            }
        }
    }
}
