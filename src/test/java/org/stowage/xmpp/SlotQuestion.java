package org.stowage.xmpp;

import org.jivesoftware.smack.packet.IQ;
import org.jivesoftware.smackx.httpfileupload.HttpFileUploadManager;
import org.jxmpp.jid.Jid;

/** A slot request that, unlike Smack's own, may be about an empty file. */
final class SlotQuestion extends IQ {
    private final String fileName;
    private final long size;
    private final String contentType;

    SlotQuestion(Jid uploadService, String fileName, long size, String contentType) {
        super("request", HttpFileUploadManager.NAMESPACE);
        this.fileName = fileName;
        this.size = size;
        this.contentType = contentType;
        setType(Type.get);
        setTo(uploadService);
    }

    @Override
    protected IQChildElementXmlStringBuilder getIQChildElementBuilder(IQChildElementXmlStringBuilder xml) {
        xml.attribute("filename", fileName);
        xml.attribute("size", Long.toString(size));
        xml.attribute("content-type", contentType);
        xml.setEmptyElement();
        return xml;
    }
}
