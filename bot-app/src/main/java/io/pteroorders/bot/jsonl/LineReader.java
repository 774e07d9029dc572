package io.pteroorders.bot.jsonl;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Reads lines of bounded length; of a longer one only the beginning is kept. Not thread-safe. */
final class LineReader {

    private static final int MAX_LENGTH = 1 << 20;

    private final Reader in;
    private int number;

    LineReader(InputStream in) {
        this.in = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
    }

    /** The next line without its end; empty at the end of the input. */
    Optional<String> next() throws IOException {
        StringBuilder line = new StringBuilder();
        int c = in.read();
        if (c < 0) {
            return Optional.empty();
        }
        number++;
        while (c >= 0 && c != '\n') {
            if (line.length() < MAX_LENGTH) {
                line.append((char) c);
            }
            c = in.read();
        }
        return Optional.of(line.toString());
    }

    /** The number of the line read last, counted from 1. */
    int number() {
        return number;
    }
}
