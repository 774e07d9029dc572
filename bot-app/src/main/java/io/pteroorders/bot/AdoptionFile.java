package io.pteroorders.bot;

import com.google.common.base.Ascii;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSortedSet;
import com.google.common.collect.Sets;
import com.google.common.collect.Streams;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.MappingIterator;
import tools.jackson.dataformat.csv.CsvMapper;
import tools.jackson.dataformat.csv.CsvReadFeature;
import tools.jackson.dataformat.csv.CsvSchema;

/** Reads which servers of a panel are whose, as a seller wrote it down. */
final class AdoptionFile {

    private static final ImmutableSortedSet<String> COLUMNS =
            ImmutableSortedSet.of("server", "phone", "package", "paiduntil");

    private static final String RULE = " must be a table whose first row is server,phone,package,paidUntil";
    private static final String BYTE_ORDER_MARK = "\ufeff";

    private static final CsvMapper MAPPER = CsvMapper.builder()
            .enable(CsvReadFeature.TRIM_SPACES, CsvReadFeature.SKIP_EMPTY_LINES)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private AdoptionFile() {}

    /**
     * A row as it was written.
     *
     * @param number from 1, without the heading
     * @param server the panel's number or short name
     */
    record Row(long number, String server, String phone, String packageType, String paidUntil) {}

    /**
     * The rows of a file. Commas or semicolons stand between cells.
     *
     * @throws ConfigException if it is no such table
     */
    static ImmutableList<Row> read(Path file) throws IOException {
        String text = text(file);
        String heading = Ascii.toLowerCase(text.lines().findFirst().orElse(""));
        if (!COLUMNS.stream().allMatch(heading::contains)) {
            throw new ConfigException(List.of(file + RULE));
        }
        CsvSchema schema = CsvSchema.emptySchema().withHeader().withColumnSeparator(heading.contains(";") ? ';' : ',');
        try (MappingIterator<Map<String, String>> rows =
                MAPPER.readerForMapOf(String.class).with(schema).readValues(text)) {
            return Streams.mapWithIndex(rows.readAll().stream(), (cells, index) -> row(cells, index + 1, file))
                    .collect(ImmutableList.toImmutableList());
        } catch (JacksonException e) {
            throw new ConfigException(List.of(file + RULE + ": " + e.getOriginalMessage()));
        }
    }

    private static String text(Path file) throws IOException {
        try {
            String text = Files.readString(file);
            return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw new ConfigException(List.of(file + " must be in UTF-8"));
        }
    }

    private static Row row(Map<String, String> cells, long number, Path file) {
        ImmutableMap<String, String> byName = cells.entrySet().stream()
                .collect(ImmutableMap.toImmutableMap(
                        cell -> Ascii.toLowerCase(cell.getKey()).strip(),
                        cell -> cell.getValue().strip()));
        if (!byName.keySet().containsAll(COLUMNS)) {
            throw new ConfigException(List.of(file + RULE + "; row " + number + " lacks "
                    + String.join(", ", Sets.difference(COLUMNS, byName.keySet()))));
        }
        return new Row(
                number,
                byName.getOrDefault("server", ""),
                byName.getOrDefault("phone", ""),
                Ascii.toLowerCase(byName.getOrDefault("package", "")),
                byName.getOrDefault("paiduntil", ""));
    }
}
