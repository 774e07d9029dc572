package io.pteroorders.storage.record;

import static io.pteroorders.storage.record.OrderFields.ITEM;
import static io.pteroorders.storage.record.OrderFields.PANEL;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedMap;
import com.google.common.collect.ImmutableSortedSet;
import io.pteroorders.core.catalog.ServerFeatures;
import io.pteroorders.core.catalog.ServerLimits;
import io.pteroorders.core.catalog.ServerPlan;
import io.pteroorders.core.catalog.ServerStartup;
import io.pteroorders.storage.record.OrderFields.Field;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Reads the plan of an item's server. Complaints name the field and the rule, no content. */
final class PlanReader {

    private static final ImmutableList<Field> REQUIRED = ImmutableList.of(
            Field.EGG,
            Field.MEMORY,
            Field.DISK,
            Field.CPU,
            Field.SWAP,
            Field.IO,
            Field.DATABASES,
            Field.BACKUPS,
            Field.ALLOCATIONS);

    private final FieldReader fields;
    private final Map<Field, Integer> numbers = new EnumMap<>(Field.class);
    private ImmutableSortedSet<Integer> locations = ImmutableSortedSet.of();
    private ImmutableSortedSet<Integer> nodes = ImmutableSortedSet.of();
    private ImmutableSortedMap<String, String> environment = ImmutableSortedMap.of();
    private @Nullable String image;
    private @Nullable String startup;
    private boolean automatic = true;

    /** @throws OrderFormatException if no object comes next */
    PlanReader(JsonReader in, FieldReader.Memory memory) throws OrderFormatException {
        this.fields = new FieldReader(PANEL, in, memory);
    }

    /** @throws OrderFormatException if it is none, or breaks a rule */
    ServerPlan read() throws OrderFormatException {
        for (Field field = fields.next(); field != null; field = fields.next()) {
            if (!fields.skipNull()) {
                readField(field);
            }
        }
        for (Field field : REQUIRED) {
            PANEL.required(numbers.get(field), field);
        }
        return ITEM.ruled(Field.PANEL, this::plan);
    }

    private void readField(Field field) throws OrderFormatException {
        switch (field) {
            case LOCATIONS -> locations = fields.numbers(field);
            case NODES -> nodes = fields.numbers(field);
            case ENVIRONMENT -> environment = fields.texts(field);
            case IMAGE -> image = fields.text(field);
            case STARTUP -> startup = fields.text(field);
            case AUTOMATIC -> automatic = fields.flag(field);
            default -> numbers.put(field, fields.smallNumber(field));
        }
    }

    private ServerPlan plan() {
        return new ServerPlan(
                number(Field.EGG),
                Optional.ofNullable(numbers.get(Field.NEST)),
                locations,
                nodes,
                new ServerLimits(
                        number(Field.MEMORY),
                        number(Field.SWAP),
                        number(Field.DISK),
                        number(Field.IO),
                        number(Field.CPU)),
                new ServerFeatures(number(Field.DATABASES), number(Field.BACKUPS), number(Field.ALLOCATIONS)),
                new ServerStartup(environment, Optional.ofNullable(image), Optional.ofNullable(startup)),
                automatic);
    }

    private int number(Field field) {
        return numbers.getOrDefault(field, 0);
    }

    /** Those beside its own fields; null if there are none. */
    @Nullable
    ObjectNode otherFields() {
        return fields.others();
    }
}
