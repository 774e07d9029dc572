package io.pteroorders.bot.whatsapp;

import com.google.common.collect.ImmutableList;
import io.pteroorders.bot.person.PersonalPlace;
import io.pteroorders.bot.person.Subject;
import io.pteroorders.bot.port.Intake;
import io.pteroorders.core.order.PersonId;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Where WhatsApp keeps something of people: what came in from them, and where they can be reached. */
final class WhatsAppPlaces {

    private WhatsAppPlaces() {}

    /** What came in first: it is told whose it is by what is known of where they can be reached. */
    static ImmutableList<PersonalPlace> of(InboundQueue inbound, Identities identities, Windows windows) {
        return ImmutableList.of(new Queue(inbound, identities), new Addresses(identities, windows));
    }

    private record Queue(InboundQueue inbound, Identities identities) implements PersonalPlace {

        @Override
        public String name() {
            return Intake.QUEUE;
        }

        /** What waits is about to be answered. */
        @Override
        public Optional<JsonNode> of(Subject subject) {
            return Optional.empty();
        }

        @Override
        public void erase(Subject subject, PersonId pseudonym) {
            ImmutableList<String> names = identities
                    .addressOf(subject.person())
                    .map(address -> Stream.concat(address.phone().stream(), address.userId().stream())
                            .collect(ImmutableList.toImmutableList()))
                    .orElse(ImmutableList.of());
            inbound.forget(json -> subject.isNamedIn(json) || names.stream().anyMatch(json::contains));
        }
    }

    private record Addresses(Identities identities, Windows windows) implements PersonalPlace {

        @Override
        public String name() {
            return Intake.IDENTITIES;
        }

        @Override
        public Optional<JsonNode> of(Subject subject) {
            return identities.addressOf(subject.person()).map(Address::toJson);
        }

        @Override
        public void erase(Subject subject, PersonId pseudonym) {
            identities.forget(subject.person());
            windows.forget(subject.person());
        }
    }
}
