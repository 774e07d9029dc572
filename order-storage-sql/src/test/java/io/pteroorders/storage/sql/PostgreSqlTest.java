package io.pteroorders.storage.sql;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What only PostgreSQL has. */
@Tag("long")
class PostgreSqlTest {

    /** Every order of a customer whose name has an emoji would fail, and nobody would know why. */
    @ParameterizedTest
    @ValueSource(strings = {"LATIN1", "SQL_ASCII", "WIN1252"})
    void aDatabaseThatCannotHoldEveryNameIsRefused(String encoding) {
        SqlStorageOptions options = PostgreSql.SERVER.newDatabase(
                " ENCODING '" + encoding + "' LC_COLLATE 'C' LC_CTYPE 'C' TEMPLATE template0");
        DatabaseRefusedException refused =
                assertThrows(DatabaseRefusedException.class, () -> SqlOrderStorage.open(options));
        String message = String.valueOf(refused.getMessage());
        assertTrue(message.contains("has the encoding " + encoding) && message.contains("UTF8"), message);
    }
}
