package io.pteroorders.bot.state;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.hash.Hashing;
import com.google.common.io.BaseEncoding;
import com.google.common.primitives.Bytes;
import io.pteroorders.bot.command.PaymentProofs;
import io.pteroorders.bot.port.PictureFiles;
import io.pteroorders.core.storage.StorageException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The pictures of payments as files in a directory. The name is the beginning of the content's SHA-256 and says what it
 * is by its first bytes, so nobody who sends a picture chooses anything about the file. Thread-safe.
 */
public final class ProofFiles implements PaymentProofs, PictureFiles {

    private static final String BEGINNING = PaymentProofs.reference("");
    private static final Pattern NAME = Pattern.compile("[0-9a-f]{32}\\.(jpg|png|pdf)");
    private static final int DIGITS = 32;

    /** What a picture begins with, in hexadecimal digits. */
    private static final ImmutableMap<String, String> KINDS =
            ImmutableMap.of("FFD8FF", "jpg", "89504E470D0A1A0A", "png");

    private static final int LONGEST_BEGINNING = 8;

    /** Stands somewhere in the first KiB of a PDF; some programs write something else before it. */
    private static final byte[] PDF = {'%', 'P', 'D', 'F', '-'};

    private static final int PDF_WITHIN = 1024;

    private final Path data;
    private final Path directory;

    /** Pictures in a data directory; their directory is made when the first one comes. */
    public ProofFiles(Path data) {
        this.data = data;
        this.directory = data.resolve(DIRECTORY);
    }

    @Override
    public Optional<String> keep(byte[] content) {
        Optional<String> name = kind(content).map(kind -> digits(content) + "." + kind);
        name.filter(file -> !has(file)).ifPresent(file -> write(content, file));
        return name;
    }

    private static Optional<String> kind(byte[] content) {
        String beginning = BaseEncoding.base16().encode(content, 0, Math.min(content.length, LONGEST_BEGINNING));
        return KINDS.entrySet().stream()
                .filter(kind -> beginning.startsWith(kind.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .or(() -> Optional.of("pdf").filter(pdf -> isPdf(content)));
    }

    private static boolean isPdf(byte[] content) {
        return Bytes.indexOf(Arrays.copyOf(content, Math.min(content.length, PDF_WITHIN)), PDF) >= 0;
    }

    private static String digits(byte[] content) {
        return Hashing.sha256().hashBytes(content).toString().substring(0, DIGITS);
    }

    private void write(byte[] content, String name) {
        try {
            if (!Files.isDirectory(directory)) {
                Files.createDirectories(directory, forItsOwnerAlone());
                force(data);
            }
            Path unfinished = Files.createTempFile(directory, "unfinished-", "");
            try {
                writeDurably(content, unfinished);
                Files.move(unfinished, directory.resolve(name), StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(unfinished);
            }
            force(directory);
        } catch (IOException e) {
            throw StorageException.retryable("a picture cannot be kept: " + e.getMessage(), e);
        }
    }

    private static void writeDurably(byte[] content, Path path) throws IOException {
        try (FileChannel file = FileChannel.open(path, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = ByteBuffer.wrap(content);
            while (bytes.hasRemaining()) {
                file.write(bytes);
            }
            file.force(true);
        }
    }

    private static void force(Path directory) throws IOException {
        try (FileChannel names = FileChannel.open(directory, StandardOpenOption.READ)) {
            names.force(true);
        }
    }

    private FileAttribute<?>[] forItsOwnerAlone() {
        boolean posix = directory.getFileSystem().supportedFileAttributeViews().contains("posix");
        return posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
                }
                : new FileAttribute<?>[0];
    }

    @Override
    public boolean has(String name) {
        return NAME.matcher(name).matches() && Files.isRegularFile(directory.resolve(name));
    }

    @Override
    public Optional<Path> file(String reference) {
        return Optional.of(reference)
                .filter(ProofFiles::isOurs)
                .map(text -> text.substring(BEGINNING.length()))
                .filter(this::has)
                .map(directory::resolve);
    }

    @Override
    public Optional<byte[]> content(String reference) {
        return file(reference).map(path -> {
            try {
                return Files.readAllBytes(path);
            } catch (IOException e) {
                throw StorageException.retryable("a picture cannot be read: " + e.getMessage(), e);
            }
        });
    }

    @Override
    public void delete(String reference) {
        file(reference).ifPresent(path -> {
            try {
                Files.deleteIfExists(path);
                force(directory);
            } catch (IOException e) {
                throw StorageException.retryable("a picture cannot be deleted: " + e.getMessage(), e);
            }
        });
    }

    @Override
    public ImmutableList<String> keptBefore(Instant time, int most) {
        if (!Files.isDirectory(directory)) {
            return ImmutableList.of();
        }
        try (Stream<Path> all = Files.list(directory)) {
            return all.filter(path -> has(String.valueOf(path.getFileName()))
                            && modified(path).isBefore(time))
                    .sorted(Comparator.comparing(ProofFiles::modified))
                    .limit(most)
                    .map(path -> PaymentProofs.reference(String.valueOf(path.getFileName())))
                    .collect(ImmutableList.toImmutableList());
        } catch (IOException | UncheckedIOException e) {
            throw StorageException.retryable("pictures cannot be listed: " + e.getMessage(), e);
        }
    }

    private static Instant modified(Path path) {
        try {
            return Files.getLastModifiedTime(path).toInstant();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether a reference names a file of ours; the earlier bot's do not. */
    public static boolean isOurs(String reference) {
        return reference.startsWith(BEGINNING);
    }

    /** Whether the file of a reference is there and as it was when it came. */
    public boolean isWhole(String reference) throws IOException {
        Optional<Path> file = file(reference);
        return file.isPresent() && reference.startsWith(digits(Files.readAllBytes(file.get())), BEGINNING.length());
    }
}
