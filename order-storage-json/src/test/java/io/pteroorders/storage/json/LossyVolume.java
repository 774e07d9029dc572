package io.pteroorders.storage.json;

import com.google.common.base.Ascii;
import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * An ext4 file system on a loop device, whose power can be taken away: what the kernel had not given to the device by
 * then is gone, as in a computer that goes dark. Only the superuser can have one.
 */
final class LossyVolume implements AutoCloseable {

    /** What the file system does with contents that were not forced, by the name of its option. */
    enum Data {
        ORDERED,
        WRITEBACK,
        JOURNAL
    }

    /** How much of the file system's own log reaches the device at the last moment. */
    enum Log {
        FLUSHED(1),
        CUT_OFF(2);

        private final int flag;

        Log(int flag) {
            this.flag = flag;
        }
    }

    private static final int SIZE = 256 << 20;
    /** EXT4_IOC_SHUTDOWN, which nothing else in the system calls for us. */
    private static final String SHUT_DOWN =
            "open(my $d, '<', $ARGV[0]) or die $!; my $how = pack('L', $ARGV[1]); ioctl($d, 0x8004587d, $how) or die $!";

    private final Path image;
    private final Path path;
    private final String options;
    private boolean mounted;

    private LossyVolume(Path parent, Data data) {
        this.image = parent.resolve("image");
        this.path = parent.resolve("volume");
        this.options = "loop,data=" + Ascii.toLowerCase(data.name());
    }

    /**
     * Makes and mounts one.
     *
     * @throws IOException if that is not possible here; the message says why
     */
    static LossyVolume in(Path parent, Data data) throws IOException {
        LossyVolume volume = new LossyVolume(parent, data);
        try (RandomAccessFile file = new RandomAccessFile(volume.image.toFile(), "rw")) {
            file.setLength(SIZE);
        }
        Files.createDirectory(volume.path);
        run("perl", "-e", "1");
        run("mkfs.ext4", "-q", "-F", volume.image.toString());
        volume.mount();
        return volume;
    }

    private void mount() throws IOException {
        run("mount", "-o", options, image.toString(), path.toString());
        mounted = true;
    }

    /** Where it is mounted. */
    Path path() {
        return path;
    }

    /** From now on nothing reaches the device any more, and every operation fails. */
    void losePower(Log log) throws IOException {
        run("perl", "-e", SHUT_DOWN, path.toString(), Integer.toString(log.flag));
    }

    /** The power is back: mounts what is on the device. Nobody may have a file open. */
    void mountAgain() throws IOException {
        close();
        mount();
    }

    @Override
    public void close() throws IOException {
        if (mounted) {
            run("umount", path.toString());
            mounted = false;
        }
    }

    private static void run(String... command) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int exit = process.onExit().join().exitValue();
        if (exit != 0) {
            throw new IOException(ImmutableList.copyOf(command) + " ended with " + exit + ": " + said.strip());
        }
    }
}
