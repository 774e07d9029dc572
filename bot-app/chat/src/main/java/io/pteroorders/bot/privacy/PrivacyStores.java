package io.pteroorders.bot.privacy;

import com.google.common.collect.ImmutableList;
import io.pteroorders.bot.person.PersonalPlace;
import java.nio.file.Path;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * The stores that are about people's data.
 *
 * @param people who was erased
 * @param requests what customers want
 * @param exports files for them
 * @param places where something of people is kept, but for what the conversation itself keeps
 */
public record PrivacyStores(
        ErasedPeople people, PrivacyRequests requests, Exports exports, ImmutableList<PersonalPlace> places) {

    /** Forgotten when the program ends, but for the exports. */
    public static PrivacyStores inMemory() {
        return new PrivacyStores(
                ErasedPeople.inMemory(),
                PrivacyRequests.inMemory(),
                new Exports(Path.of(System.getProperty("java.io.tmpdir"), "shop-" + UUID.randomUUID())),
                ImmutableList.of());
    }

    /** With these places more. */
    public PrivacyStores with(ImmutableList<PersonalPlace> more) {
        return new PrivacyStores(
                people,
                requests,
                exports,
                Stream.concat(places.stream(), more.stream()).collect(ImmutableList.toImmutableList()));
    }
}
