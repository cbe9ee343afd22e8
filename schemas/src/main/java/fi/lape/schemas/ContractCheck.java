package fi.lape.schemas;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Finds everything in a contract that cannot be kept: unknown lists, keys that may be null, … */
final class ContractCheck {
  /** Units of columns that count people. */
  private static final Set<String> PEOPLE = Set.of("children", "persons");

  private final Contract contract;
  private final CodeLists lists;
  private final List<String> faults = new ArrayList<>();

  private ContractCheck(Contract contract, CodeLists lists) {
    this.contract = contract;
    this.lists = lists;
  }

  static List<String> faults(Contract contract, CodeLists lists) {
    ContractCheck check = new ContractCheck(contract, lists);
    check.table();
    contract.columns().forEach(check::column);
    return List.copyOf(check.faults);
  }

  private void table() {
    double share = contract.toleratedQuarantineShare();
    if (!(share >= 0 && share <= 1)) {
      faults.add("toleratedQuarantineShare is " + share + " but must be from 0 to 1");
    }
    if (contract.primaryKey().isEmpty()) {
      faults.add("no column is a primary key");
    }
    Set<String> seen = new HashSet<>();
    for (String name : contract.columnNames()) {
      if (!seen.add(name)) {
        faults.add("column '" + name + "' is there twice");
      }
    }
  }

  private void column(Column column) {
    nulls(column);
    code(column, "units", column.unit());
    code(column, "null_meanings", column.nullMeaning());
    column
        .codeList()
        .filter(list -> !lists.has(list))
        .ifPresent(
            list -> fault(column, "names the code list '" + list + "', which does not exist"));
    limits(column);
    if (column.type() == LogicalType.DOUBLE && column.unit().isEmpty()) {
      fault(column, "is a measurement without a unit");
    }
    people(column);
  }

  private void nulls(Column column) {
    if (column.required() == column.nullMeaning().isPresent()) {
      fault(
          column,
          column.required()
              ? "is never null but says what null means"
              : "may be null but does not say what null means");
    }
    if (column.key() && !column.required() && !column.nullIsKeyValue()) {
      fault(column, "is a key and may be null, but null is not declared a key value");
    }
    if (column.nullIsKeyValue() && (column.required() || !column.key())) {
      fault(column, "declares null a key value but is not a key that may be null");
    }
  }

  private void limits(Column column) {
    boolean limited = column.minimum().isPresent() || column.maximum().isPresent();
    if (limited && !column.type().isNumber()) {
      fault(column, "has a minimum or maximum but is no number");
    }
    if (column.minimum().orElse(Double.NEGATIVE_INFINITY)
        > column.maximum().orElse(Double.POSITIVE_INFINITY)) {
      fault(column, "has a minimum above its maximum");
    }
    column.pattern().ifPresent(pattern -> pattern(column, pattern));
  }

  private void pattern(Column column, String pattern) {
    if (column.type() != LogicalType.STRING) {
      fault(column, "has a pattern but is no text");
    }
    if (!pattern.startsWith("^") || !pattern.endsWith("$")) {
      fault(column, "has a pattern that does not hold for the whole value (^…$)");
    }
    try {
      Pattern.compile(pattern);
    } catch (PatternSyntaxException e) {
      fault(column, "has the pattern '" + pattern + "', which is no regular expression");
    }
  }

  private void people(Column column) {
    boolean counts =
        (column.type() == LogicalType.INT || column.type() == LogicalType.LONG)
            && column.unit().filter(PEOPLE::contains).isPresent();
    if (counts && column.minimumCellCount().isEmpty()) {
      fault(column, "counts people but has no minimumCellCount");
    }
    if (column.minimumCellCount().isPresent() && !column.type().isNumber()) {
      fault(column, "has a minimumCellCount but is no number");
    }
    if (column.minimumCellCount().orElse(0) < 0) {
      fault(column, "has a negative minimumCellCount");
    }
  }

  private void code(Column column, String list, Optional<String> code) {
    code.filter(c -> lists.labels(list, c).isEmpty())
        .ifPresent(c -> fault(column, "has '" + c + "', which is not in the list " + list));
  }

  private void fault(Column column, String problem) {
    faults.add("column '" + column.name() + "' " + problem);
  }
}
