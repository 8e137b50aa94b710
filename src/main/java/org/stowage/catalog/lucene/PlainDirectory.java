package org.stowage.catalog.lucene;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.apache.lucene.codecs.CodecUtil;
import org.apache.lucene.store.ChecksumIndexInput;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.store.IOContext;
import org.apache.lucene.store.IndexInput;
import org.apache.lucene.store.IndexOutput;
import org.apache.lucene.store.NativeFSLockFactory;

/**
 * A folder whose files are read with plain reads: an interrupt does not close them, and a lost disk does not crash the
 * JVM.
 */
final class PlainDirectory extends FSDirectory {

    private static final Pattern OURS = Pattern.compile(String.join(
            "|",
            "write\\.lock",
            "(pending_)?segments_[0-9a-z]+",
            "_[0-9a-z]+(_[0-9a-z]+)?\\.(si|liv|fnm|cf[es]|fd[mtx])",
            "_[0-9a-z]+(_[0-9a-z]+)?_Lucene[0-9]+_[0-9a-z]+\\.[a-z]+",
            "_[0-9a-z]+_Lucene.+_[0-9a-z]+\\.tmp"));

    PlainDirectory(Path folder) throws IOException {
        super(folder, NativeFSLockFactory.INSTANCE);
    }

    /** Tells whether Lucene gives this name to a file. */
    static boolean isOurs(String name) {
        return OURS.matcher(name).matches();
    }

    /**
     * Hides other files, because Lucene takes more names for its own than it gives, and deletes files that it does not
     * know.
     */
    @Override
    public String[] listAll() throws IOException {
        return Arrays.stream(super.listAll()).filter(PlainDirectory::isOurs).toArray(String[]::new);
    }

    /** Refuses a name that {@link #listAll} would hide, so a test fails if a newer Lucene gives other names. */
    @Override
    public IndexOutput createOutput(String name, IOContext context) throws IOException {
        if (!isOurs(name)) {
            throw new IllegalStateException("Lucene makes a file " + name);
        }
        return super.createOutput(name, context);
    }

    /** Does the same for temporary files. */
    @Override
    public IndexOutput createTempOutput(String prefix, String suffix, IOContext context) throws IOException {
        IndexOutput output = super.createTempOutput(prefix, suffix, context);
        if (!isOurs(output.getName())) {
            output.close();
            deleteFile(output.getName());
            throw new IllegalStateException("Lucene makes a file " + output.getName());
        }
        return output;
    }

    @Override
    public IndexInput openInput(String name, IOContext context) throws IOException {
        ensureOpen();
        ensureCanRead(name);
        return PlainInput.open(getDirectory().resolve(name));
    }

    /** Checks the whole file first, because Lucene may throw any exception when it reads a damaged file. */
    @Override
    public ChecksumIndexInput openChecksumInput(String name, IOContext context) throws IOException {
        check(name);
        return super.openChecksumInput(name, context);
    }

    /**
     * Reads a whole file.
     *
     * @throws org.apache.lucene.index.CorruptIndexException if its checksum is wrong
     */
    void check(String name) throws IOException {
        try (IndexInput file = openInput(name, IOContext.READONCE)) {
            CodecUtil.checksumEntireFile(file);
        }
    }
}
