package fi.lape.jobs.release.files;

import fi.lape.jobs.plan.StudyPlan;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** {@code README.txt}: what is in the folder, for whoever opens it. */
public final class Readme {
  /** Name of the file. */
  public static final String FILE = "README.txt";

  private static final String TEMPLATE = "/report/README.txt";

  private Readme() {}

  /** Writes the text into a release. */
  public static void write(Path folder, int number, StudyPlan plan, Map<String, String> facts)
      throws IOException {
    String text;
    try (var in = Readme.class.getResourceAsStream(TEMPLATE)) {
      text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
    text =
        text.replace("{number}", "%04d".formatted(number))
            .replace("{title_fi}", plan.title().in("fi"))
            .replace("{title_en}", plan.title().in("en"))
            .replace("{minCount}", Integer.toString(plan.release().minCount()))
            .replace("{largestHidden}", Integer.toString(plan.release().minCount() - 1))
            .replace("{origin_fi}", originFi(facts.get("lape.data_origin")))
            .replace("{origin_en}", originEn(facts.get("lape.data_origin")))
            .replace("{plan}", plan.sha256());
    Files.writeString(folder.resolve(FILE), text);
  }

  private static String originFi(String origin) {
    return switch (origin) {
      case "SYNTHETIC" -> "Aineisto on synteettinen: luvut eivät kerro todellisesta ohjelmasta.";
      case "MIXED" ->
          "Osa aineistosta on synteettistä (hankeraportit): tämä ei ole arviointitulos.";
      default -> "Aineistossa ei ole synteettiseksi merkittyä tietoa.";
    };
  }

  private static String originEn(String origin) {
    return switch (origin) {
      case "SYNTHETIC" -> "The data are synthetic: the numbers say nothing of the real programme.";
      case "MIXED" ->
          "Part of the data is synthetic (project reports): this is not an evaluation result.";
      default -> "No part of the data is marked as synthetic.";
    };
  }
}
