package org.stowage.xmpp;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URL;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jivesoftware.smack.ConnectionConfiguration.SecurityMode;
import org.jivesoftware.smack.SmackException;
import org.jivesoftware.smack.XMPPException;
import org.jivesoftware.smack.chat2.ChatManager;
import org.jivesoftware.smack.tcp.XMPPTCPConnection;
import org.jivesoftware.smack.tcp.XMPPTCPConnectionConfiguration;
import org.jivesoftware.smackx.httpfileupload.HttpFileUploadManager;
import org.jxmpp.jid.impl.JidCreate;

/** A person at a real XMPP client (Smack), logged in. */
final class XmppClient implements AutoCloseable {
    private static final Duration MESSAGE_LIMIT = Duration.ofSeconds(20);

    private final XMPPTCPConnection connection;
    private final BlockingQueue<String> received = new LinkedBlockingQueue<>();

    private XmppClient(XMPPTCPConnection connection) {
        this.connection = connection;
        chats().addIncomingListener((from, message, chat) -> received.add(message.getBody()));
    }

    /** Connects, logs in and, as Smack does at every login, looks for the server's upload service. */
    static XmppClient login(XmppServer server, Account account)
            throws SmackException, XMPPException, IOException, InterruptedException {
        XMPPTCPConnectionConfiguration configuration = XMPPTCPConnectionConfiguration.builder()
                .setXmppDomain(XmppServer.DOMAIN)
                .setHostAddress(InetAddress.getLoopbackAddress())
                .setPort(server.port())
                .setSecurityMode(SecurityMode.disabled)
                .setUsernameAndPassword(account.user(), account.password())
                .build();
        SlotAnswer.register();
        XmppClient client = new XmppClient(new XMPPTCPConnection(configuration));
        client.connection.connect().login();
        return client;
    }

    boolean knowsUploadService() {
        return uploads().isUploadServiceDiscovered();
    }

    /** Asks the discovered upload service for a slot. */
    UploadSlot requestSlot(String fileName, long size, String contentType)
            throws SmackException, XMPPException, InterruptedException {
        SlotQuestion question =
                new SlotQuestion(uploads().getDefaultUploadService().getAddress(), fileName, size, contentType);
        SlotAnswer answer = connection.createStanzaCollectorAndSend(question).nextResultOrThrow();
        return answer.slot();
    }

    /** Has Smack request the slot and upload the bytes, always as {@code application/octet-stream}. */
    URL upload(String fileName, byte[] content)
            throws SmackException, XMPPException, IOException, InterruptedException {
        return uploads().uploadFile(new ByteArrayInputStream(content), fileName, content.length);
    }

    void send(Account to, String text) throws SmackException, IOException, InterruptedException {
        chats().chatWith(JidCreate.entityBareFrom(to.bareJid())).send(text);
    }

    /** The text of the next message to this client, which must come within a time limit. */
    String nextMessage() throws InterruptedException {
        String text = received.poll(MESSAGE_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        if (text == null) {
            throw new AssertionError("no message within " + MESSAGE_LIMIT);
        }
        return text;
    }

    @Override
    public void close() {
        connection.disconnect();
    }

    private HttpFileUploadManager uploads() {
        return HttpFileUploadManager.getInstanceFor(connection);
    }

    private ChatManager chats() {
        return ChatManager.getInstanceFor(connection);
    }
}
