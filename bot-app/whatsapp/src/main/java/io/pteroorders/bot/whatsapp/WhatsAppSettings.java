package io.pteroorders.bot.whatsapp;

import com.google.common.collect.ImmutableList;
import com.google.common.net.HostAndPort;
import java.net.URI;

/**
 * The settings for WhatsApp that the operator chose. Immutable and thread-safe.
 *
 * @param phoneNumberId Meta's id of the shop's number
 * @param token the key to the Graph API
 * @param appSecrets what webhooks are signed with; each has at least 16 characters
 * @param verifyToken what Meta must know to connect the webhook; if it is empty, nothing can be connected
 * @param api where the Graph API is
 * @param version the API's version, such as {@code v25.0}
 * @param templates for people who wrote too long ago for free text
 * @param bind the address to listen at for webhooks
 * @param port the port; 0 for any that is free
 * @param prefix what commands begin with
 * @param management where those who watch the program find its pages
 */
public record WhatsAppSettings(
        String phoneNumberId,
        AccessToken token,
        ImmutableList<String> appSecrets,
        String verifyToken,
        URI api,
        String version,
        Templates templates,
        String bind,
        int port,
        String prefix,
        HostAndPort management) {

    /** The fewest characters of a secret. */
    public static final int SHORTEST_SECRET = Signatures.SHORTEST_SECRET;

    /** Where the Graph API is in its version. */
    URI versioned() {
        return api.resolve("/" + version);
    }

    URI messages() {
        return api.resolve("/" + version + "/" + phoneNumberId + "/messages");
    }

    /** Secrets get into no log. */
    @Override
    public String toString() {
        return "WhatsApp number " + phoneNumberId;
    }
}
