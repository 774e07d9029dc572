package io.pteroorders.notify;

import com.google.common.base.Preconditions;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/** A picture that a message shows. Equal to one with the same content. Immutable and thread-safe. */
public final class Picture {

    private static final Pattern MEDIA_TYPE = Pattern.compile("image/[a-z0-9][a-z0-9.+-]{0,63}");

    private final String mediaType;
    private final byte[] content;
    private final Optional<PaymentCode> code;

    private Picture(String mediaType, byte[] content, Optional<PaymentCode> code) {
        Preconditions.checkArgument(
                MEDIA_TYPE.matcher(mediaType).matches(), "the media type of a picture is one such as image/png");
        Preconditions.checkArgument(content.length > 0, "a picture has content");
        this.mediaType = mediaType;
        this.content = content;
        this.code = code;
    }

    /**
     * A picture of anything.
     *
     * @param mediaType of the content, for example {@code image/png}, in lower case
     * @param content is copied
     * @throws IllegalArgumentException if the media type is no picture's, or there is no content
     */
    public static Picture of(String mediaType, byte[] content) {
        return new Picture(mediaType, content.clone(), Optional.empty());
    }

    /** The same picture, which shows this code: where no picture can be shown, the code's text can. */
    public Picture showing(PaymentCode shown) {
        return new Picture(mediaType, content, Optional.of(shown));
    }

    /** What kind of picture its content is, for example {@code image/png}. */
    public String mediaType() {
        return mediaType;
    }

    /** The content: a copy, which the caller may change. */
    public byte[] content() {
        return content.clone();
    }

    /** The code that it shows; empty for a picture of anything else. */
    public Optional<PaymentCode> code() {
        return code;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Picture that
                && mediaType.equals(that.mediaType)
                && Arrays.equals(content, that.content)
                && code.equals(that.code);
    }

    @Override
    public int hashCode() {
        return Objects.hash(mediaType, Arrays.hashCode(content), code);
    }

    /** Media type and size, for example {@code image/png, 5120 bytes}. */
    @Override
    public String toString() {
        return mediaType + ", " + content.length + " bytes";
    }
}
