package org.stowage.xmpp;

import java.io.IOException;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import org.jivesoftware.smack.packet.XmlEnvironment;
import org.jivesoftware.smack.provider.IQProvider;
import org.jivesoftware.smack.provider.ProviderManager;
import org.jivesoftware.smack.xml.XmlPullParser;
import org.jivesoftware.smack.xml.XmlPullParserException;
import org.jivesoftware.smackx.httpfileupload.element.Slot;

/** Smack's slot, which also keeps the URLs as they came. */
final class SlotAnswer extends Slot {
    private final UploadSlot slot;

    private SlotAnswer(UploadSlot slot) throws IOException {
        super(slot.putUrl().toURL(), slot.getUrl().toURL(), slot.headers());
        this.slot = slot;
    }

    UploadSlot slot() {
        return slot;
    }

    /** Makes Smack read every slot in this way; Smack must have been initialised. */
    static void register() {
        ProviderManager.addIQProvider(ELEMENT, NAMESPACE, new Reader());
    }

    /** Reads the element {@code slot} of XEP-0363. */
    private static final class Reader extends IQProvider<Slot> {
        @Override
        public Slot parse(XmlPullParser parser, int initialDepth, XmlEnvironment environment)
                throws XmlPullParserException, IOException {
            Map<String, URI> urls = new HashMap<>();
            Map<String, String> headers = new HashMap<>();
            while (parser.next() != XmlPullParser.Event.END_ELEMENT || parser.getDepth() > initialDepth) {
                if (parser.getEventType() == XmlPullParser.Event.START_ELEMENT) {
                    read(parser, urls, headers);
                }
            }
            return new SlotAnswer(new UploadSlot(url(urls, "put"), url(urls, "get"), headers));
        }

        private static URI url(Map<String, URI> urls, String name) throws IOException {
            URI url = urls.get(name);
            if (url == null) {
                throw new IOException("slot without " + name + " URL");
            }
            return url;
        }

        private static void read(XmlPullParser parser, Map<String, URI> urls, Map<String, String> headers)
                throws XmlPullParserException, IOException {
            if (parser.getName().equals("header")) {
                headers.put(parser.getAttributeValue("name"), parser.nextText());
            } else {
                urls.put(parser.getName(), URI.create(parser.getAttributeValue("url")));
            }
        }
    }
}
