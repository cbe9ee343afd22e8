package fi.lape.jobs.disclose.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** Two linked tables of random counts: municipality × form and area × age × form. */
final class RandomTables {
  static final String RULES =
      """
      tables:
        - file: municipalities.csv
          measure: placed
          value: n
          kind: count
          dimensions:
            place: {column: place, parents: geography.csv, total: country}
            form: {column: form, total: all}
        - file: areas.csv
          measure: placed
          value: n
          kind: count
          dimensions:
            place: {column: place, parents: geography.csv, total: country}
            age: {column: age, total: all}
            form: {column: form, total: all}
      """;

  private RandomTables() {}

  static void write(Path folder, Random random) throws IOException {
    Map<String, Integer> counts = new TreeMap<>();
    StringBuilder geography = new StringBuilder("code,parent\n");
    for (int area = 0; area < 2; area++) {
      geography.append("A%d,country%n".formatted(area));
      for (int m = 0; m < 3; m++) {
        String municipality = "M" + area + m;
        geography.append("%s,A%d%n".formatted(municipality, area));
        for (String age : new String[] {"0-6", "7-17"}) {
          for (String form : new String[] {"foster", "institution"}) {
            int n = random.nextInt(3) == 0 ? random.nextInt(3) : 5 + random.nextInt(40);
            for (String p : new String[] {municipality, "A" + area, "country"}) {
              for (String a : new String[] {age, "all"}) {
                for (String f : new String[] {form, "all"}) {
                  counts.merge(p + "," + a + "," + f, n, Integer::sum);
                }
              }
            }
          }
        }
      }
    }
    StringBuilder municipalities = new StringBuilder("place,form,n\n");
    StringBuilder areas = new StringBuilder("place,age,form,n\n");
    counts.forEach(
        (key, n) -> {
          String[] codes = key.split(",", -1);
          if (codes[1].equals("all")) {
            municipalities.append("%s,%s,%d%n".formatted(codes[0], codes[2], n));
          }
          if (!codes[0].startsWith("M")) {
            areas.append("%s,%d%n".formatted(key, n));
          }
        });
    Files.writeString(folder.resolve("geography.csv"), geography);
    Files.writeString(folder.resolve("municipalities.csv"), municipalities);
    Files.writeString(folder.resolve("areas.csv"), areas);
  }
}
