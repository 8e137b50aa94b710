package org.stowage.catalog.lucene;

import java.io.IOException;
import java.nio.file.Path;
import org.apache.lucene.codecs.CodecUtil;
import org.apache.lucene.store.ChecksumIndexInput;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.store.IOContext;
import org.apache.lucene.store.IndexInput;
import org.apache.lucene.store.NativeFSLockFactory;

/** A folder whose files are read by plain reads, which no interrupt breaks and no lost disk turns into a crash. */
final class PlainDirectory extends FSDirectory {

    PlainDirectory(Path folder) throws IOException {
        super(folder, NativeFSLockFactory.INSTANCE);
    }

    @Override
    public IndexInput openInput(String name, IOContext context) throws IOException {
        ensureOpen();
        ensureCanRead(name);
        return PlainInput.open(getDirectory().resolve(name));
    }

    /** The whole file is checked first: what Lucene would read of a damaged one makes it throw anything. */
    @Override
    public ChecksumIndexInput openChecksumInput(String name, IOContext context) throws IOException {
        check(name);
        return super.openChecksumInput(name, context);
    }

    /**
     * Reads a whole file.
     *
     * @throws org.apache.lucene.index.CorruptIndexException if its checksum is not that of its bytes
     */
    void check(String name) throws IOException {
        try (IndexInput file = openInput(name, IOContext.READONCE)) {
            CodecUtil.checksumEntireFile(file);
        }
    }
}
