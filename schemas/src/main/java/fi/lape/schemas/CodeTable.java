package fi.lape.schemas;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Rows of a code list file: comma separated, quotes as in RFC 4180, first line the header. */
final class CodeTable {
  private CodeTable() {}

  static List<Map<String, String>> read(String file) {
    return parse(file, Resources.text("codelists/" + file));
  }

  static List<Map<String, String>> parse(String file, String text) {
    List<List<String>> lines = new ArrayList<>();
    for (String line : text.lines().toList()) {
      lines.add(fields(file, line));
    }
    if (lines.isEmpty()) {
      throw SchemaFaults.codeListInvalid(file, "there is no header");
    }
    List<String> header = lines.get(0);
    List<Map<String, String>> rows = new ArrayList<>();
    for (int i = 1; i < lines.size(); i++) {
      List<String> fields = lines.get(i);
      if (fields.size() != header.size()) {
        throw SchemaFaults.codeListInvalid(
            file,
            "line %d has %d fields, the header has %d"
                .formatted(i + 1, fields.size(), header.size()));
      }
      Map<String, String> row = new LinkedHashMap<>();
      for (int j = 0; j < fields.size(); j++) {
        row.put(header.get(j), fields.get(j));
      }
      rows.add(row);
    }
    return rows;
  }

  private static List<String> fields(String file, String line) {
    List<String> fields = new ArrayList<>();
    StringBuilder field = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == '"') {
        boolean doubled = quoted && i + 1 < line.length() && line.charAt(i + 1) == '"';
        if (doubled) {
          field.append('"');
          i++;
        } else {
          quoted = !quoted;
        }
      } else if (c == ',' && !quoted) {
        fields.add(field.toString());
        field.setLength(0);
      } else {
        field.append(c);
      }
    }
    if (quoted) {
      throw SchemaFaults.codeListInvalid(file, "a quote is not closed in '" + line + "'");
    }
    fields.add(field.toString());
    return fields;
  }
}
