package io.pteroorders.bot.whatsapp;

import com.google.common.collect.ImmutableMap;
import com.google.common.io.MoreFiles;
import io.pteroorders.notify.Picture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A picture or document to hand over to Meta, so that a message can show it. Not changed by anybody. */
final class Upload {

    private static final String PDF = "application/pdf";
    private static final ImmutableMap<String, String> TYPES =
            ImmutableMap.of("jpg", "image/jpeg", "png", "image/png", "pdf", PDF);

    private final String fileName;
    private final String type;
    private final byte[] content;

    private Upload(String fileName, String type, byte[] content) {
        this.fileName = fileName;
        this.type = type;
        this.content = content;
    }

    /** The content of a file that the shop keeps, which is what its extension says. */
    static Upload read(Path file) throws IOException {
        String extension = MoreFiles.getFileExtension(file);
        String type = TYPES.getOrDefault(extension, "application/octet-stream");
        return new Upload("proof." + extension, type, Files.readAllBytes(file));
    }

    /** A message's own picture. */
    static Upload of(Picture picture) {
        return new Upload("picture", picture.mediaType(), picture.content());
    }

    String type() {
        return type;
    }

    /** What receivers see it called. */
    String fileName() {
        return fileName;
    }

    /** What kind of message shows it. */
    String kind() {
        return type.equals(PDF) ? "document" : "image";
    }

    byte[] content() {
        return content;
    }
}
