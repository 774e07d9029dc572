package io.pteroorders.bot.whatsapp;

import com.google.common.collect.ImmutableMap;
import com.google.common.io.MoreFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A picture or document to send along with a message. Not changed by anybody. */
final class Picture {

    private static final ImmutableMap<String, String> TYPES =
            ImmutableMap.of("jpg", "image/jpeg", "png", "image/png", "pdf", "application/pdf");

    private final String extension;
    private final byte[] content;

    private Picture(String extension, byte[] content) {
        this.extension = extension;
        this.content = content;
    }

    /** The content of a file, which is what its extension says. */
    static Picture read(Path file) throws IOException {
        return new Picture(MoreFiles.getFileExtension(file), Files.readAllBytes(file));
    }

    String type() {
        return TYPES.getOrDefault(extension, "application/octet-stream");
    }

    /** What receivers see it called. */
    String fileName() {
        return "proof." + extension;
    }

    /** What kind of message shows it. */
    String kind() {
        return extension.equals("pdf") ? "document" : "image";
    }

    byte[] content() {
        return content;
    }
}
