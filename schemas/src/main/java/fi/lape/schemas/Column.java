package fi.lape.schemas;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * One column of a contract.
 *
 * @param name column name in tables
 * @param physicalName name or JSON pointer in the source; equals {@code name} in the lake
 * @param type type
 * @param key part of the primary key
 * @param required never null
 * @param nullIsKeyValue null in a key column is a value of its own, such as "all areas"
 * @param labels fi, sv and en name
 * @param description what the name does not say; empty text when nothing
 * @param unit unit of the values, a code of that list
 * @param nullMeaning what null means, a code of the list {@code null_meanings}; present exactly
 *     when the column is not required
 * @param codeList code list the values come from
 * @param minimum least value allowed
 * @param maximum greatest value allowed
 * @param pattern regular expression of the whole value
 * @param format how a source writes the value, such as {@code decimal-comma}
 * @param classification who may see the column
 * @param minimumCellCount counts of people below this are hidden in a release; present where the
 *     column is such a count or can be turned into one, 0 where publication has no limit
 */
public record Column(
    String name,
    String physicalName,
    LogicalType type,
    boolean key,
    boolean required,
    boolean nullIsKeyValue,
    Labels labels,
    String description,
    Optional<String> unit,
    Optional<String> nullMeaning,
    Optional<String> codeList,
    OptionalDouble minimum,
    OptionalDouble maximum,
    Optional<String> pattern,
    Optional<String> format,
    Classification classification,
    OptionalInt minimumCellCount) {}
