package io.pteroorders.bot.whatsapp;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The key to the Graph API. One in a file is read again each time, so a new one counts at once. Thread-safe. */
public final class AccessToken {

    private static final Logger LOG = LoggerFactory.getLogger(AccessToken.class);

    private final Optional<Path> file;
    private volatile String last;

    private AccessToken(Optional<Path> file, String last) {
        this.file = file;
        this.last = last;
    }

    /** A token that never changes. */
    public static AccessToken of(String token) {
        return new AccessToken(Optional.empty(), token);
    }

    /**
     * The token in a file, without the white space around it.
     *
     * @throws IOException if the file cannot be read now; later the last one that could be read counts
     */
    public static AccessToken in(Path file) throws IOException {
        return new AccessToken(Optional.of(file), Files.readString(file).strip());
    }

    /** The token of this moment. */
    String current() {
        file.ifPresent(this::readAgain);
        return last;
    }

    private void readAgain(Path from) {
        try {
            String token = Files.readString(from).strip();
            last = token.isEmpty() ? last : token;
        } catch (IOException e) {
            LOG.warn("the file with the access token cannot be read, the one before counts: {}", e.toString());
        }
    }

    /** It gets into no log. */
    @Override
    public String toString() {
        return "access token";
    }
}
