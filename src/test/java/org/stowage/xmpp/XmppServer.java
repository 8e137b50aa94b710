package org.stowage.xmpp;

/** A real XMPP server on loopback, without TLS, that knows every {@link Account} and has an upload component. */
interface XmppServer extends AutoCloseable {
    /** The domain of all accounts; the server is not to be looked for there. */
    String DOMAIN = "montague.example";

    /** The domain of the upload component. */
    String UPLOAD_DOMAIN = "upload." + DOMAIN;

    /** The port on 127.0.0.1 for clients. */
    int port();

    /** What the server has said since its start, for messages of tests that fail. */
    String log();

    /** Ends the server's processes and deletes its folder. */
    @Override
    void close();
}
