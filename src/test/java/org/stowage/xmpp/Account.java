package org.stowage.xmpp;

import java.util.Locale;

/** The two people every XMPP server of these tests knows. */
enum Account {
    ROMEO,
    JULIET;

    String user() {
        return name().toLowerCase(Locale.ROOT);
    }

    String bareJid() {
        return user() + "@" + XmppServer.DOMAIN;
    }

    String password() {
        return "password-of-" + user();
    }
}
